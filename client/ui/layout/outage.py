"""The line itself as lines: how it stands, its relays, what waits, and what to do if this lasts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from textual.content import Content

from client.engine.reading.shapes_line import Connection, RelayRow, Step, Waiting
from client.text.telling import told, within
from client.text.tongue import say
from client.ui.drawing import columns, fit, line, wrap
from client.ui.glyphs import glyphs
from client.ui.keys import now_shown
from client.ui.layout.statement import PRECEDENCE_STYLES, title_of
from client.ui.layout.wording import summary_of
from client.ui.times import clock, moment, span
from hotline.ids import Precedence

LONG = timedelta(minutes=1)  # what waits longer is in the colour of a warning
UNREACHABLE = "The relay cannot be reached: "  # the beginning of most reasons: what follows is what differs


# How it stands


def standing(view: Connection, now: datetime, width: int, low: bool) -> list[Content]:
    """The sentence that comes first; on a low screen no more than that."""
    used = [each for each in view["relays"] if not each["retired"]]
    up = sum(each["state"] == "up" for each in used)
    said, style = _sentence(len(used), up)
    more = _advice(len(used), up, len(view["waiting"]))
    pieces = line((said, f"bold {style}"), (f" {more}", "$body"))
    heard = view["heard"]
    at = moment(heard["at"]) if heard else None
    if heard is not None and at is not None and not low:
        last = say(
            "Last statement received: {number} from {who} at {at}.",
            number=heard["number"],
            who=heard["party"],
            at=clock(at, now),
        )
        pieces += line((f" {last}", "$muted"))
    return wrap(pieces, width)


def _sentence(used: int, up: int) -> tuple[str, str]:
    if used == 0:
        return say("No agreement names a relay."), "$amber"
    if up == 0:
        return say("No relay can be reached."), "$amber"
    if up < used:
        return say("{up} of {n} relays can be reached.", up=up, n=used), "$amber"
    if used == 1:
        return say("The relay is up."), "$green"
    return say("All {n} relays are up.", n=used), "$green"


def _advice(used: int, up: int, waiting: int) -> str:
    if used == 0:
        return say("What you say goes by courier file.")
    if up == 0:
        return say("You can keep working; all you say is signed, saved and queued.")
    if waiting:
        return say("What waits goes out as soon as there is a way to its readers.")
    return say("What you say goes by the others.") if up < used else say("Nothing waits here.")


def next_try(view: Connection, gone: float) -> str:
    """When the first relay that is down is tried again; `gone`: seconds since this was asked for."""
    waits = [
        each["next_in"] for each in view["relays"] if each["next_in"] is not None and not each["retired"]
    ]
    if not waits:
        return ""
    left = timedelta(seconds=max(0.0, min(waits) - gone))
    return say("next try in {t}", t=span(left))


# Relays


def relays(view: Connection, now: datetime, width: int) -> list[Content]:
    """One line a relay: a word, why, when it was last heard of, how often it was tried since."""
    name = max(10, min(26, width // 4))
    rest = width - name - 12 - 4 - 6
    head = columns(
        width,
        (line((say("RELAYS"), "bold $muted")), name, False),
        (line((say("STATE"), "bold $muted")), rest, False),
        (line((say("LAST SEEN"), "bold $muted")), 12, True),
        (line((say("TRY"), "bold $muted")), 4, True),
    )
    rows = [
        columns(
            width,
            (line((each["name"], "$muted" if each["retired"] else "$body")), name, False),
            (_state(each), rest, False),
            (line((_seen(each, now), "$body")), 12, True),
            (line((str(each["tries"]) if each["tries"] else "", "$body")), 4, True),
        )
        for each in view["relays"]
    ]
    return [head, *(rows or [line((say("None yet."), "$muted"))])]


def relays_in_short(view: Connection, width: int) -> list[Content]:
    """All of them in a line or two, for a low screen."""
    parts = [line((say("RELAYS"), "bold $muted"))]
    parts += [line(("   ", ""), (f"{each['name']} ", "$body")) + _state(each) for each in view["relays"]]
    found, last = list[Content](), Content("")
    for each in parts:
        if last.plain and last.cell_length + each.cell_length > width:
            found.append(fit(last, width))
            last = line("      ") + each
        else:
            last += each
    return [*found, fit(last, width)]


def _state(relay: RelayRow) -> Content:
    match relay["state"]:
        case "up":
            word = say("up, retired: it is still read") if relay["retired"] else say("up")
            return line((f"{glyphs().full} {word}", "$green"))
        case "trying":
            before = f"; {_reason(relay['why'])}" if relay["tries"] > 1 else ""
            return line((f"{glyphs().half} {say('connecting')}", "$amber"), (before, "$muted"))
        case _:
            return line((f"{glyphs().cross} {_reason(relay['why'])}", "$red"))


def _reason(why: str) -> str:
    """What differs of it: `connection refused`."""
    if why.startswith(UNREACHABLE):
        return say(within(why.removeprefix(UNREACHABLE).rstrip(".")))
    return within(told(why).rstrip("."))


def _seen(relay: RelayRow, now: datetime) -> str:
    at = moment(relay["seen_at"])
    return clock(at, now) if at else say("never")


# What waits


def outbox_head(width: int) -> Content:
    words = (say("OUTBOX"), say("TO"), say("STATEMENT"), say("NO."), say("WAITING"))
    return _row(width, [line((each, "bold $muted")) for each in words])


def outbox_row(waiting: Waiting, now: datetime, width: int, chosen: bool) -> Content:
    """One statement that waits. The chosen one has a mark as well as a ground of its own."""
    precedence, since = Precedence[waiting["precedence"]], moment(waiting["since"])
    assert since is not None, "every statement has its time"
    flash = precedence is Precedence.FLASH
    word = f" {precedence.name} " if flash else precedence.name if precedence else precedence.name.lower()
    about = summary_of(waiting["kind"], waiting["summary"]) or title_of(waiting["kind"])
    unsealed = ("", "") if waiting["sealed"] else (f"{glyphs().unsure} ", "bold $amber")
    old = "$red" if precedence.urgent else "$amber" if now - since >= LONG else "$body"
    cells = [
        line((word, PRECEDENCE_STYLES[precedence])),
        line((", ".join(waiting["readers"]), "$theirs")),
        line(unsealed, (about, "$body")),
        line((waiting["number"], "$muted")),
        line((span(now - since), old)),
    ]
    row = _row(width, cells, glyphs().arrow if chosen else " ")
    return row.pad_right(max(0, width - row.cell_length)).stylize_before("on $chosen") if chosen else row


def unsealed(view: Connection, width: int) -> list[Content]:
    """What the mark beside some of them means."""
    if all(each["sealed"] for each in view["waiting"]):
        return []
    said = say("a key of their desk is not known yet: it goes out when a relay gives it")
    return [fit(line((f"  {glyphs().unsure} {said}", "$amber")), width)]


def aside(view: Connection, width: int) -> list[Content]:
    """What came and could not be taken in: it is kept, and this is not the place to look at it."""
    if not view["aside"]:
        return []
    said = say(
        "Set aside, as they could not be taken in: {n}. The transcript check shows them.", n=view["aside"]
    )
    return wrap(line((f"{glyphs().alert} ", "bold $amber"), (said, "$amber")), width)


def _row(width: int, cells: Sequence[Content], mark: str = " ") -> Content:
    first, to, number, waits = 9, 12 if width >= 80 else 8, 12 if width >= 80 else 10, 9
    about = max(8, width - 2 - first - to - number - waits - 8)
    sizes = ((first, False), (to, False), (about, False), (number, True), (waits, True))
    placed = [(cell, room, right) for cell, (room, right) in zip(cells, sizes, strict=True)]
    return line((f"{mark} ", "$key")) + columns(width - 2, *placed)


# If this lasts


def if_this_lasts(view: Connection, now: datetime, width: int) -> list[Content]:
    """Dated steps of the agreement, or nothing when all is well."""
    dated = [(_when(each, now), each) for each in view["steps"]]
    room = max((len(when) for when, _ in dated), default=0) + 2
    found: list[Content] = []
    for when, step in dated:
        style = "bold $amber" if _is_now(step, now) else "$muted"
        for n, each in enumerate(_step(step, view, width - room)):
            found.append(line((f"{when if n == 0 else '':<{room}}", style)) + each)
    return [line((say("If this lasts"), "bold $strong")), *found] if found else []


def _when(step: Step, now: datetime) -> str:
    at = moment(step["at"])
    if at is None:
        return say("any time")
    return say("now") if _is_now(step, now) else clock(at, now)


def _is_now(step: Step, now: datetime) -> bool:
    at = moment(step["at"])
    return at is not None and at <= now and step["what"] != "sealed-until"


def _step(step: Step, view: Connection, width: int) -> Iterator[Content]:
    match step["what"]:
        case "call":
            yield from _call(step, width)
        case "courier":
            yield from wrap(_courier(step, view), width)
        case _:
            text = say(
                "Until then what is sealed now can be opened (clause {clause}).",
                clause=step["clauses"][0],
            )
            yield from wrap(line((text, "$muted")), width)


def _call(step: Step, width: int) -> Iterator[Content]:
    clause, voice = step["clauses"]
    if step["number"]:
        said = say(
            "{precedence} {number} not acknowledged (clause {clause}): {next}.",
            precedence=step["precedence"],
            number=step["number"],
            clause=clause,
            next=step["next"],
        )
    else:
        within = span(timedelta(seconds=step["within"]))
        said = say(
            "A {precedence} not acknowledged within {t} (clause {clause}): {next}.",
            precedence=step["precedence"],
            t=within,
            clause=clause,
            next=step["next"],
        )
    yield from wrap(line((said, "$body")), width)
    for each in step["numbers"]:
        number = each["number"] or say("no number is agreed")
        code = line((each["party"], "bold $theirs"), (f"  {number}", "bold $strong"))
        yield fit(code + line((f"  {say('clause {clause}', clause=voice)}", "$muted")), width)


def _courier(step: Step, view: Connection) -> Content:
    clause = say("(clause {clause})", clause=step["clauses"][0])
    begun = line((say("Send the courier {clause}.", clause=clause), "$body"))
    if not view["envelopes"]:
        return begun + line((f" {say('Nothing is sealed yet.')}", "$muted"))
    said = say(
        "writes {n} envelopes, sealed, to a file: {size}.", n=view["envelopes"], size=size(view["bytes"])
    )
    return begun + line((f" {now_shown('courier')} ", "bold $key"), (said, "$body"))


def size(count: int) -> str:
    """`38 KB`."""
    return (
        say("{n} KB", n=round(count / 1000))
        if count < 10_000_000
        else say("{n} MB", n=round(count / 1_000_000))
    )
