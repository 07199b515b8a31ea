"""Things to put on a vault's shelves, each told apart by a number; dice that repeat; a lock that is quick."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from client.station.ports import (
    Due,
    Identity,
    InPair,
    KeptRoot,
    KeptStatement,
    Life,
    LinkRecord,
    Outgoing,
    OutPair,
    OwnKey,
    Receipted,
    SetAside,
)
from client.vault.file import create, unlock
from client.vault.lock import Cost
from client.vault.vault import DeskVault
from hotline.ids import (
    ChannelId,
    DeviceId,
    Entropy,
    EnvelopeId,
    Incarnation,
    PairId,
    PartyId,
    Precedence,
    RelayId,
    SealingKeyId,
    StatementId,
)
from hotline.signed import PayloadType, Signature, Signed

NOON = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
QUICK = Cost(memory_kib=8, iterations=1, lanes=1)
PASSPHRASE = "seven quiet lamps over Brävia"
BODY = b'{"text":"the convoy halts at the ford until dusk"}'


def h(label: str, number: int = 0) -> bytes:
    """32 bytes that stand for this."""
    return hashlib.sha256(f"{label} {number}".encode()).digest()


CHANNEL = ChannelId(h("channel"))
LIFE = Life(Incarnation(1_700_000_000, b"n" * 16, False), 3)


def dice(seed: int = 0) -> Entropy:
    """Random bytes that are the same in each run."""
    drawn = 0

    def draw(count: int) -> bytes:
        nonlocal drawn
        drawn += 1
        return hashlib.shake_256(f"{seed} {drawn}".encode()).digest(count)

    return draw


def new_vault(path: Path) -> DeskVault:
    return create(path, PASSPHRASE, dice(), QUICK)


def reopened(path: Path) -> DeskVault:
    return unlock(path, PASSPHRASE, NOON)


def peer(number: int = 0) -> DeviceId:
    return DeviceId(h("peer", number))


def statement_id(number: int = 0) -> StatementId:
    return StatementId(h("statement", number))


def sealing_key_id(number: int = 0) -> SealingKeyId:
    return SealingKeyId(h("sealing key", number))


def signed(number: int = 0, kind: PayloadType = PayloadType.HAVE) -> Signed:
    return Signed(kind, b"payload %d" % number, (Signature(h("signer", number), b"s" * 64),))


def identity() -> Identity:
    return Identity(h("signing seed"), signed(1, PayloadType.ROOT), signed(2, PayloadType.CREDENTIAL))


def kept_root(number: int = 0, verified: str | None = None) -> KeptRoot:
    return KeptRoot(PartyId(h("party", number)), signed(number, PayloadType.ROOT), verified)


def kept_statement(number: int = 0, body: bytes | None = None) -> KeptStatement:
    return KeptStatement(CHANNEL, b"header %d" % number, b"s" * 64, body, NOON, "self")


def own_key(number: int = 0, superseded_at: datetime | None = None) -> OwnKey:
    made_at = NOON + timedelta(hours=number)
    announced = signed(number, PayloadType.SEALING_KEY)
    return OwnKey(sealing_key_id(number), h("private", number), announced, made_at, superseded_at)


def out_pair(key: int = 0, confirmed: bool = False) -> OutPair:
    return OutPair(peer(), sealing_key_id(key), PairId(h("out", key)[:16]), h("out secret", key), confirmed)


def in_pair(number: int = 0, key: int = 0) -> InPair:
    return InPair(peer(), sealing_key_id(key), PairId(h("in", number)[:16]), h("in secret", number))


def link(number: int = 0) -> LinkRecord:
    return LinkRecord(peer(), signed(number, PayloadType.LINK))


def due(number: int = 0, tries: int = 0, envelope: EnvelopeId | None = None) -> Due:
    sent_at = NOON if envelope else None
    return Due(peer(), CHANNEL, statement_id(number), Precedence.FLASH, NOON, tries, envelope, sent_at)


def outgoing(number: int = 0, topic: str | None = None) -> Outgoing:
    return Outgoing(
        id=EnvelopeId(h("envelope", number)),
        public=b"public %d" % number,
        slots=((peer(1), b"full slot"), (peer(2), b"short slot")),
        precedence=Precedence.PRIORITY,
        made_at=NOON,
        expires_at=NOON + timedelta(days=30),
        topic=topic,
        channel=CHANNEL if topic else None,
        everywhere=bool(topic),
    )


def receipt(number: int = 0, at: datetime = NOON) -> Receipted:
    return Receipted(EnvelopeId(h("envelope", number)), peer(1), RelayId(h("relay")), at)


def aside(why: str) -> SetAside:
    return SetAside(b"public", b"slot", why, NOON)


def fill(vault: DeskVault) -> None:
    """Something on every shelf."""
    with vault.transaction():
        vault.profile.keep_identity(identity())
        vault.profile.keep_life(LIFE)
        vault.profile.keep_root(kept_root(verified="by voice, at noon"))
        vault.profile.keep_credential(peer(), signed(3, PayloadType.CREDENTIAL))
        vault.profile.keep_agreement(CHANNEL, signed(4, PayloadType.AGREEMENT))
        vault.record.keep_statement(statement_id(), kept_statement(body=BODY))
        vault.record.keep_have(CHANNEL, peer(), signed(5))
        vault.record.keep_delivered(statement_id(), peer(), NOON)
        vault.record.keep_relayed(statement_id(), peer(), RelayId(h("relay")))
        vault.keys.keep_own_key(own_key())
        vault.keys.keep_peer_key(peer(), signed(6, PayloadType.SEALING_KEY))
        vault.keys.keep_out_pair(out_pair())
        vault.keys.keep_in_pair(in_pair())
        vault.keys.keep_link(link())
        vault.outbox.keep_due(due())
        vault.outbox.keep_outgoing(outgoing())
        vault.outbox.keep_receipt(receipt())
        vault.outbox.keep_emptied(RelayId(h("relay")), NOON)
        vault.outbox.count_attempt(EnvelopeId(h("envelope", 9)))
        vault.outbox.set_aside(EnvelopeId(h("envelope", 9)), aside("no key opens it"))


def keep_one(vault: DeskVault, number: int) -> None:
    """A statement, its due row and a counter in one transaction."""
    with vault.transaction():
        vault.record.keep_statement(statement_id(number), kept_statement(number, b"x" * 9000))
        vault.profile.keep_life(replace(LIFE, counter=number))
        vault.outbox.keep_due(due(number))


def damage_in_the_log(path: Path) -> None:
    """A vault as a power cut leaves it: sound but older without its log, and rows are gone with it."""
    made = path.parent.with_name("made") / path.name
    with new_vault(made) as vault:
        keep_one(vault, 1)
    with reopened(made) as vault:
        keep_one(vault, 2)
        vault.connection.execute("PRAGMA foreign_keys = OFF").fetchall()
        vault.connection.execute("INSERT INTO receipt VALUES (x'00', x'00', x'00', 0)").fetchall()
        shutil.copytree(made.parent, path.parent)
