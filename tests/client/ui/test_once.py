"""Nothing is said twice, unread, or by a key that was meant for something else."""

from __future__ import annotations

from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from client.ui import keystrokes
from client.ui.screens import flash
from client.ui.screens.flash import FlashDialog
from client.ui.screens.palette import Palette
from client.ui.screens.review import Review
from tests.client.ui.room import Room, Terminal
from tests.client.ui.withheld import late

OPEN = "Acknowledge receipt"  # in the dialog of a FLASH
REVIEW = "THE OTHERS WILL READ"


@pytest.fixture(autouse=True)
def no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine takes more than a second for anything: a test says what is soon."""
    monkeypatch.setattr(flash, "GUARD", 0.0)
    monkeypatch.setattr(keystrokes, "HELD", 3600.0)


async def said(room: Room, kind: str = "message") -> list[str]:
    """What the own officer said of that kind."""
    page: dict[str, Any] = await room.own.verbs.ask("page", {"channel": room.text.title, "limit": 200})
    return [each["number"] for each in page["rows"] if each["own"] and each["kind"] == kind]


def together(terminal: Terminal, *keys: str) -> None:
    """As from a slow line, or from a key that is held: one after the other without a pause."""
    for key in keys:
        terminal.app.post_message(events.Key(key, None))


def reviews(terminal: Terminal) -> int:
    return sum(isinstance(each, Review) for each in terminal.app.screen_stack)


async def test_keys_that_come_before_their_screen_is_there_wait_for_it() -> None:
    """Neither are they lost, nor do they act on what is only half there."""
    async with Room() as room, room.terminal() as terminal:
        said = await room.brevia.say("The tug is on its way.")
        await terminal.sees(said["number"], "1 of 1 relays")
        terminal.app.guide.open("search")
        for key in ("t", "u", "g"):
            terminal.app.post_message(events.Key(key, key))
        await terminal.sees("Search", "1 of 1 found")
        assert isinstance(terminal.app.focused, Input)
        assert terminal.app.focused.value == "tug"


async def test_a_key_acts_on_the_screen_that_it_was_for() -> None:
    """Also where another comes while the key is on its way from widget to widget."""
    async with Room() as room, room.terminal() as terminal:
        await terminal.sees("1 of 1 relays")
        app = terminal.app
        await terminal.press("down")
        app.push_screen(Palette([]))
        on_its_way = events.Key("down", None)
        on_its_way._set_forwarded()
        await app.on_event(on_its_way)  # on the palette it moves a choice that is not there yet
        await terminal.pilot.pause()
        assert isinstance(app.screen, Palette) and not app.return_code


async def test_a_key_that_is_held_sends_nothing() -> None:
    """However often it comes, one review opens, and only another key sends, once."""
    async with Room() as room, room.terminal() as terminal:
        asked = await room.brevia.say("Do you read us?")
        await terminal.sees(asked["number"], "1 of 1 relays")
        await terminal.press("i")
        await terminal.type("We do.")
        together(terminal, *["ctrl+s"] * 12)
        await terminal.sees(REVIEW, "We do.", "Send")
        together(terminal, *["ctrl+s"] * 12)
        await terminal.pilot.pause(0.2)
        assert (reviews(terminal), await said(room)) == (1, [])
        await terminal.press("enter")
        await terminal.loses(REVIEW)
        await terminal.sees("ALD-1-2")

        await terminal.press("c")
        await terminal.sees("New statement", "Comm check")
        await terminal.press("enter")
        await terminal.sees("WILL READ", "Still needed: Subject, Text")
        await terminal.type("Lights")
        await terminal.press("tab")
        await terminal.type("Carry them.")
        together(terminal, *["ctrl+s"] * 3)
        await terminal.sees(REVIEW, "Carry them.", "Send")
        assert reviews(terminal) == 1
        await terminal.press("enter")
        await terminal.loses(REVIEW, "WILL READ")
        assert await said(room) == ["ALD-1-2", "ALD-1-3"]
        assert (await room.own.verbs.ask("drafts", {}))["rows"] == []


async def test_the_enter_that_chose_a_command_does_not_send_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Held down, it comes again once the review is there; after a pause it is another Enter."""
    async with Room() as room, room.terminal() as terminal:
        asked = await room.brevia.say("Mine-clearance drill, box K4 to K6.", "IMMEDIATE")
        await terminal.sees(asked["number"], "1 of 1 relays", "Acknowledge by")
        await terminal.press("ctrl+p")
        await terminal.sees("What do you want to do?")
        await terminal.type("acknowledge")
        await terminal.press("enter")
        await terminal.sees(REVIEW, "Received. Not a consent.", "Send")
        await terminal.press("enter", "enter")
        await terminal.pilot.pause(0.2)
        assert (reviews(terminal), await said(room, "acknowledgement")) == (1, [])

        monkeypatch.setattr(keystrokes, "HELD", 0.0)
        await terminal.press("enter")
        await terminal.loses(REVIEW)
        assert await said(room, "acknowledgement") == ["ALD-1-2"]


