"""Writing a structured statement: its form, and what the others will read.

All of it is made from the kind's class and the agreement. Nothing is sent from here: ctrl+s shows it first.
What is entered is kept in the vault as it is entered, and dropped once it was said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.reactive import Reactive
from textual.widget import Widget

from client.text.telling import told
from client.text.tongue import say
from client.ui.begun import PRECEDENCE, Begun
from client.ui.checking import Checked
from client.ui.composed import Composed, in_common
from client.ui.desk import Desk
from client.ui.drafts import Drafted
from client.ui.errands import errand, once_drawn
from client.ui.keys import bind, now_shown
from client.ui.layout.estimate import has_matrix
from client.ui.screens.base import FullScreen
from client.ui.screens.kinds import KindsDialog
from client.ui.screens.review import Review
from client.ui.widgets.about import About
from client.ui.widgets.column import Column
from client.ui.widgets.composing import ComposingHead
from client.ui.widgets.form.around import readers_control, urgency_control
from client.ui.widgets.form.control import Control
from client.ui.widgets.form.field import Field
from client.ui.widgets.form.fields import Fields
from client.ui.widgets.form.making import control_of
from client.ui.widgets.form.setting import Setting
from client.ui.widgets.sentence import Sentence
from hotline.errors import HotlineError
from hotline.kinds.catalogue import KINDS
from hotline.kinds.forms import form_of

WIDE = 100  # columns from which something stands beside the form
READ_AFTER = 0.1  # seconds between a change and all that hangs on it: many keys at once are read once
KEEP_EVERY = 1.0  # seconds between a change and the draft that has it
ROWS_UNDER, ROWS_UNDER_LOW = 6, 4  # of the sentence, where it stands under the form


class _Form(VerticalScroll):
    """Where the officer is stays in sight, also when what stands under the form grows."""

    def on_resize(self) -> None:
        focused = self.screen.focused
        if focused is not None and self in focused.ancestors:
            once_drawn(self, focused.scroll_visible, animate=False)


class ComposeScreen(FullScreen):
    DEFAULT_CSS = """
    ComposeScreen #compose { padding: 0 2; height: 1fr; }
    ComposeScreen.narrow #compose { padding: 0 1; }
    ComposeScreen #columns { height: 1fr; }
    ComposeScreen #left { width: 1fr; height: 1fr; padding: 0 1 0 0; }
    ComposeScreen #form { height: 1fr; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
    ComposeScreen.low #form { margin: 0; }
    ComposeScreen About { margin: 1 0; }
    ComposeScreen.low About { margin: 0; }
    ComposeScreen #right { width: 50; height: 1fr; padding: 1 0 0 2; }
    ComposeScreen.alone #right, ComposeScreen.alone Column { display: none; }
    ComposeScreen.beside #left > Sentence { display: none; }
    """
    AUTO_FOCUS = ""
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)  # the two fields draw themselves
    BINDINGS: ClassVar = bind("send", "kind")
    KEYS: ClassVar[tuple[str, ...]] = ("send", "kind", "help", "back")
    WORDS: ClassVar = {"back": "Close, keep draft"}

    def __init__(self, composed: Composed, drafted: Drafted) -> None:
        super().__init__()
        self._composed, self._drafted = composed, drafted
        self._begun = composed.begun
        self._newest = self._begun.values
        self._read_soon = self._keep_soon = False
        self._unkept = False
        self._reviewing = False

    # What stands here

    def body(self) -> Iterable[Widget]:
        with Vertical(id="compose"):
            yield ComposingHead(self._begun)
            with Horizontal(id="columns"):
                with Vertical(id="left"):
                    with _Form(id="form", can_focus=False):
                        yield Fields(self._controls(), self._begun.values)
                    yield About()
                    yield Sentence()
                yield Column()
                with Vertical(id="right"):
                    yield self._panel()

    def _panel(self) -> Widget:
        """What stands beside the form where there is room."""
        return Sentence()

    def _controls(self) -> list[Control]:
        composed = self._composed
        parties = [(each["code"], each["name"]) for each in composed.channel["parties"]]
        setting = Setting(parties, composed.scale, self.line_app.now)
        around: list[Control] = [urgency_control(composed.form, composed.writing["urgencies"], setting)]
        if composed.sayable["named"]:
            around.append(readers_control(composed.sayable["readers"], setting))
        return [*around, *(control_of(each, setting) for each in composed.form.fields)]

    @property
    def _fields(self) -> Fields:
        return self.query_one("#form > Fields", Fields)

    def on_mount(self) -> None:
        once_drawn(self, self._begin)

    def _begin(self) -> None:
        self._drafted.begins(self._fields.values)
        self._read()
        self._fields.begin(after=PRECEDENCE)

    def on_resize(self) -> None:
        super().on_resize()
        low = self.size.height < 30
        self.query_one(About).set_class(low, "low")
        self.query_one("#left > Sentence", Sentence).allow(ROWS_UNDER_LOW if low else ROWS_UNDER)
        self._place()

    def _place(self) -> None:
        """Beside the form on a wide screen, else under it."""
        self.set_class(self.size.width >= WIDE, "beside")
        self.set_class(self.size.width < WIDE, "alone")

    # What it says so far

    def _read(self, everything: bool = False) -> Checked:
        """Draws all that hangs on what is entered."""
        composed, values = self._composed, self._fields.values
        self._newest = values
        checked = composed.check(values, self.line_app.now())
        self._fields.show(checked.faults, everything)
        self.query_one(ComposingHead).to(composed.readers(values), composed.held)
        for each in self.query(Sentence):
            each.show(
                composed.readers(values),
                composed.text(checked),
                composed.needed(checked, values),
                composed.to_mend(checked, values),
                composed.length(values),
            )
        return checked

    def on_control_changed(self) -> None:
        self._newest = self._fields.values
        if not self._read_soon:
            self._read_soon = True
            self.set_timer(READ_AFTER, self._read_soon_over)
        if not self._keep_soon:
            self._keep_soon = True
            self.set_timer(KEEP_EVERY, self._keep_soon_over)

    def _read_soon_over(self) -> None:
        self._read_soon = False
        self._read()

    def on_field_left(self) -> None:
        self._read()

    def on_field_entered(self, entered: Field.Entered) -> None:
        self.query_one(About).show(entered.entry, entered.hint)

    # The draft

    def on_unmount(self) -> None:
        """Whatever took the screen away, such as the lock: the last second is kept too."""
        self.line_app.leftovers.keep(self._drafted, self._newest)

    def _keep_soon_over(self) -> None:
        self._keep_soon = False
        self._keep_later()

    @errand("keep")
    async def _keep_later(self) -> None:
        await self._keep()

    async def _keep(self) -> bool:
        """False: it could not be kept, and the head says why."""
        head = self.query_one(ComposingHead)
        try:
            at = await self._drafted.keep(self._newest)
        except HotlineError as error:
            head.not_saved(told(error))
            return False
        if at is not None:
            head.saved(at)
        return True

    def action_back(self) -> None:
        self._close()

    @errand("close", alone=True)
    async def _close(self) -> None:
        """Goes back once the draft is kept; a second time also when it cannot be."""
        if not await self._keep() and not self._unkept:
            self._unkept = True
            self.line_app.tell(
                say("The draft could not be kept. {key} once more leaves without it.", key=now_shown("back")),
                "error",
            )
            return
        if self._drafted.number is not None:
            self.line_app.tell(say("Kept as a draft: {key} goes on with it.", key=now_shown("compose")))
        self.dismiss()

    # Going on

    def action_send(self) -> None:
        checked, length = self._read(everything=True), self._composed.length(self._fields.values)
        if checked.content is None:
            self._fields.begin_at_fault()
        elif length is not None and length.too_long:
            self.line_app.tell(say("Too long to be urgent: say the rest as a second statement."), "warning")
        elif not self._reviewing:  # the key may come twice before the review is there
            self._reviewing = True
            self._review()

    @errand("send")
    async def _review(self) -> None:
        try:
            await self._show_and_say()
        finally:
            self._reviewing = False

    async def _show_and_say(self) -> None:
        await self._keep()
        values = self._fields.values
        fields, around = self._composed.fields(values), self._composed.around(values)
        review = Review(self._begun.channel, self._begun.kind, fields, around)
        if await self.app.push_screen_wait(review):
            await self._drafted.drop()
            self.dismiss()

    def action_kind(self) -> None:
        self._change_kind()

    @errand("kind", alone=True)
    async def _change_kind(self) -> None:
        """Another kind, with what both ask for alike; what was written stays a draft of its own."""
        desk, channel, about = self.line_app.desk, self._begun.channel, self._begun.about
        await self._keep()
        picked = await self.app.push_screen_wait(KindsDialog(channel, about, self._composed.writing))
        if desk is None or picked is None or picked.kind == self._begun.kind:
            return
        alike = in_common(self._fields.values, self._composed.form, form_of(KINDS[picked.kind]))
        rows = await desk.rows(channel, [picked.about]) if picked.about else []
        begun = Begun(channel, picked.kind, rows[0] if rows else None, alike)
        await self.on_top()  # else what stands over this one would be taken away
        screen = screen_for(replace(self._composed, begun=begun), desk)
        self.app.switch_screen(screen)  # not awaited: this goes with its screen


def screen_for(composed: Composed, desk: Desk) -> ComposeScreen:
    """What has a place in the risk matrix is written beside it."""
    from client.ui.screens.estimate import EstimateScreen  # built on this one

    drafted = Drafted(desk, composed.begun)
    in_matrix = has_matrix(composed.form.fields)
    return EstimateScreen(composed, drafted) if in_matrix else ComposeScreen(composed, drafted)
