"""The command line of `hotline-relay`, one file a command."""