async def test_a_flash_while_something_is_being_said() -> None:
    """It is a bar for that moment; what was said is gone from form and drafts, and then the FLASH opens."""
    async with Room() as room, late(room) as (terminal, desk):
        await terminal.sees("1 of 1 relays")
        await terminal.press("c")
        await terminal.sees("New statement", "Comm check")
        await terminal.press("enter")
        await terminal.sees("WILL READ", "Still needed: Subject, Text")
        await terminal.type("Lights")
        await terminal.press("tab")
        await terminal.type("Carry them.")
        await terminal.press("ctrl+s")
        await terminal.sees(REVIEW, "Send")
        desk.hold("say")
        await terminal.press("enter")
        await desk.asked("say")
        await room.brevia.say("Hold all vessels.", "FLASH")
        await terminal.sees("FLASH  BRE", "f8 open", "It is being kept and queued.")
        await terminal.press("f8", "escape", "enter")
        await terminal.pilot.pause(0.2)
        assert OPEN not in terminal.text() and reviews(terminal) == 1
        desk.let_go("say")
        await terminal.sees("Hold all vessels.", OPEN)
        await terminal.press("escape")
        await terminal.loses(OPEN, REVIEW, "WILL READ")
        assert await said(room) == ["ALD-1-2"]
        assert (await room.own.verbs.ask("drafts", {}))["rows"] == []


async def test_what_goes_under_a_flash_leaves_it_standing() -> None:
    """A dialog that is done, or a FLASH that a colleague answered, goes once nothing stands over it."""
    async with Room() as room, late(room) as (terminal, desk):
        await terminal.sees("1 of 1 relays")
        await terminal.press("o", "k")
        await terminal.sees("Courier export")
        desk.hold("courier-export")
        await terminal.press("ctrl+u")
        await terminal.paste(str(room.folder / "by-hand.courier"))
        await terminal.press("enter")
        await desk.asked("courier-export")
        first = await room.brevia.say("Hold all vessels.", "FLASH")
        await terminal.sees("FLASH  BRE", "f8 open")
        await terminal.press("f8")
        await terminal.sees("Hold all vessels.", OPEN)
        desk.let_go("courier-export")
        await terminal.pilot.pause(0.2)
        assert isinstance(terminal.app.screen, FlashDialog)
        await terminal.press("escape")
        await terminal.sees("Written:", "FLASH  BRE", "f8 open")
        await terminal.loses("Write the file", OPEN)

        await terminal.press("f8")
        await terminal.sees(OPEN)
        await terminal.press("f1")
        await terminal.sees("KEYS HERE")
        await room.own.acknowledge(first["number"])
        await terminal.sees("Your party has acknowledged this already.", "KEYS HERE")
        await terminal.press("escape")
        await terminal.loses("KEYS HERE", OPEN, "FLASH  BRE")


async def test_a_flash_is_acknowledged_once() -> None:
    """The key that comes again before the answer changes nothing."""
    async with Room() as room, late(room) as (terminal, desk):
        await terminal.sees("1 of 1 relays")
        desk.hold("ack")
        await room.brevia.say("Hold all vessels.", "FLASH")
        await terminal.sees("Hold all vessels.", OPEN)
        await terminal.press("a", "a")
        await desk.asked("ack")
        await terminal.press("a")
        await terminal.pilot.pause(0.2)
        desk.let_go("ack")
        await terminal.loses(OPEN)
        assert await said(room, "acknowledgement") == ["ALD-1-2"]
