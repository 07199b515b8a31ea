"""Moments and durations as an officer reads them: Zulu always; how long stands beside it, never instead."""

from __future__ import annotations

from datetime import datetime, timedelta

from client.text.tongue import say

MINUTE = timedelta(minutes=1)
YEAR = 365  # days


def moment(text: str | None) -> datetime | None:
    """A view's time; None stays None."""
    return None if text is None else datetime.fromisoformat(text)


def clock(at: datetime, now: datetime | None = None) -> str:
    """`14:08Z`; with a date where it is another day than `now`: `24 Nov 14:08Z`."""
    hour = f"{at:%H:%M}Z"
    return hour if now is None or at.date() == now.date() else f"{day(at)} {hour}"


def day(at: datetime) -> str:
    """`24 Nov`."""
    return f"{at.day} {say(MONTHS[at.month - 1])}"


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def span(length: timedelta) -> str:
    """`40 s`, `22 min`, `6 h`, `3 h 20 min`, `41 days`; never negative."""
    seconds = max(0, int(length.total_seconds()))
    if seconds < 60:
        return say("{n} s", n=seconds)
    minutes = seconds // 60
    if minutes < 120:
        return say("{n} min", n=minutes)
    hours = minutes // 60
    if hours < 10 and minutes % 60:
        return say("{h} h {m} min", h=hours, m=minutes % 60)
    if hours < 48:
        return say("{n} h", n=hours)
    days = hours // 24
    return say("{n} days", n=days) if days < 2 * YEAR else say("{n} years", n=days // YEAR)


def ago(at: datetime, now: datetime) -> str:
    return span(now - at)
