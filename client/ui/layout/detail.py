"""One statement with everything about it, as lines: what was said, how far it came, what it is linked to.

Made from the statement's class and header alone: a kind that is new reads like all others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from client.engine.reading.shapes_talk import Came, Detail, Neighbour
from client.text.tongue import say
from client.text.words import meaning
from client.ui.drawing import fit, line, rule, spread, text_width, wrap, wrapped
from client.ui.glyphs import glyphs
from client.ui.layout.reader import Reader
from client.ui.layout.statement import PRECEDENCE_STYLES, standing_of, title_of, words_of
from client.ui.layout.wording import owed_of
from client.ui.times import clock, day, moment
from hotline.ids import Precedence

LABEL = 14  # cells of the names of facts
UNDER = 6  # cells: a code and a blank
MARKS = {"queued": "empty", "relayed": "half", "delivered": "check", "read": "check", "answered": "check"}
STYLES = {
    "queued": "$amber",
    "relayed": "$muted",
    "delivered": "$body",
    "read": "$green",
    "answered": "$green",
}


def head(view: Detail, reader: Reader, width: int) -> list[Content]:
    """Number, kind, who, when; then a thin rule."""
    row = view["row"]
    precedence = Precedence[row["precedence"]]
    word = f" {precedence.name} " if precedence is Precedence.FLASH else precedence.name
    author = row["author"]
    code = author["party"] or say("unknown desk")
    title = line((row["number"], "bold $strong"), (f"   {title_of(row['kind'])}", "$strong"))
    who = line(
        (code, reader.style(author["party"])),
        (f"  {reader.names.get(author['party'] or '', '')}", "$body"),
        (f"  {author['officer'] or ''}", "$muted"),
        (f", {say((author['role'] or '').replace('-', ' '))}" if author["role"] else "", "$muted"),
    )
    at = moment(row["said_at"])
    when = f"{day(at)} {at:%Y %H:%M:%S}Z" if at is not None else ""
    return [
        spread(width, title, line((word, PRECEDENCE_STYLES[precedence]))),
        spread(width, who, line((when, "$muted"))),
        rule(width),
    ]


def whole(view: Detail, reader: Reader, width: int) -> list[Content]:
    """All parts under the head, each with its name."""
    parts: list[tuple[str, list[Content]]] = [
        ("", [*words_of(view["row"], reader, width), *standing_of(view["row"], width)]),
        (say("HOW FAR IT CAME"), list(_states(view, reader, width))),
        (
            say("WHAT IS OWED"),
            [each for owed in view["row"]["owed"] for each in wrapped(owed_of(owed), width, "$body")],
        ),
        (say("WHAT REFERS TO IT"), [_neighbour("", each, reader) for each in view["replies"]]),
        (say("LINKS"), list(_links(view, reader))),
        (say("HEADER"), list(_facts(view, reader, width))),
    ]
    found: list[Content] = []
    for name, lines in parts:
        if lines:
            found += (
                ([Content("")] if found else []) + ([line((name, "bold $muted"))] if name else []) + lines
            )
    return found


# How far it came


def _states(view: Detail, reader: Reader, width: int) -> Iterator[Content]:
    row = view["row"]
    if row["own"]:
        names = text_width([each["name"] for each in view["parties"]])
        for each in view["parties"]:
            yield from _came(each, names, reader, width)
    else:
        yield from wrap(_here(view, reader), width)
    for read in row["read"]:
        at = moment(read["at"])
        text = say(
            "read by {officer} of {party} at {at}",
            officer=read["officer"],
            party=read["party"] or "?",
            at=clock(at, reader.now) if at else "",
        )
        yield line((f"{glyphs().check} {text}", "$green"))


def _came(each: Came, names: int, reader: Reader, width: int) -> Iterator[Content]:
    """One party; what its state means stands below where there is no room beside it."""
    word = each["state"]
    mark = getattr(glyphs(), MARKS.get(word, "empty"))
    desks = (
        say("in {n} of {of} mailboxes", n=each["relayed"], of=each["of"])
        if each["of"] > 1 and each["relayed"]
        else ""
    )
    first = line(
        (f"{each['party']:<5}", reader.style(each["party"])),
        (f" {each['name']:<{names}}   ", "$body"),
        (f"{mark} {say(word)}", STYLES.get(word, "$body")),
        (f"   {desks}" if desks else "", "$muted"),
    )
    told = line((say(meaning(word)), "$muted"))
    if first.cell_length + told.cell_length + 3 <= width:
        yield first + "   " + told
    else:
        yield fit(first, width)
        yield from (" " * UNDER + piece for piece in wrap(told, width - UNDER))


def _here(view: Detail, reader: Reader) -> Content:
    row = view["row"]
    came = moment(row["arrived_at"])
    at = clock(came, reader.now) if came is not None else ""
    by = say("by courier") if row["by"] == "courier" else say("by way of {relay}", relay=row["by"])
    return line((f"{glyphs().check} {say('received {at}', at=at)} {by}", "$body"))


# What it is linked to


def _links(view: Detail, reader: Reader) -> Iterator[Content]:
    if view["refers_to"] is not None:
        yield _neighbour(say("refers to"), view["refers_to"], reader)
    if view["prev"] is not None:
        yield _neighbour(say("its author's before"), view["prev"], reader)
    for parent in view["parents"]:
        yield _neighbour(say("said after"), parent, reader)


def _neighbour(name: str, each: Neighbour, reader: Reader) -> Content:
    label = f"{name:<20}  " if name else ""
    if each["kind"] is None:
        return line((label, "$muted"), (each["number"], "$body"), (f"   {say('it has not come')}", "$amber"))
    at = moment(each["said_at"])
    return line(
        (label, "$muted"),
        (f"{each['number']:<12}", "$strong"),
        (f" {each['party'] or '?':<5}", reader.style(each["party"])),
        (f" {title_of(each['kind'])}", "$body"),
        (f"   {clock(at, reader.now)}" if at else "", "$muted"),
    )


# The header


def _facts(view: Detail, reader: Reader, width: int) -> Iterator[Content]:
    row = view["row"]
    audience = say("all parties") if view["audience"] is None else ", ".join(view["audience"])
    held = f"   {say('held back until all who were asked have filed')}" if view["held"] else ""
    desk = view["desk"] or row["author"]["device"][:8]
    life = f", {say('incarnation')} {view['incarnation']}" if view["incarnation"] else ""
    yield _fact(say("audience"), audience + held)
    yield _fact(
        say("said under"), say("clause {clause}", clause=view["kind_clause"]) + f", {view['agreement'][:16]}…"
    )
    yield _fact(say("desk"), say("{desk}, its statement {seq}", desk=desk, seq=view["seq"]) + life)
    yield _fact(say("context"), say("exercise") if row["exercise"] else say("real"))
    yield from _long(say("id"), row["id"], width)
    yield from _long(say("body"), view["body_hash"], width, say("{n} bytes", n=view["body_bytes"]))
    yield from _long(say("device"), row["author"]["device"], width)


def _fact(name: str, value: str) -> Content:
    return line((f"{name:<{LABEL}}", "$muted"), (value, "$body"))


def _long(name: str, digits: str, width: int, more: str = "") -> Iterator[Content]:
    """A hash, in groups of eight so that two people can compare it."""
    groups = [digits[at : at + 8] for at in range(0, len(digits), 8)]
    across = len(groups) if width >= LABEL + 9 * len(groups) else 4
    for at in range(0, len(groups), across):
        text = " ".join(groups[at : at + across])
        yield line((f"{name if at == 0 else '':<{LABEL}}", "$muted"), (text, "$body"))
    if more:
        yield line((" " * LABEL + more, "$muted"))


def place_words(view: Detail) -> Sequence[str]:
    """What `previous` and `next` would do, for the key bar."""
    return [word for word, there in (("previous", view["before"]), ("next", view["after"])) if there]
