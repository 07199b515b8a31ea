"""Keys and signatures: the standard's own example, and the keys that nobody may have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.crypto.signing import (
    MLDSA65_KEY_BYTES,
    MLDSA65_SIGNATURE_BYTES,
    RootKey,
    RootPublicKey,
    SigningKey,
    check_ed25519,
    verify_ed25519,
    verify_mldsa65,
)
from hotline.errors import BadSignature, Malformed
from tests.hotline.people import dice

FIELD = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, FIELD) % FIELD

Point = tuple[int, int]


def added(one: Point, other: Point) -> Point:
    """The group law of RFC 8032 5.1.4, in plain coordinates."""
    (x1, y1), (x2, y2) = one, other
    product = D * x1 * x2 * y1 * y2 % FIELD
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, FIELD)
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, FIELD)
    return x % FIELD, y % FIELD


def times(factor: int, point: Point) -> Point:
    result = (0, 1)
    while factor:
        if factor & 1:
            result = added(result, point)
        point, factor = added(point, point), factor >> 1
    return result


def point_at(y: int) -> Point | None:
    """A point with this y, if the curve has one."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, FIELD) % FIELD
    x = pow(square, (FIELD + 3) // 8, FIELD)
    for root in (x, x * pow(2, (FIELD - 1) // 4, FIELD) % FIELD):
        if root * root % FIELD == square:
            return root, y
    return None


def small_order_points() -> set[Point]:
    """All eight, computed: any point, times the order of the large group, is one of them."""
    found: set[Point] = set()
    y = 2
    while len(found) < 8:
        point = point_at(y)
        if point:
            found.add(times(ORDER, point))
        y += 1
    return found


def encodings(point: Point) -> set[bytes]:
    """Every 32 bytes that some library may read as this point: both signs, and y not reduced."""
    _, y = point
    ys = [each for each in (y, y + FIELD) if each < 2**255]
    return {(each | sign << 255).to_bytes(32, "little") for each in ys for sign in (0, 1)}


def test_every_key_of_small_order_is_refused():
    """One signature under such a key would fit many messages. The list is computed here, not copied."""
    points = small_order_points()
    everything = set().union(*map(encodings, points))

    assert len(points) == 8
    assert len(everything) == 14
    for each in everything:
        with pytest.raises(Malformed):
            check_ed25519(each, "key")


@pytest.mark.parametrize("sign", [0, 1])
@pytest.mark.parametrize("above", range(19))
def test_keys_that_are_not_reduced_are_refused(above, sign):
    """One key has one encoding: y is below the field's prime."""
    with pytest.raises(Malformed):
        check_ed25519((FIELD + above | sign << 255).to_bytes(32, "little"), "key")


@pytest.mark.parametrize("length", [0, 31, 33])
def test_keys_of_another_length_are_refused(length):
    with pytest.raises(Malformed):
        check_ed25519(b"\x05" * length, "key")


@given(st.binary(min_size=32, max_size=32))
def test_ordinary_keys_are_accepted(seed):
    """Nobody is locked out by chance."""
    public = SigningKey(seed).public

    assert check_ed25519(public, "key") == public


def test_nothing_verifies_under_a_key_of_small_order():
    """The classic forgery: identity as key, identity and zero as signature, any message."""
    identity = (1).to_bytes(32, "little")

    with pytest.raises((BadSignature, Malformed)):
        verify_ed25519(identity, identity + bytes(32), b"anything")


def test_the_example_of_the_standard():
    """RFC 8032 7.1, test 2."""
    key = SigningKey(bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))

    assert key.public.hex() == "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
    assert key.sign(b"\x72").hex() == (
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    )


@pytest.mark.parametrize("added_order", [1, 2])
def test_a_signature_has_one_form(added_order):
    """S plus the group's order is the same number to a careless reader; it is refused."""
    key = SigningKey(bytes(32))
    signature = key.sign(b"m")
    number = int.from_bytes(signature[32:], "little") + added_order * ORDER

    with pytest.raises(BadSignature):
        verify_ed25519(key.public, signature[:32] + number.to_bytes(32, "little"), b"m")


@given(st.binary(max_size=100), st.binary(max_size=40))
def test_no_bytes_as_a_signature_raise_anything_but_a_refusal(signature, message):
    """Of any length, under any key."""
    root = RootKey.generate(dice("root")).public
    with pytest.raises(BadSignature):
        verify_ed25519(root.ed25519, signature, message)
    with pytest.raises(BadSignature):
        verify_mldsa65(root.mldsa65, signature, message)
    with pytest.raises(BadSignature):
        verify_mldsa65(signature, bytes(MLDSA65_SIGNATURE_BYTES), message)


def test_a_root_is_made_from_its_seeds():
    """The same seeds give the same root: it can be kept on paper."""
    one, two = RootKey.generate(dice("root")), RootKey(*RootKey.generate(dice("root")).seeds)

    assert one.public == two.public
    assert len(one.public.mldsa65) == MLDSA65_KEY_BYTES


def test_a_root_signature_is_both():
    """Each half under its key id, 64 and 3309 bytes."""
    root = RootKey.generate(dice("root"))
    signatures = root.sign(b"m")

    root.public.verify(signatures, b"m")
    assert [len(signatures[each]) for each in root.public.key_ids] == [64, MLDSA65_SIGNATURE_BYTES]


@pytest.mark.parametrize("half", [0, 1])
def test_a_root_with_one_half_exchanged_is_another_root(half):
    """A signature by two people's halves fits neither."""
    mine, theirs = RootKey.generate(dice("mine")), RootKey.generate(dice("theirs"))
    keys = [mine.public.ed25519, mine.public.mldsa65]
    keys[half] = (theirs.public.ed25519, theirs.public.mldsa65)[half]
    mixed = RootPublicKey(*keys)

    with pytest.raises(BadSignature):
        mixed.verify(mine.sign(b"m"), b"m")
