"""A time as people write it: `24 Nov 18:00Z`, `2026-11-24T18:00Z`, `241800Z NOV 26`, `18:00`, `+6h`, `-30m`.

Always Zulu, said or not. A time without a date, or a date without a year, is the one nearest to now: so what
is shown beside it is read before it counts. A date alone is no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from client.text.tongue import say
from client.ui.times import MONTHS, clock, day, span

DAY = timedelta(days=1)
_HOUR = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,6})?)?\s*Z?"
_CLOCK = re.compile(_HOUR, re.IGNORECASE)
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)[T\s]+{_HOUR}", re.IGNORECASE)
_DAY = re.compile(
    rf"(?P<day>\d{{1,2}})\.?\s+(?P<word>[^\W\d]+)\.?(?:\s+(?P<year>\d{{4}}))?,?\s+{_HOUR}", re.IGNORECASE
)
_GROUP = re.compile(
    r"(?P<day>\d\d)(?P<hour>\d\d)(?P<minute>\d\d)Z\s+(?P<word>[^\W\d]+)(?:\s+(?P<short>\d\d))?", re.IGNORECASE
)
_AWAY = re.compile(r"(?P<sign>[+-])(?P<parts>(?:\s*\d{1,4}\s*[smhdw])+)", re.IGNORECASE)
_PART = re.compile(r"(\d{1,4})\s*([smhdw])", re.IGNORECASE)
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def short_forms(now: datetime) -> str:
    """What one types mostly: tomorrow, and in some hours."""
    return f"{day(now + DAY)} 18:00Z, +6h"


def forms(now: datetime) -> str:
    """Of each form one; none of them is over."""
    return f"{day(now + DAY)} 18:00Z, {now + DAY:%Y-%m-%d}T18:00Z, 18:00Z, +6h"


def read_time(text: str, now: datetime) -> datetime | None:
    """What it means, at `now`; None: nothing."""
    written = text.strip()
    if away := _AWAY.fullmatch(written):
        return _away(away, now)
    for form in (_ISO, _DAY, _GROUP, _CLOCK):
        if found := form.fullmatch(written):
            return _nearest(found.groupdict(), now)
    return None


def write_time(at: datetime, now: datetime) -> str:
    """`24 Nov 18:00Z`; with the year where it is another one. Reading it gives the same second."""
    year = f" {at.year:04}" if at.year != now.year else ""
    hour = f"{at:%H:%M:%S}Z" if at.second else clock(at)
    return f"{day(at)}{year} {hour}"


def away(at: datetime, now: datetime) -> str:
    """`in 3 h`, `2 h ago`."""
    return say("in {t}", t=span(at - now)) if at >= now else say("{t} ago", t=span(now - at))


def _away(found: re.Match[str], now: datetime) -> datetime | None:
    parts = _PART.findall(found["parts"])
    length = sum((timedelta(**{_UNITS[unit.lower()]: int(n)}) for n, unit in parts), timedelta())
    try:
        then = now + length if found["sign"] == "+" else now - length
        whole = then.replace(second=0, microsecond=0)
    except OverflowError:
        return None
    return then if then == whole else whole + timedelta(minutes=1)


def _nearest(part: dict[str, str | None], now: datetime) -> datetime | None:
    found = [each for each in _candidates(part, now) if each is not None]
    return min(found, key=lambda each: abs(each - now), default=None)


def _candidates(part: dict[str, str | None], now: datetime) -> Iterator[datetime | None]:
    """The moments that it may mean: of each day or year around now that it does not name."""
    if part.get("day") is None:
        for days in (-1, 0, 1):
            there = now + timedelta(days=days)
            yield _moment(there.year, there.month, there.day, part)
        return
    month = _month(part)
    for year in _years(part, now):
        yield _moment(year, month, int(part["day"] or 0), part)


def _years(part: dict[str, str | None], now: datetime) -> tuple[int, ...]:
    if year := part.get("year"):
        return (int(year),)
    if short := part.get("short"):
        return (2000 + int(short),)
    return (now.year - 1, now.year, now.year + 1)


def _month(part: dict[str, str | None]) -> int:
    """0 for a word that is no month, in English or in the officer's language."""
    if number := part.get("month"):
        return int(number)
    word = (part.get("word") or "").casefold()
    for n, name in enumerate(MONTHS, 1):
        for each in (name, say(name)):
            begun = each.casefold().rstrip(".")
            if word.startswith(begun) or (len(word) >= 3 and begun.startswith(word)):
                return n
    return 0


def _moment(year: int, month: int, day_: int, part: dict[str, str | None]) -> datetime | None:
    try:
        hour, minute, second = (int(part.get(each) or 0) for each in ("hour", "minute", "second"))
        return datetime(year, month, day_, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
