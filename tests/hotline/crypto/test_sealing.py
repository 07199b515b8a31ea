"""Locks: they open with their key and with nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.crypto import sealing
from hotline.crypto.sealing import SealingKey, derive, encapsulate, lock, unlock
from hotline.errors import CannotOpen, Malformed
from tests.hotline.people import dice

KEY = SealingKey.generate(dice("sealing"))
SECRET = bytes(range(32))


def test_a_secret_reaches_its_key():
    """1168 bytes: X-Wing's 1120, the secret, the tag."""
    sealed = encapsulate(SECRET, KEY.public, "label")

    assert KEY.decapsulate(sealed, "label") == SECRET
    assert len(sealed) == sealing.ENCAPSULATED_BYTES == 1168


def test_sizes_are_those_of_the_specification():
    """The relay's half of the code knows the size without knowing the cipher."""
    assert len(KEY.public) == sealing.SEALING_PUBLIC_BYTES == limits.SEALING_PUBLIC_BYTES == 1216
    assert len(KEY.private) == sealing.SEALING_PRIVATE_BYTES == 96


def test_a_key_is_made_from_its_private_bytes():
    """What the vault keeps is enough."""
    assert SealingKey(KEY.private).public == KEY.public


def test_sealing_twice_looks_different():
    """Nobody sees that one secret was sent twice."""
    assert encapsulate(SECRET, KEY.public, "label") != encapsulate(SECRET, KEY.public, "label")


def test_another_key_or_label_opens_nothing():
    """A secret sealed for one purpose is of no use for another."""
    sealed = encapsulate(SECRET, KEY.public, "label")

    with pytest.raises(CannotOpen):
        SealingKey.generate(dice("another")).decapsulate(sealed, "label")
    with pytest.raises(CannotOpen):
        KEY.decapsulate(sealed, "lebal")


@given(st.integers(0, sealing.ENCAPSULATED_BYTES * 8 - 1))
def test_no_bit_of_a_sealed_secret_can_be_turned(bit):
    """Neither in the post-quantum part nor in the classical, nor in the cipher text."""
    sealed = bytearray(encapsulate(SECRET, KEY.public, "label"))
    sealed[bit // 8] ^= 1 << bit % 8

    with pytest.raises(CannotOpen):
        KEY.decapsulate(bytes(sealed), "label")


@given(st.binary(max_size=1300))
def test_no_bytes_raise_anything_but_a_refusal(raw):
    """Wrong lengths as well."""
    with pytest.raises(CannotOpen):
        KEY.decapsulate(raw, "label")
    with pytest.raises(CannotOpen):
        unlock(SECRET, raw)
    with pytest.raises(Malformed):
        encapsulate(SECRET, raw, "label")


@pytest.mark.parametrize(
    "public",
    [
        b"\xff" * 1216,  # numbers above ML-KEM's modulus
        KEY.public[:1184] + bytes(32),  # an X25519 key of small order
        KEY.public[:1184] + b"\x01" + bytes(31),
        KEY.public[:-1],
        KEY.public + b"\0",
    ],
)
def test_what_is_no_sealing_key_is_refused(public):
    """Before anything is sent under a secret that an attacker knows."""
    with pytest.raises(Malformed):
        encapsulate(SECRET, public, "label")


@pytest.mark.parametrize("changed", ["key", "text", "associated"])
def test_a_lock_opens_only_whole(changed):
    """Another key, a changed text, other associated data: refused."""
    sealed = lock(SECRET, b"plaintext", b"outside")
    opened = {
        "key": lambda: unlock(bytes(32), sealed, b"outside"),
        "text": lambda: unlock(SECRET, sealed[:-1] + bytes([sealed[-1] ^ 1]), b"outside"),
        "associated": lambda: unlock(SECRET, sealed, b"0utside"),
    }

    assert unlock(SECRET, sealed, b"outside") == b"plaintext"
    with pytest.raises(CannotOpen):
        opened[changed]()


def test_derived_keys_differ_by_key_label_and_parts():
    """A key for one purpose says nothing of a key for another."""
    keys = {
        derive(SECRET, "a"),
        derive(bytes(32), "a"),
        derive(SECRET, "b"),
        derive(SECRET, "a", b""),
        derive(SECRET, "a", b"xy"),
        derive(SECRET, "a", b"x", b"y"),
    }

    assert len(keys) == 6


def test_derivation_is_hkdf():
    """RFC 5869 written out, for one block without salt."""
    import hashlib
    import hmac

    extracted = hmac.digest(bytes(32), SECRET, hashlib.sha256)
    info = b"a\0" + (2).to_bytes(8, "big") + b"xy"

    assert derive(SECRET, "a", b"xy") == hmac.digest(extracted, info + b"\x01", hashlib.sha256)
