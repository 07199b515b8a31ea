"""Desks that die and come back, as processes over real relays."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace

from client.drills.programs import HOTLINE, run
from client.vault.passphrase import VARIABLE
from hotline.errors import Unavailable
from tests.journeys.kills import kill_all, twice_said
from tests.journeys.line import message, open_line, say_all

BACKLOG = 100  # statements that wait for the desk that comes back


async def test_a_desk_killed_while_it_speaks_loses_nothing_that_it_kept():
    """kill -9 with commands under way: what a command was told is kept is in every record, once."""
    async with open_line() as crisis:
        ava = crisis.desks["AVA"]

        async def speak(window: int) -> None:
            with suppress(Unavailable):
                await say_all(crisis, ava, (f"Window {window}, number {n}" for n in range(1000)))

        windows = [asyncio.create_task(speak(window)) for window in range(3)]
        await ava.sees(lambda view: len(crisis.said) >= 25, "that it has said enough")
        await ava.kill()
        await asyncio.gather(*windows)
        before = len(crisis.said)
        await ava.start()
        await say_all(crisis, ava, ["There again."])
        figures = await crisis.judge()

        assert figures.passed, figures
        assert before >= 25
        assert [await each.alarms() for each in crisis.desks.values()] == [[], [], []]


async def test_a_restored_backup_goes_on_speaking():
    """It speaks at once under a new number, gets back what it said since, and nobody is alarmed."""
    async with open_line() as crisis:
        ava, brv = crisis.desks["AVA"], crisis.desks["BRV"]
        await say_all(crisis, ava, ["Before the backup."])
        backup = ava.desk.folder.parent / "ava.backup"
        await ava.backup(backup)
        await say_all(crisis, ava, [f"After the backup, number {n}" for n in range(5)])
        await brv.sees(lambda view: view["id"] == crisis.said[-1], "the last before the loss")
        await ava.kill()
        fresh = replace(ava.desk, folder=ava.desk.folder.with_name("ava-new"))
        arguments = ["restore", "--profile", str(fresh.folder), str(backup)]
        await run(HOTLINE, arguments, {VARIABLE: str(crisis.passphrase)})

        restored = crisis.desks["AVA"] = crisis.desk_process(fresh)
        await restored.start()
        again = await restored.say("message", message("Here I am again."))
        crisis.said.append(again["id"])
        figures = await crisis.judge()

        assert again["number"].startswith("AVA-1/")
        assert figures.passed, figures
        assert [await each.alarms() for each in crisis.desks.values()] == [[], [], []]


async def test_a_flash_overtakes_what_waits_at_the_relays():
    """A desk that comes back to a long queue sees the FLASH among the first, and it counts as delivered."""
    async with open_line() as crisis:
        ava, obs = crisis.desks["AVA"], crisis.desks["OBS"]
        await say_all(crisis, ava, ["Before."])
        await obs.sees(lambda view: view["id"] == crisis.said[0], "the first")
        await obs.kill()
        before = len(obs.arrivals())
        await say_all(crisis, ava, (f"Routine {n}" for n in range(BACKLOG)))
        flash = await ava.say("message", message("Hold fire"), "FLASH")
        crisis.said.append(flash["id"])
        await ava.becomes(flash["number"], lambda view: view["parties"]["OBS"]["relayed"] > 0, "relayed")

        await obs.start()
        await ava.becomes(
            flash["number"], lambda view: view["parties"]["OBS"]["state"] == "delivered", "there"
        )
        figures = await crisis.judge()

        assert figures.passed, figures
        assert obs.arrivals()[before:].index(flash["number"]) < BACKLOG // 10


async def test_twelve_kills_at_the_worst_moments():
    """A desk and a relay die at six points each, in use: nothing is lost, and nothing is said twice."""
    async with open_line() as crisis:
        figures = await kill_all(crisis, times=1)

        assert figures.passed, figures
        assert len(crisis.said) >= 6
        assert await twice_said(crisis) == []
        assert [await each.alarms() for each in crisis.desks.values()] == [[], [], []]
