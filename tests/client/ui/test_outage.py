"""When relays fail: what is seen of it, what waits, what the agreement has one do, and the courier."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.events import Paste

from client.ui.settings import Settings
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BREVIA, QUICK, SECRETARIAT, Room, Terminal, until

RELAYS = ("Aldora, capital", "Geneva", "Brevia, capital")
PATIENT = replace(QUICK, backoff_first=600.0, backoff_most=600.0)  # only who presses a key tries again
UNLOCKED = Settings(lock_after=0)
NEXT_TRY = r"next try in +\d+ min"
CARRIED = r"(writes \d+ envelopes|\d+ KB\. *$)"
TRIES = r"(\d\d:\d\dZ|never) +\d+ *$"


def rung(terminal: Terminal) -> list[str]:
    """What the bell rang for, from now on."""
    found: list[str] = []
    terminal.app.bell = lambda: found.append(terminal.text())  # type: ignore[method-assign]
    return found


async def test_from_degraded_to_offline_and_back() -> None:
    """One relay down is a word; all down is a state in which everything goes on but delivery."""
    async with Room((ALDORA, BREVIA, SECRETARIAT), RELAYS, timing=PATIENT) as room:
        asked = await room.brevia.say("Two patrol craft were seen south of line K.", "PRIORITY")
        await room.own.holds(asked["number"])
        async with room.terminal(settings=UNLOCKED) as terminal:
            await terminal.sees("3 of 3 relays", "Outbox empty")
            room.stop_relay("Geneva")
            await terminal.sees("2 of 3 relays")
            await terminal.press("o")
            await terminal.sees("2 of 3 relays can be reached.", "What you say goes by the others.")
            await terminal.sees("the relay ended the session", "next try in")
            await terminal.press("t")
            await terminal.sees("connection refused", "next try in")
            terminal.app.clear_notifications()
            await same_picture(terminal, "outage-degraded-120x36", NEXT_TRY, TRIES)

            bell = rung(terminal)
            for each in ("Aldora, capital", "Brevia, capital"):
                room.stop_relay(each)
            await terminal.sees("No relay can be reached.", "Offline")
            await terminal.press("t")
            terminal.app.clear_notifications()
            assert "! Offline" not in terminal.text(), "not yet: it may be over in a moment"
            await room.own.say("Observer list exchanged.", fields={"subject": "Milestone"})
            await room.own.say(
                "Hold all vessels.", "FLASH", fields={"subject": "Hold request after shot at K5"}
            )
            await room.own.say("They withdrew at 14:00Z.", "PRIORITY", re=asked["number"])
            room.pass_time(timedelta(minutes=6, seconds=5))
            seen = await terminal.sees(
                "Offline 6 min", "3 waiting, oldest 6 min", "! Offline", "! Not sent yet"
            )
            seen = await terminal.sees(
                "PRIORITY", "They withdrew", "Milestone", "If this lasts", "not acknowledged"
            )
            outbox = seen[seen.index("OUTBOX") :]
            order = [outbox.index(each) for each in ("FLASH", "PRIORITY", "routine")]
            assert order == sorted(order), "the most urgent stands first"
            assert len([each for each in bell if "! Offline" in each]) == 1, "once"

            steps = outbox[outbox.index("If this lasts") :]
            assert "14:18Z" in steps and "not acknowledged (clause 4.1)" in steps
            assert "+00 555 0143" in steps and "clause 8.1" in steps
            assert "+00 555 0144" not in steps, "an observer owes no acknowledgement"
            assert "14:28Z" in steps and "Send the courier" in steps, (
                "after twice the time: they are unreached"
            )
            await same_picture(terminal, "outage-offline-120x36", NEXT_TRY, TRIES, CARRIED)

            room.pass_time(timedelta(minutes=5))
            seen = await terminal.sees("Offline 11 min", "now ")

            await terminal.press("escape")
            await terminal.sees(
                "No relay can be reached: what you say is signed, saved and queued.", "queued"
            )
            for each in RELAYS:
                room.start_relay(each)
            await terminal.press("o", "t")
            await terminal.sees("All 3 relays are up.", "Empty.", "If this lasts", "ALD-1-3 not acknowledged")
            assert "Offline" not in terminal.text()
            room.brevia.engine.try_now()  # until now their officer has not been reached
            await terminal.loses("If this lasts")


async def test_on_a_small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same on 80x24, with and without colours; and the way to the statement that waits."""
    async with Room((ALDORA, BREVIA), RELAYS, timing=PATIENT) as room:
        await room.own.holds((await room.brevia.say("The line works."))["number"])
        for each in RELAYS:
            room.stop_relay(each)
        await until(lambda: _offline(room))
        await room.own.say("Hold all vessels.", "FLASH", fields={"subject": "Hold request after shot at K5"})
        room.pass_time(timedelta(minutes=38))
        async with room.terminal((80, 24), UNLOCKED) as terminal:
            await terminal.sees("Offline 38 min", "1 waiting", "3 need you", "Hold all vessels")
            await same_picture(terminal, "offline-dark-80x24")
            await terminal.press("o", "t")
            await until(lambda: _all_refused(terminal))
            await terminal.sees("Hold request", "If this lasts", "now")
            terminal.app.clear_notifications()
            await same_picture(terminal, "outage-dark-80x24", NEXT_TRY, CARRIED)

            await terminal.press("enter")
            await terminal.sees("Hold all vessels.", "ALD-1-", "queued")
        monkeypatch.setenv("NO_COLOR", "1")
        async with room.terminal((80, 24), UNLOCKED) as terminal:
            await terminal.sees("Offline 38 min")
            await terminal.press("o")
            await terminal.sees("Hold request", "If this lasts", "now")
            await until(lambda: _all_refused(terminal))
            await same_picture(terminal, "outage-no-colour-80x24", NEXT_TRY, CARRIED)


