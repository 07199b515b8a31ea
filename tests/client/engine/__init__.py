"""The engine against real relays and vaults, and what hangs on it."""
