"""Finding what was said: each letter that is typed searches anew, up and down choose, enter goes there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Input, Static

from client.engine.reading.shapes_record import Found
from client.text.tongue import say
from client.ui.drawing import line
from client.ui.errands import errand
from client.ui.keys import bind
from client.ui.layout.places import another_code
from client.ui.screens.base import FullScreen
from client.ui.widgets.hits import Hits
from client.ui.widgets.title import Title

MOST = 200  # hits that the desk gives


class SearchScreen(FullScreen):
    DEFAULT_CSS = """
    SearchScreen #field { height: 1; padding: 0 2; }
    SearchScreen Input { height: 1; padding: 0 1; background: $field; }
    SearchScreen Input, SearchScreen Input:focus { border: none; }
    SearchScreen #found { height: 2; padding: 0 3; color: $muted; }
    SearchScreen.narrow #field, SearchScreen.narrow Hits { padding: 0 1; }
    SearchScreen.narrow #found { padding: 0 2; }
    """
    BINDINGS: ClassVar = [
        *bind("scope"),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
    ]
    KEYS: ClassVar = ("open", "scope", "help", "back")

    def __init__(self) -> None:
        super().__init__()
        self._all_channels = False
        self._state: Found | None = None

    def body(self) -> Iterable[Widget]:
        yield Title(say("Search"))
        with Container(id="field"):
            yield Input(self.line_app.searched, placeholder=say("words, a number, a code, a kind"))
        yield Static(id="found", markup=False)
        yield Hits()

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False  # nothing here blinks
        self.query_one(Input).focus()
        self._tell()

    # Searching

    def on_input_changed(self, changed: Input.Changed) -> None:
        self.line_app.searched = changed.value
        self._search(changed.value)

    @errand("search", alone=True)
    async def _search(self, query: str) -> None:
        """An earlier one that is under way ends with this."""
        desk, channel = self.line_app.desk, self.line_app.channel
        hits = self.query_one(Hits)
        self._state = None
        hits.begin(self._all_channels)
        self._tell()
        if desk is None or not query.strip():
            return
        async for part in desk.search(query, None if self._all_channels else channel, False):
            self._state = part
            hits.add(part["rows"])
            self._tell()

    def _tell(self) -> None:
        self.query_one("#found", Static).update(line((self._found(), "$muted")))

    def _found(self) -> str:
        place, count = self.query_one(Hits).place
        where = say("all channels") if self._all_channels else say("this channel")
        state = self._state
        if state is None:
            code = another_code(self.line_app.channel_row)
            return say("In {where}. from:{code} and kind:message narrow it down.", where=where, code=code)
        if state["looked"] < state["total"] and count < MOST:
            return say(
                "{n} found so far, {looked} of {total} statements looked at", n=count, **_progress(state)
            )
        if not count:
            return say("Nothing found in {where}.", where=where)
        more = say("the newest {n}", n=count) if count >= MOST else str(count)
        return say("{place} of {n} found in {where}, the newest first", place=place, n=more, where=where)

    # Keys

    def action_move(self, by: int) -> None:
        self.query_one(Hits).move(by)
        self._tell()

    def action_page(self, by: int) -> None:
        hits = self.query_one(Hits)
        hits.move(by * hits.fitting)
        self._tell()

    def action_scope(self) -> None:
        self._all_channels = not self._all_channels
        self._search(self.query_one(Input).value)

    def on_input_submitted(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        hit = self.query_one(Hits).hit
        if hit is not None:
            self.line_app.guide.show(hit["channel"], hit["id"])

    def on_hits_opened(self, opened: Hits.Opened) -> None:
        self.line_app.guide.show(opened.hit["channel"], opened.hit["id"])


def _progress(state: Found) -> dict[str, str]:
    return {"looked": f"{state['looked']:,}", "total": f"{state['total']:,}"}
