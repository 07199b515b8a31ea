"""Help, the list of commands, copying, and the mouse: what an officer finds out from the terminal itself."""

from __future__ import annotations

import base64
from dataclasses import replace

from client.ui.settings import Settings
from client.ui.widgets.composer import Written
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import Room, Terminal

UNLOCKED = Settings(lock_after=0)


async def test_help_is_for_where_one_is() -> None:
    """The keys of what has focus, as they are mapped; the five words and the shapes with their meanings."""
    remapped = replace(UNLOCKED, keys={"reply": "z"})
    async with Room() as room, room.terminal(settings=remapped) as terminal:
        await terminal.sees("1 of 1 relays", "z Reply")
        await terminal.press("question_mark")
        await terminal.sees("KEYS HERE", "z           Answer the chosen statement", "page up", "A page back")
        await same_picture(terminal, "help-120x36")
        await terminal.press("end")
        await terminal.sees("queued", "A relay signed for it; no desk of theirs has it yet.", "SHAPES")
        await terminal.sees("That is not a consent.", "They have answered.")
        await same_picture(terminal, "help-words-120x36")
        await terminal.press("escape", "o", "f1")
        text = await terminal.sees("KEYS HERE", "Try every relay that is down now")
        assert "Answer the chosen statement" not in text, "that acts elsewhere"
        await terminal.press("escape", "escape", "i", "question_mark")
        await terminal.sees("Routine  ?")
        assert isinstance(terminal.app.focused, Written), "in a text it is a question mark"


async def test_commands_are_ours_alone() -> None:
    """Everything that can be done here, by its name; nothing that would leave a picture on the disk."""
    async with Room() as room, room.terminal((80, 24), UNLOCKED) as terminal:
        await terminal.sees("1 of 1 relays")
        await terminal.press("colon")
        await terminal.sees("Compose", "Write a structured statement")
        await same_picture(terminal, "commands-80x24")
        await terminal.type("screenshot")
        await terminal.sees("Nothing of that name here.")
        assert not list(terminal.app.get_system_commands(terminal.app.screen))
        await terminal.press("escape", "i", "ctrl+p")
        await terminal.type("connection")
        await terminal.sees("Connection", "How the line stands")
        await terminal.press(*["backspace"] * len("connection"))
        await terminal.type("outbox")
        await terminal.press("down", "up", "enter")
        await terminal.sees("Connection and outbox")


def written_by(terminal: Terminal) -> list[str]:
    """What goes to the terminal past the screen, from now on."""
    found: list[str] = []
    driver = terminal.app._driver
    assert driver is not None
    driver.write = found.append  # type: ignore[method-assign,assignment]
    return found


async def test_a_statement_is_copied_only_when_it_is_asked_for() -> None:
    """By the terminal's own sequence, which proves nothing: so a file is offered, never over another."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        said = await room.brevia.say("Two vessels.\n\x1b]52;c;ZXZpbA==\x07 tomorrow", "IMMEDIATE")
        await terminal.sees(said["number"])
        written = written_by(terminal)
        await terminal.press("y")
        await terminal.sees("BRE-1-2 was handed to the terminal", "none says so", "Save to the file")
        [sequence] = [each for each in written if each.startswith("\x1b]52;c;")]
        text = base64.b64decode(sequence.removeprefix("\x1b]52;c;").removesuffix("\a")).decode()
        lines = text.splitlines()
        assert lines[0] == lines[-1] == "EXERCISE EXERCISE EXERCISE"
        assert lines[1].startswith(f"{said['number']}  {said['said_at']}  BRE S. Hadar  Message  IMMEDIATE")
        assert "Two vessels." in text and f"id {said['id']}" in text
        assert "\x1b" not in text and "\x07" not in text, "what is pasted elsewhere is harmless there, too"

        target = room.folder / "kept.txt"
        await terminal.press("ctrl+u")
        await terminal.paste(str(target))
        await terminal.press("enter")
        await terminal.sees("Saved:")
        assert target.read_text() == text
        assert target.stat().st_mode & 0o077 == 0, "nobody else of this machine reads it"
        await terminal.press("y", "ctrl+u")
        await terminal.paste(str(target))
        await terminal.press("enter")
        await terminal.sees("cannot be written: File exists")


async def test_the_mouse_is_the_terminals_while_it_is_released() -> None:
    """m turns reporting off, and on again."""
    async with Room() as room, room.terminal(settings=UNLOCKED) as terminal:
        await terminal.sees("1 of 1 relays")
        written = written_by(terminal)
        await terminal.press("m")
        await terminal.sees("The mouse is the terminal's now", "m takes it back")
        await terminal.press("m")
        await terminal.sees("Clicks come here again.")
        modes = [each for each in written if "[?1000" in each]
        assert modes == [
            "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l",
            "\x1b[?1000h\x1b[?1003h\x1b[?1015h\x1b[?1006h",
        ]
