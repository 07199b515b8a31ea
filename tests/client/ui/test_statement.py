"""One statement with everything about it: how far it came, what it is linked to, what to do with it."""

from __future__ import annotations

from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BREVIA, SECRETARIAT, Room, until

HOUR = r"\d\d:\d\dZ"


async def settled(room: Room, statements: int) -> None:
    """Once every desk holds so many statements, those that desks say by themselves among them."""
    where = {"channel": "Strait incidents", "limit": 1, "all": True}

    async def alike() -> bool:
        pages = [await each.verbs.ask("page", where) for each in room.officers.values()]
        return all(each["total"] == statements for each in pages)

    await until(alike)


async def talk(room: Room) -> None:
    """A question, an answer to it that was read, and a notice that is not; each said after all before it."""
    await settled(room, 3)
    asked = await room.brevia.say("Who is in box K4?", "PRIORITY")
    await settled(room, 4)
    answer = await room.own.say("Checking with the fleet.", re=asked["number"])
    await settled(room, 5)
    await room.brevia.acknowledge(answer["number"])
    await settled(room, 6)
    await room.brevia.say("Mine-clearance drill, box K4 to K6.", "IMMEDIATE")
    await settled(room, 8)  # and that it was delivered


async def test_all_that_is_known_of_a_statement_and_what_can_be_done_with_it() -> None:
    """What is owed, by its clause; states by party; links by number; it is acknowledged and answered here."""
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room:
        await talk(room)
        for size in ((120, 36), (80, 24)):
            await look_at_all(room, size)
        await acknowledge(room)


async def look_at_all(room: Room, size: tuple[int, int]) -> None:
    name = f"{size[0]}x{size[1]}"
    async with room.terminal(size) as terminal:
        await terminal.sees("BRE-1-4", "1 of 1 relays")
        await terminal.press("end", "enter")
        text = await terminal.sees("WHAT IS OWED", "within 30m of its delivery", "BRE-1-5")
        assert "its author's before" in text or size == (80, 24)
        await same_picture(terminal, f"statement-theirs-{name}", HOUR)

        await terminal.press("N", "N")
        await terminal.sees("ALD-1-2", "Joint Secretariat", "read by S. Hadar of BRE", "refers to")
        await same_picture(terminal, f"statement-ours-{name}", HOUR)
        await terminal.press("end")
        statement = await room.brevia.holds("ALD-1-2")
        await terminal.sees(statement["id"][:8], statement["id"][-8:])
        await terminal.press("n", "n", "n")
        await terminal.sees("This is the newest.", "BRE-1-4")


async def acknowledge(room: Room) -> None:
    """From here as from the record, and what came of it is here at once."""
    async with room.terminal() as terminal:
        await terminal.sees("BRE-1-4", "1 of 1 relays")
        await terminal.press("end", "enter")
        await terminal.sees("WHAT IS OWED", "It is due by")
        await terminal.press("a")
        await terminal.sees("Received. Not a consent.", "To BRE")
        await terminal.press("enter")
        await terminal.sees("read by I. Maro of ALD", "It was given at")
        await terminal.press("a")
        await terminal.sees("Your party has acknowledged this already.")
        await terminal.press("r")
        await terminal.sees("Reply to BRE-1-4", "Message")
