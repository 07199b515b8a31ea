"""The check of a record as lines: conflicts first, then what is wrong otherwise, and what is intact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from textual.content import Content

from client.engine.reading.shapes_record import Aside, Chain, Check, DeskProof
from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import bar, columns, line, spread, wrap
from client.ui.glyphs import glyphs
from client.ui.layout.conflict import conflict_lines
from client.ui.layout.parts import in_parts, point, title
from client.ui.layout.reader import Reader
from client.ui.layout.wrong import Looked, damaged_lines, gap_lines, lost_lines, not_counting_lines
from client.ui.times import clock, moment, span

ASIDE_SHOWN = 20


def check_lines(check: Check, looked: Looked, reader: Reader, width: int) -> Iterator[Content]:
    """All of it; what needs somebody first."""
    yield from in_parts(
        [
            *(conflict_lines(each, looked.judged, reader, width) for each in check["conflicts"]),
            damaged_lines(looked, width),
            gap_lines(check["gaps"], check["incomplete"], reader, width),
            lost_lines(check["gaps"], width),
            not_counting_lines(looked, reader, width),
            _held(check, looked, width),
            _desks(check, reader, width),
            _heads(check, width),
            _aside(check["aside"], reader, width),
        ]
    )


# What is held


def _held(check: Check, looked: Looked, width: int) -> Iterator[Content]:
    yield title(say("HELD"))
    well, good = glyphs().check, "$green"
    text = say("{n} statements, and the words of {m} of them", n=check["statements"], m=check["bodies"])
    yield from point(well, good, line((text, "$body")), width)
    if looked.done and not looked.damaged:
        text = say("Every signature and every hash verified again just now")
        yield from point(well, good, line((text, "$body")), width)
    elif not looked.done:
        share = looked.looked / looked.total if looked.total else 0.0
        text = say("Verifying every signature again: {n} of {m}", n=looked.looked, m=looked.total)
        yield from point(
            glyphs().half, "$muted", line((text, "$body"), "   ") + bar(16, share, "$ours"), width
        )
    if not check["conflicts"]:
        yield from point(well, good, line((say("No desk has told two histories"), "$body")), width)
    gaps = check["gaps"]
    if not (gaps["links"] or gaps["bodies"] or gaps["holes"] or gaps["lost"]):
        yield from point(well, good, line((say("Nothing is known to be missing"), "$body")), width)


# Desk by desk

DESK, HELD_WIDE, SAID = 9, 13, 13
OFFICER_LEAST = 8


def _desks(check: Check, reader: Reader, width: int) -> Iterator[Content]:
    """What is held of each, and how old its newest word is of what it holds itself."""
    word_wide = 26 if width < 90 else 34
    officer = max(width - DESK - HELD_WIDE - SAID - word_wide - 4 * 2, OFFICER_LEAST)
    wide = (DESK, officer, HELD_WIDE, SAID, word_wide)
    heads = (say("DESK"), "", say("NUMBERS"), say("LAST SAID"), say("VOUCHED FOR IT"))
    yield columns(
        width, *((line((head, "bold $muted")), room, False) for head, room in zip(heads, wide, strict=True))
    )
    proofs = {each["desk"]: each for each in check["proofs"]}
    newest = {each["desk"]: each for each in check["chains"]}
    for each in check["chains"]:
        proof = proofs.get(each["desk"]) if newest[each["desk"]] is each else None
        last = moment(each["last_at"])
        said = clock(last, reader.now) if last else ""
        yield _desk(
            each["party"],
            _name(each),
            each["officer"],
            _range(each),
            said,
            _word(each, proof, reader),
            wide,
            reader,
        )
    for silent in (each for each in check["proofs"] if each["desk"] not in newest):
        nothing = say("nothing yet")
        yield _desk(
            silent["party"],
            silent["desk"],
            silent["officer"],
            nothing,
            "",
            _proof(silent, reader),
            wide,
            reader,
        )
    every = timedelta(seconds=check["interval_seconds"])
    text = say(
        "Each desk says every {t} what it holds. A word older than {w} proves nothing of now.",
        t=span(every),
        w=span(2 * every),
    )
    yield from wrap(line((text, "$muted")), width)


def _desk(
    party: str | None,
    desk: str,
    officer: str | None,
    held: str,
    said: str,
    word: Content,
    wide: Sequence[int],
    reader: Reader,
) -> Content:
    contents = (
        line((desk, reader.style(party))),
        line((officer or "", "$muted")),
        line((held, "$body")),
        line((said, "$muted")),
        word,
    )
    return columns(
        sum(wide) + 2 * len(wide), *((each, room, False) for each, room in zip(contents, wide, strict=True))
    )


def _name(chain: Chain) -> str:
    return f"{chain['desk']}/{chain['restored']}" if chain["restored"] else chain["desk"]


def _range(chain: Chain) -> str:
    """`1–412`, and what is held above gaps: `1–4, 7–9`."""
    runs = ([(1, chain["held"])] if chain["held"] else []) + list(chain["above"])
    dash = glyphs().dash
    return ", ".join(str(first) if first == last else f"{first}{dash}{last}" for first, last in runs)


def _word(chain: Chain, proof: DeskProof | None, reader: Reader) -> Content:
    if chain["own"]:
        return line((say("this desk"), "$muted"))
    return _proof(proof, reader) if proof is not None else Content("")


def _proof(proof: DeskProof, reader: Reader) -> Content:
    at = moment(proof["proven_at"])
    if at is None:
        return line((f"{glyphs().unsure} {say('not yet heard')}", "$amber"))
    age = span(reader.now - at)
    if not proof["current"]:
        return line((f"{glyphs().clock} {say('{t} ago: not current', t=age)}", "$amber"))
    if proof["names_unknown"]:
        return line((f"{glyphs().half} {say('{t} ago: holds more than is here', t=age)}", "$amber"))
    return line((f"{glyphs().check} ", "$green"), (say("{t} ago", t=age), "$body"))


def _heads(check: Check, width: int) -> Iterator[Content]:
    """Where the record ends: what is said next comes after these."""
    if check["heads"]:
        text = say("The record ends with {numbers}.", numbers=", ".join(dict.fromkeys(check["heads"])))
        yield from wrap(line((text, "$muted")), width)


def _aside(aside: Sequence[Aside], reader: Reader, width: int) -> Iterator[Content]:
    if not aside:
        return
    yield title(say("SET ASIDE"), len(aside))
    for each in aside[:ASIDE_SHOWN]:
        at = moment(each["at"])
        assert at is not None, "every envelope came at a time"
        left = line((say("Envelope {id}, {n} bytes", id=each["envelope"][:8], n=each["bytes"]), "$body"))
        yield spread(width, left, line((clock(at, reader.now), "$muted")))
        yield from wrap(line((f"  {told(each['why'])}", "$muted")), width)
    text = say(
        "They could not be taken in and are kept whole. What was in them is sent again by those who hold it."
    )
    yield from wrap(line((text, "$muted")), width)
