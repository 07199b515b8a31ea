"""A desk held for a terminal: its stages, its lock, and the watch that is kept meanwhile."""

from __future__ import annotations

import asyncio

import pytest

from client.engine.keeper import Keeper, Stage
from client.engine.watch import LineWatch
from client.vault.file import unlock
from hotline.errors import Misuse, VaultUnavailable
from tests.client.ui.door import PASSPHRASE, Door
from tests.client.ui.room import until

MORE_THAN_A_WINDOW = 70  # a relay hands out 64 that are not acknowledged


async def watching(keeper: Keeper, up: int) -> None:
    async def there() -> bool:
        return keeper.watch is not None and keeper.watch.up == up

    await until(there)


async def test_a_flash_passes_a_backlog_that_nobody_acknowledges() -> None:
    """A locked desk reads and acknowledges nothing, and still learns of a FLASH behind a full window."""
    async with Door() as room:
        keeper = room.keeper()
        await keeper.unlock(PASSPHRASE)
        await (await keeper.start()).ask("sync", {"wait": 10})  # the others have its sealing key now
        await keeper.lock()
        assert isinstance(keeper.watch, LineWatch)
        await watching(keeper, 1)
        said = [await room.brevia.say(f"Report {n}") for n in range(MORE_THAN_A_WINDOW)]
        await until(lambda: _state(room, said[-1]["number"], "relayed"))
        assert keeper.watch.flashes == 0

        flash = await room.brevia.say("Hold fire.", "FLASH")

        await until(lambda: _flashes(keeper, 1))
        await until(lambda: _state(room, flash["number"], "relayed"))  # it was handed over before it was kept
        await keeper.unlock(PASSPHRASE)
        await keeper.start()
        assert keeper.watch is None
        for each in (said[0], said[-1], flash):
            await until(lambda number=each["number"]: _state(room, number, "delivered"))
        await keeper.close()


async def _flashes(keeper: Keeper, count: int) -> bool:
    return keeper.watch is not None and keeper.watch.flashes == count


async def _state(room: Door, number: str, state: str) -> bool:
    return bool((await room.brevia.holds(number))["state"] == state)


async def test_the_watch_gives_way_to_another_program_of_the_desk() -> None:
    """It logs in with the desk's own key: who opened the desk meanwhile is not thrown out, over and over."""
    async with Door() as room:
        locked, other = room.keeper(), room.keeper()
        await locked.unlock(PASSPHRASE)
        await locked.start()
        await locked.lock()
        assert locked.watch is not None and locked.watch.of == 1, "however soon it is locked"
        await watching(locked, 1)

        await other.unlock(PASSPHRASE)
        verbs = await other.start()
        await watching(locked, 0)
        said = await room.brevia.say("Are you there?")
        await until(lambda: _state(room, said["number"], "delivered"))
        await asyncio.sleep(1.0)

        assert locked.watch.up == 0
        assert [each["up"] for each in (await verbs.ask("overview", {}))["relays"]] == [True]
        await locked.close()
        await other.close()


async def test_the_vault_is_held_once_and_waited_for() -> None:
    """A command that has it for a moment is waited for; a process that keeps it is asked, and checks."""
    async with Door() as room:
        assert room.profile is not None
        first, second = room.keeper(), room.keeper()
        for_a_moment = unlock(room.profile.vault, PASSPHRASE, room.now())
        opening = asyncio.create_task(first.unlock(PASSPHRASE))
        await asyncio.sleep(0.5)
        assert not opening.done()
        for_a_moment.close()
        await opening
        await first.start()

        with pytest.raises(VaultUnavailable, match="wrong passphrase"):
            await second.unlock("not this one")
        await second.unlock(PASSPHRASE)
        assert not second.unlocked
        with pytest.raises(Misuse):
            _ = second.vault
        assert (await (await second.start()).ask("status", {"wait": 0}))["desk"] == "ALD-1"
        await second.close()
        assert first.unlocked
        await first.close()
        unlock(room.profile.vault, PASSPHRASE, room.now()).close()


async def test_the_stages_are_what_is_on_disk() -> None:
    """A desk on a channel is one; without its vault there is nothing yet."""
    async with Door() as room:
        assert room.profile is not None
        keeper = room.keeper()
        assert keeper.made
        await keeper.unlock(PASSPHRASE)
        assert await keeper.stage() is Stage.LINE
        await keeper.close()
        room.profile.vault.rename(room.folder / "elsewhere")

        assert await room.keeper().stage() is Stage.DESK
