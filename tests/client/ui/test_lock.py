"""The lock: nothing of the record stays, what is urgent is announced without content, and one comes back."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest

from client.engine.engine import Engine
from client.station.station import Station
from client.ui.app import HotlineApp
from client.ui.settings import Settings
from client.vault.lock import Lock
from client.vault.vault import DeskVault
from tests.client.ui.door import PASSPHRASE, Door, paste, unlock
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import until

ROW = {"summary", "not_shown", "refers_to_id", "owed"}  # fields of a statement as a screen has it
HELD = (DeskVault, Station, Engine, Lock)


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One for each time that the terminal rang."""
    rung: list[None] = []
    monkeypatch.setattr(HotlineApp, "bell", lambda _: rung.append(None))
    return rung


def in_memory(kind: type) -> set[int]:
    """What there is of it in this process."""
    gc.collect()
    return {id(each) for each in gc.get_objects() if type(each) is kind}


def rows_in_memory() -> list[Any]:
    """Statements as a screen has them; not the dictionaries that say what fields these have."""
    gc.collect()
    found = [each for each in gc.get_objects() if type(each) is dict and each.keys() >= ROW]
    return [each for each in found if isinstance(each["id"], str)]


async def test_locking_and_coming_back(bells: list[None]) -> None:
    """The record leaves screen and memory; a FLASH is announced, and read after unlocking."""
    async with Door() as room:
        others = {kind: in_memory(kind) for kind in HELD}
        async with room.terminal_at_door() as terminal:
            await unlock(terminal)
            first = await room.brevia.say("The bridge is open.")
            await room.brevia.say("The ferry is late.")
            await terminal.sees("The ferry is late.", "1 of 1 relays")
            await terminal.press("home", "i")
            await paste(terminal, "We are sending a tug.")
            await terminal.press("escape")
            assert all(in_memory(kind) > others[kind] for kind in HELD)

            await terminal.press("ctrl+l")
            await terminal.sees("aldora is locked", "Watching 1 of 1 relays", "EXERCISE")
            assert "bridge" not in terminal.text() and "tug" not in terminal.text()
            await until(lambda: _gone(others))

            rung = len(bells)
            flash = await room.brevia.say("Hold fire at once.", "FLASH")
            await terminal.sees("Marked FLASH, and waiting: 1.")
            assert "Hold fire" not in terminal.text()
            assert len(bells) == rung + 1
            room.pass_time(timedelta(seconds=61))
            await until(lambda: _rung(bells, rung + 2))
            assert (await room.brevia.holds(flash["number"]))["state"] == "relayed"
            await same_picture(terminal, "locked-flash-120x36")

            await unlock(terminal, "not this one")
            seen = await terminal.sees("wrong passphrase", "tried in 1 s")
            assert "damaged" not in seen, "somebody mistyped"
            await unlock(terminal)
            await terminal.sees("Hold fire at once.")
            assert terminal.app.channel is not None
            await until(lambda: _is(room, flash["number"], "delivered"))
            await terminal.press("escape")
            await terminal.sees(first["number"], "The bridge is open.", "We are sending a tug.")


async def _gone(others: Mapping[Any, set[int]]) -> bool:
    """Soon: what was asked for at that moment comes to its end first."""
    return {kind: in_memory(kind) for kind in HELD} == others and not rows_in_memory()


async def _rung(bells: list[None], times: int) -> bool:
    return len(bells) >= times


async def _is(room: Door, number: str, state: str) -> bool:
    return bool((await room.brevia.holds(number))["state"] == state)


async def test_a_desk_that_is_left_alone_locks_itself() -> None:
    """After the minutes that the settings say, and not before."""
    async with Door() as room, room.terminal_at_door((80, 24), Settings(lock_after=15)) as terminal:
        await unlock(terminal)
        await terminal.sees("1 of 1 relays")
        room.pass_time(timedelta(minutes=14))
        await terminal.press("end")
        room.pass_time(timedelta(minutes=14))
        assert "is locked" not in await terminal.sees("1 of 1 relays")

        room.pass_time(timedelta(minutes=2))

        await terminal.sees("is locked", "Watching 1 of 1 relays")
        room.pass_time(timedelta(minutes=1))
        await terminal.sees("for 1 min")
        await same_picture(terminal, "locked-80x24")


async def test_where_another_process_keeps_the_line_locking_only_hides_it() -> None:
    """The line goes on; that process says whether a FLASH waits, and checks the passphrase."""
    async with Door() as room:
        holder = room.keeper()
        await holder.unlock(PASSPHRASE)
        await holder.start()
        try:
            async with room.terminal_at_door() as terminal:
                await terminal.sees("1 of 1 relays")
                await terminal.press("ctrl+l")
                said = await terminal.sees("is locked", "Watching 1 of 1 relays", "Another process keeps")
                assert "Nothing is read or answered" not in said
                flash = await room.brevia.say("Hold fire at once.", "FLASH")
                await terminal.sees("Marked FLASH, and waiting: 1.")
                assert "Hold fire" not in terminal.text()
                await until(lambda: _is(room, flash["number"], "delivered"))

                await unlock(terminal, "not this one")
                await terminal.sees("wrong passphrase")
                await unlock(terminal)
                await terminal.sees("Hold fire at once.")
                assert not [each for each in asyncio.all_tasks() if each.get_name() == "watch"]

                await terminal.press("ctrl+l")
                await terminal.sees("is locked", "Another process keeps")
                await holder.close()
                await terminal.sees("does not answer")
        finally:
            await holder.close()
