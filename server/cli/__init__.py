"""The command line of `hotline-relay`, one file a command.

app       the commands together
errors    exit codes
options   what several commands share
init · card · enroll · revoke · parties · serve · status
"""
