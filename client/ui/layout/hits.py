"""What was found, two lines each: who said what kind of thing when; then its words around the hit."""

from __future__ import annotations

from textual.content import Content

from client.engine.reading.shapes_record import Hit
from client.text.tongue import say
from client.ui.drawing import fit, line, spread
from client.ui.glyphs import glyphs
from client.ui.layout.reader import Reader
from client.ui.layout.statement import PRECEDENCE_STYLES, title_of
from client.ui.times import clock, moment
from hotline.ids import Precedence

HEIGHT = 2
FOUND = "bold underline $strong"


def when(hit: Hit, reader: Reader) -> str:
    said = moment(hit["said_at"])
    assert said is not None, "every statement has its time"
    return clock(said, reader.now)


def hit_lines(
    hit: Hit, reader: Reader, width: int, date: int, chosen: bool, with_channel: bool
) -> list[Content]:
    """`date`: cells for it; `with_channel`: several are searched, so each says where it stands."""
    mark = (f"{glyphs().arrow if chosen else ' '} ", "$key")
    head = line(
        mark,
        (f"{when(hit, reader):<{date}}  ", "$muted"),
        (hit["party"] or say("unknown desk"), reader.style(hit["party"])),
        (f"  {title_of(hit['kind'])}", "$strong"),
        (f"  {hit['officer'] or ''}", "$muted"),
        (f"  {hit['title']}" if with_channel else "", "$body"),
    )
    return [spread(width, head, _tail(hit)), _words(hit, width)]


def _tail(hit: Hit) -> Content:
    precedence = Precedence[hit["precedence"]]
    word = f" {precedence.name} " if precedence is Precedence.FLASH else precedence.name
    urgent = (f"{word}  ", PRECEDENCE_STYLES[precedence]) if precedence else ("", "")
    return line(urgent, (hit["number"], "$muted"))


def _words(hit: Hit, width: int) -> Content:
    """The hit in the first two thirds of the line, whatever stands before it."""
    edge = line(" " * 2)
    room = width - edge.cell_length
    before, found = line((hit["before"], "$body")), line((hit["hit"], FOUND))
    most = max(2 * room // 3 - found.cell_length, 0)
    if before.cell_length > most:
        cut = len(hit["before"]) - most + 1
        before = line((f"{glyphs().ellipsis}{hit['before'][cut:].lstrip()}", "$body"))
    return edge + fit(before + found + line((hit["after"], "$body")), room)
