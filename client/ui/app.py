"""The terminal: puts its parts, keys and colours together, and holds what they all look at.

Not here: what any screen looks like, and what the parts do. Each is a small class in a file beside this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import events
from textual.app import App, SystemCommand
from textual.errors import NoWidget
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.screen import Screen
from textual.scrollbar import ScrollBar

from client.text.telling import told
from client.text.tongue import say, speak
from client.ui import glyphs
from client.ui.alarms import Alarms
from client.ui.broken import last_words
from client.ui.drafts import Leftovers
from client.ui.errands import errand
from client.ui.filter import wall
from client.ui.following import Following
from client.ui.guide import Guide
from client.ui.handling import Handling
from client.ui.keyboard import as_latin
from client.ui.keys import bind, now_shown, remap
from client.ui.keystrokes import Dealt, Keystrokes, Stroke
from client.ui.locking import IDLE_LOOK, Locker
from client.ui.lookup import channel_in
from client.ui.mouse import take_mouse
from client.ui.opening import Opening
from client.ui.screens.base import made
from client.ui.screens.unlock import UnlockScreen
from client.ui.themes import DARK, THEMES
from client.ui.widgets.bar import Bar
from client.ui.widgets.lines import Lines

if TYPE_CHECKING:
    from client.engine.keeper import Keeper
    from client.engine.reading.shapes import ChannelRow, Happened, Overview
    from client.ui.desk import Desk
    from client.ui.screens.main import MainScreen
    from client.ui.settings import Settings

INSIDE = frozenset({"palette", "flash", "goto", "mouse", "settings"})
"""What acts on an open desk, and not at its door."""


class HotlineApp(App[None]):
    """`overview` and `channel` are watched by whoever draws them: the rest of the screen stays as it is."""

    CSS_PATH = None
    CSS = """
    ToastRack { margin: 0; overflow-y: hidden; }
    Toast { width: 100%; max-width: 100%; margin: 0; padding: 0 2; background: $field; }
    Toast.-information, Toast.-warning, Toast.-error { border: none; }
    Toast.-warning { color: $amber; }
    Toast.-error { color: $red; text-style: bold; }
    """
    ENABLE_COMMAND_PALETTE = False  # the library's own offers a picture of the screen on the disk
    TITLE = "Hotline"
    BINDINGS: ClassVar = [
        *bind("quit", priority=True),
        *bind("palette", "flash", "goto"),
        *bind("lock", priority=True),
        *bind("mouse", "settings"),
    ]

    overview: reactive[Overview | None] = reactive(None, repaint=False, always_update=True)
    channel: reactive[str | None] = reactive(None, repaint=False)

    def __init__(self, keeper: Keeper, settings: Settings, trouble: str | None = None) -> None:
        super().__init__()
        self.keeper = keeper
        self.settings = settings
        self.desk: Desk | None = None
        self.at_work: MainScreen | None = None  # the line at work, whatever stands over it
        self.known_exercise = False  # also while the desk is not open: the context never leaves the screen
        self.lasting = True  # what is said here outlives the program
        self.searched = ""  # what was looked for last: one goes from hit to hit
        self.keystrokes = Keystrokes(self)
        self.opening = Opening(self)
        self.locker = Locker(self)
        self.following = Following(self)
        self.alarms = Alarms(self)
        self.guide = Guide(self)
        self.handling = Handling(self)
        self.leftovers = Leftovers()
        self._trouble = trouble
        self._mouse = True  # clicks come here
        self.ended = False  # no key does anything any more

    # Beginning and end

    def on_mount(self) -> None:
        self.apply(self.settings)
        if self.settings.keys:  # somebody wrote them into the file, or chose them before a name was another's
            self._sift_keys()
        if self._trouble:
            self.tell(told(self._trouble), severity="warning")
        self.opening.begin()
        self.set_interval(IDLE_LOOK, self._look_if_idle)

    def apply(self, settings: Settings) -> None:
        """Language, colours, shapes and keys as they are chosen."""
        self.settings = settings
        speak(settings.language)
        glyphs.choose(settings.glyphs)
        for theme in THEMES:
            self.register_theme(theme)
        ScrollBar.renderer = Bar
        self.theme = settings.theme
        self.animation_level = "full" if settings.motion else "none"
        self.set_keymap(dict(settings.keys))
        remap(settings.keys)
        for screen in self.screen_stack:
            for each in screen.query(Lines):
                each.redraw()
        if self.overview is not None:
            self.overview = self.overview  # whoever says a sentence of ours says it in the new language
        if self.at_work is not None and self.at_work.is_mounted:
            self.at_work.transcript.lay_out_anew()

    def _sift_keys(self) -> None:
        from client.ui.remapping import possible

        keys, wrong = possible(self.settings.keys)
        if wrong:
            self.apply(replace(self.settings, keys=keys))
            self.tell(
                "\n".join([say("Some keys of the settings file stay as they are:"), *wrong]),
                severity="warning",
            )

    def forget(self) -> None:
        """Nothing of the record stays in the terminal."""
        self.desk = self.overview = self.channel = self.at_work = None
        self.alarms.forget()
        self.following.forget()
        self.keystrokes.forget()
        self.searched = self._clipboard = ""
        self.clear_notifications()

    def let_go(self) -> None:
        """What watched these and is gone by now: the library drops it when it tells the others."""
        self.mutate_reactive(HotlineApp.overview)
        self.mutate_reactive(HotlineApp.channel)
        self.mutate_reactive(App.app_focus)

    @property
    def at_door(self) -> bool:
        """Whether the desk is locked, whatever stands over its door."""
        return any(isinstance(each, UnlockScreen) for each in self.screen_stack)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action not in INSIDE or not self.at_door

    def _look_if_idle(self) -> None:
        if self.locker.due:
            self.action_lock()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self.locker.touched()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self.keystrokes.take(event)
        elif isinstance(event, events.Key) and self.screen is not self.keystrokes.screen:
            return  # nobody below wanted it, and it was not for the screen that has come meanwhile
        elif not isinstance(event, events.MouseEvent) or self._is_on_something(event):
            await super().on_event(event)

    def _is_on_something(self, event: events.MouseEvent) -> bool:
        """Whether what is drawn there is still there."""
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except NoWidget:
            return True
        return widget.is_attached

    async def let_in(self, stroke: Stroke) -> bool:
        """Gives it to what has the focus; False: it was for the app itself, and is done."""
        if isinstance(stroke, events.Key):
            stroke = as_latin(stroke, self.focused)
        await super().on_event(stroke)
        return bool(stroke.is_forwarded)

    async def on_dealt(self, dealt: Dealt) -> None:
        await self.keystrokes.dealt(dealt.number)

    async def on_unmount(self) -> None:
        await self.leftovers.kept()
        await self.keeper.close()

    def _fatal_error(self) -> None:
        """The library's own would print what every function held; it asks its subclasses in no other way."""
        self._exit_renderables.append(Text(last_words(self._exception, kept=self.lasting)))
        self._close_messages_no_wait()

    async def action_quit(self) -> None:
        """At once; asks where something waits that only this process would send."""
        waiting = self.overview["queue"]["count"] if self.overview else 0
        if waiting and self.keeper.holds and not self._asked_to_leave:
            self._ask_to_leave(waiting)
        else:
            await self._end()

    @property
    def _asked_to_leave(self) -> bool:
        from client.ui.screens.leaving import Leaving

        return isinstance(self.screen, Leaving)

    @errand("leaving", alone=True)
    async def _ask_to_leave(self, waiting: int) -> None:
        from client.ui.screens.leaving import Leaving

        if await self.push_screen_wait(Leaving(waiting)):
            await self._end()

    async def _end(self) -> None:
        """No screen is taken down while it is made."""
        self.locker.keep_notes()
        for each in self.screen_stack:
            await made(each)
        self.ended = True
        self.exit()

    # What happens

    def news(self, happened: Sequence[Happened]) -> None:
        for each in happened:
            if each["what"] in {"alarm", "trouble"}:
                self.tell(told(each.get("sentence", "")), severity="error")
        if self.at_work is not None:
            self.at_work.fetching.news(happened)

    # Keys that act everywhere

    @errand("lock")
    async def action_lock(self) -> None:
        await self.locker.lock()

    def action_flash(self) -> None:
        if self.alarms.flashes:
            self.alarms.open(self.alarms.flashes[0])

    def action_goto(self) -> None:
        self.guide.anywhere()

    def action_settings(self) -> None:
        self.guide.open("settings")

    def action_mouse(self) -> None:
        """The mouse is the terminal's, to mark text as anywhere, until it is taken back."""
        self._mouse = not self._mouse
        if self._driver is not None:
            take_mouse(self._driver, self._mouse)
        key = now_shown("mouse")
        free = say("The mouse is the terminal's now: mark text as anywhere. {key} takes it back.", key=key)
        self.tell(say("Clicks come here again.") if self._mouse else free)

    @errand("palette", alone=True)
    async def action_palette(self) -> None:
        """Everything that can be done here, by its name."""
        from client.ui.commands import commands_here
        from client.ui.screens.palette import Palette

        found = await self.push_screen_wait(Palette(commands_here(self)))
        if found is not None:
            await self.run_action(found.action, found.node)

    def help(self, screen: Screen[Any]) -> None:
        """What the keys do for what has focus."""
        from client.ui.commands import commands_here, moves_of
        from client.ui.screens.help import HelpScreen

        commands = commands_here(self)
        here = [each for each in commands if each.node is not self]
        moves = moves_of(type(screen.focused)) if screen.focused is not None else []
        self.push_screen(HelpScreen(here, [each for each in commands if each.node is self], moves))

    # Small things

    @property
    def channel_row(self) -> ChannelRow | None:
        """The channel that is open."""
        return channel_in(self.overview, self.channel)

    @property
    def exercise(self) -> bool:
        return self.overview["exercise"] if self.overview is not None else self.known_exercise

    def now(self) -> datetime:
        return self.keeper.world.now()

    def tell(self, text: str, severity: str = "information") -> None:
        """A line that goes away by itself; never markup. Another takes its place, but not that of trouble."""
        if all(each.severity == "information" for each in self._notifications):
            self.clear_notifications()
        seconds = 6 if severity == "information" else 15
        self.notify(text, severity=severity, markup=False, timeout=seconds)  # type: ignore[arg-type]

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DARK

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [wall(), *super().get_line_filters()]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of the library's: `commands` has ours."""
        return ()
