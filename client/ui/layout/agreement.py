"""The agreement in force as lines: until when, between whom, who may say what, and what is under way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from textual.content import Content

from client.engine.reading.shapes_record import Proposed, Signer, Terms
from client.text.tongue import say
from client.ui.drawing import columns, line, spread, text_width, wrap
from client.ui.glyphs import glyphs
from client.ui.layout.clauses import (
    CLAUSE,
    clause_lines,
    kind_lines,
    line_lines,
    precedence_lines,
    voice_lines,
)
from client.ui.layout.parts import in_parts, point, title
from client.ui.layout.reader import Reader
from client.ui.layout.statement import title_of
from client.ui.times import clock, day, moment, span

SOON = timedelta(days=7)
FUNCTION, SIGNED, VERIFIED = 16, 13, 13  # cells
HEX_GROUPS = 4

SCALES = {"icd203": "ICD 203", "phia": "PHIA"}
PARTS = {
    "title": "title",
    "exercise": "exercise",
    "catalogue": "kinds of statements",
    "scale": "words for likelihoods",
    "parties": "parties",
    "relays": "relays",
    "kinds": "who may say what",
    "precedences": "how fast",
    "comm_check": "comm checks",
    "delivery": "delivery",
    "keys": "keys",
    "retention": "retention",
    "history": "joining later",
    "verification": "verifying",
    "voice": "voice numbers",
    "dates": "dates",
}


def agreement_lines(terms: Terms, reader: Reader, width: int) -> Iterator[Content]:
    """All of it; what may end or change the agreement first."""
    text = terms["text"]
    yield from in_parts(
        [
            _dates(terms, reader, width),
            _conflict(terms, reader, width),
            *(_amendment(each, reader, width) for each in terms["proposed"] if not each["rival"]),
            _parties(terms, reader, width),
            kind_lines(text, width),
            precedence_lines(text, width),
            line_lines(text, width),
            voice_lines(text, width),
            _relays(text["relays"], width),
            _identity(terms, width),
        ]
    )


# Until when


def _dates(terms: Terms, reader: Reader, width: int) -> Iterator[Content]:
    dates = terms["text"]["dates"]
    sunset, review, effective = (_at(dates[name]) for name in ("sunset_at", "review_at", "effective_at"))
    yield title(say("IN FORCE"))
    clause = dates["clause"]
    over = reader.now >= sunset
    yield from clause_lines(
        clause, (say("Ended") if over else say("Until"), "bold $strong"), _sunset(sunset, reader), width
    )
    after = say(
        "{kinds}, what desks record by themselves, and a renewal still go.", kinds=_after_sunset(terms)
    )
    yield from clause_lines("", (say("Now") if over else say("After that"), "bold $strong"), after, width)
    yield from clause_lines("", (say("Review"), "bold $strong"), _review(review, reader), width)
    yield from clause_lines("", (say("Since"), "bold $strong"), f"{_date(effective)}.", width)


def _sunset(sunset: datetime, reader: Reader) -> tuple[str, str]:
    if reader.now >= sunset:
        text = say("{at}, {t} ago.", at=_date(sunset), t=span(reader.now - sunset))
        return f"{glyphs().alert} {text}", "bold $red"
    text = say("{at}, for {t} more.", at=_date(sunset), t=span(sunset - reader.now))
    return text, "bold $amber" if sunset - reader.now < SOON else "$strong"


def _at(text: str) -> datetime:
    found = moment(text)
    assert found is not None, "every agreement has its dates"
    return found


def _date(at: datetime) -> str:
    """With the year: these are far apart."""
    return f"{day(at)} {at:%Y %H:%M}Z"


def _after_sunset(terms: Terms) -> str:
    known = [each for each in terms["open_after_sunset"] if title_of(each) != each]
    words = ", ".join(title_of(each).lower() for each in known)
    return words[:1].upper() + words[1:]


def _review(review: datetime, reader: Reader) -> str:
    if review <= reader.now:
        return say("It was to be reviewed by {at}.", at=_date(review))
    return say("To be reviewed by {at}, in {t}.", at=_date(review), t=span(review - reader.now))


# Under way


def _conflict(terms: Terms, reader: Reader, width: int) -> Iterator[Content]:
    """Amendments that came into force side by side."""
    rivals = [each for each in terms["proposed"] if each["rival"]]
    if not rivals:
        return
    yield title(say("AMENDMENTS IN CONFLICT"), len(rivals))
    text = say(
        "These came into force side by side. Until one of them is accepted anew, the terms below hold;"
    )
    more = say("what was said under either binds only its author.")
    yield from point(glyphs().alert, "bold $red", line((f"{text} {more}", "$strong")), width)
    for each in rivals:
        yield from _about(each, reader, width)


def _amendment(proposed: Proposed, reader: Reader, width: int) -> Iterator[Content]:
    signed = sum(each["accepted"] for each in proposed["signers"])
    yield title(say("AMENDMENT UNDER WAY, ACCEPTED BY {n} OF {m}", n=signed, m=len(proposed["signers"])))
    yield from _about(proposed, reader, width)


def _about(proposed: Proposed, reader: Reader, width: int) -> Iterator[Content]:
    names = ", ".join(say(PARTS.get(each, each)) for each in proposed["changes"]) or say("nothing")
    head = line((proposed["title"], "bold $strong"), (f"  {say('changes: {parts}', parts=names)}", "$body"))
    yield from wrap(head, width)
    for each in proposed["signers"]:
        yield spread(width, line((f"{'':<2}", "")) + _signer(each, reader), _when(each, reader))


def _signer(signer: Signer, reader: Reader) -> Content:
    mark = (f"{glyphs().check} ", "$green") if signer["accepted"] else (f"{glyphs().empty} ", "$amber")
    away = say("withdrew") if signer["at"] else say("not yet")
    word = say("accepted") if signer["accepted"] else away
    return line(
        mark,
        (f"{signer['code']:<5}", reader.style(signer["code"])),
        (f"{signer['name']}  ", "$body"),
        (word, "$muted"),
    )


def _when(signer: Signer, reader: Reader) -> Content:
    at, until = moment(signer["at"]), moment(signer["not_after"])
    if at is None or until is None:
        return Content("")
    good = say("good until {at}", at=clock(until, reader.now))
    return line((f"{clock(at, reader.now)}, {good}", "$muted" if until > reader.now else "$amber"))


# Between whom


def _parties(terms: Terms, reader: Reader, width: int) -> Iterator[Content]:
    signers = {each["code"]: each for each in terms["signers"]}
    parties = terms["text"]["parties"]
    name = min(text_width((each["name"] for each in parties), 10), 40)
    yield title(say("PARTIES"), len(parties))
    for each in parties:
        signed = f"{say('signed')}{_since(signers.get(each['code']))}"
        yield columns(
            width,
            (line((each["code"], reader.style(each["code"]))), CLAUSE - 2, False),
            (line((each["name"], "$body")), name, False),
            (line((say(each["function"].replace("-", " ")), "$muted")), FUNCTION, False),
            (line((signed, "$muted")), SIGNED, False),
            (_verified(terms, each["code"]), VERIFIED, False),
        )


def _since(signer: Signer | None) -> str:
    at = moment(signer["at"]) if signer else None
    return f" {day(at)}" if at else ""


def _verified(terms: Terms, code: str) -> Content:
    if code == terms["own"]:
        return line((say("your party"), "$muted"))
    if terms["verified"].get(code):
        return line((f"{glyphs().check} {say('verified')}", "$green"))
    return line((f"{glyphs().unsure} {say('unverified')}", "$amber"))


def _relays(relays: Sequence[Mapping[str, Any]], width: int) -> Iterator[Content]:
    yield title(say("RELAYS"), len(relays))
    wide = text_width((each["name"] for each in relays), 8)
    for each in relays:
        left = line(
            (f"{each['name']:<{wide}}  ", "bold $strong"),
            (f"{each['url']}  ", "$body"),
            (say("run by {operator}", operator=each["operator"]), "$muted"),
        )
        yield spread(width, left, line((say("key {key} …", key=_groups(each["key"])), "$muted")))
    if not relays:
        yield line((say("None: only what is carried by hand gets through."), "$amber"))


def _groups(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, 4 * HEX_GROUPS, 4))


def _identity(terms: Terms, width: int) -> Iterator[Content]:
    yield title(say("THIS TEXT"))
    which = (
        say("The first agreement") if not terms["amendment"] else say("Amendment {n}", n=terms["amendment"])
    )
    yield from wrap(
        line((say("{which}, signed by every party. Hash ", which=which), "$body"), (terms["id"], "$muted")),
        width,
    )
    scale = say("Likelihoods are said in the words of {scale}.", scale=SCALES[terms["text"]["scale"]])
    yield from wrap(line((scale, "$muted")), width)
