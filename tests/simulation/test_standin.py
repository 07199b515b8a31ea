"""The cheap cryptography fails where the real one does, or a simulated world would prove nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from random import Random

import pytest

from hotline.crypto import sealing, signing
from hotline.crypto.sealing import ENCAPSULATED_BYTES, SealingKey, encapsulate
from hotline.crypto.signing import RootKey, SigningKey, verify_ed25519
from hotline.errors import BadSignature, CannotOpen, Malformed
from tests.simulation.standin import IN_PLACE_OF, standing_in

entropy = Random(1).randbytes


@pytest.fixture(autouse=True, params=["real", "stand-in"])
def cryptography(request: pytest.FixtureRequest) -> Iterator[None]:
    """Every test runs with both: what is asserted of one is true of the other."""
    with standing_in() if request.param == "stand-in" else nullcontext():
        yield


def test_a_signature_fits_its_key_and_message_alone() -> None:
    key, other = SigningKey.generate(entropy), SigningKey.generate(entropy)
    signature = key.sign(b"said")
    verify_ed25519(key.public, signature, b"said")

    assert len(signature) == signing.ED25519_SIGNATURE_BYTES
    altered = bytes([signature[0] ^ 1]) + signature[1:]
    for public, mark, message in (
        (other.public, signature, b"said"),
        (key.public, signature, b"Said"),
        (key.public, altered, b"said"),
        (bytes([7]) * 32, signature, b"said"),
    ):
        with pytest.raises(BadSignature):
            verify_ed25519(public, mark, message)


def test_a_root_signs_twice_and_both_must_verify() -> None:
    key, other = RootKey.generate(entropy), RootKey.generate(entropy)
    signatures = key.sign(b"signed")
    key.public.verify(signatures, b"signed")

    for key_id in key.public.key_ids:
        broken = {**signatures, key_id: bytes(len(signatures[key_id]))}
        with pytest.raises(BadSignature):
            key.public.verify(broken, b"signed")
    with pytest.raises(BadSignature):
        other.public.verify(signatures, b"signed")


def test_a_secret_opens_for_its_recipient_under_its_label_unaltered() -> None:
    key, other = SealingKey.generate(entropy), SealingKey.generate(entropy)
    sealed = encapsulate(bytes(range(32)), key.public, "label")

    assert len(sealed) == ENCAPSULATED_BYTES
    assert key.decapsulate(sealed, "label") == bytes(range(32))
    for reader, brought, label in (
        (other, sealed, "label"),
        (key, sealed, "other"),
        (key, bytes([sealed[0] ^ 1]) + sealed[1:], "label"),
        (key, sealed[:-1] + bytes([sealed[-1] ^ 1]), "label"),
    ):
        with pytest.raises(CannotOpen):
            reader.decapsulate(brought, label)


def test_the_same_seed_is_the_same_key() -> None:
    private = entropy(sealing.SEALING_PRIVATE_BYTES)

    assert SealingKey(private).public == SealingKey(private).public
    assert len(SealingKey(private).public) == sealing.SEALING_PUBLIC_BYTES
    with pytest.raises(Malformed):
        encapsulate(bytes(32), b"no key", "label")


def test_afterwards_what_was_there_is_back() -> None:
    before = [getattr(module, name) for module, name, _ in IN_PLACE_OF]
    with standing_in():
        assert [getattr(module, name) for module, name, _ in IN_PLACE_OF] == [each[2] for each in IN_PLACE_OF]

    assert [getattr(module, name) for module, name, _ in IN_PLACE_OF] == before
