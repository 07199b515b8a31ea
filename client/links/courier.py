"""Envelopes in a file that is carried by hand: read back when it is written, and what is damaged is named.

The device that wrote it signs the list of its parts and the time: who opens it sees whose file it is, and
that nothing was put in or taken out on the way. A courier file proves nothing about delivery: what it brought
is shown by the other desk's `have`, by any way. Taking one in twice does no harm.
Not here: which envelopes, and what they mean. Source: docs/SPEC.md 12.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from client.points import point
from client.station.arrivals import EnvelopeCame
from hotline import limits
from hotline.codec import to_milliseconds
from hotline.crypto.signing import SigningKey
from hotline.errors import BadSignature, Malformed, StoreFailed
from hotline.ids import DeviceId
from hotline.sentence import sentence
from hotline.shapes import (
    a_moment,
    an_int,
    array_of,
    exact_bytes,
    one_of,
    read_cbor,
    record,
    some_bytes,
    write_cbor,
)
from hotline.signed import PayloadType, sign_by_device, signed_from_value, verify_by_device
from hotline.wire.envelope import Deposit

WHAT = "courier file"
NAME = "hotline-courier"
ENVELOPES = 2**20  # a guard for readers; by then a stick is full
_HEAD_BYTES = 64
_SIGNED_BYTES = 512  # the manifest with its one signature
_LENGTH_BYTES = 4

_HEAD = record([("name", one_of(NAME)), ("version", one_of(1)), ("count", an_int(0, ENVELOPES))])
_MANIFEST = record(
    [
        ("version", one_of(1)),
        ("device", exact_bytes(32)),
        ("count", an_int(0, ENVELOPES)),
        ("parts", exact_bytes(32)),
        ("at", a_moment),
    ]
)
_PART = record(
    [
        ("public", some_bytes(limits.ENVELOPE_BYTES)),
        (
            "slots",
            array_of(
                record([("mailbox", exact_bytes(32)), ("slot", some_bytes(limits.SLOT_BYTES, 1))]),
                limits.SLOTS,
            ),
        ),
    ]
)


@dataclass(frozen=True, slots=True)
class Carried:
    """What a courier file holds for one desk, how many envelopes are for others only, and whose file it is.

    `at` is the writer's word. Whether `writer` is anybody who is known, is the caller's to ask.
    """

    arrivals: tuple[EnvelopeCame, ...]
    for_others: int
    writer: DeviceId
    at: datetime


def export_courier(path: Path, envelopes: Sequence[Deposit], key: SigningKey, now: datetime) -> None:
    """Writes the file, reads it back, and only then gives it its name. Raises StoreFailed."""
    beside = path.with_name(f".{path.name}.part")
    try:
        _write(beside, envelopes, key, now)
        _read_back(beside, envelopes)
        point("courier/before-rename")
        beside.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StoreFailed(
            sentence("The courier file could not be written: {why}.", why=error.strerror)
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink()


def import_courier(path: Path, device: DeviceId) -> Carried:
    """What the file brings for this desk. All of it is checked first.

    Raises Malformed, StoreFailed; BadSignature when it is not the file that its writer signed.
    """
    arrivals: list[EnvelopeCame] = []
    others = 0
    try:
        envelopes, (writer, at) = _read(path)
        for envelope in envelopes:
            own = [EnvelopeCame(None, envelope.public, slot) for to, slot in envelope.slots if to == device]
            arrivals += own
            others += not own
    except OSError as error:
        raise StoreFailed(sentence("The courier file cannot be read: {why}.", why=error.strerror)) from error
    return Carried(tuple(arrivals), others, writer, at)


def is_courier(head: bytes) -> bool:
    """Whether a file that begins so is a courier file."""
    return head[_LENGTH_BYTES:].startswith(write_cbor([NAME, 1, 0])[: len(NAME) + 3])


def _write(path: Path, envelopes: Sequence[Deposit], key: SigningKey, now: datetime) -> None:
    with open(path, "wb", opener=_private) as file:
        for piece in _pieces(envelopes, key, now):
            file.write(len(piece).to_bytes(_LENGTH_BYTES, "big") + piece)
        file.flush()
        point("courier/before-sync")
        os.fsync(file.fileno())


def _private(path: str, flags: int) -> int:
    """What is sealed still tells who has envelopes for whom: the file is its owner's alone."""
    return os.open(path, flags, 0o600)


