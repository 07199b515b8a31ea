"""The protocol, pure: bytes, values, `now` and `entropy` go in, values come out. No files, sockets, clocks.

errors       what can go wrong, as one tree
sentence     what we say, with its pattern and values, for whoever says it in another language
limits       every size, count and window, with its unit and its reason
ids          names for bytes that must not be mixed up; precedence
crypto/      signatures, sealing and passphrases; the only files that import the cryptography library
codec        strict JSON that names the bad field; shapes: CBOR, read by the shape that is expected
signed       one type for all signed things, and the table of what may be signed
identity/    roots, credentials, revocations, cards, and the numbers read over a voice line
wire/        what a relay may see: the outside of envelopes, frames, log-in, receipts, key directory
agreement/   what the parties agreed, how it is accepted, and when it is in force
kinds/       what can be said: one class a kind
statements/  header and body of a statement, and the draft a second officer releases
transcript/  the record: graph, order, validity, standing
delivery/    what each desk holds, what it lacks, and how far a statement has come
envelopes/   sealing for recipients, and opening
procedures/  one table of transitions a file
obligations/ what is owed, by whom, since when, and why
"""
