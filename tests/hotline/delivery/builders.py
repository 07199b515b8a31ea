"""Haves and proofs of delivery, made by the desks of a test world."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from hotline.delivery.have import Have, make_have, sign_have
from hotline.ids import Counter, StatementId
from hotline.transcript.transcript import Transcript
from tests.hotline.transcript.world import Said, Speaker
from tests.hotline.transcript.world import party as party_of


def have_of(
    desk: Speaker,
    transcript: Transcript,
    at: datetime | None = None,
    missing: Iterable[StatementId] = (),
    **other: Any,
) -> Have:
    """What that desk would say if this were what it holds."""
    counter = Counter(desk.life, 1)
    have = make_have(transcript, desk.key.device, counter, missing, {}, at or desk.world.now)
    return replace(have, **other)


def held_by(desk: Speaker, *said: Said, at: datetime | None = None) -> Have:
    """A have of a desk that holds just these."""
    return have_of(desk, desk.world.transcript(*said), at)


def record_delivered(
    recorder: Speaker, request: Said, by: Speaker, have: Have, party: str | None = None, **other: Any
) -> Said:
    """`party`: to whom it is said to be delivered, if not to that of the desk that signed."""
    content = {"statement": request.id.hex(), **_carried(by, have, party or by.code)}
    return recorder.say("delivered", content, refers_to=request, **other)


def record_heard(recorder: Speaker, request: Said, by: Speaker, have: Have, **other: Any) -> Said:
    return recorder.say("heard", _carried(by, have, by.code), refers_to=request, **other)


def _carried(by: Speaker, have: Have, code: str) -> dict[str, Any]:
    signed = sign_have(have, by.key)
    return {"party": party_of(code).id.hex(), "have": signed.to_document().model_dump(mode="json")}
