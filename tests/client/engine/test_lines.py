from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from client.engine.lines import Lines
from hotline import limits
from hotline.crypto.signing import SigningKey
from hotline.ids import RelayId
from tests.client.links.lines import line

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
NORTH = line("wss://north.example")
SOUTH = line("wss://south.example", SigningKey(bytes(32)).public, "South")


class FakeLine:
    def __init__(self, named: Any) -> None:
        self.line = named
        self.relay = RelayId(named.key)
        self.link = None
        self.retired_at: datetime | None = None
        self.stopped = False

    async def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def started() -> list[Any]:
    return []


@pytest.fixture
def lines(started):
    def start(named: Any) -> Any:
        started.append(FakeLine(named))
        return started[-1]

    return Lines(start)


async def test_each_relay_has_one_line(lines, started):
    """However often the agreements are looked at."""
    for _ in range(3):
        lines.keep([NORTH, SOUTH], NOW)

    assert [each.line for each in started] == [NORTH, SOUTH]


async def test_a_relay_that_an_amendment_drops_is_read_on(lines, started):
    """For thirty days; then its line ends."""
    lines.keep([NORTH, SOUTH], NOW)
    lines.keep([NORTH], NOW + timedelta(days=1))
    lines.keep([NORTH], NOW + limits.RETIRED_RELAY)
    assert started[1].retired_at == NOW + timedelta(days=1)
    assert {each.relay for each in lines} == {NORTH.key, SOUTH.key}

    lines.keep([NORTH], NOW + timedelta(days=1) + limits.RETIRED_RELAY)
    await lines.stop()
    assert [each.relay for each in lines] == []
    assert all(each.stopped for each in started)


async def test_a_relay_that_is_named_again_is_no_longer_retired(lines, started):
    """The same line goes on."""
    lines.keep([NORTH, SOUTH], NOW)
    lines.keep([NORTH], NOW)
    lines.keep([NORTH, SOUTH], NOW + timedelta(days=40))

    assert len(started) == 2
    assert started[1].retired_at is None


async def test_a_relay_that_moved_gets_a_new_line(lines, started):
    """Same key, another address: the old connection ends."""
    lines.keep([NORTH], NOW)
    lines.keep([line("wss://elsewhere.example")], NOW)

    assert [each.line.url for each in started] == ["wss://north.example", "wss://elsewhere.example"]
    await lines.stop()
    assert started[0].stopped


async def test_a_relay_retired_before_the_start_is_read_on(lines, started):
    """Until its thirty days are over."""
    lines.read_on(SOUTH, NOW - timedelta(days=29))
    lines.keep([NORTH], NOW)
    assert len(started) == 2

    lines.keep([NORTH], NOW + timedelta(days=1))
    await lines.stop()
    assert started[0].stopped
