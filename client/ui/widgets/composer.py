"""A few lines to write a message in. Nothing is sent from here: ctrl+s shows first what others will read.

Every channel has its own: what was begun on one stays there when another is opened.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, NamedTuple, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Label, TextArea

from client.text.tongue import say
from client.ui.keys import KEYS, bind, now_shown
from client.ui.times import moment
from hotline.ids import Precedence

if TYPE_CHECKING:
    from client.ui.app import HotlineApp


class Written(TextArea):
    """The field itself."""

    DEFAULT_CSS = """
    Written { height: 100%; width: 1fr; background: $field; border: none; padding: 0; }
    Written:focus { border: none; background: $field; }
    """
    BINDINGS: ClassVar = [
        Binding(KEYS["send"].keys, "send", show=False, priority=True, id="send"),
        *bind("precedence", "back"),
    ]

    class Done(Message):
        """The officer wants to see what would be said."""

    class Left(Message):
        """The officer goes back to the transcript; what was written stays."""

    class Turned(Message):
        """Another precedence is wanted."""

    def action_send(self) -> None:
        self.post_message(self.Done())

    def action_back(self) -> None:
        self.post_message(self.Left())

    def action_precedence(self) -> None:
        self.post_message(self.Turned())


class Note(NamedTuple):
    """What is being written, and how urgent it will be."""

    text: str = ""
    precedence: Precedence = Precedence.ROUTINE


class Composer(Horizontal):
    DEFAULT_CSS = """
    Composer { height: 3; background: $field; padding: 1 2; margin: 0 0 1 0; }
    Composer.low { height: 1; padding: 0 1; margin: 0; }
    Composer > Label { width: auto; color: $muted; padding: 0 2 0 0; }
    Composer > Label.urgent { color: $amber; text-style: bold; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.precedence = Precedence.ROUTINE
        self._channel: str | None = None
        self._elsewhere: dict[str, Note] = {}  # on the channels that are not open

    def compose(self) -> ComposeResult:
        yield Label(self._word(), markup=False)
        yield Written(
            tab_behavior="focus",
            show_line_numbers=False,
        )

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self._look)
        self.watch(self.app, "channel", self._opened)

    def _opened(self, channel: str | None) -> None:
        """What stood here waits until that channel is opened again."""
        if self._channel is not None and channel != self._channel:
            self._elsewhere[self._channel] = Note(self.text, self.precedence)
            self._put(self._elsewhere.pop(channel, Note()) if channel is not None else Note())
        self._channel = channel
        self._look()

    def _look(self) -> None:
        """After sunset nothing is written here; the kinds that go on have forms of their own."""
        ended, field = self.ended, self.query_one(Written)
        hint = say("Write a message, or press {key} for a structured statement", key=now_shown("compose"))
        field.disabled = ended is not None
        field.placeholder = ended or hint

    @property
    def ended(self) -> str | None:
        """Why no message can be written, with the clause."""
        app = cast("HotlineApp", self.app)
        row = app.channel_row
        sunset = moment(row["sunset_at"]) if row is not None else None
        if row is None or sunset is None or sunset > app.now():
            return None
        return say(
            "Ended by clause {clause}: comm checks, acknowledgements, incidents and a renewal still go.",
            clause=row["dates_clause"],
        )

    @property
    def text(self) -> str:
        return self.query_one(Written).text

    @property
    def notes(self) -> Mapping[str, Note]:
        """What is being written, channel by channel."""
        found = dict(self._elsewhere)
        if self._channel is not None:
            found[self._channel] = Note(self.text, self.precedence)
        return {channel: note for channel, note in found.items() if note.text.strip()}

    def begin(self, channel: str, text: str, precedence: str) -> None:
        """What was written before goes on."""
        known = (each for each in Precedence if each.name == precedence)
        note = Note(text, next(known, Precedence.ROUTINE))
        if channel == self._channel:
            self._put(note)
        else:
            self._elsewhere[channel] = note

    def said(self, channel: str) -> None:
        """Empty and calm again there."""
        if channel == self._channel:
            self._put(Note())
        else:
            self._elsewhere.pop(channel, None)

    def _put(self, note: Note) -> None:
        field = self.query_one(Written)
        field.text = note.text
        field.move_cursor(field.document.end)
        self.precedence = note.precedence
        self._draw()

    def write(self) -> None:
        self.query_one(Written).focus()

    def on_written_turned(self) -> None:
        self.precedence = Precedence((self.precedence + 1) % len(Precedence))
        self._draw()

    def _draw(self) -> None:
        label = self.query_one(Label)
        label.update(self._word())
        label.set_class(self.precedence.urgent, "urgent")

    def _word(self) -> str:
        return self.precedence.name.capitalize()
