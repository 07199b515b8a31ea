"""Announcements of sealing keys: which key a device's envelopes are sealed to now, and until when.

Not here: whether the bytes are an X-Wing key. A relay's directory carries them and cannot tell; who seals
finds out. Source: docs/SPEC.md 6.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from hotline import limits
from hotline.codec import to_milliseconds
from hotline.crypto.signing import SigningKey
from hotline.fields import a_counter, a_key, counter_value
from hotline.ids import Counter, DeviceId, SealingKeyId
from hotline.shapes import a_moment, exact_bytes, one_of, read_cbor, record, write_cbor
from hotline.signed import PayloadType, Signed, sign_by_device, verify_by_device

WHAT = "sealing key"
_SHAPE = record(
    [
        ("version", one_of(1)),
        ("device", a_key),
        ("counter", a_counter),
        ("public key", exact_bytes(limits.SEALING_PUBLIC_BYTES)),
        ("not after", a_moment),
    ]
)


@dataclass(frozen=True, slots=True)
class SealingKeyAnnouncement:
    """The highest counter is the current key; two keys under one counter are an alarm."""

    device: DeviceId
    counter: Counter
    public: bytes
    not_after: datetime

    @property
    def id(self) -> SealingKeyId:
        return SealingKeyId(hashlib.sha256(self.public).digest())


def announce(counter: Counter, public: bytes, not_after: datetime, key: SigningKey) -> Signed:
    """The announcement of this device's sealing key."""
    value = [1, key.device, counter_value(counter), public, to_milliseconds(not_after)]
    return sign_by_device(PayloadType.SEALING_KEY, write_cbor(value), key)


def open_announcement(signed: Signed) -> SealingKeyAnnouncement:
    """Reads and verifies. Raises Malformed, BadSignature."""
    value = read_cbor(signed.payload, WHAT, limits.IDENTITY_BYTES)
    announcement = SealingKeyAnnouncement(*_SHAPE(value, WHAT)[1:])
    verify_by_device(signed, PayloadType.SEALING_KEY, announcement.device)
    return announcement
