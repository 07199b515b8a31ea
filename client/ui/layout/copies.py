"""Two signed copies side by side, as alike as they are: what differs is underlined.

    Copy 1                        relay Geneva     Copy 2                       relay Aldora

    Verifier finds the chart complete              Verifier finds the chart not complete
                             --------                                       ------------
    hash  9f3c 11ab 7702 …              11:02Z     hash  c40d e8f1 25b6 …             11:02Z

Which is which is the same on every desk, so that people can say "copy one" over a voice line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from itertools import zip_longest

from textual.content import Content

from client.engine.reading.shapes import Row
from client.text.tongue import say
from client.ui.drawing import indent, line, spread, wrap
from client.ui.layout.reader import Reader
from client.ui.layout.statement import title_of
from client.ui.layout.wording import text_of
from client.ui.times import day, moment
from hotline.ids import Precedence

SIDE = 2  # cells inside a card, left and right
BETWEEN = 2
LEAST = 34  # cells of a card; narrower ones stand under one another
GROUP = 4  # hex digits said in one breath
DIFFERENT = "bold underline $strong"


def side_by_side(copies: Sequence[Row], reader: Reader, width: int) -> list[Content]:
    """Both cards, one beside the other where there is room."""
    beside = width >= 2 * LEAST + BETWEEN
    room = (width - BETWEEN) // 2 if beside else width
    cards = [_card(copies, place, reader, room - 2 * SIDE) for place in range(len(copies))]
    if not beside:
        return [each for card in cards for each in (*_filled(card, room, len(card)), Content(""))]
    high = max(map(len, cards))
    left, right = (_filled(card, room, high) for card in cards)
    return [a + " " * BETWEEN + b for a, b in zip(left, right, strict=True)]


def _filled(card: Sequence[Content], width: int, high: int) -> list[Content]:
    """The lines on a field of their own, with a margin."""
    rows = [Content(""), *card, *[Content("")] * (high - len(card)), Content("")]
    return [
        indent(each, SIDE).pad_right(max(0, width - SIDE - each.cell_length)).stylize_before("on $field")
        for each in rows
    ]


def _card(copies: Sequence[Row], place: int, reader: Reader, width: int) -> list[Content]:
    row, other = copies[place], copies[1 - place]
    title = line((say("Copy {n}", n=place + 1), "bold $strong"))
    return [
        spread(width, title, line((way(row), "$muted"))),
        Content(""),
        spread(width, line(_unlike(title_of(row["kind"]), title_of(other["kind"]))), _urgency(row, other)),
        *_text(row, other, reader, width),
        Content(""),
        *_hash(row["id"], width),
        *_times(row, other, reader, width),
    ]


def way(row: Row) -> str:
    """How it came."""
    if row["by"] in {"courier", "self"}:
        return say("from courier") if row["by"] == "courier" else say("said here")
    return say("by any relay") if row["by"] == "relay" else say("relay {name}", name=row["by"])


def _unlike(text: str, other: str) -> tuple[str, str]:
    return text, "$strong" if text == other else DIFFERENT


def _urgency(row: Row, other: Row) -> Content:
    word = row["precedence"] if Precedence[row["precedence"]] > Precedence.ROUTINE else say("routine")
    number = row["number"] if row["number"] != other["number"] else ""
    style = "$muted" if row["precedence"] == other["precedence"] else DIFFERENT
    return line((word, style), (f"  {number}" if number else "", "$strong"))


# The words


def _text(row: Row, other: Row, reader: Reader, width: int) -> Iterator[Content]:
    if row["not_shown"]:
        yield line((f"[{say(row['not_shown'])}]", "$muted"))
    texts = (text_of(each["kind"], each["body"], each["text"], reader.codes) for each in (row, other))
    for one, its in zip_longest(*texts):
        if one is not None:
            yield from wrap(differing(one, its), width)


def differing(text: str, other: str | None) -> Content:
    """The text, the words that the other has not underlined.

    Where the other only lacks words, the one after them is underlined on both sides: something to look at.
    """
    if other is None:
        return line((text, DIFFERENT))
    words, theirs = text.split(), other.split()
    marked: set[int] = set()
    for same, first, last, its_first, its_last in SequenceMatcher(
        None, words, theirs, autojunk=False
    ).get_opcodes():
        if same != "equal":
            more = first == last or its_first == its_last
            marked.update(range(first, min(last + more, len(words))))
    return _underlined(words, marked)


def _underlined(words: Sequence[str], marked: set[int]) -> Content:
    pieces: list[tuple[str, str]] = []
    for place, word in enumerate(words):
        style = DIFFERENT if place in marked else "$body"
        if place and pieces:
            pieces.append((" ", style if place in marked and place - 1 in marked else ""))
        pieces.append((word, style))
    return line(*pieces)


def _hash(id: str, width: int) -> Iterator[Content]:
    """All of it, in groups that are read aloud, in even lines."""
    groups = [id[at : at + GROUP] for at in range(0, len(id), GROUP)]
    label = f"{say('hash')}  "
    fitting = max((width - len(label) + 1) // (GROUP + 1), 1)
    per_line = next((n for n in (16, 8, 4, 2) if n <= fitting), 1)
    for at in range(0, len(groups), per_line):
        first = label if at == 0 else " " * len(label)
        yield line((first, "$muted"), (" ".join(groups[at : at + per_line]), "$strong"))


def _times(row: Row, other: Row, reader: Reader, width: int) -> Iterator[Content]:
    """When it was said, by its author's clock, and when it came here."""
    said, came = moment(row["said_at"]), moment(row["arrived_at"])
    assert said is not None and came is not None, "every statement has both"
    style = "$muted" if row["said_at"] == other["said_at"] else "underline $strong"
    text = line((say("said "), "$muted"), (_to_the_second(said, reader), style))
    yield spread(width, text, line((say("came {at}", at=_to_the_second(came, reader)), "$muted")))


def _to_the_second(at: datetime, reader: Reader) -> str:
    second = f"{at:%H:%M:%S}Z"
    return second if at.date() == reader.now.date() else f"{day(at)} {second}"