async def _all_refused(terminal: Terminal) -> bool:
    await terminal.pilot.pause()
    return terminal.text().count("connection refused") == len(RELAYS)


async def _offline(room: Room) -> bool:
    return bool((await room.own.verbs.ask("overview", {}))["offline_since"])


async def test_a_courier_carries_what_waits() -> None:
    """k writes the file, i takes one in; what came so is marked, and twice does no harm."""
    async with Room() as room:
        await room.own.holds((await room.brevia.say("The line works."))["number"])
        async with room.terminal(settings=UNLOCKED) as terminal:
            await terminal.sees("1 of 1 relays")
            room.stop_relay("Geneva")
            await terminal.sees("Offline")
            sent = await room.own.say("By hand, then.")
            word = await room.brevia.say("Carried to you.", "IMMEDIATE")
            theirs, ours = room.folder / "to-aldora.courier", room.folder / "to-brevia.courier"
            await room.brevia.verbs.ask("courier-export", {"path": str(theirs)})

            await terminal.press("o")
            await terminal.sees("1 waiting")
            await _path(terminal, "k", str(ours))
            await terminal.sees("Written:")
            await _path(terminal, "k", str(ours))
            await terminal.sees("is there already")  # nothing is written over, and the dialog stays
            await terminal.press("escape")
            await _path(terminal, "i", str(theirs))
            await terminal.sees("Taken in:", "for this desk")
            await terminal.press("escape")
            await terminal.sees("Carried to you.", "from courier, imported 14:0")
            await room.brevia.verbs.ask("courier-import", {"path": str(ours)})
            assert (await room.brevia.holds(sent["number"]))["by"] == "courier"
            assert word["number"] in terminal.text()


async def _path(terminal: Terminal, key: str, path: str) -> None:
    """Opens the dialog and says where."""
    await terminal.press(key)
    await terminal.sees("Courier export" if key == "k" else "Courier import", "esc Back")
    await terminal.press("ctrl+u")
    assert terminal.app.focused is not None
    terminal.app.focused.post_message(Paste(path))
    await terminal.press("enter")


async def test_leaving_asks_while_something_waits() -> None:
    """ctrl+q leaves at once; with a full outbox it says what that means first, and a second one leaves."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        await terminal.sees("1 of 1 relays")
        room.stop_relay("Geneva")
        await terminal.sees("Offline")
        await room.own.say("Wait for me.")
        await terminal.sees("1 waiting")

        await terminal.press("ctrl+q")
        await terminal.sees("The outbox is not empty", "Waiting for a relay: 1.")
        await terminal.press("escape")
        await terminal.loses("The outbox is not empty")
        assert terminal.app.is_running
        await terminal.press("ctrl+q")
        await terminal.sees("The outbox is not empty")
        await terminal.press("ctrl+q")
        assert terminal.app._exit
