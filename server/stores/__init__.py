"""Where a relay keeps what waits for others.

port         what every store promises, in words; the values that go in and come out
intake       what a deposit goes through in every store
ledger       what waits, counted for the quotas
keys         which of two sealing-key announcements is newer
uploads      what a chunk of a blob has to satisfy
watchers     who is woken when something comes

memory       mailboxes and key directory without a disk and without asyncio
awaitable    the memory stores behind the ports
memory_blobs blobs without a disk

database     opens an SQLite file as a relay needs it
writer       one thread that writes, many jobs to a commit
reader       one thread that reads
sqlite       mailboxes in an SQLite file
lately       slots that are known before they are written
sqlite_rows  their tables, and what is done to the rows
sqlite_keys  the key directory in the same file
blobs        blobs as files in a folder
embedded     all of them opened together
"""
