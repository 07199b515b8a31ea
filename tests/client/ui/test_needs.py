"""What needs the officer, in the order in which it does."""

from __future__ import annotations

from datetime import timedelta

from tests.client.ui.room import Room, Terminal
from tests.client.ui.test_board import RADAR


def words(terminal: Terminal) -> list[str]:
    """What stands in the left column under NEEDS YOU: the first word of each."""
    column = [each[:31].strip() for each in terminal.text().split("\n")]
    start = next(n for n, each in enumerate(column) if each.startswith("NEEDS YOU"))
    needs = column[start + 1 : column.index("", start)]
    return [each.split()[1] for each in needs[::2]]


async def test_the_urgent_goes_first_then_what_has_least_time() -> None:
    """An IMMEDIATE that is due later than a question leads; n begins there. What is over comes last."""
    async with Room() as room:
        await room.brevia.state("risk-question", RADAR | {"deadline": "2026-11-24T14:20Z"})
        wish = {"subject": "When", "reply_by": "2026-11-24T14:15Z"}
        await room.brevia.say("When do they leave?", fields=wish)
        drill = await room.brevia.say("Mine-clearance drill, box K4 to K6.", "IMMEDIATE")
        await room.own.holds(drill["number"])
        async with room.terminal() as terminal:
            await terminal.sees("NEEDS YOU", "Estimate asked", "Reply asked", "Acknowledge")
            await terminal.shows(lambda: words(terminal), ["Acknowledge", "Reply", "Estimate"])
            await terminal.press("home", "n")
            await terminal.sees("1/3  Acknowledge")

            room.pass_time(timedelta(minutes=9))
            await room.brevia.say("Nothing else.")
            await terminal.sees("Nothing else.")
            await terminal.sees("2 min", "over")
            await terminal.shows(lambda: words(terminal), ["Acknowledge", "Estimate", "Reply"])
