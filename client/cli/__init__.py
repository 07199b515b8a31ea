"""The command line of `hotline`, one file a command."""
