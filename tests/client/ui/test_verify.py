"""Verifying a party: all 24 digits are typed as they are heard, and only then is anything said of them."""

from __future__ import annotations

import json

import pytest
from textual import events

from client.ui.lookup import unverified_in
from client.ui.settings import Settings
from client.ui.widgets.code_entry import CodeEntry
from hotline.errors import Misuse
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BREVIA, SECRETARIAT, Officer, Room, Terminal
from tests.client.ui.withheld import late

LARGE = r"[╻┗┃╹┏┓╺━╸┣┫┛┻ ]{60,}"  # digits three lines high: other ones in every run
PLAIN = r"[_| ]{60,}"
PICTURE = r"[▀▄█ ]{25,}"


async def code_of(officer: Officer) -> str:
    answer = await officer.verbs.ask("digits", {"party": officer.person.seat.code})
    return str(answer["own_digits"]).replace(" ", "")


def wrong(code: str) -> str:
    """All but the last digit are right."""
    return code[:-1] + str((int(code[-1]) + 1) % 10)


async def open_verify(terminal: Terminal) -> None:
    await terminal.sees("1 of 1 relays")
    await terminal.press("v")
    await terminal.sees("Read your own code out")


async def test_a_call_from_the_first_digit_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Differ, and nothing changes; match, and who, when and how is kept; the next party stands ready."""
    async with Room((ALDORA, BREVIA, SECRETARIAT), verified=False) as room:
        await in_other_colours(room, monkeypatch)
        async with room.terminal() as terminal:
            await compare(terminal, room.brevia, "dark-120x36")
            await terminal.press("n")
            await terminal.sees("Verify Joint Secretariat", "0144")
            await terminal.press("escape")
            await terminal.sees("SEC not verified")
            assert "BRE, SEC not verified" not in terminal.text()
        async with room.terminal((80, 24)) as terminal:
            await compare(terminal, room.secretariat, "dark-80x24")


async def in_other_colours(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """What must be told apart is told apart by words, whatever the colours; plain shapes are ASCII."""
    async with room.terminal(settings=Settings(theme="calm-light")) as terminal:
        await open_verify(terminal)
        await same_picture(terminal, "verify-light-120x36", LARGE)
    with monkeypatch.context() as patch:
        patch.setenv("NO_COLOR", "1")
        async with room.terminal(settings=Settings(glyphs="plain")) as terminal:
            await open_verify(terminal)
            assert terminal.text().isascii(), terminal.text()
            await same_picture(terminal, "verify-no-colour-120x36", PLAIN)


async def compare(terminal: Terminal, other: Officer, name: str) -> None:
    """Half of it, all of it with one digit wrong, and all of it."""
    seat, theirs = other.person.seat, await code_of(other)
    await open_verify(terminal)
    await terminal.sees(f"Verify {seat.name}", "not verified yet", "+00 555 014", "clause 8.1")
    await same_picture(terminal, f"verify-{name}", LARGE)

    await terminal.type(wrong(theirs)[:20])
    await terminal.press("enter")
    await terminal.type("B.B.")
    await terminal.press("enter")
    said = await terminal.sees("20 of 24 digits")
    assert "differ." not in said and "match:" not in said
    await terminal.type(wrong(theirs)[20:])
    await terminal.loses("match:")
    await terminal.press("enter")
    await terminal.sees("The digits differ.", f"{seat.code} stays unverified; nothing is lost.")
    await same_picture(terminal, f"verify-differ-{name}", LARGE)
    assert seat.code in unverified_in(terminal.app.channel_row)

    await terminal.press("backspace", theirs[-1], "enter")
    await terminal.sees(f"All 24 digits match: {seat.name} is verified.", "Stay on the line")
    await terminal.sees("14:08Z by voice line +00 555 014", "with B.B.")
    await same_picture(terminal, f"verify-match-{name}", LARGE)


async def test_the_own_code_is_handed_out_and_theirs_is_typed() -> None:
    """Digits, words in a language, a picture; no paste is taken, and the others' digits never come here."""
    none = {"clause": "8.1", "numbers": []}
    async with Room(verified=False, voice=none) as room:
        own = await room.own.verbs.ask("digits", {"party": "BRE", "language": "english"})
        answer = await room.own.verbs.ask("verifying", {"channel": "Strait incidents", "party": "BRE"})
        assert await code_of(room.brevia) not in json.dumps(answer).replace(" ", "")
        async with room.terminal((80, 24)) as terminal:
            await open_verify(terminal)
            await terminal.sees("on a number that you know from elsewhere", "The agreement has none for this")
            await terminal.press("l")
            text = await terminal.sees("The same code in words: english")
            assert all(word in text for word in own["own_words"].split())
            await terminal.press("L")
            await terminal.sees("The same code in words: french")
            await terminal.press("q")
            await terminal.sees("somebody who stands beside you", "▀")
            await same_picture(terminal, "verify-picture-80x24", PICTURE)
            await terminal.press("q")
            await terminal.loses("▀")

            entry = terminal.app.screen.query_one(CodeEntry)
            entry.post_message(events.Paste(await code_of(room.brevia)))
            await terminal.sees("copied")
            assert entry.digits == ""
            await terminal.type("0123")
            await terminal.sees("0123   ____")
            await terminal.press("escape")
            await terminal.sees("esc once more leaves")
            await terminal.press("escape")
            await terminal.sees("needs you")

        with pytest.raises(Misuse, match="not another party"):
            await room.own.verbs.ask("verifying", {"channel": "Strait incidents", "party": "ALD"})
        with pytest.raises(Misuse, match="your own party"):
            own_code = await code_of(room.own)
            await room.own.verbs.ask("verify", {"party": "ALD", "digits": own_code, "who": "me", "how": "-"})


