"""The line at work: what an officer sees of it and does with it, key by key."""

from __future__ import annotations

import pytest

from client.ui.settings import Settings
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BREVIA, SECRETARIAT, Room, Terminal

SIZES = {"120x36": (120, 36), "80x24": (80, 24)}


async def talk(room: Room) -> None:
    """A little of everything, in a fixed order."""
    asked = await room.brevia.say(
        "Two patrol craft were seen two miles south of line K at 13:20Z. Please state their purpose.",
        "PRIORITY",
        fields={"subject": "Patrol craft south of line K"},
    )
    await room.own.holds(asked["number"])
    answer = await room.own.say(
        "Checking with the fleet; answer before 14:30Z.",
        re=asked["number"],
        fields={"subject": "Your question on patrol craft"},
    )
    await room.brevia.holds(answer["number"])
    read = await room.brevia.acknowledge(answer["number"])
    await room.own.holds(read["number"])
    notice = await room.brevia.say(
        "Two vessels, 24 Nov 06:00Z to 18:00Z. Observers welcome.",
        "IMMEDIATE",
        fields={"subject": "Mine-clearance drill, box K4 to K6"},
    )
    await room.own.holds(notice["number"])


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("look", ["dark", "no-colour"])
async def test_the_line_at_work(size: str, look: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs the officer stands first; what was said stands in order with how far it came."""
    if look == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    async with Room((ALDORA, BREVIA, SECRETARIAT), ("Geneva", "Aldora")) as room:
        await talk(room)
        async with room.terminal(SIZES[size]) as terminal:
            await terminal.sees("BRE-1-4", "2 of 2 relays", "Acknowledge")
            await terminal.sees("read by BRE", "intact")
            await terminal.loses("queued", "Acknowledge IMM", "Acknowledge      IMM", "incidents           2")

            await same_picture(terminal, f"main-{look}-{size}")


async def test_acknowledging_says_received_and_not_agreed() -> None:
    """Two keys: the sentence is read before it is said; then the duty is met and the other side knows."""
    async with Room() as room, room.terminal() as terminal:
        notice = await room.brevia.say("Mine-clearance drill, box K4 to K6.", "IMMEDIATE")
        await terminal.sees(notice["number"], "Acknowledge by")

        await terminal.press("a")
        await terminal.sees("Received. Not a consent.", "To BRE")
        await terminal.press("enter")

        await terminal.sees("ALD-1-2")
        await terminal.sees("Nothing.")
        seen = await room.brevia.holds("ALD-1-2")
        assert seen["kind"] == "acknowledgement"


async def test_a_message_is_reviewed_before_it_is_sent() -> None:
    """Nothing leaves by the key that ends writing; escape keeps what was written."""
    async with Room() as room, room.terminal() as terminal:
        await terminal.sees("1 of 1 relays")
        await terminal.press("i")
        await terminal.type("We read you.")
        await terminal.press("ctrl+s")
        await terminal.sees("THE OTHERS WILL READ", "We read you.")
        await terminal.press("escape")
        assert not room.own.vault.outbox.outgoing() or "ALD-1-2" not in terminal.text()
        await terminal.press("ctrl+s")
        await terminal.sees("THE OTHERS WILL READ")
        await terminal.press("enter")

        await terminal.sees("ALD-1-2", "delivered")
        assert (await room.brevia.holds("ALD-1-2"))["body"]["text"] == "We read you."


async def test_who_reads_the_end_goes_on_reading_it() -> None:
    """A lower window, a statement that grows by a line and one that arrives: the newest stays on screen."""
    async with Room() as room:
        for number in range(12):
            await room.brevia.say(f"Report {number}")
        own = await room.own.say("The last one.")
        async with room.terminal() as terminal:
            await terminal.sees(own["number"], "1 of 1 relays")
            await terminal.pilot.resize_terminal(120, 30)
            await terminal.sees("The last one.", "✓ delivered")
            await room.brevia.acknowledge(own["number"])
            await terminal.sees("✓ read by BRE")
            await room.brevia.say("After all of that.")
            await terminal.sees("After all of that.")

            await terminal.press("pageup")
            await terminal.loses("After all of that.")
            top = _top(terminal)
            late = await room.brevia.say("Below what is read.")
            await room.own.holds(late["number"])
            page = await room.own.verbs.ask("page", {"channel": room.text.title, "all": True})
            await terminal.sees(f"{page['total']} statements")
            assert _top(terminal) == top


def _top(terminal: Terminal) -> str:
    """The first statement on screen."""
    return next(each.split("│")[1] for each in terminal.text().split("\n") if "BRE-1-" in each)


async def test_the_officers_own_colours() -> None:
    """Light and high contrast are whole themes; plain glyphs leave only ASCII of ours on screen."""
    async with Room((ALDORA, BREVIA, SECRETARIAT), ("Geneva", "Aldora")) as room:
        await talk(room)
        for theme in ("calm-light", "high-contrast", "ansi-dark"):
            async with room.terminal(settings=Settings(theme=theme)) as terminal:
                await terminal.sees("BRE-1-4", "2 of 2 relays", "read by BRE", "intact")
                await terminal.loses("queued", "Acknowledge      IMM", "incidents           2")
                await same_picture(terminal, f"main-{theme}-120x36")
        async with room.terminal(settings=Settings(glyphs="plain")) as terminal:
            text = await terminal.sees("BRE-1-4", "2 of 2 relays", "read by BRE")
            assert text.isascii(), [each for each in text.split("\n") if not each.isascii()]
