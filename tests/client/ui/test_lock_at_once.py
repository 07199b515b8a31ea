"""The lock takes the content from the screen at once, whatever is under way; and nothing of it comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from textual.events import Event, Key, Paste, Resize

from client.ui.settings import Settings
from client.ui.widgets.secret import Secret
from client.ui.widgets.side import Side
from hotline.errors import Unavailable
from tests.client.ui.door import PASSPHRASE, Door, paste, unlock
from tests.client.ui.held import Held, HeldKeeper
from tests.client.ui.room import WITHIN, MemoryKeeper, Room, Terminal, before_screen, until

NEVER = Settings(lock_after=0)
WENT = Unavailable("The running process ended before it answered.", "Look, before you do it again.")


async def test_a_lock_while_the_desk_is_being_opened() -> None:
    """However often the key is pressed: it is closed once it was loaded, and a watch is kept."""
    async with Door() as room:
        keeper = HeldKeeper(room)
        keeper.may_load.clear()
        async with before_screen(keeper, NEVER, (120, 36)) as terminal:
            await unlock(terminal)
            await terminal.loses("is locked")
            await terminal.press("ctrl+l")
            await terminal.sees("is locked", "The vault is being closed.")
            await terminal.press("ctrl+l")
            await unlock(terminal)  # waits until it is closed
            await terminal.press("ctrl+l")
            assert terminal.app.desk is None
            keeper.may_load.set()
            await terminal.sees("1 of 1 relays", "NEEDS YOU")

            await terminal.press("ctrl+l", "ctrl+l")
            await terminal.sees("Watching 1 of 1 relays")
            flash = await room.brevia.say("Hold fire at once.", "FLASH")
            await terminal.sees("Marked FLASH, and waiting: 1.")
            await terminal.press("f8")
            assert "Hold fire" not in terminal.text() and not keeper.unlocked

            await unlock(terminal)
            await terminal.sees("Hold fire at once.", flash["number"], "Acknowledge receipt")
            await terminal.press("ctrl+l")  # over a dialog as well
            await terminal.sees("is locked", "Watching 1 of 1 relays")
            await unlock(terminal)
            await terminal.sees("Acknowledge receipt")
            await terminal.press("ctrl+q")
            await until(lambda: _left(terminal))


async def _left(terminal: Terminal) -> bool:
    return not terminal.app.is_running


async def test_what_was_to_be_done_once_the_screen_is_drawn_is_not_done_on_the_door() -> None:
    """The window was made larger just before: what is seen is told when all is drawn, and all is gone."""
    async with Door() as room, room.terminal_at_door() as terminal:
        await unlock(terminal)
        await terminal.sees("1 of 1 relays")
        assert terminal.app.at_work is not None
        transcript = terminal.app.at_work.transcript
        transcript.on_resize(Resize(transcript.size, transcript.virtual_size))

        await terminal.app.locker.lock()

        await terminal.sees("is locked", "Watching 1 of 1 relays")
        await unlock(terminal)
        await terminal.sees("1 of 1 relays")


SCREENS = ("f1", "ctrl+p", "comma", "g", "b", "v", "o", "p", "t", "slash", "c", "enter", "y", "a")


async def test_a_lock_in_the_moment_in_which_a_screen_comes() -> None:
    """No screen needs the desk to be taken down again before it was drawn."""
    async with Door() as room, room.terminal_at_door(settings=NEVER) as terminal:
        await unlock(terminal)
        await terminal.sees("1 of 1 relays")
        said = await room.brevia.say("The bridge is open.", "IMMEDIATE")
        await terminal.sees("The bridge is open.")
        for key in SCREENS:
            await _locks_as_it_comes(terminal, terminal.press(key))
            await terminal.shows(lambda: terminal.app.screen, terminal.app.at_work)
        await terminal.press("c")
        await terminal.sees("Message")
        await _locks_as_it_comes(terminal, terminal.press("enter"))
        await _locks_as_it_comes(terminal, room.brevia.say("Hold fire at once.", "FLASH"))
        await terminal.sees("Hold fire at once.", "Acknowledge receipt")
        assert said["number"] in terminal.text()


async def test_a_lock_in_the_moment_in_which_the_line_comes() -> None:
    """Whoever opened it waits with the library for the same screen, and is ended by the lock."""
    async with Door() as room, room.terminal_at_door(settings=NEVER) as terminal:
        await _locks_as_it_comes(terminal, unlock(terminal), "switch_screen")


@contextmanager
def _as_it_comes(terminal: Terminal, way: str, act: Callable[[], object]) -> Iterator[None]:
    """Each time that a screen is brought that way, this is done first, in the same moment."""
    comes = getattr(terminal.app, way)

    def brought(*screen: Any, **named: Any) -> Any:
        act()
        return comes(*screen, **named)

    setattr(terminal.app, way, brought)
    try:
        yield
    finally:
        setattr(terminal.app, way, comes)


async def _locks_as_it_comes(
    terminal: Terminal, what_brings_it: Awaitable[object], way: str = "push_screen"
) -> None:
    """The lock begins before the screen's task. Then the officer comes back and leaves it."""
    locking: asyncio.Future[asyncio.Task[None]] = asyncio.Future()

    def lock() -> None:
        if not locking.done():
            locking.set_result(asyncio.create_task(terminal.app.locker.lock()))

    with _as_it_comes(terminal, way, lock):
        await what_brings_it
        async with asyncio.timeout(WITHIN):
            await (await locking)
    await unlock(terminal)
    await terminal.sees("1 of 1 relays")
    await terminal.press("escape")


