"""Times as people write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from client.ui.when import away, forms, read_time, short_forms, write_time

NOW = datetime(2026, 11, 24, 14, 8, 32, tzinfo=UTC)

MEANT = {
    "24 Nov 18:00Z": "2026-11-24T18:00",
    "24. november 2027, 18:00": "2027-11-24T18:00",
    "2026-11-24T18:00Z": "2026-11-24T18:00",
    "2026-11-24 18:00:05.000z": "2026-11-24T18:00:05",
    "241800Z NOV 26": "2026-11-24T18:00",
    "18:00": "2026-11-24T18:00",
    "01:00Z": "2026-11-25T01:00",  # tonight, not this morning
    "9:30": "2026-11-24T09:30",  # this morning
    "3 Jan 09:00": "2027-01-03T09:00",
    "30 Oct 09:00": "2026-10-30T09:00",
    "٢٤ Nov 18:00": "2026-11-24T18:00",
    "+6h": "2026-11-24T20:09",
    "+1d 6h": "2026-11-25T20:09",
    "-30m": "2026-11-24T13:39",
}
MEANINGLESS = [
    "",
    "24 Nov",
    "31 Feb 10:00",
    "25:00",
    "6h",
    "noon",
    "2026-13-01T10:00Z",
    "+9999999d",
]


@pytest.mark.parametrize("written", MEANT)
def test_a_time_is_read_as_people_write_it(written: str) -> None:
    """Always Zulu, and what is not said is what lies nearest."""
    assert read_time(written, NOW) == datetime.fromisoformat(MEANT[written]).replace(tzinfo=UTC)


@pytest.mark.parametrize("written", MEANINGLESS)
def test_what_names_no_moment_is_no_time(written: str) -> None:
    """A date alone, an hour that no clock has, a word: nothing is guessed."""
    assert read_time(written, NOW) is None


@pytest.mark.parametrize("written", MEANT)
def test_what_is_shown_reads_as_itself(written: str) -> None:
    """So a field that was left and is left again still means the same."""
    at = read_time(written, NOW)

    assert at is not None
    assert read_time(write_time(at, NOW), NOW) == at


def test_how_far_away_it_is_stands_beside_it() -> None:
    """Never instead of it."""
    at = read_time("18:00", NOW)

    assert at is not None
    assert (write_time(at, NOW), away(at, NOW)) == ("24 Nov 18:00Z", "in 3 h 51 min")
    assert away(NOW, at) == "3 h 51 min ago"


def test_what_is_shown_as_an_example_is_not_over() -> None:
    """Whoever takes it as it stands asks for something that is still to come."""
    examples = [*forms(NOW).split(", "), *short_forms(NOW).split(", ")]

    assert [each for each in examples if (at := read_time(each, NOW)) is None or at <= NOW] == []
