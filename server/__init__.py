"""The relay: takes sealed envelopes, keeps them until their recipients have them, and can read none of them.

rules/    quotas, order, the session's table, frames in and frames out; pure
access    which parties are served, revocations, log-in
stores/   where envelopes and blobs are kept, durably
web/      sessions, blobs, key directory and health over TLS
serving   the relay's process, from its first line to its end
cli/      the command line of `hotline-relay`, one file a command
main      puts the parts together
"""
