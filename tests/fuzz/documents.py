"""The parsers of what is signed, said, sealed and sent. A stranger signs what he likes with his own key."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from hotline.agreement.chain import Acceptance, open_acceptance
from hotline.agreement.text import agreement_id, read_agreement, write_agreement
from hotline.archive.lines import StatementLine, read_line
from hotline.codec import read_json, write_document
from hotline.delivery.have import open_have, sign_have
from hotline.envelopes.items import read_items, write_items
from hotline.envelopes.links import Link, open_link, open_link_for, sign_link
from hotline.envelopes.open import open_short
from hotline.envelopes.pairs import new_pair
from hotline.envelopes.seal import _sealed, padded
from hotline.envelopes.slots import ShortSlot, full_slot, read_slot, short_slot
from hotline.identity.card import open_card, verified_card, write_card
from hotline.identity.credential import open_credential, open_request, request
from hotline.identity.numbers import check_digits, root_digits
from hotline.identity.relay_card import RelayCard, open_relay_card, sign_relay_card
from hotline.identity.revocation import Revocation, open_revocation
from hotline.identity.root import open_root
from hotline.identity.sealing_key import open_announcement
from hotline.ids import ChannelId, Counter, Precedence, RelayId
from hotline.kinds.catalogue import read_content
from hotline.limits import TTL_DEFAULT
from hotline.sentence import read_sentence, sentence, write_sentence
from hotline.shapes import read_cbor, write_cbor
from hotline.signed import (
    PayloadType,
    Signed,
    sign_by_device,
    sign_by_root,
    signed_from_json,
    signed_from_value,
)
from hotline.statements.body import read_body
from hotline.statements.header import Statement, open_statement, read_header
from hotline.transcript.documents import CARRYING, open_carried
from hotline.wire.envelope import envelope_id, read_public, write_public
from hotline.wire.frames import Frame, read_frame, write_frame
from hotline.wire.receipts import open_receipt
from server.rules.requests import read_document
from tests.fuzz.table import Parser
from tests.hotline.agreement.parties import exercise
from tests.hotline.delivery.builders import have_of
from tests.hotline.envelopes.test_items import ITEMS
from tests.hotline.people import DAY, LIFE, NOW, desk, dice
from tests.hotline.transcript.world import World, message
from tests.hotline.wire.samples import FRAMES, RECEIPT
from tests.server.people import public_part
from tests.vectors.make import said
from tests.vectors.make_transcripts import amended, good

BRV, DLT = desk("BRV"), desk("DLT")
RELAY = RelayId(BRV.device)
PAIR = new_pair(dice("fuzz"))
CONTENT_KEY = bytes(range(32))


def by_device(kind: PayloadType, opens: Callable[[Signed], Any]) -> Callable[[bytes], Any]:
    """Opens the payload under a signature that is good."""
    return lambda raw: opens(sign_by_device(kind, raw, BRV.key))


def by_root(kind: PayloadType, opens: Callable[[Signed], Any]) -> Callable[[bytes], Any]:
    return lambda raw: opens(sign_by_root(kind, raw, BRV.root_key))


def revocation() -> bytes:
    return write_document(
        Revocation(party=BRV.root.id, device=BRV.device, serial=1, reason="lost", made_at=NOW, cuts=())
    )


def acceptance() -> bytes:
    made = Acceptance(
        channel=ChannelId(bytes(32)),
        agreement=agreement_id(b"{}"),
        party=BRV.root.id,
        number=1,
        accept=True,
        made_at=NOW,
        not_after=NOW + DAY,
    )
    return write_document(made)


def a_link() -> bytes:
    counter = Counter(LIFE, 1)
    return sign_link(Link(BRV.device, DLT.device, counter, None, None), BRV.key).payload


@cache
def a_have() -> tuple[Any, Signed]:
    world = World()
    speaker = world.desk("BRV")
    speaker.begin()
    for n in range(3):
        speaker.say("message", message(str(n)))
    have = have_of(speaker, world.transcript(*speaker.said[1:]))
    return speaker, sign_have(have, speaker.key)


def read_have(raw: bytes) -> Any:
    speaker, _ = a_have()
    return open_have(sign_by_device(PayloadType.HAVE, raw, speaker.key))


def read_sealed(plaintext: bytes) -> Any:
    """What a member sealed whose own program it is: the padding, and the items in it."""
    public = write_public(_sealed(plaintext, CONTENT_KEY, Precedence.ROUTINE, TTL_DEFAULT))
    slot = read_slot(short_slot(PAIR, CONTENT_KEY, envelope_id(public), BRV.sealing.id))
    assert isinstance(slot, ShortSlot)
    return open_short(public, slot, PAIR, BRV.sealing.id).items


def relay_card() -> bytes:
    card = RelayCard(name="North", url="wss://north.example", key=RELAY, operator="Test", exercise=True)
    return sign_relay_card(card, BRV.key).payload


def full() -> bytes:
    return full_slot(BRV.sealing.public, PAIR, CONTENT_KEY, envelope_id(public_part()))


@cache
def bodies() -> dict[str, tuple[bytes, Statement]]:
    """Of each kind that was said in our sample transcripts, a body and its statement."""
    found = {}
    for lines in (good(), amended()):
        for number, raw in enumerate(lines[1:-1], start=2):
            line = read_line(raw, number)
            assert isinstance(line, StatementLine)
            signed = line.header.to_signed()
            statement = open_statement(signed.payload, signed.signatures[0].value)
            if line.body is not None:
                found[statement.header.kind] = (line.body, statement)
    return found


def content(kind: str) -> bytes:
    return json.dumps(dict(read_body(bodies()[kind][0]).content)).encode()


def read_said(kind: str, raw: bytes) -> Any:
    """Any content, as a desk reads and shows it."""
    value = read_json(raw, "content")
    if not isinstance(value, dict):
        return None
    precedence = bodies()[kind][1].header.precedence
    said = read_content(kind, value, precedence)
    assert all(isinstance(each, str) for each in (*said.plain(), said.summary()))
    return said


def carried(kind: str, raw: bytes) -> Any:
    """The signed document in a statement's body."""
    return open_carried(bodies()[kind][1], raw)


