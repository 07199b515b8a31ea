"""Where one can go: channels, parties, statements by number, screens; and which of them some letters mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.fuzzy import Matcher

from client.engine.reading.shapes import ChannelRow
from client.engine.reading.shapes_record import Hit, Numbered
from client.text.tongue import say
from client.ui.drawing import columns, line
from client.ui.keys import KEYS
from client.ui.layout.statement import title_of
from client.ui.layout.wording import summary_of

WHAT = 10  # cells for the kind of place


@dataclass(frozen=True, slots=True)
class Place:
    """A statement on its channel, a channel, or a screen. `party`: its newest statement there is meant."""

    what: str
    name: str
    about: str = ""
    channel: str | None = None
    statement: str | None = None
    screen: str | None = None
    party: str | None = None


SCREENS = ("board", "record", "agreement", "outbox", "verify", "search", "settings")


def places(channels: Sequence[ChannelRow], current: str | None, screens: Iterable[str]) -> Iterator[Place]:
    """Everything that is there without asking the desk."""
    for each in channels:
        others = ", ".join(one["code"] for one in each["parties"] if not one["own"])
        yield Place(say("channel"), each["title"], others, channel=each["id"])
    for each in sorted(channels, key=lambda one: one["id"] != current):
        for party in each["parties"]:
            if not party["own"]:
                about = say("its newest on {title}", title=each["title"])
                name = f"{party['code']}  {party['name']}"
                yield Place(say("party"), name, about, channel=each["id"], party=party["code"])
    for name in SCREENS:
        if name in screens:
            yield Place(say("screen"), say(KEYS[name].word), KEYS[name].shown or KEYS[name].keys, screen=name)


def another_code(channel: ChannelRow | None) -> str:
    """A party that somebody here may look for, for an example: the first of the others."""
    parties = channel["parties"] if channel is not None else []
    return next((each["code"] for each in parties if not each["own"]), "ABC")


def of_number(found: Numbered) -> Place:
    about = f"{title_of(found['kind'])}  {summary_of(found['kind'], found['summary'])}"
    return Place(say("statement"), found["number"], about, found["channel"], found["id"])


def newest_of(place: Place, hit: Hit | None) -> Place:
    """A party's place, once it is known what it said last."""
    return Place(place.what, place.name, channel=place.channel, statement=hit["id"] if hit else None)


def fitting(found: Sequence[Place], typed: str) -> list[Place]:
    """The best first; all of them while nothing is typed."""
    if not typed.strip():
        return list(found)
    matcher = Matcher(typed.strip())
    scored = [(matcher.match(_searched(each)), place, each) for place, each in enumerate(found)]
    good = sorted((each for each in scored if each[0] > 0), key=lambda each: (-each[0], each[1]))
    return [each for _, _, each in good]


def _searched(place: Place) -> str:
    """A screen also by its lasting name."""
    return f"{place.name} {place.about} {place.screen or ''}"


def place_line(place: Place, width: int, chosen: bool) -> Content:
    name = min(26, max(width - WHAT - 20, 16))
    about = max(width - WHAT - name - 4, 0)
    content = columns(
        width,
        (line((place.what, "$muted")), WHAT, False),
        (line((place.name, "bold $strong" if chosen else "$body")), name, False),
        (line((place.about, "$muted")), about, False),
    )
    return content.stylize_before("on $chosen") if chosen else content
