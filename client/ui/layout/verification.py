"""Verifying a party, step by step, as lines: whom to call, what to read out, what came of it.

Not here: the entry of their digits, and what is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from textual.content import Content

from client.engine.reading.shapes_talk import Compared, Verifying
from client.text.tongue import say
from client.ui.drawing import columns, fit, line, rule, spread, wrap, wrapped
from client.ui.glyphs import glyphs
from client.ui.keys import now_shown
from client.ui.layout.digits import big, fits_big, in_groups
from client.ui.layout.qr import qr
from client.ui.times import clock, moment

Mode = Literal["digits", "words", "qr"]
STEP = 4  # cells: `1   `
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the digits match, differ, or could not be compared. `why`: the desk's own words."""

    word: Literal["match", "differ", "trouble"]
    why: str = ""


def head(view: Verifying, width: int, now: datetime) -> list[Content]:
    """Whom, on which channel, and how the root stands here; then the others, where there are more."""
    party = view["party"]
    title = line(
        (say("Verify {party}", party=party["name"]), "bold $strong"),
        (f"  {party['code']}", "$theirs"),
        (f"   {view['title']}", "$body"),
    )
    lines = [spread(width, title, standing(party, now)), rule(width)]
    if len(view["others"]) > 1:
        lines.insert(1, _others(view, width))
    return lines


def standing(party: Compared, now: datetime) -> Content:
    if party["verified"] is None:
        return line((f"{glyphs().unsure} {say('not verified yet')}", "bold $amber"))
    found = _TIME.search(party["verified"])
    at = moment(found[0]) if found else None
    when = clock(at, now) if at is not None else ""
    return line((f"{glyphs().check} {say('verified')} {when}".rstrip(), "$green"))


def readable(kept: str, now: datetime) -> str:
    """What was kept of a verification, with its time as an officer reads it."""

    def shorter(found: re.Match[str]) -> str:
        at = moment(found[0])
        return clock(at, now) if at is not None else found[0]

    return _TIME.sub(shorter, kept)


def _others(view: Verifying, width: int) -> Content:
    pieces: list[tuple[str, str] | str] = []
    for each in view["others"]:
        good = each["verified"] is not None
        chosen = each["code"] == view["party"]["code"]
        mark = (glyphs().check, "$green") if good else (glyphs().unsure, "$amber")
        pieces += [mark, (f" {each['name']}   ", "bold $strong" if chosen else "$muted")]
    return spread(width, line(*pieces), line(("n", "$key"), (f" {say('next')}", "$muted")))


# The steps


def call(view: Verifying, width: int) -> list[Content]:
    """Whom to call, on which number, by which clause."""
    number = next((each for each in view["numbers"] if each["purpose"] == "verification"), None)
    name = view["party"]["name"]
    if number is None:
        text = say("Call {party} on a number that you know from elsewhere.", party=name)
        under = say("The agreement has none for this. Never one that came through a channel.")
        return [_step("1", line((text, "$strong")), width), _under(line((under, "$amber")), width)]
    first = line((say("Call {party}", party=name), "$strong"), (f"   {number['number']}", "bold $key"))
    under = say("Signed by all in clause {clause}.", clause=number["clause"])
    never = say("Never one that came through a channel.")
    return [_step("1", first, width), _under(line((f"{under} {never}", "$muted")), width)]


def read_out(width: int) -> Content:
    return _step("2", line((say("Read your own code out. They type all of it."), "$strong")), width)


def type_theirs(view: Verifying, width: int) -> Content:
    text = say("Type the whole code of {party}, as you hear it.", party=view["party"]["code"])
    return _step("3", line((text, "$strong")), width)


def _step(number: str, content: Content, width: int) -> Content:
    return fit(line((f"{number:<{STEP}}", "bold $key")) + content, width)


def _under(content: Content, width: int) -> Content:
    return fit(" " * STEP + content, width)


def own_code(view: Verifying, mode: Mode, language: str, width: int, high: bool) -> list[Content]:
    """The own code as digits, words or a picture. `high`: there are lines to spare."""
    match mode:
        case "digits":
            return _digits(view, width, high)
        case "words":
            return _words(view, language, width)
        case "qr":
            return _picture(view, width)


