from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from client.engine.outlook import retired_relays
from hotline import limits
from hotline.crypto.signing import SigningKey
from tests.client.links.lines import line

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KEPT = line("wss://kept.example")
GONE = line("wss://gone.example", SigningKey(bytes(32)).public)


class FakeTranscript:
    """Two statements: one said under terms that named both relays, one under terms that name one."""

    def __init__(self, first_said_at: datetime) -> None:
        self._first = SimpleNamespace(id=b"first", text=SimpleNamespace(relays=(KEPT, GONE)))
        self._second = SimpleNamespace(id=b"second", text=SimpleNamespace(relays=(KEPT,)))
        self._said_at = first_said_at

    def terms_for_next(self):
        return self._second

    def last_use(self):
        return [(self._second, NOW), (self._first, self._said_at)]


def station(first_said_at: datetime) -> Any:
    channels = [SimpleNamespace(transcript=FakeTranscript(first_said_at))]
    return SimpleNamespace(channels=lambda: channels, relays=lambda: [KEPT])


def test_a_retired_relay_is_read_for_a_while():
    """What was deposited there before the amendment must still be fetched, also after a restart."""
    at = NOW - timedelta(days=3)

    assert retired_relays(station(at), NOW) == [(GONE, at)]


def test_and_then_no_longer():
    """Thirty days after it was last in use."""
    assert retired_relays(station(NOW - limits.RETIRED_RELAY), NOW) == []
