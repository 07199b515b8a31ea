"""What an officer may choose: language, colours, shapes, bell, lock, every key. Saved and applied at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from client.text.tongue import NAMES, say
from client.ui import themes
from client.ui.commands import MEANINGS
from client.ui.drawing import fit, line, rule, spread, stack, wrap
from client.ui.errands import errand
from client.ui.glyphs import SETS
from client.ui.keys import KEYS, shown
from client.ui.remapping import clash, places, refused, taken
from client.ui.screens.base import FullScreen
from client.ui.screens.press import PressKey
from client.ui.settings import Settings, write_settings
from client.ui.widgets.choices import Choices

WORD = 24
ABOUT_ROWS = 2  # lines of what stands below on a narrow screen
MINUTES = (0, 5, 10, 15, 30, 60)
THEMES = {
    "calm-dark": "calm, dark",
    "calm-light": "calm, light",
    "high-contrast": "high contrast",
    "ansi-dark": "the terminal's own, dark",
    "ansi-light": "the terminal's own, light",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting: its field, what it may be, and a sentence about it."""

    field: str
    word: str
    values: Sequence[Any]
    about: str


CHOICES = (
    Choice("language", "Language", tuple(NAMES), "Of our own sentences; what others wrote stays as it is."),
    Choice("theme", "Colours", themes.NAMES, "NO_COLOR in the environment takes all colours away."),
    Choice("glyphs", "Shapes", tuple(SETS), "Plain ones for terminals in which others are too wide."),
    Choice("motion", "Motion", (False, True), "Scrolling glides; it costs much on a slow line."),
    Choice("bell", "Bell", (False, True), "For what is urgent, and again each minute for a FLASH."),
    Choice("lock_after", "Lock when idle", MINUTES, "Nothing of the record is then left in this program."),
)


class SettingsScreen(FullScreen):
    DEFAULT_CSS = """
    SettingsScreen #head { height: auto; padding: 0 2; }
    SettingsScreen Choices { height: 1fr; padding: 0 2; }
    SettingsScreen #about { height: auto; padding: 0 2; margin: 1 0; color: $muted; display: none; }
    SettingsScreen.narrow #about { display: block; padding: 0 1; margin: 0; }
    SettingsScreen.narrow #head, SettingsScreen.narrow Choices { padding: 0 1; }
    """
    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("right,enter,space", "turn(1)", show=False),
        Binding("backspace,delete", "usual", show=False),
    ]
    KEYS: ClassVar = ("help", "back")

    def body(self) -> Iterable[Widget]:
        yield Static(id="head", markup=False)
        yield Choices(self._rows)
        yield Static(id="about", markup=False)

    def on_mount(self) -> None:
        self._draw_head()
        self.set_focus(None)

    def on_resize(self) -> None:
        super().on_resize()
        self._draw_head()

    def _draw_head(self) -> None:
        width = max(self.size.width - (2 if self.has_class("narrow") else 4), 20)
        title = line((say("Settings"), "bold $strong"))
        text = say("left and right change it, enter takes a new key, backspace the usual one")
        hint = line((text, "$muted"))
        beside = title.cell_length + hint.cell_length + 2 <= width
        head = [spread(width, title, hint)] if beside else [title, *wrap(hint, width)]
        self.query_one("#head", Static).update(stack([*head, rule(width)]))
        self._draw_about()

    def _draw_about(self) -> None:
        """On a narrow screen, where the rows have no room for it: what the chosen one is."""
        row, width = self.query_one(Choices).chosen, max(self.size.width - 2, 20)
        text = CHOICES[row].about if row < len(CHOICES) else _meaning(list(KEYS)[row - len(CHOICES)])
        lines = wrap(line((say(text), "$muted")), width)
        self.query_one("#about", Static).update(stack([rule(width), *lines, Content("")][: 1 + ABOUT_ROWS]))

    # Rows

    @property
    def _settings(self) -> Settings:
        return self.line_app.settings

    def _rows(self, width: int) -> Sequence[Content]:
        return [
            *(self._choice(each, width) for each in CHOICES),
            *(self._key(each, width) for each in KEYS),
        ]

    def _choice(self, choice: Choice, width: int) -> Content:
        value = _named(choice.field, getattr(self._settings, choice.field))
        about = self._beside(choice.about)
        return fit(
            _cell(say(choice.word), WORD, "$body") + _cell(value, WORD + 2, "bold $strong") + about, width
        )

    def _key(self, name: str, width: int) -> Content:
        mine = name in self._settings.keys
        key = shown(name, self._settings.keys)
        word = _cell(say(KEYS[name].word), WORD, "$body")
        about = self._beside(_meaning(name))
        mark = f" {say('(changed)')}" if mine else ""
        return fit(word + _cell(key + mark, WORD + 2, "bold $key") + about, width)

    def _beside(self, about: str) -> Content:
        """A sentence about the row, where there is room for it."""
        return Content("") if self.has_class("narrow") else line((say(about), "$muted"))

    # Changing

    def action_move(self, by: int) -> None:
        self.query_one(Choices).move(by)
        self._draw_about()

    def action_turn(self, by: int) -> None:
        row = self.query_one(Choices).chosen
        if row >= len(CHOICES):
            self._press(list(KEYS)[row - len(CHOICES)])
            return
        choice = CHOICES[row]
        now = getattr(self._settings, choice.field)
        place = choice.values.index(now) if now in choice.values else 0
        value = choice.values[(place + by) % len(choice.values)]
        self._change(replace(self._settings, **{choice.field: value}))

    def on_choices_taken(self) -> None:
        self._draw_about()
        self.action_turn(1)

    def action_usual(self) -> None:
        row = self.query_one(Choices).chosen - len(CHOICES)
        if row >= 0:
            name = list(KEYS)[row]
            keys = {each: key for each, key in self._settings.keys.items() if each != name}
            self._take(name, KEYS[name].keys, keys)

    @errand(alone=True)
    async def _press(self, name: str) -> None:
        key = await self.app.push_screen_wait(PressKey(say(KEYS[name].word)))
        if key is not None:
            self._take(name, key, {**self._settings.keys, name: key})

    def _take(self, name: str, key: str, keys: dict[str, str]) -> None:
        """Where the key does something else at the same place, that is told and nothing is changed."""
        why = refused(name, key)
        other = clash(name, key, keys, places())
        if why:
            self.line_app.tell(why, severity="warning")
        elif other is not None:
            self.line_app.tell(taken(key, other), severity="warning")
        else:
            self._change(replace(self._settings, keys=keys))

    def _change(self, settings: Settings) -> None:
        app = self.line_app
        app.apply(settings)
        try:
            write_settings(app.keeper.profile.folder, settings)
        except OSError as error:
            why = say("This holds until you leave; it cannot be saved: {why}.", why=error.strerror)
            app.tell(why, severity="warning")
        self._draw_head()
        self.query_one(Choices).redraw()


def _meaning(name: str) -> str:
    return MEANINGS.get(name, KEYS[name].word)


def _cell(text: str, width: int, style: str) -> Content:
    cell = fit(line((text, style)), width - 1)
    return cell.pad_right(max(0, width - cell.cell_length))


def _named(field: str, value: Any) -> str:
    match field:
        case "language":
            return NAMES[value]
        case "theme":
            return say(THEMES[value])
        case "glyphs":
            shapes = SETS[value]
            return f"{say(value)}  {shapes.full} {shapes.half} {shapes.empty} {shapes.check} {shapes.clock}"
        case "lock_after":
            return say("after {n} min", n=value) if value else say("never")
        case _:
            return say("on") if value else say("off")