def _digits(view: Verifying, width: int, high: bool) -> list[Content]:
    groups = in_groups(view["own_digits"].replace(" ", ""))
    if not fits_big(width):
        return [line((view["own_digits"], "bold $strong"))]
    return big(groups, width, ["bold $strong"] * len(groups), numbered=high)


def _words(view: Verifying, language: str, width: int) -> list[Content]:
    words = view["own_words"].replace("\u3000", " ").split(" ")
    across = 4 if width >= 60 else 3
    room = max(8, (width - 2 * (across - 1)) // across)
    down = -(-len(words) // across)
    rows = [words[at::down] for at in range(down)]
    found = [
        columns(
            width,
            *(
                (line((f"{at + 1 + n * down:>2} ", "$muted"), (word, "bold $strong")), room, False)
                for n, word in enumerate(row)
            ),
        )
        for at, row in enumerate(rows)
    ]
    told = say(
        "The same code in words: {language}. They type digits; {key} shows these.",
        language=say(language),
        key=now_shown("words"),
    )
    return [*found, Content(""), fit(line((told, "$muted")), width)]


def _picture(view: Verifying, width: int) -> list[Content]:
    lines = qr(view["own_digits"].replace(" ", ""))
    begin = " " * max(0, (width - lines[0].cell_length) // 2)
    told = say("Your own 24 digits, for somebody who stands beside you.")
    return [*(begin + each for each in lines), fit(line((f"{told:^{width}}", "$muted")), width)]


# What came of it


def outcome(found: Outcome, view: Verifying, now: datetime, width: int) -> list[Content]:
    match found.word:
        case "match":
            return _match(view, now, width)
        case "differ":
            return _differ(view, now, width)
        case "trouble":
            return wrapped(found.why, width, "$red")


def _match(view: Verifying, now: datetime, width: int) -> list[Content]:
    party = view["party"]
    text = say("All 24 digits match: {party} is verified.", party=party["name"])
    kept = say("Kept on this desk: {how}.", how=readable(party["verified"] or "", now))
    both = say("Stay on the line: read yours out until they say that it matches as well.")
    return [
        line((f"{glyphs().check} {text}", "bold $green")),
        *wrap(line((kept, "$muted")), width),
        *wrap(line((both, "$body")), width),
    ]


def _differ(view: Verifying, now: datetime, width: int) -> list[Content]:
    party = view["party"]
    stays = (
        say("{party} stays unverified; nothing is lost.", party=party["code"])
        if party["verified"] is None
        else say("What was verified before stays: {how}.", how=readable(party["verified"], now))
    )
    first = say("Mostly a digit was misheard: let them read all six groups once more.")
    then = say(
        "If they differ again, hang up and call back yourself. If they still differ, the root on this desk "
        "is not theirs: say nothing in confidence here, and ask your party's lead."
    )
    return [
        line((f"{glyphs().cross} {say('The digits differ.')}", "bold $amber"), (f"  {stays}", "$body")),
        *wrap(line((first, "$body")), width),
        *wrap(line((then, "$muted")), width),
    ]


def complaint(typed: int) -> Content:
    """What is missing before anything can be compared."""
    return line((say("{n} of 24 digits: all six groups are compared at once.", n=typed), "$amber"))


def before(view: Verifying, now: datetime, width: int) -> list[Content]:
    """That it goes both ways; and what was kept of the last time."""
    text = say("They type yours as well. Match or differ is said after all 24 digits.")
    kept = view["party"]["verified"]
    last = [] if kept is None else [line((say("Kept: {how}.", how=readable(kept, now)), "$muted"))]
    return [*wrap(line((text, "$muted")), width), *(fit(each, width) for each in last)]


def lines_of(parts: Sequence[Sequence[Content]]) -> list[Content]:
    """Parts with a blank line between."""
    found: list[Content] = []
    for part in parts:
        found += [Content(""), *part] if found else list(part)
    return found
