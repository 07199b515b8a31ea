"""The line at work: what needs the officer, the channels, a transcript, and a line to write in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from client.engine.reading.shapes import Need
from client.text.subject import subject_of
from client.text.tongue import say
from client.ui.errands import errand
from client.ui.fetching import Fetching
from client.ui.keys import bind
from client.ui.layout.needs import need_line
from client.ui.screens.base import FullScreen
from client.ui.screens.review import Review
from client.ui.widgets.below import Below
from client.ui.widgets.caution import Caution
from client.ui.widgets.column import Column
from client.ui.widgets.composer import Composer
from client.ui.widgets.head import ChannelHead
from client.ui.widgets.notice import Notice
from client.ui.widgets.side import Side
from client.ui.widgets.transcript import Transcript

AWAY = timedelta(minutes=1)  # a shorter look at something else ends no visit


class MainScreen(FullScreen):
    DEFAULT_CSS = """
    MainScreen #columns { height: 1fr; }
    MainScreen.narrow Column { display: none; }
    MainScreen #channel { width: 1fr; height: 1fr; padding: 0 2; }
    MainScreen.narrow #channel { padding: 0 1; }
    """
    BINDINGS: ClassVar = bind(
        "compose",
        "note",
        "acknowledge",
        "reply",
        "search",
        "unread",
        "seen",
        "copy",
        "open",
        "desks",
        "next",
        "previous",
        "board",
        "verify",
        "outbox",
        "agreement",
        "record",
    )
    KEYS: ClassVar = (
        "compose",
        "acknowledge",
        "reply",
        "search",
        "goto",
        "board",
        "verify",
        "outbox",
        "help",
    )

    def __init__(self) -> None:
        super().__init__()
        self.fetching = Fetching(self)
        self._need = -1
        self._away_since: datetime | None = None
        self._reviewing = False

    def body(self) -> Iterable[Widget]:
        with Horizontal(id="columns"):
            yield Side()
            yield Column()
            with Vertical(id="channel"):
                yield Notice()
                yield ChannelHead()
                yield Transcript()
                yield Below()
                yield Caution()
                yield Composer()

    def on_mount(self) -> None:
        self.watch(self.app, "channel", self._opened)
        self.watch(self.app, "overview", self.fetching.look_at_owed)
        self.watch(self.app, "app_focus", self._come_and_go, init=False)
        self.set_interval(2.0, self.fetching.tick)
        self.transcript.focus()

    @property
    def transcript(self) -> Transcript:
        return self.query_one(Transcript)

    @property
    def composer(self) -> Composer:
        return self.query_one(Composer)

    def on_resize(self) -> None:
        super().on_resize()
        self.query_one(Side).set_class(self.size.width < 100, "narrow")
        self.composer.set_class(self.size.height < 30, "low")

    # The record

    def _opened(self) -> None:
        if self.line_app.channel is not None:
            self.transcript.forget()
            self.fetching.load()

    def on_screen_suspend(self) -> None:
        self._away()

    def on_screen_resume(self) -> None:
        self._come_and_go()

    def _come_and_go(self) -> None:
        """The officer turns to another window or screen, or comes back from there."""
        if self.app.screen is not self or not self.app.app_focus:
            self._away()
            return
        since, self._away_since = self._away_since, None
        if since is not None and self.line_app.now() - since >= AWAY:
            self.transcript.begin_visit()
            self.fetching.refresh()
        self.transcript.tell_seen()

    def _away(self) -> None:
        self._away_since = self._away_since or self.line_app.now()

    def on_transcript_wanted(self, wanted: Transcript.Wanted) -> None:
        self.fetching.more(wanted)

    def on_transcript_below(self, below: Transcript.Below) -> None:
        self.query_one(Below).show(below.new, below.cut_off)

    def on_transcript_seen(self, seen: Transcript.Seen) -> None:
        self._look(seen.channel, seen.arrivals)

    @errand("look")
    async def _look(self, channel: str, arrivals: Sequence[int]) -> None:
        """The officer has these before their eyes: they are no longer unread."""
        desk = self.line_app.desk
        if desk is not None:
            await desk.looked(channel, arrivals)
            self.line_app.following.look_again()

    # Going places

    def on_side_opened(self, opened: Side.Opened) -> None:
        self.line_app.guide.from_side(opened)

    def show_statement(self, channel: str, statement: str) -> None:
        """That channel, with that statement chosen."""
        if channel != self.line_app.channel:
            self.line_app.channel = channel
        if not self.transcript.choose(statement):
            self.fetching.load(statement)
        self.transcript.focus()

    def action_next(self) -> None:
        self._go_to_need(1)

    def action_previous(self) -> None:
        self._go_to_need(-1)

    def _go_to_need(self, by: int) -> None:
        view = self.line_app.overview
        needs: Sequence[Need] = view["needs"] if view else []
        if not needs:
            self.line_app.tell(say("Nothing needs you now."))
            return
        self._need = (self._need + by) % len(needs)
        need = needs[self._need]
        one = need_line(need, self.line_app.now())
        self.line_app.tell(f"{self._need + 1}/{len(needs)}  {one.word} {one.left}  {one.about}")
        self.line_app.guide.to_need(need)

    @errand("unread", alone=True)
    async def action_unread(self) -> None:
        """The first that nobody looked at, wherever in the record it came to stand."""
        desk, channel = self.line_app.desk, self.line_app.channel
        if desk is None or channel is None:
            return
        first = await desk.unread(channel, self.fetching.everything)
        if channel != self.line_app.channel:
            return
        if first is None:
            self.line_app.tell(say("Nothing is unread."))
        else:
            self.show_statement(channel, first)

    @errand("seen", alone=True)
    async def action_seen(self) -> None:
        """All of it, on screen or not: no mark of what is new is left."""
        desk, channel = self.line_app.desk, self.line_app.channel
        if desk is None or channel is None:
            return
        await desk.looked(channel, None)
        self.line_app.following.look_again()
        self.transcript.see_all()
        self.fetching.refresh()
        self.line_app.tell(say("All is marked as seen."))

    def action_back(self) -> None:
        self.transcript.focus()

    # Speaking

    def action_note(self) -> None:
        composer = self.composer
        if composer.ended:
            self.line_app.tell(composer.ended, severity="warning")
        else:
            composer.write()

    def on_written_left(self) -> None:
        self.transcript.focus()

    def on_written_done(self) -> None:
        composer, channel = self.composer, self.line_app.channel
        if not composer.text.strip():
            self.line_app.tell(say("There is nothing to send."))
        elif channel is not None and not self._reviewing:  # the key may come twice before the review is there
            self._reviewing = True
            self._send_note(channel, composer.text.strip(), composer.precedence.name)

    @errand("say")
    async def _send_note(self, channel: str, text: str, precedence: str) -> None:
        fields = {"text": text, "subject": subject_of(text)}
        review = Review(channel, "message", fields, {"precedence": precedence})
        try:
            sent = await self.app.push_screen_wait(review)
        finally:
            self._reviewing = False
        if sent:
            self.composer.said(channel)
            self.transcript.focus()
            self.transcript.action_last()

    def action_acknowledge(self) -> None:
        self.line_app.handling.acknowledge(self.transcript.row)

    def action_reply(self) -> None:
        row = self.transcript.row
        if row is not None:
            self.line_app.handling.write(refers_to=row)

    def action_compose(self) -> None:
        self.line_app.handling.write()

    def action_copy(self) -> None:
        row = self.transcript.row
        if row is not None:
            self.line_app.handling.copy(row)

    def action_desks(self) -> None:
        self.fetching.everything = not self.fetching.everything
        word = (
            "What desks say by themselves is shown."
            if self.fetching.everything
            else "Only what officers say is shown."
        )
        self.line_app.tell(say(word))
        self.fetching.load()

    def action_open(self) -> None:
        row = self.transcript.row
        if row is not None:
            self.line_app.guide.open("statement", channel=row["channel"], statement=row["id"])

    def action_search(self) -> None:
        self.line_app.guide.open("search")

    def action_board(self) -> None:
        self.line_app.guide.open("board")

    def action_verify(self) -> None:
        self.line_app.guide.open("verify")

    def action_outbox(self) -> None:
        self.line_app.guide.open("outbox")

    def action_agreement(self) -> None:
        self.line_app.guide.open("agreement")

    def action_record(self) -> None:
        self.line_app.guide.open("record")
