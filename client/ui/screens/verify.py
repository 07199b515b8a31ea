"""Verifying a party: call, read the own code out, type all of theirs; only then it says match or differ.

The other's digits never come here: the desk compares what was typed. Source: DESIGN.md 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.containers import Center, Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label

from client.engine.reading.shapes_talk import Verifying
from client.text.telling import told
from client.text.tongue import say, spoken
from client.ui.drawing import wrapped
from client.ui.errands import errand, once_drawn
from client.ui.keys import bind, now_shown
from client.ui.layout import verification as words
from client.ui.layout.verification import Mode, Outcome
from client.ui.screens.base import FullScreen
from client.ui.widgets.code_entry import CodeEntry
from client.ui.widgets.lines import Lines
from hotline.errors import HotlineError, NotTrusted

ROOMY = 34  # rows of the screen from which on their digits are drawn large as well
OWN_LANGUAGES = {"en": "english", "fr": "french", "ru": "russian"}


class _Part(Lines):
    """A piece of the page, made by the screen."""

    @property
    def page(self) -> VerifyScreen:
        assert isinstance(self.screen, VerifyScreen), "stands on no other"
        return self.screen


class Head(_Part):
    def lines(self, width: int) -> Sequence[Content]:
        view = self.page.view
        return words.head(view, width, self.line_app.now()) if view else []


class Steps(_Part):
    """The first two."""

    def lines(self, width: int) -> Sequence[Content]:
        page = self.page
        if page.view is None:
            return []
        first = [] if page.low and page.outcome else words.call(page.view, width)
        second = [words.read_out(width)]
        return words.lines_of([each for each in (first, second) if each])


class OwnCode(_Part):
    DEFAULT_CSS = """
    OwnCode { background: $field; padding: 1 2; margin: 1 0; }
    """

    def lines(self, width: int) -> Sequence[Content]:
        page = self.page
        return (
            words.own_code(page.view, page.mode, page.language, width, high=not page.low) if page.view else []
        )


class Third(_Part):
    def lines(self, width: int) -> Sequence[Content]:
        return [words.type_theirs(self.page.view, width)] if self.page.view else []


class Said(_Part):
    """What came of it; before that, that it goes both ways."""

    def lines(self, width: int) -> Sequence[Content]:
        page = self.page
        if page.view is None:
            return wrapped(page.trouble, width, "$red") if page.trouble else []
        if page.outcome is not None:
            return words.outcome(page.outcome, page.view, self.line_app.now(), width)
        typed = page.query_one(CodeEntry).digits
        if page.asked and len(typed) < 24:
            return [words.complaint(len(typed))]
        return words.before(page.view, self.line_app.now(), width)


class VerifyScreen(FullScreen):
    DEFAULT_CSS = """
    VerifyScreen #sheet { height: 1fr; scrollbar-size-vertical: 1; }
    VerifyScreen #page { width: 96; max-width: 100%; height: auto; padding: 0 2; }
    VerifyScreen #theirs { height: auto; }
    VerifyScreen CodeEntry { margin: 1 2; }
    VerifyScreen #who { height: 1; margin: 0 0 1 4; }
    VerifyScreen #who Label { width: auto; color: $muted; padding: 0 1 0 0; }
    VerifyScreen #who Input { width: 1fr; border: none; background: $field; height: 1; padding: 0 1; }
    VerifyScreen #who Input:focus { background: $chosen; }
    VerifyScreen #who #how-label { padding: 0 1 0 2; }
    VerifyScreen.picture CodeEntry, VerifyScreen.low CodeEntry { margin: 0 4; }
    VerifyScreen.low #who { margin: 0 0 0 4; }
    VerifyScreen.low OwnCode { padding: 0 2; }
    VerifyScreen.low.told OwnCode, VerifyScreen.low.picture OwnCode { margin: 0; }
    VerifyScreen.matched #theirs { display: none; }
    VerifyScreen.low.told #who { display: none; }
    VerifyScreen.low.picture #theirs { display: none; }
    """
    BINDINGS: ClassVar = bind("compare", "words", "language", "qr", "next", "previous")
    KEYS: ClassVar = ("compare", "words", "language", "qr", "next", "help", "back")

    def __init__(self, party: str | None = None, channel: str | None = None) -> None:
        super().__init__()
        self.view: Verifying | None = None
        self.mode: Mode = "digits"
        self.language = OWN_LANGUAGES[spoken()]
        self.outcome: Outcome | None = None
        self.trouble = ""
        self.asked = False  # enter was pressed
        self._party, self._channel = party, channel
        self._leaving = False
        self._comparing = False

    @property
    def low(self) -> bool:
        return self.has_class("low")

    def body(self) -> Iterable[Widget]:
        with VerticalScroll(id="sheet", can_focus=False), Center(), Vertical(id="page"):
            yield Head()
            yield Steps()
            yield OwnCode()
            with Vertical(id="theirs"):
                yield Third()
                yield CodeEntry()
                with Horizontal(id="who"):
                    yield Label(say("Who reads"), markup=False)
                    yield Input(placeholder=say("Name"), id="name", max_length=80)
                    yield Label(say("How"), id="how-label", markup=False)
                    yield Input(id="how", max_length=80)
            yield Said()

    def on_mount(self) -> None:
        self._load()
        self.query_one(CodeEntry).focus()

    def on_resize(self) -> None:
        super().on_resize()
        self._draw()

    # Whom

    @errand("whom", alone=True)
    async def _load(self) -> None:
        desk, channel = self.line_app.desk, self._channel or self.line_app.channel
        if desk is None or channel is None:
            return
        before = self.view["party"]["code"] if self.view else None
        try:
            self.view = await desk.verifying(channel, self._party, self.language)
        except HotlineError as error:
            self.trouble = told(error)
            self._party = before or self._party
            self._draw()
            return
        if self.view["party"]["code"] != before:
            self._begin(self.view)
        self._draw()

    def _begin(self, view: Verifying) -> None:
        """Another party: nothing of the one before stays."""
        self._party = view["party"]["code"]
        self.outcome, self.asked, self._leaving = None, False, False
        self.query_one(CodeEntry).clear()
        self.query_one("#name", Input).value = ""
        self.query_one("#how", Input).value = _how(view)
        self.query_one(CodeEntry).focus()

    def action_next(self) -> None:
        self._turn(1)

    def action_previous(self) -> None:
        self._turn(-1)

    def _turn(self, by: int) -> None:
        if self.view is None or len(self.view["others"]) < 2 or self._comparing:
            return
        codes = [each["code"] for each in self.view["others"]]
        self._party = codes[(codes.index(self.view["party"]["code"]) + by) % len(codes)]
        self._load()

    # The own code

    def action_words(self) -> None:
        self._show("digits" if self.mode == "words" else "words")

    def action_qr(self) -> None:
        self._show("digits" if self.mode == "qr" else "qr")

    def action_language(self) -> None:
        if self.view is not None:
            known = self.view["languages"]
            if self.mode == "words":
                self.language = known[(known.index(self.language) + 1) % len(known)]
            self._show("words")
            self._load()

    def _show(self, mode: Mode) -> None:
        self.mode = mode
        self._draw()
        once_drawn(self, self.query_one(CodeEntry).focus)  # it may have been hidden, and lost it

    # Theirs

    def on_code_entry_changed(self) -> None:
        self._leaving = False
        if self.outcome is not None and self.outcome.word != "match":
            self.outcome, self.asked = None, False
            self._draw()
        elif self.asked:
            self.query_one(Said).redraw()

    def on_code_entry_done(self) -> None:
        if self.outcome is not None and self.outcome.word == "differ":
            self._again()
        elif not self._reads():
            self.query_one("#name", Input).focus()
        else:
            self.action_compare()

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        if self._reads():
            self.action_compare()

    def _again(self) -> None:
        self.outcome, self.asked = None, False
        self.query_one(CodeEntry).clear()
        self.query_one(CodeEntry).focus()
        self._draw()

    def _reads(self) -> str:
        return self.query_one("#name", Input).value.strip()

    def action_compare(self) -> None:
        """Only with all 24, and the name of who reads."""
        self.asked = True
        if not self.query_one(CodeEntry).complete:
            self.query_one(CodeEntry).focus()
        elif not self._reads():
            self.query_one("#name", Input).focus()
        elif self.view is not None and self._party == self.view["party"]["code"] and not self._comparing:
            self._comparing = True  # until it is said whose digits these are, no other party comes here
            self._compare(self.view["party"]["code"])
        self._draw()

    @errand("compare")
    async def _compare(self, party: str) -> None:
        try:
            outcome = await self._outcome(party)
        finally:
            self._comparing = False
        if self.view is None or self.view["party"]["code"] != party:
            return
        self.outcome = outcome
        self.query_one(CodeEntry).focus()
        self.line_app.following.look_again()
        self._load()

    async def _outcome(self, party: str) -> Outcome | None:
        """What the desk says of the digits that stand here now."""
        desk = self.line_app.desk
        how = self.query_one("#how", Input).value.strip() or say("voice line")
        try:
            if desk is not None:
                await desk.verify(party, self.query_one(CodeEntry).digits, self._reads(), how)
        except NotTrusted:
            return Outcome("differ")
        except HotlineError as error:
            return Outcome("trouble", told(error))
        return Outcome("match") if desk is not None else None

    def action_back(self) -> None:
        """Digits that were typed are not dropped by one key."""
        typed = self.query_one(CodeEntry).digits
        if typed and self.outcome is None and not self._leaving:
            self._leaving = True
            self.line_app.tell(
                say("{key} once more leaves, and drops the digits that you typed.", key=now_shown("back"))
            )
            return
        super().action_back()

    def _draw(self) -> None:
        self.set_class(self.outcome is not None and self.outcome.word == "match", "matched")
        self.set_class(self.outcome is not None, "told")
        self.set_class(self.mode == "qr", "picture")
        self.query_one(CodeEntry).set_roomy(self.mode != "qr" and self.size.height >= ROOMY)
        for each in self.query(_Part):
            each.redraw()


def _how(view: Verifying) -> str:
    """What stands there to begin with: by voice, on the agreement's number."""
    number = next((each["number"] for each in view["numbers"] if each["purpose"] == "verification"), "")
    return f"{say('voice line')} {number}".strip()
