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


def record_delivered(recorder: Speaker, request: Said, by: Speaker, have: Have, **other: Any) -> Said:
    content = {"statement": request.id.hex(), **_carried(by, have)}
    return recorder.say("delivered", content, refers_to=request, **other)


def record_heard(recorder: Speaker, request: Said, by: Speaker, have: Have, **other: Any) -> Said:
    return recorder.say("heard", _carried(by, have), refers_to=request, **other)


def _carried(by: Speaker, have: Have) -> dict[str, Any]:
    signed = sign_have(have, by.key)
    return {"party": by.party.id.hex(), "have": signed.to_document().model_dump(mode="json")}
