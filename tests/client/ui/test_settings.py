"""What an officer may choose: it holds at once, and the next time as well."""

from __future__ import annotations

from client.text.languages.russian import RUSSIAN
from client.ui.remapping import clash, places, refused
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

    from client.ui.keys import KEYS

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
