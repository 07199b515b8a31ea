"""Every key by a name under which it may be remapped, with the word that the key bar shows.

Single letters act only while no field is being written in. None needs a modifier that a terminal may lack.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from unicodedata import lookup

from textual.binding import Binding, BindingType

from client.ui.glyphs import glyphs


@dataclass(frozen=True, slots=True)
class Key:
    """`keys`: separated by commas; `word`: for the key bar, in English; `shown`: as people call the key."""

    keys: str
    word: str
    shown: str = ""


KEYS: Mapping[str, Key] = {
    # everywhere
    "help": Key("f1,question_mark", "Help", "f1"),
    "back": Key("escape", "Back", "esc"),
    "quit": Key("ctrl+q", "Quit", "^q"),
    "palette": Key("ctrl+p,colon", "Commands", "^p"),
    "flash": Key("f8", "Open the FLASH"),
    "goto": Key("g", "Go to"),
    "next": Key("n", "Next"),
    "previous": Key("N", "Previous"),
    "lock": Key("ctrl+l", "Lock", "^l"),
    "mouse": Key("m", "Release the mouse"),
    # the channel
    "compose": Key("c", "Compose"),
    "note": Key("i", "Write"),
    "acknowledge": Key("a", "Acknowledge"),
    "reply": Key("r", "Reply"),
    "search": Key("slash", "Search", "/"),
    "unread": Key("u", "First unread"),
    "seen": Key("U", "All seen"),
    "copy": Key("y", "Copy"),
    "open": Key("enter", "Open", "⏎"),
    "desks": Key("w", "What desks say"),
    # other screens
    "board": Key("b", "Board"),
    "verify": Key("v", "Verify"),
    "outbox": Key("o", "Connection"),
    "agreement": Key("p", "Agreement"),
    "record": Key("t", "Transcript check"),
    "settings": Key("comma", "Settings", ","),
    # the first run
    "make": Key("ctrl+s", "Make this desk", "^s"),
    "field": Key("tab", "Next field"),
    "take": Key("enter", "Take it in", "⏎"),
    "join": Key("enter", "Join", "⏎"),
    "onward": Key("enter", "Next step", "⏎"),
    "check": Key("c", "Comm check"),
    # forms
    "send": Key("ctrl+s", "Review and send", "^s"),
    "kind": Key("ctrl+t", "Change kind", "^t"),
    "matrix": Key("f2", "Matrix"),
    "panel": Key("tab", "Next panel"),
    "scope": Key("tab", "All channels"),
    "export": Key("x", "Export"),
    "try": Key("t", "Try now"),
    "courier": Key("k", "Courier export"),
    "import": Key("i", "Import"),
    "words": Key("l", "As words"),
    "language": Key("L", "Language"),
    "qr": Key("q", "QR code"),
    "compare": Key("enter", "Compare", "⏎"),
    # dialogs
    "channel": Key("o", "Open channel"),
    "say": Key("enter", "Send", "⏎"),
    "confirm": Key("y", "Yes"),
    "drop": Key("d,delete", "Throw a draft away"),
    "leave": Key("enter,ctrl+q", "Leave", "⏎"),
    "close": Key("q", "Close"),
    "precedence": Key("ctrl+r", "Precedence", "^r"),
}


def bind(*names: str, priority: bool = False) -> list[BindingType]:
    """Bindings by their names; each calls the action of the same name.

    `priority`: before whatever has the focus, and over every dialog.
    """
    return [_binding(name, priority) for name in names]


def _binding(name: str, priority: bool) -> Binding:
    key = KEYS[name]
    return Binding(key.keys, name, key.word, show=False, id=name, priority=priority)


def shown(name: str, keymap: Mapping[str, str]) -> str:
    """How the key bar calls it, as it is mapped now."""
    key = KEYS[name]
    if name in keymap:
        return called(keymap[name].split(",")[0])
    first = key.keys.split(",")[0]
    return glyphs().enter if first == "enter" else key.shown or called(first)


def called(key: str) -> str:
    """A key as people call it: `^s`, `?`, `f8`."""
    if key.startswith("ctrl+"):
        return f"^{called(key.removeprefix('ctrl+'))}"
    if key in {"pageup", "pagedown"}:
        return key.replace("page", "page ")
    if (len(key) > 1 and "_" in key) or key in {"comma", "colon", "slash", "minus"}:
        with suppress(KeyError):
            return lookup({"slash": "solidus", "minus": "hyphen-minus"}.get(key, key).replace("_", " "))
    return key


def remap(keymap: Mapping[str, str]) -> None:
    """From here on `now_shown` calls keys by this map."""
    _NOW.clear()
    _NOW.update(keymap)


def now_shown(name: str) -> str:
    """How the key is called, as it is mapped in this terminal."""
    return shown(name, _NOW)


_NOW: dict[str, str] = {}
