"""The vectors still mean what they meant: what was sealed and signed by this version opens for ever."""

from __future__ import annotations

import json
from pathlib import Path

from hotline.crypto.sealing import SealingKey
from hotline.crypto.signing import RootKey, SigningKey
from hotline.envelopes.items import BodyItem, StatementItem
from hotline.envelopes.open import open_full, open_short
from hotline.envelopes.pairs import pair_id
from hotline.envelopes.slots import FullSlot, ShortSlot, read_slot
from hotline.identity.credential import open_credential
from hotline.identity.numbers import root_digits, root_words
from hotline.identity.root import open_root
from hotline.ids import SealingKeyId
from hotline.signed import signed_from_document
from hotline.statements.body import matches, read_body
from hotline.statements.header import open_statement
from hotline.wire.envelope import envelope_id

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text())
STATEMENT, ENVELOPES = VECTORS["statement"], VECTORS["envelopes"]
PAYLOAD, SIGNATURE, BODY = (bytes.fromhex(STATEMENT[name]) for name in ("payload", "signature", "body"))
ITEMS = (StatementItem(PAYLOAD, SIGNATURE), BodyItem(open_statement(PAYLOAD, SIGNATURE).id, BODY))


def test_the_root():
    """Keys from seeds, both signatures, party id, digits, words."""
    vector = VECTORS["root"]
    signed = signed_from_document(vector["dsse"], "root")
    root = open_root(signed)

    assert root.key == RootKey(*map(bytes.fromhex, vector["seeds"])).public
    assert root.id.hex() == vector["party_id"]
    assert root_digits(signed.payload) == vector["digits"]
    assert root_words(signed.payload) == vector["words"]


def test_the_credential():
    """For the device of that seed, by that root."""
    vector = VECTORS["credential"]
    root = open_root(signed_from_document(VECTORS["root"]["dsse"], "root"))
    credential = open_credential(signed_from_document(vector["dsse"], "credential"), root)

    assert credential.device == SigningKey(bytes.fromhex(vector["device_seed"])).public
    assert (credential.desk, credential.role, credential.exercise) == (2, "duty-officer", True)


def test_the_statement():
    """Id, signature, and the body that its header promises."""
    statement = open_statement(PAYLOAD, SIGNATURE)

    assert statement.id.hex() == STATEMENT["id"]
    assert matches(statement.header, BODY)
    assert read_body(BODY).content["text"] == "It has crossed the bridge."


def test_the_envelope_with_a_full_slot():
    """The private sealing key opens it and finds the pair."""
    vector = ENVELOPES["full"]
    public, slot = bytes.fromhex(vector["public"]), read_slot(bytes.fromhex(vector["slot"]))
    assert isinstance(slot, FullSlot)

    opened = open_full(public, slot, SealingKey(bytes.fromhex(ENVELOPES["sealing_private"])))

    assert opened.items == ITEMS
    assert opened.pair_secret.hex() == ENVELOPES["pair_secret"]
    assert envelope_id(public).hex() == vector["envelope_id"]


def test_the_envelope_with_a_short_slot():
    """The pair secret opens it."""
    vector, secret = ENVELOPES["short"], bytes.fromhex(ENVELOPES["pair_secret"])
    public, slot = bytes.fromhex(vector["public"]), read_slot(bytes.fromhex(vector["slot"]))
    assert isinstance(slot, ShortSlot)

    opened = open_short(public, slot, secret, SealingKeyId(bytes.fromhex(ENVELOPES["sealing_key_id"])))

    assert opened.items == ITEMS
    assert pair_id(secret).hex() == ENVELOPES["pair_id"] == slot.pair.hex()
