"""Makes vectors.json anew: `python -m tests.vectors.make > tests/vectors/vectors.json`.

Only when the protocol's version changes: the point of vectors is that they stay.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from hotline.envelopes.items import BodyItem, Item, StatementItem
from hotline.envelopes.pairs import new_pair, pair_id
from hotline.envelopes.seal import Recipient, seal
from hotline.fields import IncarnationField
from hotline.identity.numbers import root_digits, root_words
from hotline.ids import AgreementId, ChannelId, Precedence
from hotline.statements.body import Binding, promise, write_body
from hotline.statements.header import Header, Statement, sign_header
from tests.hotline.people import LIFE, NOW, Desk, desk, dice

CHANNEL, AGREEMENT = ChannelId(b"\1" * 32), AgreementId(b"\2" * 32)


def said(by: Desk) -> tuple[Statement, bytes]:
    """A first statement and its body."""
    binding = Binding(CHANNEL, by.root.id, "message", None)
    content = {"subject": "Convoy", "text": "It has crossed the bridge.", "language": "en", "reply_by": None}
    body = write_body(binding, content, dice("vector body"))
    header = Header(
        channel=CHANNEL,
        agreement=AGREEMENT,
        catalogue=1,
        exercise=True,
        author=by.device,
        incarnation=IncarnationField.of(LIFE),
        seq=1,
        prev=None,
        parents=(),
        said_at=NOW,
        kind="message",
        precedence=Precedence.IMMEDIATE,
        refers_to=None,
        audience="all",
        held=False,
        body=promise(body),
    )
    return sign_header(header, by.key), body


def envelopes(statement: Statement, body: bytes, to: Desk) -> dict[str, Any]:
    """The statement sealed twice for one desk: with a full slot and with a short one."""
    secret = new_pair(dice("vector pair"))
    items: list[Item] = [StatementItem(statement.payload, statement.signature), BodyItem(statement.id, body)]
    made = {}
    for form, public in (("full", to.sealing.public), ("short", None)):
        recipient = Recipient(to.device, to.sealing.id, secret, public)
        deposit = seal(items, [recipient], Precedence.IMMEDIATE, timedelta(days=1), dice(f"vector {form}"))
        made[form] = {
            "public": deposit.public.hex(),
            "slot": deposit.slots[0][1].hex(),
            "envelope_id": deposit.id.hex(),
        }
    keys = {"sealing_private": to.sealing.private.hex(), "sealing_key_id": to.sealing.id.hex()}
    return keys | {"pair_secret": secret.hex(), "pair_id": pair_id(secret).hex()} | made


def vectors() -> dict[str, Any]:
    author, reader = desk("BRV"), desk("DLT")
    statement, body = said(author)
    return {
        "root": {
            "seeds": [seed.hex() for seed in author.root_key.seeds],
            "dsse": json.loads(author.root.signed.to_json()),
            "party_id": author.root.id.hex(),
            "digits": root_digits(author.root.signed.payload),
            "words": root_words(author.root.signed.payload),
        },
        "credential": {
            "device_seed": author.key.seed.hex(),
            "dsse": json.loads(author.signed_credential.to_json()),
        },
        "statement": {
            "payload": statement.payload.hex(),
            "signature": statement.signature.hex(),
            "id": statement.id.hex(),
            "body": body.hex(),
        },
        "envelopes": envelopes(statement, body, reader),
    }


if __name__ == "__main__":
    print(json.dumps(vectors(), indent=2))
