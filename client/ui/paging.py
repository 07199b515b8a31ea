"""When the bell rings: once for what is new and urgent, and every minute while a FLASH is unanswered.

Pure: it is told how things stand, again and again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from client.ui.times import moment

if TYPE_CHECKING:
    from client.engine.reading.shapes import Need, Overview

REPEAT = timedelta(seconds=60)
SOON = timedelta(minutes=10)
AT_ONCE = frozenset({"flash", "conflict", "amendments", "offline", "unreached", "gap"})


class Pager:
    """Remembers what it rang for."""

    def __init__(self) -> None:
        self._rung: set[tuple[str, ...]] = set()
        self._flash_at: datetime | None = None

    def rings(self, view: Overview, now: datetime) -> bool:
        """Whether the bell is to ring now."""
        wanted = {one for need in view["needs"] for one in _reasons(need, now)}
        fresh = wanted - self._rung
        self._rung = wanted
        flash = any(need["what"] == "flash" for need in view["needs"])
        again = flash and self._flash_at is not None and now - self._flash_at >= REPEAT
        if not flash:
            self._flash_at = None
        elif self._flash_at is None or again:
            self._flash_at = now
        return bool(fresh) or again


def _reasons(need: Need, now: datetime) -> list[tuple[str, ...]]:
    name = (need["what"], need["channel"] or "", need["statement"] or need["party"] or "")
    if need["what"] in AT_ONCE:
        return [name]
    due = moment(need["due_at"])
    if due is None or need["what"] not in {"due", "overdue", "estimate", "reply"}:
        return []
    reached = [word for word, at in (("soon", due - SOON), ("over", due)) if now >= at]
    return [(*name[1:], word) for word in reached]
