"""The transcript as an officer reads it: what is chosen, what comes below, what is new, what was answered."""

from __future__ import annotations

import re

import pytest

from client.ui.settings import Settings
from tests.client.ui.pictures import colours_of
from tests.client.ui.room import Room, Terminal

NUMBER = re.compile(r"(?:ALD|BRE)-1-\d+$")


def marked(terminal: Terminal, mark: str = "›") -> list[str]:
    """The numbers of the statements that bear the mark of what is chosen."""
    lines = [each.rstrip() for each in terminal.text().split("\n")]
    return [each.split()[-1] for each in lines if f"Z{mark}" in each and NUMBER.search(each)]


def grounds(terminal: Terminal, words: str) -> str:
    """How the line on screen that ends with these words is coloured."""
    lines = [each.rstrip() for each in terminal.text().split("\n")]
    place = next(n for n, each in enumerate(lines) if each.endswith(words))
    return colours_of(terminal, place)


@pytest.mark.parametrize("look", ["calm-dark", "ansi-dark", "no-colour", "plain"])
async def test_what_is_chosen_is_marked(look: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a shape at its time, and by a ground, or reversed, where there are colours; r is about that one."""
    if look == "no-colour":
        monkeypatch.setenv("NO_COLOR", "1")
    theme = look if look in {"calm-dark", "ansi-dark"} else "calm-dark"
    settings = Settings(lock_after=0, theme=theme, glyphs="plain" if look == "plain" else "unicode")
    mark = ">" if look == "plain" else "›"
    async with Room() as room:
        first = await room.brevia.say("Patrol boat 41 stands off.", "PRIORITY")
        second = await room.brevia.say("Patrol boat 42 as well.")
        await room.own.holds(second["number"])
        async with room.terminal(settings=settings) as terminal:
            await terminal.sees(second["number"], "1 of 1 relays")
            assert marked(terminal, mark) == [second["number"]]

            await terminal.press("up")
            assert marked(terminal, mark) == [first["number"]]
            if look == "ansi-dark":
                assert "reverse" in grounds(terminal, first["number"])
                assert "reverse" not in grounds(terminal, second["number"])
            if look == "calm-dark":
                assert " on " in grounds(terminal, "boat 41 stands off."), terminal.text()
                assert " on " not in grounds(terminal, "boat 42 as well.")
            await terminal.press("r", "enter")
            await terminal.sees(f"re {first['number']}")


async def test_the_head_of_a_long_one_is_not_needed_to_see_that_it_is_chosen() -> None:
    """Where its head stands above the edge, the first line of it on screen bears the mark."""
    async with Room() as room:
        await room.own.holds((await room.brevia.say("\n".join(f"Line {n}" for n in range(60))))["number"])
        async with room.terminal() as terminal:
            await terminal.sees("Line 59")
            assert marked(terminal) == []
            assert sum("›" in each for each in terminal.text().split("\n")) == 1
