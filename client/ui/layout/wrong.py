"""What is wrong with a record, as lines: damaged bytes, what has not come, what does not count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from textual.content import Content

from client.engine.reading.shapes_record import Gaps, Hole, Judged, Judging
from client.text.telling import told
from client.text.tongue import say
from client.text.words import meaning
from client.ui.drawing import line, spread, text_width, wrap
from client.ui.glyphs import glyphs
from client.ui.layout.parts import point, title
from client.ui.layout.reader import Reader
from client.ui.layout.statement import NEUTRAL, title_of
from client.ui.times import clock, moment, span

JUDGED_SHOWN = 100
NUMBERS_SHOWN = 12


@dataclass(slots=True)
class Looked:
    """What looking at every statement again has found so far."""

    looked: int = 0
    total: int = 0
    damaged: list[str] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def take(self, part: Judging) -> None:
        self.looked, self.total = part["looked"], part["total"]
        self.damaged += part["damaged"]
        self.judged += part["rows"]

    @property
    def done(self) -> bool:
        return self.total > 0 and self.looked >= self.total


def damaged_lines(looked: Looked, width: int) -> Iterator[Content]:
    if looked.damaged:
        yield title(say("DAMAGED"), len(looked.damaged))
        text = say(
            "These are not the bytes that were signed: {numbers}.", numbers=", ".join(looked.damaged[:12])
        )
        yield from point(glyphs().alert, "bold $red", line((text, "$strong")), width)
        text = say("The vault is damaged. Keep it; the others hold the same record.")
        yield from point(" ", "", line((text, "$body")), width)


def lost_lines(gaps: Gaps, width: int) -> Iterator[Content]:
    if not gaps["lost"]:
        return
    yield title(say("LOST"))
    for each in gaps["lost"]:
        yield from point(glyphs().half, "$muted", line((_numbers(each), "$strong")), width)
    text = say("Their author's desk was restored, and nobody holds them. Nobody is asked for them any more.")
    yield from point(" ", "", line((text, "$muted")), width)


def gap_lines(gaps: Gaps, incomplete: int, reader: Reader, width: int) -> Iterator[Content]:
    if not (gaps["links"] or gaps["bodies"] or gaps["holes"]):
        return
    yield title(say("NOT HERE YET"))
    for text in _missing(gaps, incomplete):
        yield from point(glyphs().half, "$amber", line((text, "$strong")), width)
    since, again = moment(gaps["since"]), moment(gaps["again_at"])
    said = say("Since {at}. ", at=f"{clock(since, reader.now)}, {span(reader.now - since)}") if since else ""
    asked = say("Asked of {who}. ", who=", ".join(gaps["asked"])) if gaps["asked"] else ""
    times = say("{n} times so far. ", n=gaps["times"]) if gaps["times"] else ""
    next_ = say("Asked again at {at}.", at=f"{again:%H:%M:%S}Z") if again and again > reader.now else ""
    yield from point(" ", "", line((said + asked + times + next_, "$muted")), width)


def _missing(gaps: Gaps, incomplete: int) -> Iterator[str]:
    for each in gaps["holes"]:
        yield _numbers(each)
    others = gaps["links"] - sum(each["last"] - each["first"] + 1 for each in gaps["holes"])
    if others > 0:
        by = ", ".join(desk for desk, _ in gaps["linked_by"])
        yield say("Statements that those of {desks} come after: {n}", desks=by, n=others)
    if gaps["bodies"]:
        yield say("The words of statements that are for you: {n}", n=gaps["bodies"])
    if incomplete:
        yield say("Shown before their history has come: {n}", n=incomplete)


def _numbers(hole: Hole) -> str:
    first, last = f"{hole['desk']}-{hole['first']}", f"{hole['desk']}-{hole['last']}"
    return first if first == last else say("{first} to {last}", first=first, last=last)


def not_counting_lines(looked: Looked, reader: Reader, width: int) -> Iterator[Content]:
    if not looked.judged:
        return
    yield title(say("DOES NOT COUNT"), len(looked.judged))
    wide = text_width((each["number"] for each in looked.judged[:JUDGED_SHOWN]), 9)
    for each in looked.judged[:JUDGED_SHOWN]:
        yield from _judged(each, reader, width, wide)
    if len(looked.judged) > JUDGED_SHOWN:
        yield line((say("and {n} more", n=len(looked.judged) - JUDGED_SHOWN), "$muted"))


def _judged(each: Judged, reader: Reader, width: int, wide: int) -> Iterator[Content]:
    said = moment(each["said_at"])
    assert said is not None, "every statement has its time"
    style = "$amber" if each["standing"] in NEUTRAL else "$red"
    clause = f"  {say('clause {clause}', clause=each['clause'])}" if each["clause"] not in {None, "0"} else ""
    because = f"  {_because(each)}" if each["because"] else ""
    left = line(
        (f"{each['number']:<{wide}}", "$strong"),
        (f"  {title_of(each['kind'])}", "$body"),
        (f"  {say(each['standing'])}", style),
        (clause + because, "$muted"),
    )
    yield spread(width, left, line((clock(said, reader.now), "$muted")))
    why = told(each["why"]) or say(meaning(each["standing"]))
    for text in wrap(line((why, "$muted")), width - wide - 2):
        yield line(" " * (wide + 2)) + text


def _because(each: Judged) -> str:
    """What brought it about; of two with one number, which of them this is."""
    if each["because"] == each["number"]:
        return say("hash {begun} …", begun=f"{each['id'][:4]} {each['id'][4:8]}")
    return say("because of {number}", number=each["because"])
