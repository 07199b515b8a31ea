"""The transcript check: a conflict with both copies, what is missing, what is not proven, what came late."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from client.links.courier import export_courier
from client.station.station import Station
from client.ui.settings import Settings
from client.vault.memory import from_snapshot, snapshot
from hotline.archive.verify import verify
from hotline.errors import Misuse
from hotline.signed import signed_from_json
from hotline.statements.header import open_statement
from hotline.wire.envelope import Deposit
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BEGAN, BREVIA, Officer, Room, Terminal, until
from tests.client.ui.test_two_channels import OTHER, TwoChannels, go

FINDS = {"subject": "Data release, cleared lane chart"}


async def two_histories(room: Room) -> tuple[dict[str, Any], dict[str, Any]]:
    """Brevia's vault was copied, and both copies speak."""
    rule = await room.brevia.say("The night lights rule is in force.")
    await room.own.holds(rule["number"])
    copy = from_snapshot(snapshot(room.brevia.vault))
    complete = "Verifier finds the chart complete for boxes K4 to K6."
    one = await room.brevia.say(complete, "PRIORITY", fields=FINDS)
    await room.own.holds(one["number"])
    other = await room.open_desk(room.brevia.person, copy)
    two = await other.say(complete.replace("complete", "not complete"), "PRIORITY", fields=FINDS)
    await until(lambda: _alarmed(room.own))
    return one, two


async def _alarmed(officer: Officer) -> bool:
    view = await officer.verbs.ask("overview", {})
    return bool(view["channels"][0]["alarms"])


async def _words(terminal: Terminal) -> str:
    """The whole report, page by page."""
    await terminal.press("home")
    found = terminal.text()
    for _ in range(8):
        await terminal.press("pagedown")
        found += terminal.text()
    return found


async def test_a_conflict_is_shown_with_both_signed_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it means, both copies with what differs, what still works, whom to call, and proof as files."""
    async with Room((ALDORA, BREVIA)) as room:
        one, two = await two_histories(room)
        async with room.terminal() as terminal:
            await terminal.sees("Transcript conflict", "conflicting")
            await terminal.press("n")
            await terminal.sees("Two different statements carry the number BRE-1-3.", "DOES NOT COUNT   2")
            await terminal.sees("+00 555 0143", "clause 8.1", "These give Brevia no right: BRE-1-3.")
            await same_picture(terminal, "record-conflict-dark-120x36")
            words = await _words(terminal)
            assert "DOES NOT COUNT   2" in words
            for each in (one, two):
                grouped = [each["id"][at : at + 4] for at in range(0, 64, 4)]
                assert all(" ".join(grouped[at : at + 8]) in words for at in (0, 8))
            await terminal.press("x")
            await terminal.sees("Export evidence", "not encrypted")
            await terminal.press("enter")
            await terminal.sees("Written")
        await _is_proof(room, {one["id"], two["id"]})
        monkeypatch.setenv("NO_COLOR", "1")
        async with room.terminal((80, 24)) as terminal:
            await terminal.press("t")
            await terminal.sees("Copy 1", "Copy 2")
            await same_picture(terminal, "record-conflict-no-colour-80x24")


async def test_what_is_wrong_on_another_channel_is_led_to_there() -> None:
    """Not to the clean record of the channel that happens to be open."""
    async with TwoChannels((ALDORA, BREVIA)) as room:
        await two_histories(room)
        async with room.terminal() as terminal:
            await terminal.sees("Transcript conflict", OTHER)
            await go(terminal, OTHER)
            await terminal.press("n")
            await terminal.sees("Transcript check", "Two different statements carry the number BRE-1-3.")


async def _is_proof(room: Room, statements: set[str]) -> None:
    """The files convince somebody who has nothing else."""
    [folder] = room.folder.glob("evidence-strait-incidents-*")
    with (folder / "record.transcript").open("rb") as file:
        report = verify(file)
    [finding] = report.findings
    assert finding.code == "two-histories" and {each.hex() for each in finding.ids} == statements
    for name in ("BRE-1-3-first.dsse.json", "BRE-1-3-second.dsse.json"):
        signed = signed_from_json((folder / name).read_bytes())
        statement = open_statement(signed.payload, signed.signatures[0].value)
        assert statement.id.hex() in statements
    assert folder.stat().st_mode & 0o077 == 0
    with pytest.raises(Misuse):
        await room.own.verbs.ask("evidence", {"channel": room.text.title, "path": str(folder)})


async def test_an_outage_leaves_a_record_unproven_and_a_courier_leaves_a_gap() -> None:
    """A relay that holds back the end leaves no gap: only the others' own words prove a record current."""
    never = Settings(lock_after=0)
    async with Room((ALDORA, BREVIA)) as room, room.terminal(settings=never) as terminal:
        await room.brevia.holds((await room.own.say("How is line K?"))["number"])
        said = await room.brevia.say("All quiet at line K.")
        await terminal.sees(said["number"], "✓ intact", "1 of 1 relays")
        await room.brevia.engine.wait_quiet(10)
        room.stop_relay("Geneva")
        await terminal.sees("Offline")
        room.pass_time(timedelta(hours=1, minutes=50))
        await terminal.sees("Offline 110 min", "✓ intact")
        room.pass_time(timedelta(minutes=20))
        await terminal.sees("◷ not proven current by BRE", "◷ not proven")
        await terminal.press("t")
        await terminal.sees("2 h 10 min ago: not current", "every 60 min", "verified again")
        await same_picture(terminal, "record-unproven-dark-120x36")

        await room.brevia.say("Under way.")
        path = room.folder / "by-hand.courier"
        await _by_hand(room.brevia, path, "Carried by hand.")
        await room.own.verbs.ask("courier-import", {"path": str(path)})
        await terminal.sees("NOT HERE YET", "BRE-1-3", "Asked of BRE-1.", "1–2, 4")
        await terminal.press("escape")
        await terminal.sees("Carried by hand.", "from courier", "history incomplete", "1 missing")
        await _leads_to(terminal, "gap")
        await terminal.sees("NOT HERE YET", "Asked of BRE-1.")
        await terminal.press("escape")

        room.start_relay("Geneva")
        await terminal.sees("Under way.", "✓ intact")
        await terminal.press("t")
        await terminal.sees("Nothing is known to be missing", "1–4", " ago")
        await terminal.loses("not current")