async def test_a_flash_takes_no_digit_away() -> None:
    """While digits are typed it is a bar, as with any text."""
    async with Room(verified=False) as room, room.terminal() as terminal:
        await open_verify(terminal)
        await terminal.type("1234")
        said = await room.brevia.say("Hold all vessels.", "FLASH")
        await terminal.sees("FLASH  BRE", said["number"], "f8 open")
        await terminal.type("5678")
        assert terminal.app.screen.query_one(CodeEntry).digits == "12345678"
        assert "Acknowledge receipt" not in terminal.text()


async def test_a_match_is_said_of_the_party_whose_digits_were_typed() -> None:
    """No other party comes there before it is said, however late that is."""
    async with Room((ALDORA, BREVIA, SECRETARIAT), verified=False) as room, late(room) as (terminal, desk):
        await open_verify(terminal)
        await terminal.type(await code_of(room.brevia))
        await terminal.press("enter")
        await terminal.type("B.B.")
        desk.hold("verify")
        await terminal.press("enter")
        await desk.asked("verify")
        terminal.app.screen.query_one(CodeEntry).focus()
        await terminal.press("n", "enter")
        await terminal.sees("Verify Brevia")
        desk.let_go("verify")
        await terminal.sees("All 24 digits match: Brevia is verified.")
        desk.hold("verifying")
        await terminal.press("n")
        await desk.asked("verifying")
        await terminal.press("enter")
        desk.let_go("verifying")
        await terminal.sees("Verify Joint Secretariat", "not verified yet")
        assert "match" not in terminal.text()


async def test_a_flash_to_an_unverified_party_takes_a_yes_of_its_own() -> None:
    """Enter alone does not send it; the line above the record says it all the while."""
    async with Room(verified=False) as room, room.terminal() as terminal:
        await terminal.sees("1 of 1 relays", "BRE not verified")
        await terminal.press("i")
        await terminal.type("Hold.")
        await terminal.press("ctrl+r", "ctrl+r", "ctrl+r", "ctrl+s")
        await terminal.sees("Send this FLASH though BRE is not verified?", "y Yes")
        await terminal.press("enter", "ctrl+s")
        assert "Send this FLASH" in terminal.text()
        await terminal.press("y")
        await terminal.sees("Send   esc")
        await terminal.press("enter")

        await terminal.sees("ALD-1-2", "delivered")
        assert (await room.brevia.holds("ALD-1-2"))["precedence"] == "FLASH"
