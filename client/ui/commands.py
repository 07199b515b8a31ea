"""What can be done where one is: every key that acts, by its name, with a sentence about it.

Help and the command list are made from this. Only our own commands stand here: none of the library's, which
would leave a picture of the screen on the disk. A key that is not in `MEANINGS` is named by its word alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.dom import DOMNode

from client.text.tongue import say
from client.ui.keys import KEYS, called, shown

if TYPE_CHECKING:
    from client.ui.app import HotlineApp

MEANINGS: Mapping[str, str] = {
    "help": "What the keys do here, and what our words mean",
    "back": "Back; nothing that was written is lost",
    "quit": "Leave the terminal",
    "palette": "Everything that can be done here, by its name",
    "flash": "The FLASH that waits",
    "goto": "Go to a channel, a party or a number",
    "next": "The next thing that needs you",
    "previous": "The one before",
    "lock": "Lock the desk",
    "mouse": "Leave the mouse to the terminal, and take it back",
    "compose": "Write a structured statement",
    "note": "Write a message",
    "acknowledge": "Say that the chosen statement was received; not a consent",
    "reply": "Answer the chosen statement",
    "search": "Look for words in all that was said",
    "unread": "The first statement that is unread",
    "copy": "Copy the chosen statement, or save it to a file",
    "open": "Everything about what is chosen",
    "desks": "Show what desks say by themselves, or hide it",
    "board": "The joint board of risk: how far the estimates are apart",
    "verify": "Compare a party's root code over a voice line",
    "outbox": "How the line stands, and what waits in the outbox",
    "agreement": "What the parties agreed, clause by clause",
    "record": "Check the record",
    "settings": "Language, colours, shapes, bell and keys",
    "send": "Read what the others will read, then send it",
    "kind": "Another kind of statement",
    "export": "Write the record to a file",
    "try": "Try every relay that is down now",
    "courier": "Write what waits to a file that is carried by hand",
    "import": "Take in what a courier brought",
    "seen": "Nothing that stands here is new any more",
    "matrix": "The risk matrix, or the list beside it",
    "panel": "The next part of the screen",
    "scope": "Search this channel, or all of them",
    "words": "The code as words instead of digits",
    "language": "The words of another language",
    "qr": "The code as a picture for a camera",
    "compare": "Whether what was typed is their code",
    "make": "Make this desk's keys and vault",
    "field": "The next field",
    "take": "Take in the file that is named",
    "join": "Join the channel of this agreement",
    "onward": "On to the next step",
    "check": "Test the line with harmless text",
    "channel": "The statement on its channel",
    "say": "Send what the others will read",
    "confirm": "Send a FLASH to who is not verified",
    "drop": "Throw a draft away",
    "leave": "Leave though something waits",
    "close": "Back from the help",
    "precedence": "The next precedence, of a message",
}


@dataclass(frozen=True, slots=True)
class Command:
    """A key's name, how people call the key now, and where its action is."""

    name: str
    key: str
    node: DOMNode
    action: str

    @property
    def word(self) -> str:
        return say(KEYS[self.name].word)

    @property
    def meaning(self) -> str:
        return say(MEANINGS.get(self.name, KEYS[self.name].word))


def commands_here(app: HotlineApp) -> list[Command]:
    """What can be done now, where the focus is."""
    nearest = app.screen.focused or app.screen
    nodes = [*nearest.ancestors_with_self] if nearest is not app.screen else [app.screen, app]
    found = commands_of(nodes, app.settings.keys)
    return [each for each in found if each.node.check_action(each.action, ())]


def bindings_of(kind: type) -> Iterator[Binding]:
    """The bindings that a class and those it is made from declare, its own first."""
    for each in kind.__mro__:
        if each.__module__.startswith("textual."):
            return  # the library's own are not for officers
        yield from (one for one in each.__dict__.get("BINDINGS", ()) if isinstance(one, Binding))


def names_of(kind: type) -> Iterator[str]:
    """The names of our keys that act in a class."""
    return (each.id for each in bindings_of(kind) if each.id is not None and each.id in KEYS)


def commands_of(nodes: Iterable[DOMNode], keymap: Mapping[str, str]) -> list[Command]:
    """What acts in any of these, the nearest first; each once."""
    found: dict[str, Command] = {}
    for node in nodes:
        for each in bindings_of(type(node)):
            if each.id is not None and each.id in KEYS and each.id not in found:
                found[each.id] = Command(each.id, shown(each.id, keymap), node, each.action)
    return list(found.values())


def moves_of(kind: type) -> list[tuple[str, str]]:
    """The keys of what has focus that have no name: how people call them, and what they do."""
    ours = [each for each in bindings_of(kind) if each.description and not each.show]
    unnamed = [each for each in ours if not each.id]
    return [(", ".join(called(one) for one in each.key.split(",")), each.description) for each in unnamed]


def matching(commands: Iterable[Command], typed: str) -> list[Command]:
    """Those that have every word that was typed; where it begins a name first."""
    words = typed.casefold().split()
    found = [each for each in commands if all(one in _searched(each) for one in words)]
    first = words[0] if words else ""
    return sorted(found, key=lambda each: not each.word.casefold().startswith(first))


def _searched(command: Command) -> str:
    """Also by its lasting name, under which it may be remapped."""
    return f"{command.word} {command.meaning} {command.name}".casefold()
