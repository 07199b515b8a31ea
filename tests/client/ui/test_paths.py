"""Where a path is typed: whatever it is, it is written there, or it says why not."""

from __future__ import annotations

from textual.widgets import Input

from tests.client.ui.room import Room, Terminal

UNKNOWN = "~nobody-of-that-name/x"
NO_NAME = "a\0b"


async def type_paths(terminal: Terminal) -> None:
    """One that begins in the home of nobody, and one that no file can have."""
    await terminal.press("ctrl+u")
    await terminal.paste(UNKNOWN)
    await terminal.press("enter")
    await terminal.sees("begins in a folder that is not known here")
    terminal.app.screen.query_one(Input).value = NO_NAME
    await terminal.press("enter")
    await terminal.sees("has a character that no file's name has")


async def test_a_path_that_leads_nowhere_is_told() -> None:
    """In each dialog that asks for one; and a good one after it is taken, in quotes as well."""
    async with Room() as room, room.terminal() as terminal:
        said = await room.brevia.say("The line works.")
        await terminal.sees(said["number"], "1 of 1 relays")
        await terminal.press("end", "y")
        await terminal.sees("was handed to the terminal", "Save to the file")
        await type_paths(terminal)
        terminal.app.screen.query_one(Input).value = f"'{room.folder / 'said.txt'}'"
        await terminal.press("enter")
        await terminal.sees("Saved:")
        assert "The line works." in (room.folder / "said.txt").read_text(encoding="utf-8")

        await terminal.press("o", "k")
        await terminal.sees("Write the file")
        await type_paths(terminal)
        await terminal.press("escape", "escape", "t", "x")
        await terminal.sees("Export evidence")
        await type_paths(terminal)
        terminal.app.screen.query_one(Input).value = str(room.folder / "evidence")
        await terminal.press("enter")
        await terminal.sees("Written:")
        assert (room.folder / "evidence").is_dir()