def as_json(said: Any) -> bytes:
    return json.dumps(said.content()).encode()


def of_kind(kind: str) -> Iterator[Parser]:
    sample, read = partial(content, kind), partial(read_said, kind)
    yield Parser(f"content of {kind}", "hotline.kinds.catalogue", read, sample, "json")
    if kind in CARRYING:
        body = bodies()[kind][0]
        yield Parser(
            f"document in {kind}",
            "hotline.transcript.documents",
            partial(carried, kind),
            lambda: body,
            "json",
        )


def of_frame(frame: Frame) -> Parser:
    return Parser(
        f"frame {frame.NAME}",
        "hotline.wire.frames",
        read_frame,
        partial(write_frame, frame),
        "cbor",
        write_frame,
    )


SIGNED = "hotline.signed"
IDENTITY = "hotline.identity"

DOCUMENTS: list[Parser] = [
    Parser(
        "json",
        "hotline.codec",
        lambda raw: read_json(raw, "json"),
        lambda: write_agreement(exercise()),
        "json",
    ),
    Parser(
        "kept sentence",
        "hotline.sentence",
        lambda raw: read_sentence(raw.decode(errors="replace")),
        lambda: write_sentence(sentence("{who} is away.", who="BRV")).encode(),
        "json",
        lambda each: write_sentence(each).encode(),
    ),
    Parser(
        "cbor",
        "hotline.shapes",
        lambda raw: read_cbor(raw, "cbor", 2**20),
        lambda: write_cbor(BRV.announcement().to_value()),
        "cbor",
        write_cbor,
    ),
    Parser(
        "dsse", SIGNED, signed_from_json, BRV.signed_credential.to_json, "json", lambda each: each.to_json()
    ),
    Parser(
        "signed value",
        SIGNED,
        lambda raw: signed_from_value(read_cbor(raw, "signed", 2**20), "signed"),
        lambda: write_cbor(RECEIPT.to_value()),
        "cbor",
        lambda each: write_cbor(each.to_value()),
    ),
    *map(of_frame, FRAMES),
    Parser("public part", "hotline.wire.envelope", read_public, public_part, "cbor", write_public),
    Parser(
        "receipt",
        "hotline.wire.receipts",
        by_device(PayloadType.RECEIPT, lambda signed: open_receipt(signed, RELAY)),
        lambda: RECEIPT.payload,
        "cbor",
    ),
    Parser(
        "kept announcement",
        "server.rules.requests",
        read_document,
        lambda: write_cbor(BRV.announcement().to_value()),
        "cbor",
    ),
    Parser("items", "hotline.envelopes.items", read_items, lambda: write_items(ITEMS), "cbor", write_items),
    Parser("padded plaintext", "hotline.envelopes.open", read_sealed, lambda: padded(write_items(ITEMS))),
    Parser(
        "items under good padding",
        "hotline.envelopes.open",
        lambda raw: read_sealed(padded(raw)),
        lambda: write_items(ITEMS),
        "cbor",
        write_items,
    ),
    Parser("full slot", "hotline.envelopes.slots", read_slot, full, "cbor"),
    Parser(
        "short slot",
        "hotline.envelopes.slots",
        read_slot,
        lambda: short_slot(PAIR, CONTENT_KEY, envelope_id(public_part()), BRV.sealing.id),
        "cbor",
    ),
    Parser("link", "hotline.envelopes.links", by_device(PayloadType.LINK, open_link), a_link, "cbor"),
    Parser(
        "link for a reader",
        "hotline.envelopes.links",
        by_device(PayloadType.LINK, partial(open_link_for, DLT.device)),
        a_link,
        "cbor",
    ),
    Parser("have", "hotline.delivery.have", read_have, lambda: a_have()[1].payload, "cbor"),
    Parser(
        "root",
        f"{IDENTITY}.root",
        by_root(PayloadType.ROOT, open_root),
        lambda: BRV.root.signed.payload,
        "json",
    ),
    Parser(
        "credential",
        f"{IDENTITY}.credential",
        by_root(PayloadType.CREDENTIAL, lambda signed: open_credential(signed, BRV.root)),
        lambda: BRV.signed_credential.payload,
        "json",
        write_document,
    ),
    Parser(
        "request",
        f"{IDENTITY}.credential",
        by_device(PayloadType.CREDENTIAL_REQUEST, open_request),
        lambda: request("B. Borg", BRV.credential.role, True, BRV.key, NOW).payload,
        "json",
        write_document,
    ),
    Parser(
        "revocation",
        f"{IDENTITY}.revocation",
        by_root(PayloadType.REVOCATION, lambda signed: open_revocation(signed, BRV.root)),
        revocation,
        "json",
        write_document,
    ),
    Parser(
        "relay card",
        f"{IDENTITY}.relay_card",
        by_device(PayloadType.RELAY_CARD, open_relay_card),
        relay_card,
        "json",
        write_document,
    ),
    Parser(
        "sealing key",
        f"{IDENTITY}.sealing_key",
        by_device(PayloadType.SEALING_KEY, open_announcement),
        lambda: BRV.announcement().payload,
        "cbor",
    ),
    Parser(
        "card",
        f"{IDENTITY}.card",
        open_card,
        lambda: write_card(verified_card(BRV.root.signed, BRV.signed_credential)),
        "json",
        write_card,
    ),
    Parser(
        "root code",
        f"{IDENTITY}.numbers",
        lambda raw: check_digits(raw.decode(errors="replace"), BRV.root.signed.payload),
        lambda: root_digits(BRV.root.signed.payload).encode(),
    ),
    Parser(
        "agreement",
        "hotline.agreement.text",
        read_agreement,
        lambda: write_agreement(exercise()),
        "json",
        write_agreement,
    ),
    Parser(
        "acceptance",
        "hotline.agreement.chain",
        by_root(PayloadType.ACCEPTANCE, lambda signed: open_acceptance(signed, BRV.root)),
        acceptance,
        "json",
        write_document,
    ),
    Parser(
        "header",
        "hotline.statements.header",
        read_header,
        lambda: said(BRV)[0].payload,
        "json",
        write_document,
    ),
    Parser("body", "hotline.statements.body", read_body, lambda: said(BRV)[1], "json"),
    *(row for kind in bodies() for row in of_kind(kind)),
]
