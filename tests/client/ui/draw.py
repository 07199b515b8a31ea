"""Draws the pictures that the papers show, from a real line: `make pictures` writes docs/pictures/*.svg.

Not a test. A drawing names no font from outside: whoever looks at it has a font of even width.
"""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from pathlib import Path

from client.ui.settings import Settings
from tests.client.ui.room import ALDORA, BREVIA, SECRETARIAT, Room, Terminal
from tests.client.ui.test_board import MINE, RADAR, both, estimate
from tests.client.ui.test_board import file as file_estimate

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "pictures"
RELAYS = ("Geneva", "Aldora, capital", "Brevia, capital")
FONT = 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace'
CALM = Settings(lock_after=0)


def keep(terminal: Terminal, name: str) -> None:
    """The screen as it is."""
    drawn = terminal.app.export_screenshot(title="hotline")
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    drawn = re.sub(r"font-family: ?[^;}]*", f"font-family: {FONT}", drawn)
    drawn = drawn.replace("<svg ", '<svg xml:space="preserve" ', 1)
    (FOLDER / f"{name}.svg").write_text(drawn, encoding="utf-8")


async def talk(room: Room) -> None:
    asked = await room.brevia.say(
        "Two patrol craft were seen two miles south of line K at 13:20Z. Please state their purpose and the"
        " expected time of withdrawal.",
        "PRIORITY",
        fields={"subject": "Patrol craft south of line K", "reply_by": "2026-11-24T14:30Z"},
    )
    await room.own.holds(asked["number"])
    answer = await room.own.say(
        "Checking with the fleet; answer before 14:30Z.",
        re=asked["number"],
        fields={"subject": "Patrol craft south of line K"},
    )
    await room.brevia.holds(answer["number"])
    read = await room.brevia.acknowledge(answer["number"])
    await room.own.holds(read["number"])


async def line_at_work() -> None:
    """The main screen, a FLASH over it, a form, the board, and the time when no relay is there."""
    async with Room((ALDORA, BREVIA, SECRETARIAT), RELAYS) as room:
        await board(room)
        await talk(room)
        notice = await room.brevia.say(
            "Two vessels, 24 Nov 06:00Z to 18:00Z. Observers welcome.",
            "IMMEDIATE",
            fields={"subject": "Mine-clearance drill, box K4 to K6"},
        )
        await room.own.holds(notice["number"])
        room.pass_time(timedelta(minutes=4))
        async with room.terminal(settings=CALM) as terminal:
            await terminal.sees("3 of 3 relays", notice["number"], "Acknowledge")
            await terminal.pilot.pause(1.0)
            keep(terminal, "main")
            await terminal.press("b")
            await terminal.sees("far apart")
            keep(terminal, "board")
            await estimating(terminal)
            await terminal.press("escape", "escape")
            await terminal.sees("NEEDS YOU", notice["number"])
            terminal.app.clear_notifications()
            await room.brevia.say(
                "No hit, no injuries. Request that you hold all vessels in place for 60 minutes.",
                "FLASH",
                fields={"subject": "Warning shot fired at 14:09Z near K5"},
            )
            await terminal.sees("Acknowledge receipt")
            keep(terminal, "flash")
            await terminal.pilot.pause(1.2)
            await terminal.press("a")
            await terminal.loses("Acknowledge receipt")
            await outage(room, terminal)


async def board(room: Room) -> None:
    radar = await room.brevia.state("risk-question", RADAR)
    ours = estimate(40, 60, 75, 4, "moderate", "Two sensors, one of them our own.")
    await both(room, radar, ours, estimate(5, 15, 30, 4, "high", "Radar and camera agree."))
    mine = await room.brevia.state("risk-question", MINE)
    await file_estimate(room.brevia, mine, **estimate(8, 12, 20, 5, "high", "Swept twice."))


async def estimating(terminal: Terminal) -> None:
    """Our estimate of the risk that waits for it, half written."""
    await terminal.press("home", "c")
    await terminal.sees("Risk estimate")
    await terminal.press("enter")
    await terminal.sees("LIKELIHOOD", "› Lowest")
    for value in ("10", "40", "25", "80"):
        await terminal.type(value)
        await terminal.press("tab")
    await terminal.press("5", "tab", "m", "tab")
    await terminal.type("Swept twice, never at night.")
    await terminal.pilot.pause(0.5)
    keep(terminal, "estimate")


async def outage(room: Room, terminal: Terminal) -> None:
    for each in RELAYS:
        room.stop_relay(each)
    await terminal.sees("Offline")
    await room.own.say("Hold all vessels.", "FLASH", fields={"subject": "Hold request after shot at K5"})
    await room.own.say("They withdrew at 14:10Z.", "PRIORITY", fields={"subject": "Patrol craft, answer"})
    room.pass_time(timedelta(minutes=38))
    await terminal.press("o")
    await terminal.sees("No relay can be reached.", "If this lasts")
    await terminal.pilot.pause(1.0)
    terminal.app.clear_notifications()
    keep(terminal, "outage")


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    asyncio.run(line_at_work())


if __name__ == "__main__":
    main()
