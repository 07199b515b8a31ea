"""Russian, by topic; `russian` merges them. A sentence stands in one table only.

words      states, standings, obligations, roles, scales, times
kinds      the kinds of statements
channel    the main screen, and FLASH
form       writing and sending
line       relays, the outbox, the courier
record     the record, its check, search
agreement  the agreement
board      the joint board of risk
verify     comparing root codes
first      the first run
keys       keys, help, settings, the lock
refusals   what the agreement, the record or a relay does not let through
troubles   files, vaults, credentials, envelopes, documents
"""
