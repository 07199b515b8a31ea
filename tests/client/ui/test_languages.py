"""The screens in other languages than English: all of ours is said in it, nothing that others wrote is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from client.text.tongue import TABLES, say, speak, spoken
from client.ui.screens.flash import FlashDialog
from client.ui.settings import Settings
from tests.client.text.spoken import sentences
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BREVIA, SECRETARIAT, Room, Terminal

LANGUAGES = ("fr", "ru")
SIZES = {"120x36": (120, 36), "80x24": (80, 24)}
WORDS = {
    "fr": {
        "title": "Incident à la ligne K",
        "subject": "Vedettes à la ligne K",
        "text": "Deux vedettes ont été vues à deux milles au sud de la ligne K. Quelle est leur mission ?",
        "flash": "Tir à K5. Cessez le feu.",
    },
    "ru": {
        "title": "Случай у линии К",
        "subject": "Катера у линии К",
        "text": "Два катера замечены в двух милях к югу от линии К. Просим сообщить их цель.",
        "flash": "Выстрел у К5. Прекратить огонь.",
    },
}
"""What the parties write."""

NOT_OURS = frozenset(
    {"HOTLINE", "EXERCISE", "FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE", "Routine", "Priority"}
    | {"Immediate", "Flash", "routine", "priority", "Aldora", "Brevia", "Joint", "Secretariat", "Geneva"}
    | {"Maro", "Hadar", "Lind", "duty", "officer", "voice", "line"}  # names, and what the agreement says
    | {"all", "esc", "tab", "enter", "pagedown", "pageup", "home", "end", "down", "up"}  # keys, a value
    | {"NOV", "DEC", "phia", "root", "hotline", "courier", "und"}
    | {"ALD", "BRE", "SEC", "ICD", "UTC", "PHIA"}
)
STILL_NEEDED = "Still needed: {what}"
SECONDS = r"\b\d\d? [sс]\b"
LATIN = re.compile(r"[A-Za-zÀ-ÿŒœ]{3,}")


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak("en")


def english_left(text: str) -> list[str]:
    """The words in Latin letters that are not the language's own, and neither names nor codes nor keys."""
    plain = re.sub(r"[A-Z]{3}-\d+(-\d+)?|/\S+|\b[0-9a-f]{4,}\b|wss:\S+|\S+…", " ", text)
    known = _words_of(spoken())
    return [
        each
        for each in LATIN.findall(plain)
        if not _named(each) and each.casefold() not in known and not _behind(each, spoken())
    ]


def _behind(word: str, language: str) -> bool:
    """A piece of what the parties wrote, cut by the edge of a dialog that stands over it."""
    written = LATIN.findall(" ".join(WORDS.get(language, {}).values()))
    return any(each.startswith(word) or each.endswith(word) for each in written)


@cache
def _words_of(language: str) -> frozenset[str]:
    """Those that our sentences have in it, and those that the parties write."""
    texts = (*TABLES[language].values(), *WORDS.get(language, {}).values())
    return frozenset(each.casefold() for text in texts for each in LATIN.findall(re.sub(r"{.*?}", " ", text)))


def _named(word: str) -> bool:
    """Whole, or cut short at the edge of the screen."""
    return word in NOT_OURS or any(len(word) > 3 and each.startswith(word) for each in NOT_OURS)


async def shows(terminal: Terminal, *english: str) -> str:
    """What the sentences are in the language that is spoken; and no English is left beside them."""
    text = await terminal.sees(*(say(each).partition("{")[0].strip() for each in english))
    assert english_left(text) == []
    return text


def test_what_looks_for_english_finds_it() -> None:
    assert english_left("BRE-1-4  Acknowledge  PRIORITY") == ["Acknowledge"]
    assert any(english_left(each) for each in sentences() if each == "Received. Not a consent.")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_watch_is_kept_in_the_officers_language(language: str, size: str) -> None:
    """Read, written, reviewed, sent; a FLASH acknowledged; the relay lost: each in words of their own."""
    words, settings = WORDS[language], Settings(language=language, lock_after=0)
    async with Room((ALDORA, BREVIA, SECRETARIAT), title=words["title"]) as room:
        asked = await room.brevia.say(words["text"], "PRIORITY", fields={"subject": words["subject"]})
        await room.own.holds(asked["number"])
        own = await room.own.say(words["text"], re=asked["number"], fields={"subject": words["subject"]})
        await room.brevia.holds(own["number"])
        read = await room.brevia.acknowledge(own["number"])
        await room.own.holds(read["number"])
        async with room.terminal(SIZES[size], settings) as terminal:
            await shows(terminal, "Received. Not a consent.", "Subject", "delivered")
            await terminal.sees(f"✓ {say('intact')}")
            await same_picture(terminal, f"main-{language}-{size}")
            await terminal.press("f1")
            await shows(terminal, "KEYS HERE", "Write a structured statement")
            await terminal.press("end")
            await shows(terminal, "SHAPES", "answered", "A named officer has read it. That is not a consent.")
            await terminal.press("escape")
            await _finds(terminal, "Subject")

            await _asks_about_a_risk(terminal, f"compose-{language}-{size}")
            await _acknowledges_a_flash(room, terminal, words["flash"])
            await _loses_the_relay(room, terminal, words["text"])


