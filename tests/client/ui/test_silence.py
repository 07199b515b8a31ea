"""While the process that holds the desk gives no answer, nothing old passes for new; then all is there."""

from __future__ import annotations

import pytest

from client.ui import following
from client.ui.settings import Settings
from tests.client.ui.door import PASSPHRASE, Door
from tests.client.ui.held import Held
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import MemoryKeeper, Room, Terminal, before_screen

NEVER = Settings(lock_after=0)
OLD = ("of 1 relays", "Outbox empty", "The relay is up")


async def says_nothing_old(terminal: Terminal) -> None:
    """The top line may be drawn a moment before what is under it."""
    await terminal.loses(*OLD)


async def test_the_process_that_keeps_the_line_ends_and_comes_back() -> None:
    """On every screen, without a heap of notices; and what came meanwhile is not left out."""
    async with Door() as room:
        first, second = room.keeper(), room.keeper()
        await first.unlock(PASSPHRASE)
        await first.start()
        try:
            async with room.terminal_at_door(settings=NEVER) as terminal:
                said = await room.brevia.say("The bridge is open.")
                await terminal.sees("The bridge is open.", "1 of 1 relays", "Outbox empty", "✓ intact")
                await terminal.press("home", "enter")
                await terminal.sees("HOW FAR IT CAME", said["number"])

                await first.close()

                await terminal.sees("No answer since 14:08Z", "The running process", said["number"])
                await says_nothing_old(terminal)
                await terminal.press("escape")
                await terminal.sees(
                    "This desk gives no answer: The running process has gone.", "as of 14:08Z."
                )
                await says_nothing_old(terminal)
                terminal.app.clear_notifications()
                await same_picture(terminal, "silent-120x36")
                await terminal.press("o")
                await terminal.sees("Connection and outbox", "The running process has gone.")
                await terminal.pilot.pause(2.5)
                await says_nothing_old(terminal)
                assert len(terminal.app._notifications) <= 1
                await terminal.press("escape")

                await room.brevia.say("The ferry is late.")
                await second.unlock(PASSPHRASE)
                await second.start()

                await terminal.sees("1 of 1 relays", "Outbox empty", "The ferry is late.")
                await room.brevia.say("It comes at noon.")
                await terminal.sees("The bridge is open.", "It comes at noon.")
                assert "gives no answer" not in terminal.text()
        finally:
            await first.close()
            await second.close()


async def test_a_process_that_hangs_is_as_silent_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a while it is told; the same answer, once it comes, ends it."""
    monkeypatch.setattr(following, "SILENT", 0.5)
    async with Room() as room:
        held = Held(room.own.verbs)
        async with before_screen(MemoryKeeper(room.folder, room.world, held), NEVER, (80, 24)) as terminal:
            await terminal.sees("1 of 1 relays")
            await terminal.press("o")
            await terminal.sees("The relay is up.")
            held.hold("overview")
            await room.own.say("Are you there?")  # it is looked again
            await terminal.sees("No answer since", "Nothing came within")
            await says_nothing_old(terminal)
            await held.asked("overview")
            held.let_go("overview")
            await terminal.sees("1 of 1 relays", "The relay is up.")
            assert "No answer" not in terminal.text()
