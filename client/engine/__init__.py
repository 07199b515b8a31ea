"""Runs a station in real time: the vault's transactions, the links, and the socket others attach to."""
