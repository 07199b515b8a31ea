"""A desk with two histories: what it means, both copies, what still works, and what to do now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from client.engine.reading.shapes_record import Conflict, Judged, Voice
from client.text.tongue import say
from client.ui.drawing import line, wrap
from client.ui.glyphs import glyphs
from client.ui.keys import now_shown
from client.ui.layout.copies import side_by_side
from client.ui.layout.parts import point, title
from client.ui.layout.reader import Reader

NUMBERS_SHOWN = 6


def conflict_lines(
    conflict: Conflict, judged: Sequence[Judged], reader: Reader, width: int
) -> Iterator[Content]:
    """`judged`: what does not count, as far as it was looked at."""
    yield from wrap(_head(conflict), width)
    yield from wrap(line((_meaning(conflict), "$body")), width)
    yield Content("")
    yield from side_by_side(conflict["copies"], reader, width)
    yield Content("")
    yield title(say("UNTIL THIS IS EXPLAINED"))
    for text in _meanwhile(conflict, judged):
        yield from point(glyphs().dot, "$muted", line((text, "$body")), width)
    yield Content("")
    yield title(say("NEXT STEP"))
    for step in _steps(conflict):
        yield from point(glyphs().dot, "$muted", step, width)


def _head(conflict: Conflict) -> Content:
    mark = (f"{glyphs().alert} ", "bold $red")
    if conflict["code"] == "outlived":
        text = say("{desk} spoke on in an older life after a newer one.", desk=conflict["desk"])
    else:
        text = say("Two different statements carry the number {number}.", number=conflict["number"])
    return line(mark, (text, "bold $strong"))


def _meaning(conflict: Conflict) -> str:
    if conflict["own"]:
        return say(
            "Both are signed with the key of this very desk: its vault was copied, and the copy speaks too."
        )
    who = _who(conflict)
    if conflict["code"] == "outlived":
        return say(
            "Both signatures are good. The vault of {who} was restored or copied, and both are in use.",
            who=who,
        )
    return say("Both signatures are good: {who} signed two versions, or somebody else uses its key.", who=who)


def _who(conflict: Conflict) -> str:
    party = conflict["name"] or conflict["party"]
    return say("{desk} of {party}", desk=conflict["desk"], party=party) if party else conflict["desk"]


def _meanwhile(conflict: Conflict, judged: Sequence[Judged]) -> Iterator[str]:
    party = conflict["name"] or conflict["party"] or conflict["desk"]
    if conflict["own"]:
        yield say("You can still read. Nothing is deleted; both copies are kept as proof.")
    else:
        yield say("You can still read and send. Nothing is deleted; both copies are kept as proof.")
    numbers = [each["number"] for each in judged if _by_it(each, conflict)]
    if numbers:
        shown = ", ".join(dict.fromkeys(numbers[:NUMBERS_SHOWN]))
        more = (
            f" {say('and {n} more', n=len(numbers) - NUMBERS_SHOWN)}" if len(numbers) > NUMBERS_SHOWN else ""
        )
        yield say("These give {party} no right: {numbers}.", party=party, numbers=shown + more)
    else:
        yield say(
            "From {number} on its statements give {party} no right.", number=conflict["number"], party=party
        )
    yield say("What {party} owes because of them stays owed.", party=party)
    yield say("This lasts until the root of {party} gives the desk a new credential.", party=party)


def _by_it(judged: Judged, conflict: Conflict) -> bool:
    return judged["standing"] == "conflicting" and judged["device"] == conflict["device"]


def _steps(conflict: Conflict) -> Iterator[Content]:
    if conflict["own"]:
        yield line((say("Say nothing more from this desk. "), "$strong"))
        yield line(
            (say("Tell the others over the voice line, "), "$strong"),
            (say("and let your party's root take this desk back and give another a credential."), "$muted"),
        )
    else:
        yield _call(conflict)
        yield line(
            (say("Ask which of the two they said, "), "$strong"),
            (say("and whether somebody else may hold a copy of that desk's vault."), "$muted"),
        )
    yield line(
        (f"{now_shown('export')} ", "bold $key"),
        (say("writes both signed copies and the record to files."), "$strong"),
    )


def _call(conflict: Conflict) -> Content:
    """The number was agreed beforehand: one that comes through the channel proves nothing."""
    party = conflict["name"] or conflict["party"] or conflict["desk"]
    number = _number(conflict["voice"])
    if number is None:
        return line(
            (say("Call {party} ", party=party), "$strong"),
            (say("on a number that you know already, and read both hashes aloud."), "$muted"),
        )
    return line(
        (say("Call {party} on {number} ", party=party, number=number["number"]), "$strong"),
        (say("(clause {clause}) and read both hashes aloud.", clause=number["clause"]), "$muted"),
    )


def _number(voice: Sequence[Voice]) -> Voice | None:
    """The one for verifying, else any."""
    return next((each for each in voice if each["purpose"] == "verification"), next(iter(voice), None))
