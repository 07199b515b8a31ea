"""Desks and relays that kill themselves at a named point while the line is in use, and are started again."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count

from client.drills.crisis import Crisis
from client.drills.desks import WITHIN, DeskProcess
from client.drills.relays import RelayProcess
from client.drills.verdict import Figures
from hotline.errors import Unavailable
from tests.journeys.line import ROOT, message
from tests.points.killing import VARIABLE

PAUSE = 0.1  # seconds between two statements of who stays alive

# In one round a desk dies at the first and a relay at the second, when it passes there for the n-th time.
ROUNDS = (
    ("link/before-send:9", "link/before-send:12"),
    ("engine/before-receive:3", "store/before-commit:5"),
    ("engine/before-acknowledge:3", "store/after-commit:5"),
    ("vault/before-commit:6", "folder/before-sync"),
    ("vault/after-commit:6", "folder/before-rename"),
    ("attach/before-answer:20", "folder/before-folder-sync"),
)


async def kill_all(crisis: Crisis, times: int) -> Figures:
    """Each pair dies that often, one after the other; gives how the line stands when both live again."""
    desk, others = crisis.desks["AVA"], [crisis.desks["BRV"]]
    relay = next(iter(crisis.relays.values()))
    await desk.stop()
    await relay.stop()
    for at_desk, at_relay in ROUNDS:
        for _ in range(times):
            talk = [asyncio.create_task(_talk(crisis, each)) for each in others]
            await asyncio.gather(_dies(relay, at_relay), _dies_talking(crisis, desk, at_desk))
            for each in talk:
                each.cancel()
            await asyncio.gather(*talk, return_exceptions=True)
    await relay.start()
    await desk.start()
    return await crisis.judge()


async def twice_said(crisis: Crisis) -> list[str]:
    """Texts that stand in a record more than once."""
    texts = [view["body"]["text"] for view in await crisis.desks["BRV"].read() if view["kind"] == "message"]
    return sorted({text for text in texts if texts.count(text) > 1})


async def _dies_talking(crisis: Crisis, desk: DeskProcess, where: str) -> None:
    dying = asyncio.create_task(_dies(desk, where))
    while not dying.done():
        with suppress(Unavailable, AssertionError):  # it is not there yet, or not any more
            await _say(crisis, desk)
        await asyncio.wait({dying}, timeout=PAUSE)
    await dying


async def _dies(process: DeskProcess | RelayProcess, where: str) -> None:
    """Started, and killed by itself at that point, which may be before it is open."""
    with _armed(process, where):
        with suppress(Unavailable):
            await process.start()
        running = process._program._process
        assert running is not None
        async with asyncio.timeout(WITHIN):
            await running.wait()
    assert running.returncode == -signal.SIGKILL, f"{where}: {running.returncode}"
    if isinstance(process, DeskProcess):
        await process.kill()  # it is dead: nobody follows it any more


async def _talk(crisis: Crisis, desk: DeskProcess) -> None:
    while True:
        await _say(crisis, desk)
        await asyncio.sleep(PAUSE)


_numbers = count(1)


async def _say(crisis: Crisis, desk: DeskProcess) -> None:
    """Something that was never said before; what was answered must be in every record."""
    said = await desk.say("message", message(f"{desk.name}, number {next(_numbers)}"), "ROUTINE")
    crisis.said.append(said["id"])


@contextmanager
def _armed(process: DeskProcess | RelayProcess, where: str) -> Iterator[None]:
    """The program that it is, run by the one that looks at the variable."""
    program = process._program
    command, environment = program._command, program._environment
    program._command = [sys.executable, "-m", "tests.points.killing", *command[2:]]
    program._environment = {**environment, VARIABLE: where, "PYTHONPATH": str(ROOT)}
    try:
        yield
    finally:
        program._command, program._environment = command, environment
