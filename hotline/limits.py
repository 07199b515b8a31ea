"""Every size, count and window of the protocol: its unit is in its name, its reason beside it.

Not here: what an agreement sets (deadlines, rotation, retention), and a relay's configuration.
"""

from __future__ import annotations

from datetime import timedelta

KIB = 1024

# Statements
HEADER_BYTES = 8 * KIB  # 64 parents of 66 characters are 4.2 KiB; the rest doubles that
BODY_BYTES = 64 * KIB  # a long report; more than that is data, and goes as a blob
BODY_FLOOR_BYTES = 512  # an acknowledgement and a short message look alike: the binding alone is 300
PARENTS = 64
AUDIENCE = 64  # parties
SEQ_MAX = 2**40
INCARNATION_MAX = 2**40  # Unix seconds, for the next 34,000 years

# Urgent text
URGENT_WORDS = 200  # FLASH and IMMEDIATE: what an officer reads in a minute
URGENT_CHARACTERS = 2400  # the same, for languages that set no blanks between words

# Signed documents
SIGNATURES = 32  # one pair for each of 16 roots
DOCUMENT_BYTES = 256 * KIB

# Identity
IDENTITY_BYTES = 8 * KIB  # a root document is 3 KiB for its post-quantum key; the others are smaller
CUTS = 128  # a revocation of so many, with its root and both signatures, still fits into one body
SEALING_PUBLIC_BYTES = 1184 + 32  # ML-KEM-768 and X25519: X-Wing

# Agreements
PARTIES = 16
RELAYS = 16
AGREEMENT_BYTES = 40 * KIB  # so that an amendment and a root's signature fit into one body

# Envelopes
ENVELOPE_BYTES = 256 * KIB
ITEMS_BYTES = 240 * KIB  # sealed and padded it is still below ENVELOPE_BYTES
BATCH_BYTES = 192 * KIB  # items put together by choice: their envelope still fits into another as a parcel
ITEMS = 4096
SLOTS = 256
SLOT_BYTES = 2 * KIB  # a full slot is about 1.3 KiB
TTL_DEFAULT = timedelta(days=30)  # as long as a retired relay is read
TTL_MAX = timedelta(days=90)
PADDING_FLOOR_BYTES = 512

# Frames
FRAME_PART_BYTES = 16 * KIB  # 14 s at 9,600 bit/s: what a FLASH waits for at most
FRAME_BYTES = 640 * KIB  # an envelope with its slots
PARTS_OPEN = 4  # frames under way in parts: one of each precedence, since a sender ends one before the next
ACKS = 1024  # delivery numbers in one frame
RECEIPT_SLOTS = 2048  # slots that one receipt names: about 140 KiB
BLOB_CHUNK_BYTES = 256 * KIB
BLOB_BYTES = 64 * KIB * KIB

# Sync
HAVE_BYTES = 44 * KIB  # in Base64, as `delivered` carries it, it still fits into one body
HAVE_RUNS = 128  # with heads and missing bodies full too, 15 KiB are left for the vector
HAVE_ASKED = 256
HAVE_HEADS = PARENTS + 64
HAVE_RELAYS = 2 * RELAYS  # those in force, and retired ones
LINK_BYTES = 1 * KIB
PAIRS_PER_SENDER = 4  # the pair in use, the one before it, and two sides' crossing
SEALING_KEYS_PER_DEVICE = 4  # newest announcements that are kept of a peer

# Transcript files
TRANSCRIPT_LINE_BYTES = 512 * KIB  # the first: an agreement, and 16 roots, with all signatures, in Base64

# Clocks
SKEW_SHOWN = timedelta(minutes=5)  # a said-at further from the receiver's clock than this is flagged

# Relay session
HANDSHAKE = timedelta(seconds=30)  # 4 KiB and four flights at 9,600 bit/s over a satellite, each lost once
HANDSHAKE_BYTES = 64 * KIB  # a hello with a root's hybrid signature is about 6 KiB
PING_EVERY = timedelta(seconds=15)
SILENCE = 2 * PING_EVERY  # without one byte: then the connection is dead
MESSAGE_WITHIN = timedelta(seconds=120)  # a part behind a full kernel buffer at 9,600 bit/s, with losses
DELIVERY_WINDOW = 64  # unacknowledged deliveries a session may hold
DEPOSITS_IN_FLIGHT = 256  # unacknowledged deposits a session may hold
RETIRED_RELAY = timedelta(days=30)