async def _finds(terminal: Terminal, word: str) -> None:
    """Our own words are found, and stand there, as the officer reads them."""
    await terminal.press("slash")
    await terminal.type(say(word).lower())
    await shows(terminal, word, "Search")
    assert say("Nothing found in {where}.", where=say("this channel")) not in terminal.text()
    await terminal.press("escape")


async def _asks_about_a_risk(terminal: Terminal, picture: str) -> None:
    await terminal.press("c")
    await shows(terminal, "New statement", "Comm check", "A message in your own words, in your own language.")
    await terminal.press("down", "down", "enter")
    await shows(terminal, "Precedence", "Title", "Event", STILL_NEEDED)
    await terminal.press("ctrl+s")
    await shows(terminal, "needs a few words")
    await same_picture(terminal, picture, SECONDS)
    await terminal.press("escape")
    await terminal.loses(say("Precedence"))


async def _acknowledges_a_flash(room: Room, terminal: Terminal, words: str) -> None:
    """The dialog says what acknowledging means, and that it was received is what is said."""
    flash = await room.brevia.say(words, "FLASH", fields={"subject": words})
    text = await shows(terminal, "Acknowledge receipt", "Open channel", "Subject")
    assert _narrow(terminal) or "I. Maro" in text, "who sits here is not cut for it"
    dialog = terminal.app.screen
    assert isinstance(dialog, FlashDialog)
    while dialog.guarded:
        await terminal.pilot.pause(0.1)
    await terminal.press("a")
    await shows(
        terminal, "Received. Not a consent.", "Nothing needs you now." if _narrow(terminal) else "Nothing."
    )
    seen = await room.brevia.holds("ALD-1-3")
    assert (seen["kind"], seen["refers_to"]) == ("acknowledgement", flash["number"])


def _narrow(terminal: Terminal) -> bool:
    return terminal.app.size.width < 100


async def _loses_the_relay(room: Room, terminal: Terminal, words: str) -> None:
    room.stop_relay("Geneva")
    await terminal.sees(
        say("No relay can be reached: what you say is signed, saved and queued.").split(":")[0]
    )
    await terminal.press("i")
    await terminal.type(words)
    await terminal.press("ctrl+s")
    await shows(terminal, "THE OTHERS WILL READ", "Subject")
    await terminal.press("enter", "escape")
    await terminal.sees(say("queued"))
    await terminal.press("o")
    text = await shows(terminal, "connection refused", "No relay can be reached.")
    assert "ALD-1-4" in text
    await terminal.press("i")
    await terminal.type("/k9")
    await terminal.press("enter")
    begun, reason = (
        say("The courier file cannot be read: {why}.").partition("{")[0],
        "no such file or directory",
    )
    await terminal.sees(begun.strip(), say(reason).split()[-1])
    await terminal.press("escape")


async def test_a_russian_keyboard_needs_no_change_to_work_the_line() -> None:
    """Letters act by where they are on the keyboard; in a field they are letters."""
    async with Room() as room, room.terminal(settings=Settings(language="ru", lock_after=0)) as terminal:
        notice = await room.brevia.say("Учение по тралению, квадрат К4.", "IMMEDIATE")
        await terminal.sees(notice["number"], say("acknowledge"))
        await terminal.press("ш")  # where i is
        await terminal.type("Вас понял")
        await terminal.press("escape")
        assert "Вас понял" in terminal.text()

        await terminal.press("ф")  # where a is

        await terminal.sees(say("Received. Not a consent."))
        await terminal.press("escape", "щ")  # where o is
        await terminal.sees(say("Connection and outbox"))


async def test_the_language_is_chosen_in_the_settings_and_holds_at_once() -> None:
    async with Room() as room, room.terminal() as terminal:
        await terminal.press("comma")
        await terminal.sees("Settings", "English")
        for language in list(TABLES)[1:]:
            await terminal.press("right")
            await terminal.sees(TABLES[language].get("Settings", "Settings"))
        await terminal.press("right")
        await terminal.sees("Settings", "English")
        assert room.own.person.seat is ALDORA
