"""The tables of a desk's vault.

Times are microseconds since 1970. `Signed` documents are kept in their CBOR form. `number` is the order in
which rows were kept.
"""

from __future__ import annotations

DESK_APPLICATION = 0x484C4456  # "HLDV": a desk's vault, told apart from a party root's
SCHEMA_VERSION = 2

PROFILE = """
    CREATE TABLE identity (
        one          INTEGER PRIMARY KEY CHECK (one = 1),
        signing_seed BLOB NOT NULL,
        root         BLOB,
        credential   BLOB
    ) STRICT;
    CREATE TABLE life (
        one      INTEGER PRIMARY KEY CHECK (one = 1),
        number   INTEGER NOT NULL,
        nonce    BLOB NOT NULL,
        restored INTEGER NOT NULL,
        counter  INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE former_life (
        one      INTEGER PRIMARY KEY CHECK (one = 1),
        number   INTEGER NOT NULL,
        nonce    BLOB NOT NULL,
        restored INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE root (
        party    BLOB PRIMARY KEY,
        signed   BLOB NOT NULL,
        verified TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE credential (
        device BLOB PRIMARY KEY,
        signed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE agreement (
        number  INTEGER PRIMARY KEY,
        channel BLOB NOT NULL UNIQUE,
        signed  BLOB NOT NULL
    ) STRICT;
"""

RECORD = """
    CREATE TABLE statement (
        number     INTEGER PRIMARY KEY,
        id         BLOB NOT NULL UNIQUE,
        channel    BLOB NOT NULL,
        payload    BLOB NOT NULL,
        signature  BLOB NOT NULL,
        body       BLOB,
        arrived_at INTEGER NOT NULL,
        carrier    TEXT NOT NULL
    ) STRICT;
    CREATE INDEX statement_of_channel ON statement (channel, number);
    CREATE TABLE have (
        channel BLOB NOT NULL,
        device  BLOB NOT NULL,
        signed  BLOB NOT NULL,
        PRIMARY KEY (channel, device)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE delivered (
        statement BLOB NOT NULL,
        device    BLOB NOT NULL,
        at        INTEGER NOT NULL,
        PRIMARY KEY (statement, device)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE relayed (
        statement BLOB NOT NULL,
        device    BLOB NOT NULL,
        relay     BLOB NOT NULL,
        PRIMARY KEY (statement, device, relay)
    ) STRICT, WITHOUT ROWID;
"""

# What can be made anew from the statements at any time: an older vault is given these when it is opened.
DERIVED = """
    CREATE TABLE IF NOT EXISTS settled (
        channel BLOB PRIMARY KEY,
        upto    INTEGER NOT NULL,
        record  BLOB NOT NULL,
        rest    BLOB NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS statement_without_body ON statement (channel) WHERE body IS NULL;
"""

KEYS = """
    CREATE TABLE own_key (
        number        INTEGER PRIMARY KEY,
        id            BLOB NOT NULL UNIQUE,
        private       BLOB NOT NULL,
        announcement  BLOB NOT NULL,
        made_at       INTEGER NOT NULL,
        superseded_at INTEGER
    ) STRICT;
    CREATE TABLE peer_key (
        device BLOB PRIMARY KEY,
        signed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE out_pair (
        peer      BLOB NOT NULL,
        key       BLOB NOT NULL,
        pair      BLOB NOT NULL,
        secret    BLOB NOT NULL,
        confirmed INTEGER NOT NULL,
        PRIMARY KEY (peer, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE in_pair (
        number INTEGER PRIMARY KEY,
        pair   BLOB NOT NULL UNIQUE,
        peer   BLOB NOT NULL,
        key    BLOB NOT NULL,
        secret BLOB NOT NULL
    ) STRICT;
    CREATE INDEX in_pair_of_key ON in_pair (key);
    CREATE TABLE link (
        peer   BLOB PRIMARY KEY,
        signed BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
"""

OUTBOX = """
    CREATE TABLE due (
        device     BLOB NOT NULL,
        statement  BLOB NOT NULL,
        channel    BLOB NOT NULL,
        precedence INTEGER NOT NULL,
        not_before INTEGER NOT NULL,
        tries      INTEGER NOT NULL,
        envelope   BLOB,
        sent_at    INTEGER,
        PRIMARY KEY (device, statement)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE outgoing (
        number     INTEGER PRIMARY KEY,
        id         BLOB NOT NULL UNIQUE,
        public     BLOB NOT NULL,
        slots      BLOB NOT NULL,
        precedence INTEGER NOT NULL,
        made_at    INTEGER NOT NULL,
        expires_at INTEGER NOT NULL,
        topic      TEXT,
        channel    BLOB,
        everywhere INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE receipt (
        envelope BLOB NOT NULL REFERENCES outgoing (id) ON DELETE CASCADE,
        device   BLOB NOT NULL,
        relay    BLOB NOT NULL,
        at       INTEGER NOT NULL,
        PRIMARY KEY (envelope, device, relay)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE emptied (
        relay BLOB PRIMARY KEY,
        at    INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE attempt (
        envelope BLOB PRIMARY KEY,
        count    INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE aside (
        number   INTEGER PRIMARY KEY,
        envelope BLOB NOT NULL UNIQUE,
        public   BLOB NOT NULL,
        slot     BLOB NOT NULL,
        why      TEXT NOT NULL,
        at       INTEGER NOT NULL
    ) STRICT;
"""

NOTES = """
    CREATE TABLE looked (
        channel BLOB PRIMARY KEY,
        number  INTEGER NOT NULL,
        at      INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE draft (
        number     INTEGER PRIMARY KEY,
        channel    BLOB NOT NULL,
        kind       TEXT NOT NULL,
        fields     TEXT NOT NULL,
        changed_at INTEGER NOT NULL
    ) STRICT;
"""

DESK_TABLES = PROFILE + RECORD + DERIVED + KEYS + OUTBOX + NOTES

# A restored desk speaks in a new life, with new keys; `former_life` goes along and tells the old one.
KEPT_OUT_OF_BACKUPS = ("life", "own_key", "out_pair", "in_pair", "link", "settled")
