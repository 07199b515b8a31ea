"""What the overview says of this desk and of a channel, looked up; also while there is none yet. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from client.engine.reading.shapes import ChannelRow, Overview


def own_party(view: Overview | None) -> str:
    return view["party"] if view else ""


def own_officer(view: Overview | None) -> str:
    return view["officer"] if view else ""


def channel_in(view: Overview | None, channel: str | None) -> ChannelRow | None:
    return next((each for each in view["channels"] if each["id"] == channel), None) if view else None


def title_in(view: Overview | None, channel: str | None) -> str:
    """What that channel is called."""
    row = channel_in(view, channel)
    return row["title"] if row else ""


def unverified_in(row: ChannelRow | None) -> frozenset[str]:
    """The codes of a channel's parties whose root nobody here has compared."""
    parties = row["parties"] if row else []
    return frozenset(each["code"] for each in parties if not each["own"] and not each["verified"])


def verified_in(row: ChannelRow | None) -> frozenset[str]:
    """The codes of its parties whose root somebody here has compared, and the own."""
    parties = row["parties"] if row else []
    return frozenset(each["code"] for each in parties if each["own"] or each["verified"])
