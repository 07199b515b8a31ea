"""The terminal: puts screens, keys, colours and the desk together, and lets in what happens.

Not here: what any screen looks like, and how what happens is asked for (`following`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakKeyDictionary

from rich.text import Text
from textual import events
from textual.app import App, SystemCommand
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
from client.ui.keyboard import as_latin
from client.ui.keys import bind, now_shown, remap
from client.ui.keystrokes import Dealt, Keystrokes, Stroke
from client.ui.locking import IDLE_LOOK, Locker
from client.ui.mouse import take_mouse
from client.ui.places import SCREENS, STEPS, found_at
from client.ui.screens.unlock import UnlockScreen
from client.ui.themes import DARK, THEMES
from client.ui.widgets.bar import Bar
from client.ui.widgets.lines import Lines
from hotline.errors import HotlineError

if TYPE_CHECKING:
    from client.engine.keeper import Keeper
    from client.engine.reading.shapes import ChannelRow, Happened, Need, Overview, Row
    from client.ui.commands import Command
    from client.ui.desk import Desk
    from client.ui.screens.main import MainScreen
    from client.ui.settings import Settings
    from client.ui.widgets.side import Side

SLOW_TO_READ = ("client.ui.desk", "client.ui.screens.main", "client.ui.screens.flash")
"""What the first screen does without: an officer who has to unlock the desk waits for none of it."""

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
        self.opened: WeakKeyDictionary[Screen[Any], tuple[str, Mapping[str, Any]]] = WeakKeyDictionary()
        self.locker = Locker(self)
        self.lasting = True  # what is said here outlives the program
        self.searched = ""  # what was looked for last: one goes from hit to hit
        self._trouble = trouble
        self.alarms = Alarms(self)
        self._keystrokes = Keystrokes(self)
        self.following = Following(self)
        self.leftovers = Leftovers()
        self._mouse = True  # clicks come here

    # Beginning and end

    def on_mount(self) -> None:
        self.apply(self.settings)
        if self.settings.keys:  # somebody wrote them into the file, or chose them before a name was another's
            self._sift_keys()
        if self._trouble:
            self.tell(told(self._trouble), severity="warning")
        self._begin()
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

    @errand()
    async def _begin(self) -> None:
        if await self.keeper.attach() is None and self.keeper.made:
            await self.show(UnlockScreen())
            self.call_after_refresh(self._warm)
        else:
            self.go_on()

    @errand()
    async def _warm(self) -> None:
        """Reads what the line at work needs, while the officer still types."""
        for name in SLOW_TO_READ:
            await asyncio.to_thread(import_module, name)
        await self.keeper.warm()

    @errand("open", alone=True)
    async def go_on(self) -> None:
        """The line at work, or the first run's step that this desk is at; a vault that is there is open."""
        try:
            await self._next_step()
        except HotlineError as error:
            await self.locker.give_up(told(error))

    async def _next_step(self) -> None:
        stage = await self.keeper.stage()
        if stage in STEPS:
            await self.show(found_at(STEPS[stage])())
        else:
            await self.open_desk()

    async def open_desk(self) -> None:
        """The frame at once; the record as soon as it is loaded. Raises HotlineError."""
        from client.ui.desk import Desk
        from client.ui.screens.main import MainScreen

        self.at_work = MainScreen()
        await self.show(self.at_work)
        verbs = await self.keeper.start()
        desk = Desk(verbs)
        view = await desk.overview()
        if self.keeper.verbs is not verbs:
            return  # it was locked before the record was there
        self.desk = desk
        self.known_exercise = view["exercise"]
        self.overview = view
        channels = [each["id"] for each in view["channels"]]
        there = self.locker.place.channel
        self.channel = there if there in channels else next(iter(channels), None)
        self._follow()
        self._keep_looking()
        await self.locker.back()
        begun = await desk.beginning()
        unused = begun["channels"] and not (begun["verified"] or begun["spoken"])
        alone = self.screen is self.at_work
        if self.desk is desk and self.keeper.unlocked and alone and unused:
            self.open_screen("relays")

    async def show(self, screen: Screen[Any]) -> None:
        """Instead of what stands lowest; what is above goes."""
        while len(self.screen_stack) > 2:
            await self.pop_screen()
        await (self.switch_screen(screen) if len(self.screen_stack) > 1 else self.push_screen(screen))

    def forget(self) -> None:
        """Nothing of the record stays in the terminal."""
        self.desk = self.overview = self.channel = self.at_work = None
        self.alarms.forget()
        self.following.forget()
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

    @errand("lock")
    async def action_lock(self) -> None:
        await self.locker.lock()

    def _look_if_idle(self) -> None:
        if self.locker.due:
            self.action_lock()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent):
            self.locker.touched()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._keystrokes.take(event)
        else:
            await super().on_event(event)

    async def let_in(self, stroke: Stroke) -> bool:
        """Gives it to what has the focus; False: it was for the app itself, and is done."""
        if isinstance(stroke, events.Key):
            stroke = as_latin(stroke, self.focused)
        await super().on_event(stroke)
        return bool(stroke.is_forwarded)

    @property
    def key_repeats(self) -> bool:
        """Whether the key that is under way is the one before it once more: held down, or struck twice."""
        return self._keystrokes.repeats

    async def on_dealt(self, dealt: Dealt) -> None:
        await self._keystrokes.dealt(dealt.number)

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
            self._end()

    @property
    def _asked_to_leave(self) -> bool:
        from client.ui.screens.leaving import Leaving

        return isinstance(self.screen, Leaving)

    @errand("leaving", alone=True)
    async def _ask_to_leave(self, waiting: int) -> None:
        from client.ui.screens.leaving import Leaving

        if await self.push_screen_wait(Leaving(waiting)):
            self._end()

    def _end(self) -> None:
        self.locker.keep_notes()
        self.exit()

    # What happens

    @errand("follow", alone=True)
    async def _follow(self) -> None:
        await self.following.follow()

    @errand("look", alone=True)
    async def _keep_looking(self) -> None:
        await self.following.look()

    def news(self, happened: Sequence[Happened]) -> None:
        for each in happened:
            if each["what"] in {"alarm", "trouble"}:
                self.tell(told(each.get("sentence", "")), severity="error")
        if self.at_work is not None:
            self.at_work.news(happened)

    def look_again(self) -> None:
        """The overview is made anew soon."""
        self.following.look_again()

    def action_flash(self) -> None:
        if self.alarms.flashes:
            self.alarms.open(self.alarms.flashes[0])

    @errand("flash", alone=True)
    async def show_flash(self, need: Need) -> None:
        """Over everything, until it is answered or put aside."""
        await self.alarms.show(need)

    # Going places

    @property
    def channel_row(self) -> ChannelRow | None:
        """The channel that is open."""
        return self.channel_row_of(self.channel)

    def channel_row_of(self, channel: str | None) -> ChannelRow | None:
        view = self.overview
        return next((each for each in view["channels"] if each["id"] == channel), None) if view else None

    def channel_named(self, channel: str) -> str:
        view = self.overview
        return next((each["title"] for each in view["channels"] if each["id"] == channel), "") if view else ""

    def unverified(self, channel: str) -> frozenset[str]:
        """The codes of its parties whose root nobody here has compared."""
        view = self.overview
        rows = [each for each in view["channels"] if each["id"] == channel] if view else []
        return frozenset(
            one["code"] for each in rows for one in each["parties"] if not one["own"] and not one["verified"]
        )

    def verified(self, channel: str) -> frozenset[str]:
        """The codes of its parties whose root somebody here has compared, and the own."""
        row = self.channel_row_of(channel)
        parties = row["parties"] if row else []
        return frozenset(each["code"] for each in parties if each["own"] or each["verified"])

    def open_channel(self, channel: str) -> None:
        self.channel = channel

    def go_to_need(self, need: Need) -> None:
        """Where something can be done about it."""
        if need["what"] == "flash":
            self.alarms.open(need)
        elif need["what"] in {"conflict", "gap"} and need["channel"] is not None:
            self.open_channel(need["channel"])
            self.open_screen("record")
        elif need["what"] == "amendments" and need["channel"] is not None:
            self.open_channel(need["channel"])
            self.open_screen("agreement")
        elif need["what"] in {"offline", "queue", "store"}:
            self.open_screen("outbox")
        elif need["what"] == "unverified":
            self.open_screen("verify", channel=need["channel"], party=need["party"])
        elif need["channel"] is not None and need["statement"] is not None:
            self.show_statement(need["channel"], need["statement"])

    def show_statement(self, channel: str, statement: str) -> None:
        """The main screen with that statement."""
        self.to_main()
        if self.at_work is not None and self.screen is self.at_work:
            self.at_work.show_statement(channel, statement)

    def to_main(self) -> None:
        """Back to the line at work; what asked over it gets no answer."""
        while len(self.screen_stack) > 2:
            self.screen.dismiss(None)

    def open_from_side(self, opened: Side.Opened) -> None:
        """What was clicked on in the left column, from whatever screen."""
        self.to_main()
        if opened.channel is not None:
            self.open_channel(opened.channel)
        elif opened.need is not None:
            self.go_to_need(opened.need)
        else:
            self.open_screen(opened.what)

    def open_screen(self, name: str, **about: Any) -> None:
        """One of the other screens by its name; its file is read now. `about`: what it is made with."""
        opened = found_at(SCREENS[name])(**about)
        self.opened[opened] = (name, about)
        self.push_screen(opened)

    def open_statement(self, row: Row) -> None:
        """One statement with everything about it."""
        self.open_screen("statement", channel=row["channel"], statement=row["id"])

    def acknowledge(self, row: Row | None) -> None:
        """That a named officer has read it: shown first, then said."""
        from client.ui.screens.review import Review

        if row is None or row["own"]:
            self.tell(say("Choose a statement of another party to acknowledge it."))
        elif any(each["party"] == self.party for each in row["read"]):
            self.tell(say("Your party has acknowledged this already."))
        else:
            more = {"re": row["id"], "precedence": row["precedence"]}
            fields = {"officer": self.officer}
            self.push_screen(Review(row["channel"], "acknowledgement", fields, more))

    def was_said(self, said: Mapping[str, Any]) -> None:
        """The officer's own word is told and shown; of an acknowledgement, what it acknowledges stays."""
        self.tell(say("{number} is signed and kept.", number=said["number"]))
        if self.at_work is not None and said["kind"] != "acknowledgement":
            self.at_work.show_statement(said["channel"], said["id"])

    @errand("write", alone=True)
    async def write_statement(self, refers_to: Row | None = None) -> None:
        """Writing a structured statement, or going on with one."""
        from client.ui.writing import begin_writing  # with it comes the catalogue of kinds

        await begin_writing(self, refers_to)

    @errand("copy", alone=True)
    async def copy_statement(self, row: Row) -> None:
        """Text and id of a statement to the clipboard, by the terminal's own sequence (OSC 52)."""
        from client.ui.layout.wording import codes_of
        from client.ui.screens.copying import Copying, copied

        text = copied(row, codes_of(self.channel_row_of(row["channel"])))
        self.copy_to_clipboard(text)
        path = await self.push_screen_wait(Copying(row, text))
        if path:
            self.tell(say("Saved: {path}", path=path))

    def action_settings(self) -> None:
        self.open_screen("settings")

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
        from client.ui.screens.palette import Palette

        found = await self.push_screen_wait(Palette(self._commands()))
        if found is not None:
            await self.run_action(found.action, found.node)

    def help(self, screen: Screen[Any]) -> None:
        """What the keys do for what has focus."""
        from client.ui.commands import moves_of
        from client.ui.screens.help import HelpScreen

        commands = self._commands()
        here = [each for each in commands if each.node is not self]
        moves = moves_of(type(screen.focused)) if screen.focused is not None else []
        self.push_screen(HelpScreen(here, [each for each in commands if each.node is self], moves))

    def _commands(self) -> list[Command]:
        from client.ui.commands import commands_of

        nearest = self.screen.focused or self.screen
        nodes = [*nearest.ancestors_with_self] if nearest is not self.screen else [self.screen, self]
        found = commands_of(nodes, self.settings.keys)
        return [each for each in found if each.node.check_action(each.action, ())]

    @errand("goto", alone=True)
    async def action_goto(self) -> None:
        """One dialog to go anywhere."""
        from client.ui.screens.goto import GotoDialog

        place = await self.push_screen_wait(GotoDialog())
        if place is None:
            return
        if place.channel is not None and place.statement is not None:
            self.show_statement(place.channel, place.statement)
        elif place.channel is not None:
            self.to_main()
            self.open_channel(place.channel)
        elif place.screen is not None:
            self.to_main()
            self.open_screen(place.screen)

    @property
    def screens_there(self) -> Iterable[str]:
        """The names of the screens that can be opened from anywhere."""
        return SCREENS

    # Small things

    @property
    def exercise(self) -> bool:
        return self.overview["exercise"] if self.overview is not None else self.known_exercise

    @property
    def title_of_exercise(self) -> str:
        row = self.channel_row
        return row["title"] if row is not None else ""

    @property
    def party(self) -> str:
        return self.overview["party"] if self.overview else ""

    @property
    def officer(self) -> str:
        return self.overview["officer"] if self.overview else ""

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