@pytest.mark.parametrize("way", ["push_screen", "switch_screen"])
async def test_it_can_be_left_in_the_moment_in_which_a_screen_comes(way: str) -> None:
    """It ends as ever, and not as a fault."""
    async with Door() as room, room.terminal_at_door(settings=NEVER) as terminal:
        app = terminal.app
        await terminal.sees("is locked")
        await terminal.shows(lambda: isinstance(app.focused, Secret), wanted=True)
        brings_it: list[Event] = [Paste(PASSPHRASE), Key("enter", None)]
        if way == "push_screen":
            await unlock(terminal)
            await terminal.sees("1 of 1 relays")
            brings_it = [Key("b", "b")]
        with _as_it_comes(terminal, way, lambda: app.post_message(Key("ctrl+q", None))):
            for each in brings_it:
                app.post_message(each)
            await until(lambda: _left(terminal))
        assert not app.return_code


async def test_a_click_that_arrives_after_the_lock_opens_nothing() -> None:
    """Where it was made is gone, and what it asked for as well."""
    async with Door() as room, room.terminal_at_door(settings=NEVER) as terminal:
        await unlock(terminal)
        await room.brevia.say("The bridge is open.", "IMMEDIATE")
        await terminal.sees("1 of 1 relays", "The bridge is open.")
        app = terminal.app
        assert app.at_work is not None and app.overview is not None and app.channel is not None
        row = app.at_work.transcript.row
        assert row is not None
        clicks = [Side.Opened("board"), Side.Opened("", channel=app.channel)]
        clicks += [Side.Opened("", need=each) for each in app.overview["needs"]]
        await app.locker.lock()
        for each in clicks:
            app.guide.from_side(each)
        app.handling.acknowledge(row)
        app.handling.copy(row)
        await terminal.pilot.pause(0.2)
        assert [type(each).__name__ for each in app.screen_stack[1:]] == ["UnlockScreen"]
        assert app.channel is None and not app.clipboard


