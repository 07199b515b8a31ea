"""Whether a key may be given to an action: not where it does something else at the same place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from client.text.tongue import say
from client.ui.commands import names_of
from client.ui.keys import KEYS, called
from client.ui.places import DIALOGS, SCREENS, found_at

FIXED = frozenset({"ctrl+q"})
"""The way out, which no keymap may close."""

MOVING = frozenset({"up", "down", "left", "right", "pageup", "pagedown", "home", "end", "tab", "shift+tab"})


def places() -> list[Collection[str]]:
    """The names that act together, screen by screen."""
    from client.ui.app import HotlineApp
    from client.ui.screens.main import MainScreen
    from client.ui.widgets.composer import Written

    everywhere = set(names_of(HotlineApp))
    found: list[Collection[str]] = [everywhere | set(names_of(MainScreen))]
    for where in SCREENS.values():
        found.append(everywhere | set(names_of(found_at(where))))
    found += [set(names_of(found_at(where))) for where in DIALOGS]
    return [*found, set(names_of(Written))]


def clash(name: str, key: str, keymap: Mapping[str, str], where: list[Collection[str]]) -> str | None:
    """Another action that one of these keys does at a place where this one acts as well."""
    wanted = set(key.split(","))
    for together in where:
        if name in together:
            for other in together:
                if other != name and wanted & set(_keys(other, keymap)):
                    return other
    return None


def possible(keymap: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """What of a map that somebody wrote can be, and for each other key why it stays as it is."""
    kept: dict[str, str] = {}
    wrong: list[str] = []
    where = places()
    for name, key in keymap.items():
        why = _against(name, key, {**kept, name: key}, where)
        if why:
            wrong.append(f"{name}{say(': ')}{why}")
        else:
            kept[name] = key
    return kept, wrong


def _against(name: str, key: str, keymap: Mapping[str, str], where: list[Collection[str]]) -> str:
    if name not in KEYS:
        return say("No key has that name.")
    other = clash(name, key, keymap, where)
    return refused(name, key) or (taken(key, other) if other is not None else "")


def taken(key: str, other: str) -> str:
    """That another action has this key."""
    return say("{key} is taken: {word}.", key=called(key.split(",")[0]), word=say(KEYS[other].word))


def _keys(name: str, keymap: Mapping[str, str]) -> Iterator[str]:
    yield from keymap.get(name, KEYS[name].keys).split(",")


def refused(name: str, key: str) -> str:
    """Why this key cannot be given to it; nothing where it can."""
    usual = KEYS[name].keys.split(",")
    if key in usual or key == KEYS[name].keys:
        return ""
    if key in FIXED or name == "quit":
        return say("ctrl+q always leaves the terminal, and nothing else does.")
    if key in MOVING:
        return say("This key moves about; it stays as it is.")
    if not any(_typed(each) for each in usual) and _typed(key):
        return say("This is wanted while you write as well: take a function key, or one with ctrl.")
    return ""


def _typed(key: str) -> bool:
    """Whether the key writes something in a field."""
    return not key.startswith("ctrl+") and not (key[:1] == "f" and key[1:].isdigit()) and key not in NAMED


NAMED = frozenset({"enter", "escape", "backspace", "delete", "insert", *MOVING})
