"""The envelopes that were opened lately: what comes by every relay is opened once.

Not here: why a repetition does no harm: statements are kept by id, and of haves and keys the newest counts.
"""

from __future__ import annotations

from client.station.arrivals import EnvelopeCame
from hotline.wire.envelope import envelope_id, slot_hash

MOST = 4096  # some hundred kilobytes; the relays are seldom further apart than that


class OpenedLately:
    """Nothing is lost when it is forgotten."""

    def __init__(self) -> None:
        self._marks: dict[bytes, None] = {}

    def __contains__(self, came: EnvelopeCame) -> bool:
        return _mark(came) in self._marks

    def add(self, came: EnvelopeCame) -> None:
        self._marks[_mark(came)] = None
        if len(self._marks) > MOST:
            del self._marks[next(iter(self._marks))]


def _mark(came: EnvelopeCame) -> bytes:
    """Of both parts: another slot under the same envelope is another arrival."""
    return envelope_id(came.public) + slot_hash(came.slot)
