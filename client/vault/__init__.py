"""The encrypted file that keeps a device's state, behind the port that the station names.

file        creates, unlocks and locks the file; one process at a time
lock        the key from the passphrase, and the file's clear header that says how to make it again
check       a damaged file is found out and set aside
backup      a copy in one file, without sealing keys; and the way back
passphrase  where the passphrase comes from
memory      the same code on a database in memory, for the simulation
root        a party root's vault, which is another file
vault       the shelves of a desk on one connection
profile, record, keys, outbox   the shelves of the station's port
notes       the officer's own: how far they looked, and what they began to write
rows        reads at any time, writes in a transaction; where apsw's errors become ours
schema      the tables
values      how times and signed documents stand in a column
"""
