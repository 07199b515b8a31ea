"""Step 1: what this desk is for, for life; who works at it; and the passphrase of its vault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label

from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import line, wrapped
from client.ui.errands import errand
from client.ui.glyphs import glyphs
from client.ui.keys import bind
from client.ui.screens.first.step import Drawn, Step, heading
from client.ui.widgets.pick import Pick
from client.ui.widgets.secret import Secret
from hotline.errors import HotlineError
from hotline.identity.credential import Role

USES = (("exercise", "Exercise"), ("real", "Real"))
ROLES = tuple((str(role), str(role).replace("-", " ").capitalize()) for role in Role)


class DeskStep(Step):
    DEFAULT_CSS = """
    DeskStep .row { height: auto; margin: 0 0 1 0; }
    DeskStep .row Label { width: 14; color: $muted; }
    DeskStep .row Input { max-width: 50; }
    DeskStep.low .row { margin: 0; }
    DeskStep Pick { max-width: 74; }
    """
    BINDINGS: ClassVar = [
        *bind("make"),
        # Before any widget has the key: what comes after it belongs to the next field, however fast.
        Binding("down,tab", "app.focus_next", show=False, priority=True),
        Binding("up,shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("enter", "onward", show=False, priority=True),
    ]
    KEYS: ClassVar = ("make", "field", "quit")
    NUMBER = 1

    def __init__(self) -> None:
        super().__init__()
        self.making = False

    def page(self) -> Iterable[Widget]:
        yield Drawn(self._head)
        with Horizontal(classes="row"):
            yield Label(say("Use"), markup=False)
            yield Pick(USES, id="use")
        with Horizontal(classes="row"):
            yield Label(say("Officer"), markup=False)
            yield Input(placeholder=say("Name, as the others will read it"), id="officer", max_length=80)
        with Horizontal(classes="row"):
            yield Label(say("Role"), markup=False)
            yield Pick(ROLES, id="role")
        with Horizontal(classes="row"):
            yield Label(say("Passphrase"), markup=False)
            yield Secret(id="passphrase")
        with Horizontal(classes="row"):
            yield Label(say("Once more"), markup=False)
            yield Secret(id="again")
        yield Drawn(self._about_passphrase)
        yield Drawn(self.wrong)
        yield Drawn(self._foot)

    def on_mount(self) -> None:
        self.query_one("#use", Pick).focus()

    # What stands around the fields

    def _head(self, width: int) -> Iterator[Content]:
        yield from heading(say("A new desk on this machine"))
        text = say(
            "A desk is for exercises or for real use, for life. Its key is made here and never leaves; "
            "a party's root never comes to this machine."
        )
        yield from wrapped(text, width, "$body")
        yield Content("")

    def _about_passphrase(self, width: int) -> Iterator[Content]:
        first, again = self._typed("passphrase"), self._typed("again")
        if again and first != again and not self.trouble:
            yield line((f"{glyphs().alert} {say('The two differ.')}", "bold $amber"))
        weak = self.line_app.keeper.weakness(first) if first else None
        if weak is not None:
            yield from wrapped(weak, width, "$amber")
        elif not first:
            text = say(
                "It opens the vault on this machine. Nobody can restore it: write it down, keep it apart."
            )
            yield from wrapped(text, width, "$muted")

    def _foot(self, width: int) -> Iterator[Content]:
        if self.making:
            yield line((say("The key and its vault are being made."), "$muted"))
            return
        folder = str(self.line_app.keeper.profile.folder)
        yield from wrapped(say("The vault is kept in {folder}", folder=folder), width, "$muted")

    # What is typed

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value

    def on_input_changed(self) -> None:
        self.trouble = ""
        self.redraw()

    def action_onward(self) -> None:
        """Enter: to the next field, and from the last on."""
        if self.focused is not None and self.focused.id == "again":
            self.action_make()
        else:
            self.focus_next()

    def on_pick_picked(self, picked: Pick.Picked) -> None:
        if picked.pick.id == "use":
            self.line_app.known_exercise = picked.pick.value == "exercise"
            self.line_app.overview = None  # the banner looks again
        self.trouble = ""
        self.redraw()

    def action_make(self) -> None:
        missing = self._missing()
        if missing is not None:
            field, why = missing
            self.query_one(f"#{field}").focus()
            self.fail(why)
        elif not self.making:
            self._make()

    def _missing(self) -> tuple[str, str] | None:
        """The first field that is not right yet, and why."""
        if self.query_one("#use", Pick).value is None:
            return "use", say("Choose what this desk is for; it cannot be changed later.")
        if not self._typed("officer").strip():
            return "officer", say("Type the name of the officer who works here.")
        if self.query_one("#role", Pick).value is None:
            return "role", say("Choose as what the officer acts.")
        if not self._typed("passphrase"):
            return "passphrase", say("Type a passphrase for the vault.")
        if self._typed("passphrase") != self._typed("again"):
            return "again", say("The two passphrases differ: type the same once more.")
        return None

    @errand(alone=True)
    async def _make(self) -> None:
        use, role = self.query_one("#use", Pick).value, self.query_one("#role", Pick).value
        assert use is not None and role is not None, "looked at before"
        self.making = True
        self.redraw()
        await self.line_app.keeper.warm()
        from client.engine.joining import Newcomer

        try:
            newcomer = Newcomer(self._typed("officer").strip(), Role(role), use == "exercise")
            await self.line_app.keeper.begin(newcomer, self._typed("passphrase"))
        except HotlineError as error:
            self.making = False
            self.fail(told(error))
            return
        self.line_app.opening.go_on()
