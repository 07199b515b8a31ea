"""The command line of `hotline`, one file a command.

app        the table of commands; each file is read only when its command is called
terminal   `hotline` without a command
errors     how a command ends: exit codes, and what is said on stderr
options    what several commands have in common
output     stdout for what was asked, stderr for the rest; --json and --plain
speech     statements, channels and obligations as a person reads them
happenings what `run` tells while it keeps the line
serve      the client in a browser on this machine
said       how `say` and `ack` end
completion the script for a shell; doctor: what is well and what is not
reach      attach to the process that holds the vault, or open the vault here
party/     the root's own commands
agreement/ drafting an agreement
courier/   envelopes carried by hand
transcript/ the record as a file, and verifying one
"""
