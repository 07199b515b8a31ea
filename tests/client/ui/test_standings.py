"""What a statement counts for, where it is not plain, and what could not be taken in: each by its cause."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from client.links.courier import export_courier
from client.station import say
from client.station.events import Event
from client.station.say import Saying
from client.station.station import Station
from client.text.telling import told
from client.ui.settings import Settings
from hotline.agreement.text import agreement_id
from hotline.codec import to_base64, to_rfc3339
from hotline.ids import StatementId
from hotline.sentence import sentence
from hotline.signed import Signed
from hotline.wire.envelope import Deposit
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BEGAN, BREVIA, SECRETARIAT, Officer, Room, Terminal, signed_by
from tests.client.ui.test_agreement import acceptance

UNLOCKED = Settings(lock_after=0)
SINCE = ("New since .*", r"\d+ (min|s)\b", r"\d+ statements")


# Amendments


def amended(room: Room, title: str) -> Signed:
    parent = agreement_id(room.agreement.payload)
    return signed_by(room.people[:1], room.text.model_copy(update={"parent": parent, "title": title}))


async def accept(room: Room, desk: Officer, amendment: Signed, number: int) -> None:
    """Every root's acceptance enters the record through that desk."""
    for person in room.people:
        signed = acceptance(room, person, amendment, number)
        await desk.verbs.ask("import", {"file": to_base64(signed.to_json())})


async def test_two_amendments_that_came_into_force_side_by_side() -> None:
    """Neither side knew of the other's; what is said under either binds its author only."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        await room.own.holds((await room.brevia.say("The line works."))["number"])
        room.stop_relay("Geneva")
        await terminal.sees("Offline")
        one, other = (amended(room, f"Strait incidents until {each}") for each in ("spring", "autumn"))
        beside = await room.brevia.say("Said before we knew of any.")
        for desk, amendment, number in ((room.own, one, 1), (room.brevia, other, 2)):
            await desk.verbs.ask("import", {"file": to_base64(amendment.to_json())})
            await accept(room, desk, amendment, number)
        ours = await room.own.say("Under that of spring.")
        theirs = await room.brevia.say("Under that of autumn.")
        room.start_relay("Geneva")
        await room.own.holds(theirs["number"])
        await room.brevia.holds(ours["number"])

        await terminal.sees("Amendments in conflict", "Under that of autumn.", "✓ delivered", "✓ intact")
        text = await terminal.sees("disputed. Two amendments came into force side by side")
        assert text.count("disputed.") == 2, "what is said under either, also our own"
        assert "late. It was said under terms that its party had already agreed to" in text
        assert text.index(beside["number"]) < text.index("late.") < text.index("disputed.")
        await same_picture(terminal, "amendments-conflict-120x36", *SINCE)
        await terminal.press("n")
        await terminal.sees("AMENDMENTS IN CONFLICT   2", "These came into force side by side.")
        assert "withdrew" not in terminal.text(), "each came into force, and the words for it stand beside it"
        await same_picture(terminal, "agreement-conflict-120x36", *SINCE)
        await terminal.pilot.resize_terminal(80, 24)
        await terminal.sees("AMENDMENTS IN CONFLICT   2")
        await same_picture(terminal, "agreement-conflict-80x24", *SINCE)

        await accept(room, room.own, one, 9)
        await terminal.loses("AMENDMENTS IN CONFLICT")
        await terminal.press("escape")
        await terminal.loses("Amendments in conflict")


# What an honest desk does not say


async def doctored(officer: Officer, kind: str, content: dict[str, Any], **more: Any) -> None:
    """Its program was changed: it says what an honest one refuses to say."""

    def work(station: Station, now: datetime) -> list[Event]:
        channel = next(iter(station.channels()))
        with station._verb(now):
            say.say(station.memory, Saying(channel.id, kind, content, **more), now)
        return station.memory.drain()

    await officer.engine.do(work)


def message(text: str) -> dict[str, str]:
    return {"subject": text, "text": text, "language": "en"}


async def test_what_does_not_count_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the agreement, by what it refers to, by its date: in the transcript and in the check."""
    dates = {
        "clause": "9.1",
        "effective_at": to_rfc3339(BEGAN - timedelta(days=12)),
        "review_at": to_rfc3339(BEGAN + timedelta(minutes=30)),
        "sunset_at": to_rfc3339(BEGAN + timedelta(hours=1)),
    }
    async with Room((ALDORA, BREVIA, SECRETARIAT), dates=dates) as room:
        asked = await room.own.say("Is all well?")
        await room.brevia.holds(asked["number"])
        well = await room.brevia.say("All is well.")
        answer = {"nonce": "00" * 16, "hash": "00" * 32}
        await doctored(
            room.brevia, "comm-check-answer", answer, refers_to=StatementId(bytes.fromhex(asked["id"]))
        )
        with monkeypatch.context() as changed:
            changed.setattr(say, "VerdictState", SimpleNamespace(INVALID=object()))
            await doctored(room.brevia, "message", message("Held back."), held=True)
        await room.own.holds("BRE-1-4")
        room.stop_relay("Geneva")
        await room.brevia.say("Said in time.")
        room.pass_time(timedelta(hours=2))
        await room.own.acknowledge(well["number"])
        await doctored(room.brevia, "message", message("Said too late."))
        room.start_relay("Geneva")
        await room.own.holds("BRE-1-6")
        async with room.terminal(settings=UNLOCKED) as terminal:
            await terminal.press("w")
            await terminal.sees("Said too late.", "intact", "late. It is dated after the agreement's sunset.")
            await terminal.sees("✓ delivered")  # the acknowledgement, to both
            await terminal.press("home")
            await terminal.sees(
                "unwitnessed. It is dated in time", "misplaced. It refers to a message, which such"
            )
            await terminal.press("pagedown")
            await terminal.sees(
                "[held back]", "invalid (clause 3.1). The agreement does not let the body of a"
            )
            await same_picture(terminal, "standings-120x36", *SINCE)
            await terminal.press("t")
            await _counts_nowhere(terminal, "misplaced", "invalid", "unwitnessed", "late")
        async with room.terminal(settings=Settings(language="fr", lock_after=0)) as terminal:
            await terminal.press("w")
            text = "The agreement does not let the body of a {kind} be held back."
            await terminal.sees(told(sentence("It is dated after the agreement's sunset.")))
            await terminal.press("home", "pagedown")
            await terminal.sees(told(sentence(text, kind="message"))[:40])


