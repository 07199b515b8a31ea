"""Cards: what one desk hands to others, in a file and in its first statement."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from hotline.errors import BadSignature, NotTrusted
from hotline.identity.card import card_content, open_card, open_card_content, verified_card, write_card
from hotline.identity.relay_card import RelayCard, open_relay_card, sign_relay_card
from hotline.ids import RelayId
from hotline.signed import PayloadType, sign_by_device
from tests.hotline.mangling import mangled, read_or_rejected, refused
from tests.hotline.people import desk

BRAVO, DELTA = desk("BRV"), desk("DLT")
CARD = verified_card(BRAVO.root.signed, BRAVO.signed_credential, BRAVO.announcement())


def test_a_card_file_reads_back():
    assert open_card(write_card(CARD)) == CARD


def test_a_card_in_a_statement_has_no_sealing_key():
    """The key of that hour would be long gone when the record is read."""
    content = card_content(CARD)
    card = open_card_content(json.loads(json.dumps(content)))

    assert set(content) == {"root", "credential"}
    assert (card.root, card.credential, card.key) == (BRAVO.root, BRAVO.credential, None)


def test_the_parts_of_a_card_belong_together():
    """Another root, another's credential, another's sealing key: refused."""
    with pytest.raises(BadSignature):
        verified_card(DELTA.root.signed, BRAVO.signed_credential)
    with pytest.raises(BadSignature):
        verified_card(BRAVO.root.signed, DELTA.signed_credential)
    with pytest.raises(NotTrusted):
        verified_card(BRAVO.root.signed, BRAVO.signed_credential, DELTA.announcement())


@pytest.mark.parametrize("change", [{"v": 2}, {"root": None}, {"credential": {}}, {"key": 0}, {"extra": 1}])
def test_a_wrong_card_is_refused_by_its_field(change):
    raw = json.dumps(json.loads(write_card(CARD)) | change).encode()

    refused(lambda: open_card(raw), "card", *change)


@pytest.mark.parametrize("change", [{"v": 1}, {"key": None}, {"root": 7}])
def test_a_card_in_a_statement_has_exactly_two_fields(change):
    refused(lambda: open_card_content(card_content(CARD) | change), "card", *change)


@given(mangled(write_card(CARD)))
def test_no_mangled_card_is_taken_for_true(raw):
    """It is refused, or it says the same."""

    def read(each: bytes) -> None:
        card = open_card(each)
        assert (card.root.document, card.credential) == (CARD.root.document, CARD.credential)

    read_or_rejected(read, raw)


RELAY = RelayCard(
    name="North",
    url="wss://north.example:8443",
    key=RelayId(BRAVO.device),
    operator="Bravo's ministry",
    exercise=True,
)


def test_a_relay_card_reads_back():
    assert open_relay_card(sign_relay_card(RELAY, BRAVO.key)) == RELAY


def test_a_relay_card_is_signed_by_its_own_key():
    """Nobody hands out a card for a relay that is not his."""
    with pytest.raises(BadSignature):
        open_relay_card(sign_relay_card(RELAY, DELTA.key))


@pytest.mark.parametrize(
    ("field", "value"),
    [("url", "ftp://x"), ("url", "wss://a b"), ("url", ""), ("key", "00" * 32), ("name", ""), ("port", 1)],
)
def test_a_wrong_relay_card_is_refused_by_its_field(field, value):
    payload = json.dumps(json.loads(RELAY.model_dump_json()) | {field: value}).encode()

    refused(lambda: open_relay_card(sign_by_device(PayloadType.RELAY_CARD, payload, BRAVO.key)), field)