async def _leads_to(terminal: Terminal, what: str) -> None:
    """By the key for the next thing that needs the officer, as often as it takes."""
    view = terminal.app.overview
    assert view is not None
    places = [str(each["what"]) for each in view["needs"]]
    for _ in places[: places.index(what)]:
        await terminal.press("n", "escape")
    await terminal.press("n")


async def _by_hand(officer: Officer, path: Path, text: str) -> None:
    """Says something, and writes nothing but that into a courier's file."""
    before = {each.id for each in officer.vault.outbox.outgoing()}
    await officer.say(text)

    def work(station: Station) -> None:
        fresh = [each for each in station.memory.outbox.waiting() if each.id not in before]
        envelopes = [Deposit(each.public, each.slots) for each in fresh]
        export_courier(path, envelopes, station.memory.signing, BEGAN)

    await officer.engine.call(work)


async def test_what_comes_late_stands_in_its_place_and_is_led_to() -> None:
    """Both sides talked through an outage: what the other said long ago comes above what is on screen."""
    async with Room((ALDORA, BREVIA)) as room, room.terminal() as terminal:
        before = await room.brevia.say("Before the outage.")
        await terminal.sees(before["number"], "1 of 1 relays")
        room.stop_relay("Geneva")
        await terminal.sees("Offline")
        late = await room.brevia.say("Said during the outage.")
        room.pass_time(timedelta(minutes=10))
        for n in range(12):
            await room.own.say(f"Entry {n} of our log.")
        await terminal.sees("Entry 11 of our log.")
        await terminal.press("end")
        room.start_relay("Geneva")
        await room.own.holds(late["number"])

        await until(lambda: _unread(room.own, 1))
        assert "Said during the outage." not in terminal.text()
        await terminal.press("u")
        await terminal.sees("Said during the outage.", "new  BRE-1-3", "arrived late")
        await until(lambda: _unread(room.own, 0))
        page = await room.own.verbs.ask("page", {"channel": room.text.title, "limit": 100})
        numbers = [each["number"] for each in page["rows"]]
        assert numbers.index("BRE-1-2") + 1 == numbers.index("BRE-1-3") < numbers.index("ALD-1-2")
        await terminal.press("u")
        await terminal.sees("Nothing is unread.", "new  BRE-1-3")
        await terminal.press("U")
        await terminal.sees("All is marked as seen.")
        await terminal.loses("new  BRE-1-3")


async def _unread(officer: Officer, count: int) -> bool:
    view = await officer.verbs.ask("overview", {})
    return bool(view["channels"][0]["unread"] == count)