async def test_what_is_under_way_does_not_come_back() -> None:
    """The vault is waited for behind the door, at which nothing opens; what was written is kept."""
    async with Door() as room:
        keeper = HeldKeeper(room)
        async with before_screen(keeper, Settings(lock_after=15), (120, 36)) as terminal:
            await unlock(terminal)
            await room.brevia.say("The bridge is open.")
            await terminal.sees("The bridge is open.", "1 of 1 relays")
            held = keeper.held
            assert held is not None
            await terminal.press("y")
            await terminal.sees("was handed to the terminal for its clipboard")
            assert "The bridge is open." in terminal.app.clipboard
            await terminal.press("escape", "i")
            await paste(terminal, "We are sending a tug.")
            await terminal.press("escape", "U")
            await terminal.sees("All is marked as seen.")
            held.hold("writing")
            held.hold("draft-keep")
            await terminal.press("c")
            await held.asked("writing")

            room.pass_time(timedelta(minutes=16))

            await terminal.sees("is locked", "The vault is being closed.")
            assert not any(each in terminal.text() for each in ("bridge", "tug", "marked as seen"))
            assert terminal.app.clipboard == ""
            held.let_go("writing")
            await terminal.press("ctrl+l", "ctrl+p", "f8")
            await terminal.pilot.pause(0.3)
            assert await terminal.sees("is locked", "The vault is being closed.")
            await held.asked("draft-keep")
            held.let_go("draft-keep")
            await terminal.sees("Watching 1 of 1 relays")
            assert held.times["draft-keep"] == 1
            await _only_help_is_to_be_had(terminal)

            await unlock(terminal)
            await terminal.sees("The bridge is open.", "We are sending a tug.")


async def _only_help_is_to_be_had(terminal: Terminal) -> None:
    """And a key to leave: nothing of the desk can be changed at its door."""
    await terminal.press("f1")
    help_ = await terminal.sees("KEYS HERE")
    assert "Leave the terminal" in help_ and "Language, colours" not in help_
    await terminal.press("comma", "ctrl+p", "g", "ctrl+l")
    await terminal.sees("KEYS HERE")
    await terminal.press("escape")
    await terminal.sees("is locked")


async def test_a_desk_that_could_not_be_opened_to_its_end_shows_nothing() -> None:
    """It fails after the record was there: the door says why, and nothing goes on behind it."""
    async with Room() as room:
        held = Held(room.own.verbs)
        held.fail("beginning", WENT)
        async with before_screen(MemoryKeeper(room.folder, room.world, held), NEVER, (120, 36)) as terminal:
            await terminal.sees("ended before it answered", "Passphrase")
            said = await room.brevia.say("Hold fire at once.", "FLASH")
            await room.own.holds(said["number"])
            looked = held.times["overview"]
            await asyncio.sleep(1.2)
            await terminal.press("f8", "ctrl+p")
            assert "Hold fire" not in terminal.text() and "is locked" in terminal.text()
            assert held.times["overview"] == looked and terminal.app.overview is None


async def test_leaving_keeps_what_was_written() -> None:
    """Both in the line to write in and in a form, up to the last letter."""
    async with Room() as room:
        held = Held(room.own.verbs)
        async with before_screen(MemoryKeeper(room.folder, room.world, held), NEVER, (120, 36)) as terminal:
            await terminal.sees("1 of 1 relays")
            await terminal.press("i")
            await terminal.type("half a thought")
            await terminal.press("escape", "c")
            await terminal.sees("New statement", "Comm check")
            await terminal.press("enter")
            await terminal.sees("Subject")
            await terminal.press("tab")
            await terminal.type("half a message")
            await terminal.press("ctrl+q")
            await until(lambda: _left(terminal))
        drafts = (await room.own.verbs.ask("drafts", {}))["rows"]
        assert sorted(text for each in drafts for text in _texts(each["fields"])) == [
            "half a message",
            "half a thought",
        ]


def _texts(fields: dict[str, dict[str, str]]) -> list[str]:
    return [each for each in fields["values"].values() if str(each).startswith("half")]
