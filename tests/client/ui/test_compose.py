"""Writing structured statements: every kind has a form by itself, and nothing is said before it was read."""

from __future__ import annotations

import sys
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

import pytest
from pydantic import Field
from textual import events

from client.text.clean import cells
from client.text.tongue import NAMES, TABLES
from client.ui.widgets.form.field import TITLE
from client.ui.widgets.form.groups import Act
from hotline.codec import Document
from hotline.ids import Precedence
from hotline.kinds import catalogue
from hotline.kinds.base import Kind
from hotline.kinds.entries import entries_of
from hotline.kinds.fields import Line, Moment, Party, Text
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BREVIA, KINDS, SECRETARIAT, Room, Terminal, until

SIZES = {"120x36": (120, 36), "80x24": (80, 24)}
HOUR, LENGTH = r"\d\d:\d\dZ", r"\d+ h\b(?: \d+ min)?|\d+ min\b"
QUESTION = {
    "title": "Misread radar track near K5",
    "event": "A patrol fires a warning shot at a fishing fleet near K5.",
    "resolve_by": "2026-12-01T12:00Z",
    "resolution": "Either party reports it within a day.",
    "asked": ["ALD", "BRE"],
    "deadline": "2026-11-24T20:00Z",
}
ESTIMATE = {
    "low": 10,
    "high": 30,
    "best": 12,
    "interval_confidence": 80,
    "impact": 4,
    "confidence": "low",
    "confidence_reason": "One source.",
    "basis": "Radar.",
}


async def pick(terminal: Terminal, key: str, title: str, *downs: str) -> None:
    """The form of a kind, from the list of kinds."""
    await terminal.press(key)
    await terminal.sees("Choose", title)
    await terminal.press(*downs, "enter")
    await terminal.sees(title, "WILL READ")


async def paste(terminal: Terminal, *texts: str) -> None:
    """Each text into its field, as from a clipboard; Tab between them."""
    for place, text in enumerate(texts):
        if place:
            await terminal.press("tab")
        terminal.app.post_message(events.Paste(text))
        await terminal.pilot.pause()


async def to(terminal: Terminal, title: str, *keys: str) -> None:
    """On to that field, by Tab where no other keys are named; there once the form stands still.

    A field out of sight comes to the middle, unless the officer left it before it was drawn: where the
    form stands in the end hangs on every field between.
    """
    await terminal.press(*keys or ("tab",))
    before, seen = "", await terminal.sees(f"› {title}")
    while seen != before:
        await terminal.pilot.pause(0.1)
        before, seen = seen, await terminal.sees(f"› {title}")


async def said(terminal: Terminal, *words: str) -> None:
    """Reviewed, then sent: two keys, and what the others will read between them."""
    await terminal.press("ctrl+s")
    await terminal.sees("THE OTHERS WILL READ", "Go on writing", *words)
    await terminal.press("enter")
    await terminal.loses("Go on writing", "draft saved")


async def drafts(room: Room) -> list[dict[str, Any]]:
    return (await room.own.verbs.ask("drafts", {}))["rows"]


async def test_everyday_kinds_are_written_and_said() -> None:
    """A message and a question, key by key; what was said leaves no draft."""
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room, room.terminal() as terminal:
        await terminal.sees("1 of 1 relays")
        await terminal.press("c")
        await terminal.sees("New statement", "A message in your own words", "clause 3.1")
        assert "Risk close" not in terminal.text(), "desks say it by themselves"
        await terminal.press("enter")
        await terminal.sees("Message", "to BRE, SEC", "Still needed: Subject, Text")
        await terminal.type("Night")
        await paste(terminal, " lights", "We will carry night lights.")
        await terminal.press("tab", "tab")
        await terminal.type("+6h")
        await terminal.sees("= 24 Nov", "in 6 h", "We will carry night lights.", "Reply by")
        await terminal.sees("draft saved")
        assert len(await drafts(room)) == 1
        await said(terminal, "Message", "routine", "To BRE, SEC", "We will carry night lights.")
        message = await room.brevia.holds("ALD-1-2")
        assert message["body"]["subject"] == "Night lights"
        assert message["body"]["reply_by"].startswith("2026-11-24T20:")

        await pick(terminal, "c", "Risk question", "down", "down")
        await paste(terminal, "Misread track", "A shot is fired.", "1 Dec 12:00", "Either party reports it.")
        await terminal.press("tab", "tab", "space", "b")
        await terminal.sees("Aldora, Brevia")
        await terminal.press("tab")
        await paste(terminal, "24 Nov 20:00Z")
        await terminal.sees("Deadline: 242000Z NOV 26", "Asked: ALD, BRE")
        await said(terminal, "Risk question", "Either party reports it.")
        question = await room.brevia.holds("ALD-1-3")
        assert question["body"]["round"] == 1

        assert await drafts(room) == []


