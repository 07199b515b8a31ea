"""What an officer may choose: it holds at once, and the next time as well."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest
from textual.binding import Binding

import client.ui
from client.text.languages.russian import RUSSIAN
from client.ui.keys import KEYS
from client.ui.remapping import MOVING, clash, places, refused
from client.ui.screens import flash
from client.ui.settings import Settings, read_settings
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import Room, Terminal

UNLOCKED = Settings(lock_after=0)


async def test_what_is_chosen_holds_at_once_and_the_next_time() -> None:
    """Language, colours, shapes; and a key, unless it does something else at the same place."""
    async with Room() as room:
        await room.own.holds((await room.brevia.say("Two patrol craft…", "PRIORITY"))["number"])
        async with room.terminal(settings=UNLOCKED) as terminal:
            await terminal.sees("1 of 1 relays", "BRE-1-2")
            await terminal.press("comma")
            await terminal.sees("Settings", "calm, dark", "Lock when idle", "never")
            await same_picture(terminal, "settings-120x36")
            await terminal.press("down", "right", "down", "right")
            await terminal.sees("calm, light", "plain")
            assert terminal.app.theme == "calm-light"
            await terminal.draws_plainly()
            await terminal.press("up", "up", "right")
            await terminal.sees("Français")
            await terminal.press("right")
            await terminal.sees("Русский", RUSSIAN["Settings"], RUSSIAN["Help"])
            await terminal.press("right")
            await terminal.sees("English", "Settings")

            await _choose(terminal, "Reply")
            await terminal.press("enter")
            await terminal.sees("Press the key for: Reply")
            await terminal.press("a")
            await terminal.sees("a is taken: Acknowledge.")
            assert "reply" not in terminal.app.settings.keys
            await terminal.press("enter", "z")
            await terminal.sees("z (changed)")
            await terminal.press("escape")
            await terminal.sees("z Reply", "BRE-1-2")
            await terminal.draws_plainly()
            await terminal.press("z")
            await terminal.sees("Reply to BRE-1-2")

        kept, trouble = read_settings(room.folder)
        assert trouble is None
        assert kept == Settings(theme="calm-light", glyphs="plain", lock_after=0, keys={"reply": "z"})
        async with room.terminal(settings=kept) as terminal:
            await terminal.sees("z Reply")
            await terminal.press("comma")
            await _choose(terminal, "Reply")
            await terminal.press("backspace", "escape")
            await terminal.sees("r Reply")


async def test_on_a_small_screen_everything_is_still_explained() -> None:
    """What the rows have no room for stands below; and the write line changes its language with the rest."""
    async with Room() as room, room.terminal((80, 24), UNLOCKED) as terminal:
        await terminal.sees("1 of 1 relays", "Write a message")
        await terminal.press("comma")
        await terminal.sees("Settings", "left and right change it, enter takes a new key, backspace")
        await terminal.press("down", "down")
        await terminal.sees("Plain ones for terminals in which others are too wide.")
        await terminal.press("up", "up", "right", "down", "down")
        await terminal.sees("Réglages", "l'habituelle", "Des signes simples, pour les terminaux où")
        await same_picture(terminal, "settings-fr-80x24")
        await terminal.press("escape")
        text = await terminal.sees("Écrivez un message")
        assert "Write a message" not in text


async def test_what_the_file_says_of_keys_is_checked() -> None:
    """The way out stays open, no key does two things at one place, and what cannot be is told."""
    keys = {"quit": "f12", "reply": "a", "riposte": "f9", "next": "f7"}
    async with Room() as room, room.terminal(settings=Settings(lock_after=0, keys=keys)) as terminal:
        await terminal.sees(
            "Some keys of the settings file stay as they are:",
            "quit: ctrl+q always leaves",
            "reply: a is taken: Acknowledge.",
            "riposte: No key has that name.",
        )
        assert terminal.app.settings.keys == {"next": "f7"}
        await terminal.press("ctrl+q")
        assert not terminal.app.is_running


async def _choose(terminal: Terminal, word: str) -> None:
    """Down to that row."""
    for _ in range(60):
        if any(row.startswith(("  › " + word, "  > " + word)) for row in terminal.text().split("\n")):
            return
        await terminal.press("down")
    raise AssertionError(f"there is no row {word}:\n{terminal.text()}")


def test_no_two_actions_have_one_key_where_both_act() -> None:
    """As it comes; nor can a map close the way out, or take a key that is wanted while one writes."""
    where = places()
    names = sorted({each for together in where for each in together})

    assert [
        (each, clash(each, KEYS[each].keys, {}, where))
        for each in names
        if clash(each, KEYS[each].keys, {}, where)
    ] == []
    assert refused("reply", "ctrl+q")
    assert refused("quit", "x")
    assert refused("send", "s")
    assert refused("compose", "up")
    assert not refused("send", "f5")
    assert not refused("reply", "z")


IN_A_FIELD = frozenset({"enter", "space", "backspace", "delete", "ctrl+q"})
"""What these do where one writes or chooses is no action of ours; and the way out stays the way out."""


def test_every_key_that_acts_has_a_name_under_which_it_is_remapped() -> None:
    assert [
        f"{kind.__name__}: {each.key}"
        for kind, each in _bindings()
        if each.id not in KEYS and not set(each.key.split(",")) <= MOVING | IN_A_FIELD
    ] == []


def _bindings() -> Iterator[tuple[type, Binding]]:
    """Every one that a class of the terminal declares."""
    for found in walk_packages(client.ui.__path__, "client.ui."):
        for kind in vars(import_module(found.name)).values():
            if isinstance(kind, type) and kind.__module__ == found.name:
                for each in kind.__dict__.get("BINDINGS", ()):
                    assert isinstance(each, Binding)
                    yield kind, each


async def test_the_keys_of_dialogs_are_remapped_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A FLASH, and what the others will read: the new keys act and are shown, the usual ones do nothing."""
    monkeypatch.setattr(flash, "GUARD", 0.0)
    keys = {"acknowledge": "f9", "channel": "x", "say": "f4", "precedence": "f7", "back": "f12", "close": "z"}
    async with Room() as room, room.terminal(settings=Settings(lock_after=0, keys=keys)) as terminal:
        said = await room.brevia.say("Hold all vessels.", "FLASH")
        await terminal.sees("f9  Acknowledge receipt", "x Open channel", "f12 Keep as a bar")
        await terminal.press("a", "o", "escape")
        await terminal.sees("Acknowledge receipt", "Hold all vessels.")
        await terminal.press("x")
        await terminal.loses("Acknowledge receipt")
        await terminal.press("f8")
        await terminal.sees("Acknowledge receipt")
        await terminal.press("f9")
        await terminal.loses("Acknowledge receipt")
        assert (await room.brevia.holds("ALD-1-2"))["refers_to"] == said["number"]

        await terminal.press("i")
        await terminal.type("We hold them.")
        await terminal.press("f7", "ctrl+s")
        await terminal.sees("THE OTHERS WILL READ", "priority", "f4 Send", "f12 Go on writing")
        await terminal.press("enter", "f12")
        await terminal.loses("THE OTHERS WILL READ")
        await terminal.press("ctrl+s")
        await terminal.sees("THE OTHERS WILL READ")
        await terminal.press("f4")
        assert (await room.brevia.holds("ALD-1-3"))["precedence"] == "PRIORITY"
        await terminal.press("f12", "f1")
        await terminal.sees("KEYS HERE")
        await terminal.press("z")
        await terminal.loses("KEYS HERE")
