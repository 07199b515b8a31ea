"""Step 5: whose roots were compared, and whether the line itself answers. Then the channel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from client.engine.reading.shapes import Party
from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import line
from client.ui.errands import errand
from client.ui.glyphs import glyphs
from client.ui.keys import bind, now_shown
from client.ui.screens.first.step import Drawn, Step, heading, numbered, points, under
from hotline.errors import HotlineError

LOOK_EVERY = 0.5  # seconds: whether somebody has answered the comm check


class PartiesStep(Step):
    BINDINGS: ClassVar = bind("verify", "check", "onward")
    KEYS: ClassVar = ("verify", "check", "back")
    NUMBER = 5

    def __init__(self) -> None:
        super().__init__()
        self._check: str | None = None  # the statement's id
        self._said_at: datetime | None = None
        self._answers: list[tuple[str, float]] = []

    def page(self) -> Iterable[Widget]:
        yield Drawn(self._verifying)
        yield Drawn(self._checking)
        yield Drawn(self.wrong)
        yield Drawn(self._foot)

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self.redraw)
        self.set_interval(LOOK_EVERY, self._look)

    @property
    def others(self) -> Sequence[Party]:
        row = self.line_app.channel_row
        return [each for each in row["parties"] if not each["own"]] if row else []

    # The page

    def _verifying(self, width: int) -> Iterator[Content]:
        yield from heading(say("The others, and the line itself"))
        text = say(
            "Call each party on a number of the agreement, read your code out and type theirs. Until then "
            "nothing shows that their root is theirs."
        )
        yield from numbered(1, text, width)
        for each in self.others:
            mark = (glyphs().check, "$green") if each["verified"] else (glyphs().unsure, "bold $amber")
            word = say("verified") if each["verified"] else say("unverified")
            yield from points(
                [(mark, line((each["code"], "bold $strong"), f"  {each['name']}  ", (word, mark[1])))], width
            )
        open_ = [each for each in self.others if not each["verified"]]
        if open_ and self.line_app.exercise:
            yield from under(say("In an exercise this may come later; the screen goes on saying so."), width)
        elif open_:
            yield from under(
                say("Until it is done, this desk can say nothing on the channel."), width, "$amber"
            )
        if open_:
            yield line("    ", (now_shown("verify"), "bold $key"), (f" {say('leads there')}", "$body"))
        yield Content("")

    def _checking(self, width: int) -> Iterator[Content]:
        yield from numbered(2, say("Send a comm check: every desk that is open answers by itself."), width)
        if self._check is None:
            yield line("    ", (now_shown("check"), "bold $key"), (f" {say('sends one')}", "$body"))
            return
        for who, seconds in self._answers:
            text = line(
                (who, "bold $strong"), (f"  {say('answered after {n} s', n=f'{seconds:.1f}')}", "$body")
            )
            yield from points([((glyphs().check, "$green"), text)], width)
        if not self._answers:
            yield from under(
                say("Nobody has answered yet. A desk answers while it is open and has a relay."), width
            )

    def _foot(self, width: int) -> Iterator[Content]:
        yield from under(self._way_on(), width)

    def _way_on(self) -> str:
        return say(
            "{onward} or {back}: to the channel. It is all still there with {verify} and {compose}.",
            onward=now_shown("onward"),
            back=now_shown("back"),
            verify=now_shown("verify"),
            compose=now_shown("compose"),
        )

    # What is done

    def action_verify(self) -> None:
        self.line_app.guide.open("verify", channel=self.line_app.channel)

    def action_check(self) -> None:
        self._send_check()

    @errand("check", alone=True)
    async def _send_check(self) -> None:
        desk, channel = self.line_app.desk, self.line_app.channel
        if desk is None or channel is None:
            return
        self._answers = []
        try:
            said = await desk.say(channel, "comm-check", {"level": "link"})
        except HotlineError as error:
            self.fail(told(error))
            return
        self.trouble = ""
        self._check, self._said_at = said["id"], self.line_app.now()
        self.redraw()

    @errand("answers", alone=True)
    async def _look(self) -> None:
        """Who has answered since."""
        desk, channel = self.line_app.desk, self.line_app.channel
        if desk is None or channel is None or self._check is None or self._said_at is None:
            return
        try:
            page = await desk.page(channel, 50)
        except HotlineError as error:
            self.fail(told(error))
            return
        known = {who for who, _ in self._answers}
        after = (self.line_app.now() - self._said_at).total_seconds()
        for row in page["rows"]:
            answers = row["kind"] == "comm-check-answer" and row["refers_to_id"] == self._check
            if answers and (who := row["number"].rsplit("-", 1)[0]) not in known:
                self._answers.append((who, after))
        self.redraw()

    def action_onward(self) -> None:
        self.dismiss()

    def action_back(self) -> None:
        self.dismiss()