async def pictures(terminal: Terminal, name: str) -> None:
    """On a large and on a small screen."""
    for size, (width, height) in SIZES.items():
        await terminal.pilot.resize_terminal(width, height)
        await same_picture(terminal, f"compose-{name}-{size}", HOUR, LENGTH)
    await terminal.pilot.resize_terminal(*SIZES["120x36"])


@pytest.mark.parametrize("look", ["dark", "no-colour"])
async def test_an_estimate_is_written_beside_the_matrix(look: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replying to a question offers the estimate first; what is typed shows at once where it stands."""
    if look == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room, room.terminal() as terminal:
        await room.brevia.state("risk-question", QUESTION)
        await terminal.sees("Misread radar track", "1 of 1 relays")
        await terminal.sees("✓ intact  4 statements", "Estimate asked")
        await terminal.press("end", "r")
        await terminal.sees("Reply to BRE-1-2", "Message")
        assert terminal.text().index("Risk estimate") < terminal.text().index("Message"), "what answers it"
        await pictures(terminal, f"kinds-{look}")
        await terminal.press("enter")
        await terminal.sees("re BRE-1-2", "held back until all have filed")
        await paste(terminal, "20", "60", "35", "200")
        await terminal.press("tab", "4", "right", "left")
        await terminal.sees("unlikely", "likely", "12 high", "major", "! needs a number from 50 to 100")
        await terminal.press("tab", "m", "tab")
        await paste(terminal, "One radar only.", "It was mistaken twice this year.")
        await terminal.sees("draft saved", "To mend: Sure of the range")
        await pictures(terminal, f"estimate-{look}")


async def test_an_estimate_is_checked_reviewed_and_held() -> None:
    """What is wrong is said where it is; what is sent opens to nobody before all have filed."""
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room, room.terminal((80, 24)) as terminal:
        asked = await room.brevia.state("risk-question", QUESTION)
        await terminal.sees("Misread radar track", "1 of 1 relays")
        await terminal.press("end", "r")
        await terminal.sees("Reply to BRE-1-2")
        await terminal.press("enter")
        await terminal.sees("re BRE-1-2")
        await paste(terminal, "20", "60", "7", "80")
        await terminal.press("tab", "4", "tab", "m", "tab")
        await paste(terminal, "One radar only.")
        await terminal.press("ctrl+s")
        await terminal.sees("› Basis", "! needs a few words")
        await paste(terminal, "It was mistaken twice this year.")
        await terminal.loses("! needs a few words")
        await terminal.press("ctrl+s")
        await terminal.sees("› Best", "! Best must lie between")
        assert "Go on writing" not in terminal.text()
        await terminal.press("end", "backspace", "3", "0")
        await terminal.loses("Best must lie")
        await terminal.press("ctrl+s")
        await terminal.sees("Best: 30 percent", "Held back until all who were asked have filed", "Send")
        await terminal.pilot.resize_terminal(*SIZES["120x36"])
        form = terminal.app.screen_stack[-2].query_one("#form")
        form.scroll_home(animate=False, immediate=True)  # how far it was scrolled before is told nowhere
        await same_picture(terminal, "compose-review-dark-120x36", HOUR, LENGTH)
        await terminal.press("enter")
        await terminal.loses("Go on writing", "WILL READ")

        seen = await room.brevia.holds("ALD-1-2")
        assert (seen["kind"], seen["body"]) == ("risk-estimate", None), (
            "nobody reads it before all have filed"
        )
        assert seen["refers_to"] == asked["number"]
        assert await drafts(room) == []


async def test_keys_that_come_all_at_once_go_where_they_were_meant_to() -> None:
    """A slow line brings them together: a Tab takes what comes after it to the next field."""
    async with Room() as room, room.terminal() as terminal:
        asked = await room.brevia.state("risk-question", QUESTION)
        await terminal.sees(asked["number"], "1 of 1 relays")
        await terminal.press("end", "r")
        await terminal.sees("Reply to BRE-1-2")
        await terminal.press("enter")
        await terminal.sees("LIKELIHOOD", "› Lowest")
        for key in ("2", "0", "tab", "5", "0", "tab", "3", "5", "tab", "8", "0", "tab", "4", "tab", "m"):
            terminal.app.post_message(events.Key(key, None if key == "tab" else key))
        text = await terminal.sees("● Moderate")
        for field in ("Lowest 20 ", "Highest 50 ", "Best 35 ", "Sure of the 80 ", "● 4"):
            assert field in " ".join(text.split()) + " ", text


async def test_a_form_begins_where_something_has_to_be_written() -> None:
    """A reply has the other's subject already, so the officer is in the text; a new one begins above it."""
    async with Room() as room, room.terminal((80, 24)) as terminal:
        asked = await room.brevia.say("Which lights?", fields={"subject": "Night lights"})
        await terminal.sees(asked["number"], "1 of 1 relays")
        await pick(terminal, "c", "Message")
        await terminal.sees("› Subject")
        await terminal.press("escape")
        await terminal.loses("WILL READ")

        await pick(terminal, "r", "Message")
        await terminal.sees("Night lights", "› Text")
        assert terminal.text().index("Subject") < terminal.text().index("› Text")
        await paste(terminal, "Those of the pier.")
        await said(terminal, "Message", "Those of the pier.")
        reply = await room.brevia.holds("ALD-1-2")
        assert (reply["body"]["subject"], reply["refers_to"]) == ("Night lights", asked["number"])
        assert await drafts(room) == [], "a form that was left as it began is none"


async def test_what_others_think_stays_hidden_and_the_own_last_view_is_shown() -> None:
    """Neither anchors on the other; in the second round one sees where one stood oneself."""
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room, room.terminal() as terminal:
        first = await room.brevia.state("risk-question", QUESTION)
        await room.own.holds(first["number"])
        await room.own.state("risk-estimate", ESTIMATE, re=first["number"], held=True)
        again = {**QUESTION, "round": 2, "scale": "phia"}
        second = await room.brevia.state("risk-question", again, re=first["number"])
        await room.brevia.state(
            "risk-estimate", {**ESTIMATE, "best": 30, "impact": 5}, re=second["number"], held=True
        )
        await room.own.holds("BRE-1-4")
        await terminal.press("end")
        await terminal.sees(second["number"], "BRE-1-4")

        await terminal.press("c", "end", "enter")
        await terminal.sees("Risk estimate: about which?", "BRE-1-3", "Your party has answered it already.")
        await terminal.press("enter")
        await terminal.sees("re BRE-1-3", "○ 8 moderate", "you, 24 Nov", "words by PHIA")
        assert "15 high" not in terminal.text()
        await terminal.type("15")
        await terminal.sees("highly unlikely")
        await terminal.press("f2")
        await terminal.loses("LIKELIHOOD × IMPACT")
        await terminal.press("f2")
        await terminal.sees("LIKELIHOOD × IMPACT")


async def test_a_draft_is_never_lost_and_goes_when_it_is_said() -> None:
    """Escape keeps it, the lock keeps it, another kind keeps it; throwing it away takes the key twice."""
    async with Room() as room, room.terminal() as terminal:
        await terminal.sees("1 of 1 relays", "✓ intact  2 statements")
        await pick(terminal, "c", "Message")
        await terminal.press("escape")
        await terminal.loses("WILL READ")
        assert await drafts(room) == [], "nothing was entered"

        await pick(terminal, "c", "Message")
        await paste(terminal, "Fishing season")
        await terminal.press("escape")
        await terminal.loses("WILL READ")
        await terminal.press("c")
        await terminal.sees("DRAFTS", "Fishing season")
        await terminal.press("enter")
        await terminal.sees("Still needed: Text", "› Text")
        await paste(terminal, "It begins on Monday.")
        await terminal.press("ctrl+l")
        await terminal.loses("WILL READ")
        (kept,) = await drafts(room)
        assert kept["fields"]["values"]["text"] == "It begins on Monday."


async def test_another_kind_takes_what_both_ask_for_and_the_draft_stays() -> None:
    """Nothing that was written goes because another kind was wanted."""
    async with Room() as room, room.terminal() as terminal:
        await terminal.sees("1 of 1 relays", "✓ intact  2 statements")
        begun = {"values": {"text": "The season begins on Monday."}, "re": None}
        request = {"channel": room.text.title, "kind": "message", "fields": begun}
        old = await room.own.verbs.ask("draft-keep", request)
        await terminal.press("c")
        await terminal.sees("DRAFTS", "The season begins on Monday.")
        await pictures(terminal, "drafts-dark")
        await terminal.press("down", "enter")
        await terminal.sees("WILL READ")
        await terminal.press("tab")
        await paste(terminal, "Is the line up?")
        await terminal.press("ctrl+t")
        await terminal.sees("Choose")
        await terminal.press("down", "enter")
        await terminal.sees("Comm check", "Still needed: Level")
        await terminal.press("d")
        await terminal.sees("a named duty officer answers")
        await said(terminal, "Comm check", "duty")
        kept, _ = await drafts(room)
        assert (kept["kind"], kept["fields"]["values"]["text"]) == ("message", "Is the line up?")

        await terminal.press("c")
        await terminal.sees("DRAFTS")
        await terminal.press("d")
        await terminal.sees("Once more")
        assert len(await drafts(room)) == 2
        await terminal.press("d")
        await terminal.loses("Is the line up?")
        assert [each["draft"] for each in await drafts(room)] == [old["draft"]]


async def test_urgent_text_is_short_and_says_so_while_it_is_written() -> None:
    """What a FLASH asks for is the agreement's; its words are counted; too many do not reach the review."""
    async with Room() as room, room.terminal() as terminal:
        await terminal.sees("1 of 1 relays")
        await pick(terminal, "c", "Message")
        await terminal.press("up", "f")
        await terminal.sees("To be acknowledged within 10 min (clause 4.1)", "0 of 200 words")
        await terminal.press("tab")
        await paste(terminal, "Ceasefire", "noon " * 200)
        await terminal.sees("! 201 of 200 words", "Too long to be urgent", "draft saved")
        await pictures(terminal, "urgent-dark")
        await terminal.press("ctrl+s")
        await terminal.sees("urgent: say the rest")
        assert "Go on writing" not in terminal.text()
        await terminal.press(*["backspace"] * 5)
        await terminal.sees("200 of 200 words")
        await said(terminal, "FLASH")
        seen = await room.brevia.holds("ALD-1-2")
        assert seen["precedence"] == "FLASH"


async def test_an_observer_is_offered_only_what_it_may_say() -> None:
    """By the agreement in force, and with the reason where that is nothing."""
    async with Room((SECRETARIAT, ALDORA, BREVIA)) as room, room.terminal() as terminal:
        await terminal.sees("1 of 1 relays")
        await terminal.press("c")
        await terminal.sees("Risk question")
        assert "Risk estimate" not in terminal.text()
        await terminal.press("escape")
        room.pass_time(room.text.dates.sunset_at - room.now())
        await terminal.press("c")
        await terminal.sees("Comm check", "Choose")
        assert "Message" not in terminal.text()


async def test_a_group_explains_itself_and_one_that_was_not_begun_is_none() -> None:
    """The help is of what one stands on; adding a source and leaving it empty asks for nothing."""
    async with Room() as room, room.terminal((80, 24)) as terminal:
        asked = await room.brevia.state("risk-question", QUESTION)
        await terminal.sees(asked["number"], "1 of 1 relays")
        await terminal.press("end", "r")
        await terminal.sees("Reply to BRE-1-2")
        await terminal.press("enter")
        await paste(terminal, "20", "50", "35", "80")
        await terminal.press("tab", "4", "tab", "m", "tab")
        await paste(terminal, "One radar only.", "It was mistaken twice this year.")
        await terminal.press("tab")
        await terminal.sees("› + add one", "Where it comes from, rated by you.")
        await terminal.press("enter")
        text = await terminal.sees("› What", "The source, in words.", "- remove this one")
        await terminal.pilot.pause(0.3)
        assert "Still needed" not in text
        await terminal.press("tab", "tab", "tab")
        await terminal.sees("› - remove this one", "Where it comes from, rated by you.")
        remove = terminal.app.focused
        assert isinstance(remove, Act)
        remove.action_press()
        remove.action_press()  # on a slow line both come before it is gone
        text = await terminal.sees("› + add one")
        assert "remove" not in text
        await terminal.press("ctrl+s")
        text = await terminal.sees(
            "Go on writing", "Basis: It was mistaken twice", "Risk in the matrix: high"
        )
        assert "Source" not in text and "lines more" not in text


async def test_what_is_too_long_is_to_be_mended_and_a_long_message_uses_the_height_of_the_screen() -> None:
    async with Room() as room, room.terminal((80, 24)) as terminal:
        await terminal.sees("1 of 1 relays", "✓ intact")
        await pick(terminal, "c", "Message")
        await paste(
            terminal, "much too long " * 20, "\n".join(f"Line {n} of the report." for n in range(1, 22))
        )
        await terminal.sees("To mend: Subject")
        await terminal.loses("Still needed")
        await terminal.press("shift+tab", "end", "ctrl+u", "x")
        await terminal.sees("Subject: x")
        await terminal.loses("To mend")
        await terminal.press("ctrl+s")
        text = await terminal.sees("Line 9 of the report.", "lines more: arrow down", "Go on writing")
        assert "Line 21" not in text
        await same_picture(terminal, "review-long-80x24")
        await terminal.press("end")
        await terminal.sees("Line 21 of the report.")
        await terminal.loses("lines more")


@pytest.mark.parametrize("language", NAMES)
def test_no_title_of_a_field_breaks_within_a_word(language: str) -> None:
    written = [catalogue.KINDS[each] for each in catalogue.AGREEABLE]
    entries = [each for kind in written for each in entries_of(kind)]
    titles = {each.title for entry in entries for each in (entry, *entry.fields) if not each.made}
    words = [
        word for title in titles | {"To", "Precedence"} for word in TABLES[language].get(title, title).split()
    ]

    assert [each for each in words if cells(each) > TITLE - 3] == []


# A kind that nobody has heard of


class Means(StrEnum):
    SAW = "saw"
    HEARD = "heard"


class Vessel(Document):
    """What was there."""

    name: Line = Field(title="Name", description="As painted on it.", max_length=60)
    armed: bool | None = Field(title="Armed", description="If it could be seen.", default=None)


class Sighting(Kind):
    """Everything that a form can ask for."""

    NAME: ClassVar[str] = "sighting"
    TITLE: ClassVar[str] = "Sighting"
    FAMILY: ClassVar[str] = "made-up"
    MEANING: ClassVar[str] = "What was seen at sea."
    LEAST_PRECEDENCE: ClassVar[Precedence] = Precedence.PRIORITY

    title: Line = Field(title="Title", description="In a few words.", max_length=80)
    story: Text = Field(title="Story", description="What happened.", max_length=900)
    severity: Annotated[
        int, Field(ge=1, le=3, json_schema_extra={"words": {"1": "calm", "2": "tense", "3": "grave"}})
    ] = Field(title="Severity", description="How bad.")
    distance: Annotated[int, Field(ge=0, le=100_000, json_schema_extra={"unit": "metres"})] = Field(
        title="Distance", description="How far away."
    )
    means: Means = Field(title="Means", description="How it is known.")
    at_night: bool = Field(title="At night", description="Whether it was dark.")
    seen_at: Moment = Field(title="Seen at", description="When.")
    by: Party = Field(title="By", description="Who saw it.")
    told: tuple[Party, ...] = Field(title="Told", description="Who knows.", min_length=1, max_length=8)
    vessels: tuple[Vessel, ...] = Field(
        title="Vessel", description="Each of them.", min_length=1, max_length=8
    )
    times: tuple[Moment, ...] = Field(title="Heard again", description="When.", default=(), max_length=8)
    lights: dict[Line, Means] | None = Field(
        title="Lights", description="Of each.", default=None, max_length=8
    )


def known(kind: type[Kind], monkeypatch: pytest.MonkeyPatch) -> None:
    """As if its family stood in the catalogue."""
    kinds = MappingProxyType({**catalogue.KINDS, kind.NAME: kind})
    for module in list(sys.modules.values()):
        if getattr(module, "KINDS", None) is catalogue.KINDS and module is not catalogue:
            monkeypatch.setattr(module, "KINDS", kinds)
    monkeypatch.setattr(catalogue, "KINDS", kinds)


async def test_a_kind_nobody_has_heard_of_has_its_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its class is all there is: every sort of field can be entered, checked, kept, read and said."""
    import client.ui.screens.estimate  # noqa: F401  so that it has its catalogue too

    known(Sighting, monkeypatch)
    rows = [
        {"clause": f"3.{n}", "kind": kind, "authors": authors, "audience": audience, "held": held}
        for n, (kind, authors, audience, held) in enumerate(
            [*KINDS, ("sighting", ["principal"], "parties-named", False)], 1
        )
    ]
    async with (
        Room((ALDORA, BREVIA, SECRETARIAT), kinds=rows) as room,
        room.terminal() as terminal,
    ):
        await terminal.sees("1 of 1 relays")
        await pick(terminal, "c", "Sighting", "end")
        assert "Routine" not in terminal.text(), "it is at least PRIORITY"
        await terminal.sees("› To")
        await to(terminal, "Title", "b", "tab")
        await paste(terminal, "Three boats")
        await to(terminal, "Story")
        await paste(terminal, "They turned back.")
        await to(terminal, "Severity")
        await terminal.press("2")
        await terminal.sees("tense")
        await to(terminal, "Distance")
        await paste(terminal, "900")
        await terminal.sees("metres")
        await to(terminal, "Means")
        await to(terminal, "At night", "right", "right", "tab")
        await to(terminal, "Seen at", "y", "tab")
        await paste(terminal, "soon")
        await to(terminal, "By")
        await terminal.sees("! needs a time")
        await to(terminal, "Seen at", "shift+tab")
        await terminal.press(*["backspace"] * 4)
        await paste(terminal, "-30m")
        await to(terminal, "By")
        await to(terminal, "Told", "s", "tab")
        await terminal.press("space", "s")
        await terminal.sees("Aldora, Joint Secretariat")
        await to(terminal, "+ add one")
        await to(terminal, "Name", "enter")
        await paste(terminal, "Orlan")
        await to(terminal, "Armed")
        await terminal.press("n")
        await terminal.sees("draft saved", "Armed: no")
        await pictures(terminal, "made-up-dark")
        await terminal.press("tab", "tab", "tab", "enter")
        await paste(terminal, "13:50")
        await terminal.press("tab", "tab", "tab", "enter")
        await paste(terminal, "mast")
        await terminal.press("tab", "h")
        await terminal.press("escape")
        await terminal.loses("WILL READ")

        await terminal.press("c")
        await terminal.sees("DRAFTS", "Three boats")
        await terminal.press("enter")
        await terminal.sees("BRE WILL READ")
        await said(terminal, "Sighting", "priority", "To BRE", "Three boats")
        seen = await room.brevia.holds("ALD-1-2")
        assert seen["precedence"] == "PRIORITY"
        body = seen["body"]
        assert (body["severity"], body["distance"], body["means"], body["at_night"]) == (
            2,
            900,
            "heard",
            True,
        )
        assert body["vessels"] == [{"name": "Orlan", "armed": False}]
        assert body["lights"] == {"mast": "heard"}
        assert len(body["told"]) == 2 and len(body["times"]) == 1
        observer = await until(lambda: room.secretariat.holds("ALD-1-2"))
        assert observer["body"] is None, "it was not named"
