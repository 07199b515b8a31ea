"""Every state that a line can be in, reached by its cause: what the officer sees, hears, and can do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from client.links.courier import export_courier
from client.ui.screens import flash
from client.ui.settings import Settings
from client.ui.widgets.transcript import Transcript
from hotline.codec import to_base64, to_rfc3339
from hotline.fields import IncarnationField
from hotline.identity.revocation import Cut, Revocation, revoke
from hotline.ids import ChannelId, Precedence, StatementId
from hotline.wire.envelope import Deposit
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BEGAN, BREVIA, SECRETARIAT, Officer, Room, Terminal

UNLOCKED = Settings(lock_after=0)


def rung(terminal: Terminal) -> list[str]:
    """The screen at each time that the bell rings, from now on."""
    found: list[str] = []
    terminal.app.bell = lambda: found.append(terminal.text())  # type: ignore[method-assign]
    return found


# FLASH


@pytest.fixture(autouse=True)
def no_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a slow machine the first second of a dialog is no measure: a test says when it is over."""
    assert flash.GUARD == 1.0
    monkeypatch.setattr(flash, "GUARD", 0.0)


async def test_a_flash_is_over_everything_and_is_not_answered_by_accident(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No key of the first second answers it; one after the other; the bell rings until all are answered."""
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room, room.terminal(settings=UNLOCKED) as terminal:
        await terminal.sees("1 of 1 relays")
        bell = rung(terminal)
        monkeypatch.setattr(flash, "GUARD", 3600.0)
        first = await room.brevia.say("Warning shot fired at 14:09Z near K5. No hit.", "FLASH")
        await terminal.sees("Warning shot", "Acknowledge receipt", "verified", "Acknowledge by 14:18Z")
        await terminal.press("a", "o", "escape", "f1", "ctrl+p")
        assert "Acknowledge receipt" in terminal.text(), "all of these came before its first second was over"
        assert len(bell) == 1
        second = await room.secretariat.say("We saw it too.", "FLASH")
        await terminal.sees("FLASH +1")
        assert "We saw it too." not in terminal.text(), "one at a time"

        room.pass_time(timedelta(seconds=61))
        await terminal.pilot.pause(1.0)
        await _rings(terminal, bell, 3)  # the second FLASH, and the minute
        monkeypatch.setattr(flash, "GUARD", 0.0)
        await terminal.press("a")
        await terminal.sees("We saw it too.", "Acknowledge receipt")
        assert (await room.brevia.holds("ALD-1-2"))["refers_to"] == first["number"]
        await terminal.press("o")
        await terminal.loses("Acknowledge receipt")
        await terminal.sees("FLASH  SEC", second["number"], "f8 open", "NEEDS YOU")
        await terminal.press("f8")
        await terminal.sees("Acknowledge receipt")
        await terminal.press("a")
        await terminal.loses("FLASH  SEC", "Acknowledge receipt")
        count = len(bell)
        room.pass_time(timedelta(seconds=61))
        await terminal.pilot.pause(1.0)
        assert len(bell) == count, "it is silent once all are answered"


async def _rings(terminal: Terminal, bell: list[str], times: int) -> None:
    for _ in range(200):
        if len(bell) >= times:
            return
        await terminal.pilot.pause(0.1)
    raise AssertionError(f"it rang {len(bell)} times")


async def test_a_flash_waits_as_a_bar_while_somebody_writes() -> None:
    """Typing cannot answer it: neither in the line, nor in a dialog over it; f8 opens it from both."""
    async with Room(verified=False) as room, room.terminal((80, 24), UNLOCKED) as terminal:
        await terminal.sees("1 of 1 relays", "BRE not verified")
        await terminal.press("i")
        await terminal.type("We a")
        said = await room.brevia.say("Hold all vessels.", "FLASH")
        await terminal.sees("FLASH  BRE", said["number"], "f8 open")
        await terminal.type("re aware")
        assert "Acknowledge receipt" not in terminal.text()
        await terminal.sees("We are aware")
        room.pass_time(timedelta(minutes=1))
        await terminal.sees("FLASH 1 min", "in 8 min")
        await same_picture(terminal, "flash-bar-80x24")
        await terminal.press("f8")
        await terminal.sees("Acknowledge receipt", "Hold all vessels.", "? unverified")
        await same_picture(terminal, "flash-80x24", r"left\.", r"\d+ min left")
        await terminal.press("escape")
        await terminal.sees("We are aware", "FLASH  BRE")

        await terminal.press("escape", "o", "k")
        await terminal.sees("Courier export", "FLASH  BRE", "f8 open")
        await terminal.press("f8")
        await terminal.sees("Acknowledge receipt")
        await terminal.press("a")
        await terminal.sees("Courier export")
        await terminal.loses("FLASH  BRE")
        await terminal.pilot.resize_terminal(60, 16)
        await terminal.press("escape", "escape")
        await terminal.sees("Make the window at least 80x24")
        await room.brevia.say("Second shot.", "FLASH")
        await terminal.sees("Second shot.", "Acknowledge receipt")
        await terminal.press("a")
        await terminal.loses("Second shot.")
        await terminal.sees("Make the window at least 80x24")


async def test_a_flash_that_a_colleague_acknowledges_is_no_longer_asked_for() -> None:
    """Its dialog says by when it is owed once that is known, and goes when another program answers."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        said = await room.brevia.say("Hold all vessels.", "FLASH")
        await terminal.sees("Acknowledge receipt", "Hold all vessels.", "Acknowledge by 14:18Z")
        await room.own.acknowledge(said["number"])
        await terminal.sees("Your party has acknowledged this already.", "✓ intact")
        await terminal.loses("Acknowledge receipt", "! FLASH")


# What is owed


async def test_due_soon_overdue_and_late() -> None:
    """A bar runs, the bell rings ten minutes before and at the time; then it says since when."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        asked = await room.brevia.say("Mine-clearance drill, box K4 to K6.", "IMMEDIATE")
        await terminal.sees(asked["number"], "Acknowledge by 14:38Z, in 29 min", "a acknowledge")
        bell = rung(terminal)
        room.pass_time(timedelta(minutes=21))
        await terminal.sees("in 8 min", "◷ Acknowledge          8 min")
        await _rings(terminal, bell, 1)
        await terminal.sees("1 of 1 relays", "intact")
        await same_picture(terminal, "due-soon-120x36", r"in \d+ min", r"\d+ min ")
        room.pass_time(timedelta(minutes=10))
        await terminal.sees("Acknowledgement overdue since 14:38Z", "Overdue")
        await _rings(terminal, bell, 2)
        assert len(bell) == 2
        await terminal.press("a", "enter")
        await terminal.sees("acknowledged late", "Nothing.")


async def test_what_the_asker_sees() -> None:
    """Unanswered is not unreached: each has its word, and both need the officer."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        answered_not = await room.own.say("Please confirm.", "IMMEDIATE")
        await terminal.sees(answered_not["number"], "delivered")
        await terminal.sees("BRE: open due 14:38Z")
        await room.leave("BRE")
        unreached = await room.own.say("Anyone there?", "IMMEDIATE")
        await terminal.sees(unreached["number"], "relayed")
        room.pass_time(timedelta(minutes=62))
        seen = await terminal.sees(
            "BRE: unanswered due 14:38Z", "BRE: unreached", "No sign of life from them"
        )
        assert "Unanswered" in seen and "Unreached" in seen, "both need the officer"
        await same_picture(terminal, "asker-120x36", r"\d+ min")


async def test_a_time_that_all_have_it_is_that_of_the_last() -> None:
    """What one party has and another has not is said of both; and since when all have it, once they do."""
    third = replace(SECRETARIAT, function="principal")
    async with Room((ALDORA, BREVIA, third)) as room, room.terminal(settings=UNLOCKED) as terminal:
        away, vault = room.secretariat.person, room.secretariat.vault
        await room.own.holds((await room.secretariat.say("We are here."))["number"])  # so its key is known
        await room.leave("SEC")
        said = await room.own.say("Please confirm.", "IMMEDIATE")
        await room.brevia.holds(said["number"])
        await room.brevia.acknowledge(said["number"])
        seen = await terminal.sees("relayed", "read by BRE (")
        assert "✓ delivered" not in seen
        room.pass_time(timedelta(minutes=12))
        await room.open_desk(away, vault)
        await terminal.sees("delivered 14:20Z", "read by BRE (")


async def test_another_day_stands_above_what_was_said_on_it() -> None:
    """A time alone would be read as today's."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        await room.own.holds((await room.brevia.say("Before the night."))["number"])
        seen = await terminal.sees("Before the night.")
        assert "24 Nov" not in seen, "of today its time is enough"
        room.pass_time(timedelta(days=2))
        await room.own.holds((await room.brevia.say("After two nights."))["number"])
        seen = await terminal.sees("After two nights.", "26 Nov")
        assert seen.index("Before the night.") < seen.index("26 Nov") < seen.index("After two nights.")
        await room.own.holds((await room.brevia.say("And more."))["number"])
        assert (await terminal.sees("And more.")).count("26 Nov") == 1


async def test_signs_of_life_without_proof_are_unconfirmed() -> None:
    """Their word comes by hand, dated after ours, and does not show that they have ours."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        await room.own.holds((await room.brevia.say("The line works."))["number"])
        await terminal.sees("1 of 1 relays")
        room.stop_relay("Geneva")
        await terminal.sees("Offline")
        before = await room.own.say("Sent by hand.")
        await _carry(room, room.own, room.brevia)
        await room.brevia.holds(before["number"])
        asked = await room.own.say("Please confirm.", "IMMEDIATE")
        room.pass_time(timedelta(minutes=1))
        await room.brevia.say("We hear nothing from you.")
        await terminal.pilot.pause(1.2)  # what arrived is told together with what arrives soon after it
        await _carry(room, room.brevia, room.own)
        await terminal.sees("We hear nothing from you.", "from courier")
        room.pass_time(timedelta(minutes=62))
        await terminal.sees(asked["number"], "BRE: unconfirmed", "Unconfirmed", "no proof that they have")


async def _carry(room: Room, giver: Officer, taker: Officer) -> None:
    """A courier takes what waits at one desk to the other."""
    path = str(room.folder / f"from-{giver.person.seat.code}.courier")
    await giver.verbs.ask("courier-export", {"path": path})
    await taker.verbs.ask("courier-import", {"path": path})


async def test_clocks_that_contradict_each_other() -> None:
    """One desk's clock is seven hours ahead: contested, both times, and nobody is called late."""
    async with Room(skewed={"BRE": timedelta(hours=7)}) as room, room.terminal(settings=UNLOCKED) as terminal:
        await room.own.say("Please confirm.", "IMMEDIATE")
        await terminal.sees("delivered")
        room.pass_time(timedelta(minutes=31))
        await terminal.sees("BRE: contested", "! Clocks contradict", "241408Z", "242108Z")


# The record


async def test_a_flash_that_overtakes_its_history() -> None:
    """It is shown at once; what it comes after is missed, and takes its place when it comes."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        await room.own.holds((await room.brevia.say("The line works."))["number"])
        room.stop_relay("Geneva")
        await terminal.sees("Offline")
        bell = rung(terminal)
        await room.brevia.say("Said before it.")
        flash = await room.brevia.say("Hold all vessels.", "FLASH")
        waiting = await room.brevia.engine.call(lambda station: list(station.memory.outbox.waiting()))
        urgent = [Deposit(each.public, each.slots) for each in waiting if each.precedence is Precedence.FLASH]
        export_courier(room.folder / "urgent.courier", urgent, room.brevia.person.key, room.now())
        await room.own.verbs.ask("courier-import", {"path": str(room.folder / "urgent.courier")})

        await terminal.sees("Hold all vessels.", "history incomplete", "Acknowledge receipt")
        await terminal.press("escape")
        await terminal.sees(flash["number"], "1 missing", "History incomplete", "from courier", "f8 open")
        room.pass_time(timedelta(minutes=1))
        await terminal.sees("Offline 1 min", "! FLASH            1 min ago")
        await same_picture(terminal, "history-incomplete-120x36")
        assert bell
        room.start_relay("Geneva")
        await terminal.sees("Said before it.", "intact")
        await terminal.loses("history incomplete")


async def test_a_desk_that_its_party_disowns() -> None:
    """Its root takes the device back: what it said beyond the cut stands there, and obliges nobody."""
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room:
        good = await room.brevia.say("Said by the officer.")
        await room.own.holds(good["number"])
        bad = await room.brevia.say("Said by the thief.", "FLASH")
        await room.own.holds(bad["number"])
        await room.secretariat.holds(bad["number"])
        async with room.terminal(settings=UNLOCKED) as terminal:
            await terminal.sees("Said by the thief.", "Acknowledge by", "Acknowledge receipt", "✓ verified")
            await _revoke(room, good["number"])
            disowned = "disowned. BRE revoked this desk, and does not stand by what it said"
            await terminal.sees(disowned, "Acknowledge receipt")
            await terminal.press("escape")
            await terminal.sees(disowned)
            await terminal.loses("Acknowledge by", "◷ Acknowledge", " new ")
            assert "Said by the officer." in terminal.text()
            await same_picture(terminal, "disowned-120x36")


async def _revoke(room: Room, last: str) -> None:
    """Brevia's root recognises its device up to that statement; the secretariat puts that on record."""
    person = room.brevia.person
    cuts: Any = await room.secretariat.verbs.ask("cuts", {"desk": "BRE-1"})
    held = await room.secretariat.holds(last)
    cut = cuts["rows"][0]
    revocation = Revocation(
        party=person.root.id,
        device=person.key.device,
        serial=1,
        reason="stolen",
        made_at=room.now(),
        cuts=(
            Cut(
                channel=ChannelId(bytes.fromhex(cut["channel"])),
                incarnation=IncarnationField.model_validate(cut["incarnation"]),
                seq=int(last.rsplit("-", 1)[1]),
                id=StatementId(bytes.fromhex(held["id"])),
            ),
        ),
    )
    signed = revoke(person.root_key, revocation)
    document = signed.to_document().model_dump_json().encode()
    await room.secretariat.verbs.ask("import", {"file": to_base64(document)})


async def test_what_arrives_late_and_what_is_no_exercise() -> None:
    """A real line has no banner and says so nowhere else either; what took long to come is marked."""
    async with Room(exercise=False) as room, room.terminal(settings=UNLOCKED) as terminal:
        await room.own.holds((await room.brevia.say("The line works."))["number"])
        await terminal.sees("The line works.")
        await terminal.shows(
            lambda: bool(terminal.app.channel_row and terminal.app.channel_row["looked_at"]), True
        )
        room.stop_relay("Geneva")
        await terminal.sees("Offline")
        await room.brevia.say("Long under way.")
        room.pass_time(timedelta(minutes=20))
        room.start_relay("Geneva")
        await terminal.sees("Long under way.", "arrived late, at 14:28Z")
        assert "EXERCISE" not in terminal.text()
        await same_picture(terminal, "real-line-120x36", "New since .*")
        unverified = Room(exercise=False, verified=False)
    async with unverified as room, room.terminal(settings=UNLOCKED) as terminal:
        await terminal.sees("BRE not verified", "nothing can be said here before", "v compares")
        await terminal.press("i")
        await terminal.type("Hello")
        await terminal.press("ctrl+s")
        await terminal.sees("The roots of BRE are not verified on this desk.")
        await terminal.press("enter")
        assert not (await room.own.verbs.ask("connection", {}))["waiting"], "nothing was said"


async def test_when_the_agreement_ends() -> None:
    """It says so in time; after it no message is begun, the clause is named, and one may acknowledge."""
    dates = {
        "clause": "9.1",
        "effective_at": to_rfc3339(BEGAN - timedelta(days=12)),
        "review_at": to_rfc3339(BEGAN + timedelta(hours=1)),
        "sunset_at": to_rfc3339(BEGAN + timedelta(days=3)),
    }
    async with Room(dates=dates) as room, room.terminal(settings=UNLOCKED) as terminal:
        asked = await room.brevia.say("Do you agree to renew?", "IMMEDIATE")
        await terminal.sees(asked["number"], "sunset in", "! Sunset", "Acknowledge by 14:38Z")
        room.pass_time(timedelta(days=3))
        await terminal.sees(
            "The agreement has ended", "Ended by clause 9.1", "! Sunset", "overdue since 24 Nov 14:38Z"
        )
        await terminal.press("i")
        assert isinstance(terminal.app.focused, Transcript), "there is nothing to write in"
        await same_picture(terminal, "ended-120x36", r"\d+ (min|h|days)", r"\d+ statements")
        terminal.app.clear_notifications()
        await terminal.press("a")
        await terminal.sees("Received. Not a consent.")
        await terminal.press("enter")
        await terminal.sees("ALD-1-2 is")


async def test_a_vault_that_cannot_be_written() -> None:
    """What could not be kept is not said, and the trouble stands above all until it is over."""
    async with Room() as room, room.terminal((80, 24), UNLOCKED) as terminal:
        await terminal.sees("1 of 1 relays")
        connection = room.own.vault._rows._connection
        pages = connection.pragma("page_count")
        connection.pragma("max_page_count", pages)
        for n in range(12):
            await room.brevia.say(f"{n} " + "Long words. " * 300)
        await terminal.sees("The vault cannot be written", "Vault cannot be written")
        await same_picture(terminal, "vault-full-80x24")
        connection.pragma("max_page_count", 2**30)
        await room.own.holds("BRE-1-13")
        await terminal.loses("cannot be written")
