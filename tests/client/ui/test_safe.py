"""Others' text is hostile: wherever it stands, nothing active reaches the terminal, nothing is markup."""

from __future__ import annotations

import re
from dataclasses import replace

from textual.widgets import Input

from client.engine.keeper import Keeper
from client.engine.profiles import Profile
from client.text.clean import clean, clean_line
from client.ui.settings import Settings
from client.ui.start import LEAKING, without_leaks
from tests.client.ui.door import PASSPHRASE, Door, paste
from tests.client.ui.room import ALDORA, BREVIA, QUICK, SECRETARIAT, Room, Terminal, before_screen

UNLOCKED = Settings(lock_after=0)
MARKUP = "[red]RED[/] [/] [b]B [@click=app.quit]Q[/] $amber {x} {0}"
ACTIVE = "\x1b]52;c;ZXZpbA==\x07\x1b[31m\x9b31m\x1b]8;;http://e.example\x1b\\\x85\x90q\x9c\u202eLIVE\u2066\u200f\u2028"
LONG = "W" * 400 + " " + "e" + "\u0301" * 40
TITLE = f"Strait {MARKUP} \u202eX"
COLOUR = re.compile(r"\x1b\[[0-9;:]*m")
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]")


def sent(terminal: Terminal) -> str:
    """Every byte of the screen as a terminal gets it, without what colours it."""
    strips = terminal.app.screen._compositor.render_strips()
    links = [segment.style.link for strip in strips for segment in strip if segment.style]
    assert not any(links), "no text of others becomes a link"
    return COLOUR.sub("", "\n".join(strip.render(terminal.app.console) for strip in strips))


async def harmless(terminal: Terminal, *words: str) -> str:
    """What is on screen, which has these words and nothing that acts."""
    await terminal.sees(*words)
    text = sent(terminal)
    assert not HARMFUL.findall(text), sorted({hex(ord(each)) for each in HARMFUL.findall(text)})
    return text


async def test_wherever_others_text_is_shown() -> None:
    """In the transcript, beside and over it, in every other screen, in a notice and in an error."""
    hostile = replace(BREVIA, name="Brevia [red]R[/]", officer="S. Hadar [/] [b]")
    async with Room((ALDORA, hostile, SECRETARIAT), ("Geneva [red]R[/]",), title=TITLE) as room:
        said = await room.brevia.say(
            f"Line one {MARKUP}\n{ACTIVE} end\n{LONG}", "FLASH", fields={"subject": f"Now {MARKUP}"}
        )
        await room.own.holds(said["number"])
        async with room.terminal(settings=UNLOCKED) as terminal:
            text = await harmless(terminal, "Acknowledge receipt", "[red]RED[/] [/] [b]B", "Line one")
            assert "$amber {x} {0}" in text, "nor is it a style, or a place for a value"
            await terminal.pilot.pause(1.1)
            await terminal.press("escape")
            text = await harmless(terminal, "NEEDS YOU", "Strait [red]RED[/]", "S. Hadar [/] [b]")
            assert "⟦1B⟧]52;c;ZXZpbA==⟦07⟧" in text, "what it was is shown"
            assert all(len(each) <= 120 for each in terminal.text().split("\n"))

            terminal.app.tell(f"{MARKUP} {ACTIVE}")
            await harmless(terminal, "[red]RED[/] [/] [b]B [@click=app.quit]Q[/]")
            terminal.app.clear_notifications()
            await terminal.press("a")
            await harmless(terminal, "THE OTHERS WILL READ")
            await terminal.press("escape", "enter")
            await harmless(terminal, "HOW FAR IT CAME", "Brevia [red]R[/]")
            await terminal.press("escape", "ctrl+p")
            await harmless(terminal, "What do you want to do?")
            await terminal.press("escape", "f1")
            await harmless(terminal, "KEYS HERE")
            await terminal.press("escape", "slash")
            await terminal.type("line one")
            await terminal.press("enter")
            await harmless(terminal, "[red]RED[/]")
            await terminal.press("escape", "escape", "p")
            await harmless(terminal, "Brevia [red]R[/]")
            await terminal.press("escape", "v")
            await harmless(terminal, "Brevia [red]R[/]")
            await terminal.press("escape", "t")
            await harmless(terminal, "Strait [red]RED[/]")

            await terminal.press("escape", "o")
            await harmless(terminal, "Geneva [red]R[/]")
            await terminal.press("i")
            await terminal.sees("Courier import")
            await terminal.paste("/nowhere/" + MARKUP + ACTIVE)
            await terminal.press("enter")
            await harmless(terminal, "cannot be read")


async def test_in_the_officers_own_colours_and_without_any() -> None:
    """The last wall stands in each of them; plain shapes change no word of others."""
    async with Room() as room:
        said = await room.brevia.say(f"“Wait” – {ACTIVE} Ждите… 待って", fields={"subject": "Quotes"})
        await room.own.holds(said["number"])
        for settings in (UNLOCKED, replace(UNLOCKED, theme="ansi-dark"), replace(UNLOCKED, glyphs="plain")):
            async with room.terminal(settings=settings) as terminal:
                await harmless(terminal, said["number"], "Ждите", "待って", "⟦1B⟧")
        flash = await room.brevia.say("Now.", "FLASH")
        async with room.terminal(settings=replace(UNLOCKED, glyphs="plain")) as terminal:
            text = await harmless(terminal, flash["number"], "Acknowledge receipt", "FLASH")
            ours = text.replace("待って", "").replace("Ждите", "").replace("⟦", "").replace("⟧", "")
            assert ours.isascii(), sorted({each for each in ours if not each.isascii()})


def test_no_switch_of_the_library_leaves_or_sends_what_is_on_screen() -> None:
    """They are taken out before it is read."""
    environment = dict.fromkeys(LEAKING, "1") | {"TEXTUAL_ANIMATIONS": "none", "HOME": "/home/maro"}
    without_leaks(environment)
    assert environment == {"TEXTUAL_ANIMATIONS": "none", "HOME": "/home/maro"}


def test_what_is_cleaned_is_clean() -> None:
    """The measure of these tests sees what it is to see."""
    assert HARMFUL.search(ACTIVE)
    assert not HARMFUL.search(clean_line(ACTIVE))
    assert not HARMFUL.search(clean(ACTIVE))


async def test_a_passphrase_is_never_copied() -> None:
    """Neither at the door nor where it is chosen: not into this program, and not out to the machine."""
    async with Door() as room:
        async with room.terminal_at_door() as terminal:
            await terminal.sees("is locked")
            await paste(terminal, PASSPHRASE)
            await _tries_to_copy(terminal)
        keeper = Keeper(Profile("new", room.folder / "new"), room.world, QUICK)
        async with before_screen(keeper, UNLOCKED, (120, 36)) as terminal:
            await terminal.sees("Once more")
            await terminal.press("tab", "tab", "tab")
            await paste(terminal, PASSPHRASE)
            await terminal.press("tab", "shift+tab")
            await _tries_to_copy(terminal)


async def _tries_to_copy(terminal: Terminal) -> None:
    field = terminal.app.focused
    assert isinstance(field, Input) and field.value == PASSPHRASE
    await terminal.press("home", "shift+end")
    assert field.selected_text == PASSPHRASE
    await terminal.press("ctrl+c", "ctrl+x")
    assert terminal.app.clipboard == "" and field.value == PASSPHRASE