async def _counts_nowhere(terminal: Terminal, *words: str) -> None:
    await terminal.sees("DOES NOT COUNT   5")
    await terminal.sees(*words)


# What could not be taken in


async def test_an_envelope_that_cannot_be_taken_in() -> None:
    """It is told, kept whole, and shown on the line and in the check; what opens with no key is told only."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        await room.own.holds((await room.brevia.say("The line works."))["number"])
        room.stop_relay("Geneva")
        await terminal.sees("Offline")
        await room.brevia.say("Under way.")
        sealed = await room.brevia.engine.call(lambda station: list(station.memory.outbox.waiting()))
        good = [Deposit(each.public, each.slots) for each in sealed]
        ours = [(device, slot) for device, slot in good[0].slots if device == room.own.person.key.device]
        broken = Deposit(b"no envelope at all", tuple(ours))
        path = str(room.folder / "broken.courier")
        export_courier(room.folder / "broken.courier", [broken, *good], room.brevia.person.key, room.now())
        await room.own.verbs.ask("courier-import", {"path": path})

        await terminal.sees("Under way.", "from courier")
        await terminal.press("o")
        room.start_relay("Geneva")
        await terminal.sees("Set aside, as they could not be taken in: 1.", "The relay is up.", "✓ intact")
        await same_picture(terminal, "set-aside-120x36", *SINCE)
        await terminal.press("escape", "t")
        await terminal.sees("SET ASIDE   1", "kept whole", "Envelope")
        checks = await room.own.verbs.ask("doctor", {"wait": 0})
        assert any("set aside" in str(each) for each in checks["rows"])
