"""What happens, as plain values, for whoever draws it anew: all that came at once in one piece.

Many facts may come in a moment; who draws looks at the record once for all of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

from client.engine.engine import Engine
from client.engine.happenings import (
    EngineTrouble,
    Feed,
    Happening,
    Lagged,
    RelayTrouble,
    StoreMended,
    StoreTrouble,
)
from client.engine.reading.shapes import Happened
from client.station.events import (
    AlarmRaised,
    BodyArrived,
    DepositFailed,
    EnvelopeSetAside,
    Joined,
    PartyHeard,
    RelayChanged,
    Said,
    StatementArrived,
    StateMoved,
)

GATHER = 0.03  # seconds: what comes within these is told together
TOGETHER = 1_000


async def follow(engine: Engine) -> AsyncIterator[dict[str, Any]]:
    """First `{"ready": true}`; then `{"happened": [...]}` again and again, until nobody listens."""
    feed = engine.events()
    try:
        yield {"ready": True}
        async for happening in feed:
            yield {"happened": [told(happening), *await _more(feed)]}
    finally:
        engine.leave(feed)


async def _more(feed: Feed) -> list[Happened]:
    found: list[Happened] = []
    with suppress(TimeoutError, StopAsyncIteration):
        async with asyncio.timeout(GATHER):
            while len(found) < TOGETHER:
                found.append(told(await anext(feed)))
    return found


def told(happening: Happening | Lagged) -> Happened:
    """One fact."""
    match happening:
        case StatementArrived() | Said() | BodyArrived() | StateMoved() | Joined():
            return _of_the_record(happening)
        case Lagged():
            return {"what": "lagged"}
        case RelayChanged() | RelayTrouble() | PartyHeard() | StoreMended():
            return {"what": "line"}
        case AlarmRaised():
            return {"what": "alarm", "sentence": happening.what}
        case EngineTrouble():
            return {"what": "trouble", "sentence": happening.what}
        case StoreTrouble() | EnvelopeSetAside():
            return {"what": "trouble", "sentence": happening.why}
        case DepositFailed():
            return {"what": "trouble", "sentence": happening.sentence}


def _of_the_record(happening: StatementArrived | Said | BodyArrived | StateMoved | Joined) -> Happened:
    channel = happening.channel.hex()
    match happening:
        case Joined():
            return {"what": "joined", "channel": channel}
        case BodyArrived():
            return {"what": "body", "channel": channel, "statement": happening.statement.hex()}
        case StateMoved():
            return {"what": "moved", "channel": channel, "statement": happening.statement.hex()}
    found: Happened = {
        "what": "said" if isinstance(happening, Said) else "arrived",
        "channel": channel,
        "statement": happening.statement.hex(),
        "kind": happening.kind,
    }
    if isinstance(happening, StatementArrived):
        found["precedence"] = happening.precedence.name
        found["complete"] = happening.complete
    return found
