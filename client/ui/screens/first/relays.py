"""Step 4: each relay of the agreement is logged in to, with the desk's own key; a word for each, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from client.engine.reading.shapes import Relay
from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import line
from client.ui.errands import errand
from client.ui.glyphs import glyphs
from client.ui.keys import bind
from client.ui.screens.first.step import Drawn, Step, heading, points, under
from client.ui.times import clock, moment
from hotline.errors import HotlineError


class RelaysStep(Step):
    BINDINGS: ClassVar = bind("onward", "try")
    KEYS: ClassVar = ("onward", "try", "back")
    NUMBER = 4

    def page(self) -> Iterable[Widget]:
        yield Drawn(self._head)
        yield Drawn(self._relays)
        yield Drawn(self._sum)
        yield Drawn(self.wrong)

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self.redraw)

    @property
    def relays(self) -> Sequence[Relay]:
        view = self.line_app.overview
        return [each for each in view["relays"] if not each["retired"]] if view else []

    def _head(self, width: int) -> Iterator[Content]:
        yield from heading(say("The relays of the agreement"))
        text = say(
            "This desk logs in to each of them. The relay proves the key that the agreement names, and this "
            "desk its own; a relay can read nothing of what it carries."
        )
        yield from under(text, width, "$body")
        yield Content("")

    def _relays(self, width: int) -> Iterator[Content]:
        if not self.relays:
            yield from under(say("The agreement names no relay: what is said goes by courier files."), width)
        for each in self.relays:
            mark, word, style = _word(each)
            name = line((f"{each['name']}  ", "bold $strong"), (f"{word}  ", style), (each["url"], "$muted"))
            yield from points([((mark, style), name)], width)
            if not each["up"] and each["why"]:
                yield from under(f"  {told(each['why'])}", width, "$body")
            since = moment(each["since"])
            if each["up"] and since is not None:
                at = say("since {at}", at=clock(since, self.line_app.now()))
                yield from under(f"  {at}", width)

    def _sum(self, width: int) -> Iterator[Content]:
        relays = self.relays
        up = sum(each["up"] for each in relays)
        yield Content("")
        if not relays:
            return
        if up == len(relays):
            yield from under(say("All answer. Go on."), width, "$green")
        elif up:
            yield from under(say("One that answers is enough; the others are tried again and again."), width)
        else:
            text = say("None answers yet. You can go on: what you say is kept, and leaves when one answers.")
            yield from under(text, width, "$amber")

    def action_try(self) -> None:
        self._try()

    @errand("try", alone=True)
    async def _try(self) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        try:
            await desk.try_now()
        except HotlineError as error:
            self.fail(told(error))
        self.line_app.following.look_again()

    def action_onward(self) -> None:
        self.dismiss()
        self.line_app.guide.open("parties")

    def action_back(self) -> None:
        self.dismiss()


def _word(relay: Relay) -> tuple[str, str, str]:
    """Shape, word and colour."""
    if relay["up"]:
        return glyphs().full, say("logged in"), "$green"
    if relay["refused"]:
        return glyphs().cross, say("refused"), "bold $red"
    return glyphs().empty, say("not reached"), "$amber"
