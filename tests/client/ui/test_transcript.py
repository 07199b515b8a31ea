"""The transcript as an officer reads it: what is chosen, what comes below, what is new, what was answered."""

from __future__ import annotations

import re

import pytest

from client.ui import fetching
from client.ui.screens import flash
from client.ui.settings import Settings
from tests.client.ui.door import Door, unlock
from tests.client.ui.pictures import colours_of
from tests.client.ui.room import Room, Terminal

NUMBER = re.compile(r"(?:ALD|BRE)-1-\d+$")


def marked(terminal: Terminal, mark: str = "›") -> list[str]:
    """The numbers of the statements that bear the mark of what is chosen."""
    lines = [each.rstrip() for each in terminal.text().split("\n")]
    return [each.split()[-1] for each in lines if f"Z{mark}" in each and NUMBER.search(each)]


def grounds(terminal: Terminal, words: str) -> str:
    """How the line on screen that ends with these words is coloured."""
    lines = [each.rstrip() for each in terminal.text().split("\n")]
    place = next(n for n, each in enumerate(lines) if each.endswith(words))
    return colours_of(terminal, place)


@pytest.mark.parametrize("look", ["calm-dark", "ansi-dark", "no-colour", "plain"])
async def test_what_is_chosen_is_marked(look: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a shape at its time, and by a ground, or reversed, where there are colours; r is about that one."""
    if look == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    theme = look if look in {"calm-dark", "ansi-dark"} else "calm-dark"
    settings = Settings(lock_after=0, theme=theme, glyphs="plain" if look == "plain" else "unicode")
    mark = ">" if look == "plain" else "›"
    async with Room() as room:
        first = await room.brevia.say("Patrol boat 41 stands off.", "PRIORITY")
        second = await room.brevia.say("Patrol boat 42 as well.")
        await room.own.holds(second["number"])
        async with room.terminal(settings=settings) as terminal:
            await terminal.sees(second["number"], "1 of 1 relays")
            assert marked(terminal, mark) == [second["number"]]

            await terminal.press("up")
            assert marked(terminal, mark) == [first["number"]]
            if look == "ansi-dark":
                assert "reverse" in grounds(terminal, first["number"])
                assert "reverse" not in grounds(terminal, second["number"])
            if look == "calm-dark":
                assert " on " in grounds(terminal, "boat 41 stands off."), terminal.text()
                assert " on " not in grounds(terminal, "boat 42 as well.")
            await terminal.press("r", "enter")
            await terminal.sees(f"re {first['number']}")


async def test_the_head_of_a_long_one_is_not_needed_to_see_that_it_is_chosen() -> None:
    """Where its head stands above the edge, the first line of it on screen bears the mark."""
    async with Room() as room:
        await room.own.holds((await room.brevia.say("\n".join(f"Line {n}" for n in range(60))))["number"])
        async with room.terminal() as terminal:
            await terminal.sees("Line 59")
            assert marked(terminal) == []
            assert sum("›" in each for each in terminal.text().split("\n")) == 1


async def test_what_was_acknowledged_says_so_and_by_whom(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands where the clock ran, on screen; a FLASH says what became of it when its dialog goes."""
    monkeypatch.setattr(flash, "GUARD", 0.0)
    async with Room() as room, room.terminal((80, 24)) as terminal:
        for number in range(4):
            await room.brevia.say(f"Report {number}")
        drill = await room.brevia.say("Mine-clearance drill, box K4 to K6.", "IMMEDIATE")
        await terminal.sees(drill["number"], "Acknowledge by")
        await terminal.press("a")
        await terminal.sees("Received. Not a consent.")
        await terminal.press("enter")
        await terminal.sees("✓ acknowledged 14:08Z, I. Maro", drill["number"])

        shot = await room.brevia.say("Warning shot fired near K5.", "FLASH")
        await terminal.sees("Acknowledge receipt", "Acknowledge by 14:18Z")
        await terminal.press("a")
        await terminal.sees(f"FLASH {shot['number']} acknowledged 14:08Z")
        await terminal.loses("Acknowledge receipt")


async def test_what_was_said_is_on_screen_and_what_comes_below_is_told() -> None:
    """A reply is chosen, whole; from above, a line counts what came below."""
    async with Room() as room:
        for number in range(14):
            said = await room.brevia.say(f"Report {number}\nOf that hour.")
        await room.own.holds(said["number"])
        async with room.terminal((80, 24)) as terminal:
            await terminal.sees(said["number"], "1 of 1 relays")
            await terminal.press("home", "r", "enter")
            await terminal.sees("re BRE-1-2", "Still needed")
            await terminal.type("We see it too.")
            await terminal.press("ctrl+s")
            await terminal.sees("THE OTHERS WILL READ")
            await terminal.press("enter")
            await terminal.sees("ALD-1-2", "We see it too.", "✓ delivered")
            assert marked(terminal) == ["ALD-1-2"]
            await room.brevia.acknowledge("ALD-1-2")
            await terminal.sees("✓ read by BRE", "BRE-1-16")

            await terminal.press("home")
            await terminal.sees("new below", "Report 0")  # some in the middle were never on screen
            await terminal.press("U")
            await terminal.loses("new below")
            for number in range(2):
                await room.brevia.say(f"Later report {number}")
            await terminal.sees("↓ 2 new below", "u First unread", "Report 0")
            await terminal.press("u")
            await terminal.sees("Later report 0")
            await terminal.press("end")
            await terminal.sees("Later report 1")
            await terminal.loses("new below")


async def test_what_arrives_far_below_is_told_as_well() -> None:
    """Where the newest are not even fetched, the line says how many are unread."""
    async with Room() as room:
        for number in range(45):
            said = await room.brevia.say(f"Report {number}")
        await room.own.holds(said["number"])
        async with room.terminal((80, 24)) as terminal:
            await terminal.sees(said["number"], "1 of 1 relays")
            await terminal.press("U", "home")
            await terminal.sees("Report 0")
            await terminal.loses("unread")
            await room.brevia.say("The newest of all.")
            await terminal.sees("1 unread", "u First unread")
            await terminal.press("u")
            await terminal.sees("The newest of all.")
            await terminal.loses("unread")


async def test_who_has_read_far_goes_on_reading_when_something_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """More is in the window than is fetched anew: what is on screen is among it."""
    monkeypatch.setattr(fetching, "MOST", 30)
    async with Room() as room:
        for number in range(90):
            said = await room.brevia.say(f"Report {number} of all.")
        await room.own.holds(said["number"])
        async with room.terminal((80, 24)) as terminal:
            await terminal.sees(said["number"])
            await terminal.press("home")
            await terminal.sees("Report 0 of all.")
            while "Report 50 of all." not in terminal.text():
                await terminal.press("pagedown")
            await room.brevia.say("The newest of all.")
            await terminal.sees("unread", "Report 50 of all.")
            await terminal.pilot.pause(1.0)
            assert "Report 50 of all." in terminal.text(), terminal.text()


@pytest.mark.parametrize(("size", "need"), [((120, 36), "◷ Acknowledge  "), ((80, 24), "1 needs you")])
async def test_what_is_told_stands_on_the_line_of_the_keys(size: tuple[int, int], need: str) -> None:
    """It covers nothing else, and takes the place of what was told before."""
    async with Room() as room, room.terminal(size) as terminal:
        drill = await room.brevia.say("Mine-clearance drill, box K4 to K6.", "IMMEDIATE")
        await terminal.sees(drill["number"], "Acknowledge by", "29 min   ", need)
        above = terminal.text().split("\n")[-8:-1]
        await terminal.press("U", "n")
        lines = (await terminal.sees("1/1  Acknowledge")).split("\n")
        assert lines[-1].strip().startswith("1/1  Acknowledge")
        assert "All is marked as seen." not in terminal.text()
        assert lines[-8:-1] == above


async def test_a_note_is_not_said_twice_and_its_subject_ends_with_a_word() -> None:
    """What has no subject of its own is kept with the begin of it as one, and shown once."""
    text = "Engine failure on boat 41, tug sent, the crew of nine is safe and well."
    async with Room() as room, room.terminal() as terminal:
        await terminal.sees("1 of 1 relays")
        await terminal.press("i")
        await terminal.type(text)
        await terminal.press("ctrl+s")
        await terminal.sees("THE OTHERS WILL READ", "the crew of nine is…")
        await terminal.press("enter")
        await terminal.loses("THE OTHERS WILL READ")
        seen = await terminal.sees("ALD-1-2", "delivered", "Write a message")
        assert seen.count("Engine failure") == 1
        assert "Subject" not in seen
        assert (await room.brevia.holds("ALD-1-2"))["body"]["subject"].endswith("the crew of nine is…")


async def test_what_is_told_does_not_follow_onto_the_locked_screen() -> None:
    """It may speak of the record."""
    async with Door() as room, room.terminal_at_door() as terminal:
        await unlock(terminal)
        await room.brevia.say("The ferry is late.")
        await terminal.sees("The ferry is late.")
        await terminal.press("U")
        await terminal.sees("All is marked as seen.")
        await terminal.press("ctrl+l")
        assert "All is marked as seen." not in await terminal.sees("aldora is locked")
