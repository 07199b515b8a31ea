"""A desk on two channels: nothing of the one stands under the other's name, or goes to its parties."""

from __future__ import annotations

import os

from client.station.station import Station
from client.vault.vault import DeskVault
from tests.client.ui.door import Door, paste, unlock
from tests.client.ui.room import Person, Room, Terminal, signed_by
from tests.client.ui.withheld import late

OTHER = "Fishing season"
REVIEW = "THE OTHERS WILL READ"


class TwoChannels(Room):
    """The same parties under two agreements."""

    def fill(self, vault: DeskVault, who: Person) -> None:
        super().fill(vault, who)
        if who is self.people[0]:
            self.other = signed_by(self.people, self.text.model_copy(update={"title": OTHER}))
        Station(vault, os.urandom, self.now()).join(self.other, self.now())

    async def messages(self, channel: str) -> list[str]:
        """What the own officer said on it."""
        page = await self.own.verbs.ask("page", {"channel": channel, "limit": 200})
        return [each["body"]["text"] for each in page["rows"] if each["own"] and each["kind"] == "message"]


async def go(terminal: Terminal, channel: str) -> None:
    """Opens it by its name."""
    await terminal.press("g")
    await terminal.sees("Go to", "channel, party")
    await paste(terminal, channel)
    await terminal.press("enter")
    await terminal.loses("channel, party")
    await terminal.sees(f"│  {channel}")


async def test_what_is_written_on_a_channel_stays_there() -> None:
    """Text and precedence wait for their channel; the review names it; saying it empties that one."""
    async with TwoChannels() as room, room.terminal() as terminal:
        title = room.text.title
        await terminal.sees("1 of 1 relays", title, OTHER)
        await go(terminal, title)
        await terminal.press("i")
        await paste(terminal, "For the strait.")
        await terminal.press("ctrl+r")
        await terminal.sees("Priority  For the strait.")
        await terminal.press("escape")
        await go(terminal, OTHER)
        await terminal.sees("Routine  Write a mess")
        assert "For the strait." not in terminal.text()
        await terminal.press("i")
        await paste(terminal, "For the fishers.")
        await terminal.press("ctrl+s")
        await terminal.sees(REVIEW, "For the fishers.", "Send")
        head = next(each for each in terminal.text().split("\n") if "Message   routine" in each)
        assert OTHER in head and title not in head
        await terminal.press("enter")
        await terminal.loses(REVIEW)
        await terminal.sees("Routine  Write a mess")

        await go(terminal, title)
        await terminal.sees("Priority  For the strait.")
        await terminal.press("i", "end", "!")
        await terminal.press("ctrl+s")
        await terminal.sees(REVIEW, "For the strait.!", "Send")
        await terminal.press("enter")
        await terminal.loses(REVIEW)
        assert await room.messages(title) == ["For the strait.!"]
        assert await room.messages(OTHER) == ["For the fishers."]


class TwoBehindADoor(Door, TwoChannels):
    """And the desk behind the screen can be locked."""


async def test_what_is_written_on_two_channels_comes_back_after_the_lock() -> None:
    """Each to its own, also where the other one is open when the desk is locked and unlocked."""
    async with TwoBehindADoor() as room, room.terminal_at_door() as terminal:
        await unlock(terminal)
        await terminal.sees("1 of 1 relays", OTHER)
        for channel in (room.text.title, OTHER):
            await go(terminal, channel)
            await terminal.press("i")
            await paste(terminal, f"For {channel}.")
            await terminal.press("escape")
        await terminal.press("ctrl+l")
        await terminal.loses(OTHER)
        await unlock(terminal)
        await terminal.sees(f"For {OTHER}.", "1 of 1 relays")
        await go(terminal, room.text.title)
        await terminal.sees(f"For {room.text.title}.")
        await terminal.press("c")
        await terminal.sees("New statement")
        assert "DRAFTS" not in terminal.text(), "they are where they were written"


async def test_what_comes_late_does_not_stand_under_another_channel() -> None:
    """Another channel is opened before a page of this one came, or before its first unread was found."""
    async with TwoChannels() as room:
        title = room.text.title
        for number in range(70):
            await room.brevia.say(f"Report {number} of the strait")
        await room.own.holds("BRE-1-71")
        async with late(room) as (terminal, desk):
            await terminal.sees("1 of 1 relays")
            await go(terminal, title)
            await terminal.sees("Report")
            await terminal.press("end")
            await terminal.sees("Report 69 of the strait")
            for verb, keys in (("page", ["pageup"] * 9), ("page", ["home"]), ("unread", ["u"])):
                desk.hold(verb)
                await terminal.press(*keys)
                await desk.asked(verb)
                await go(terminal, OTHER)
                await terminal.loses("of the strait")
                desk.let_go(verb)
                await terminal.pilot.pause(0.2)
                assert "of the strait" not in terminal.text()
                await go(terminal, title)
                await terminal.sees("Report 69 of the strait")