def _read_back(path: Path, envelopes: Sequence[Deposit]) -> None:
    lost = StoreFailed("The medium did not keep what was written.", "Use another one.")
    try:
        if _read(path)[0] != list(envelopes):
            raise lost
    except (Malformed, BadSignature) as error:
        raise lost from error


def _pieces(envelopes: Iterable[Deposit], key: SigningKey, now: datetime) -> Iterator[bytes]:
    parts = [write_cbor([each.public, [list(slot) for slot in each.slots]]) for each in envelopes]
    digests = [hashlib.sha256(part).digest() for part in parts]
    whole = hashlib.sha256(b"".join(digests)).digest()
    manifest = write_cbor([1, key.device, len(parts), whole, to_milliseconds(now)])
    yield write_cbor([NAME, 1, len(parts)])
    for digest, part in zip(digests, parts, strict=True):
        yield digest + part
    yield write_cbor(sign_by_device(PayloadType.COURIER, manifest, key).to_value())


def _read(path: Path) -> tuple[list[Deposit], tuple[DeviceId, datetime]]:
    """The envelopes, and who signed for them when. Raises Malformed, naming the part; BadSignature."""
    found: list[Deposit] = []
    whole = hashlib.sha256()
    with path.open("rb") as file:
        _, _, count = _HEAD(read_cbor(_piece(file.read, WHAT, _HEAD_BYTES), WHAT, _HEAD_BYTES), WHAT)
        for number in range(1, count + 1):
            where = f"{WHAT}, part {number} of {count}"
            digest, envelope = _part(_piece(file.read, where, limits.FRAME_BYTES), where)
            whole.update(digest)
            found.append(envelope)
        signer = _signer(_piece(file.read, f"{WHAT}, signature", _SIGNED_BYTES), count, whole.digest())
        if file.read(1):
            raise Malformed(WHAT, "has more after its signature")
    return found, signer


def _part(piece: bytes, where: str) -> tuple[bytes, Deposit]:
    digest, part = piece[:32], piece[32:]
    if hashlib.sha256(part).digest() != digest:
        raise Malformed(where, "is damaged", "Copy the file again from where it was made.")
    public, slots = _PART(read_cbor(part, where, limits.FRAME_BYTES), where)
    return digest, Deposit(public, slots)


def _signer(piece: bytes, count: int, whole: bytes) -> tuple[DeviceId, datetime]:
    """Who signed for exactly these parts, and when."""
    where = f"{WHAT}, signature"
    signed = signed_from_value(read_cbor(piece, where, _SIGNED_BYTES), where)
    manifest = _MANIFEST(read_cbor(signed.payload, where, _SIGNED_BYTES), where)
    _, device, signed_count, signed_whole, at = manifest
    verify_by_device(signed, PayloadType.COURIER, device)
    if (signed_count, signed_whole) != (count, whole):
        raise Malformed(where, "is for other parts than these", "Ask for the file again.")
    return DeviceId(device), at


def _piece(read: Callable[[int], bytes], where: str, most: int) -> bytes:
    """The next length and as many bytes."""
    length = int.from_bytes(read(_LENGTH_BYTES), "big")
    if not 0 < length <= most:
        raise Malformed(where, "is missing or has an impossible length")
    piece = read(length)
    if len(piece) < length:
        raise Malformed(where, "is cut short", "Copy the file again from where it was made.")
    return piece


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        point("courier/before-folder-sync")
        os.fsync(handle)
    finally:
        os.close(handle)
