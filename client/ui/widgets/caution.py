"""Above the line to write in: what becomes of what is said, where that is not plain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from client.text.tongue import say
from client.ui.drawing import line, wrap
from client.ui.glyphs import glyphs
from client.ui.keys import now_shown
from client.ui.lookup import unverified_in
from client.ui.times import clock
from client.ui.widgets.lines import Lines


class Caution(Lines):
    DEFAULT_CSS = """
    Caution { height: auto; display: none; }
    Caution.needed { display: block; }
    """

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self._look)
        self.watch(self.app, "channel", self._look)

    def _look(self) -> None:
        self.set_class(any(True for _ in self._cautions()), "needed")
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        return [part for text, style in self._cautions() for part in wrap(line((text, style)), width)]

    def _cautions(self) -> Iterator[tuple[str, str]]:
        view, row = self.line_app.overview, self.line_app.channel_row
        if view is None:
            return
        following = self.line_app.following
        if following.trouble:
            yield no_answer(following.trouble, clock(following.as_of, self.line_app.now())), "bold $red"
            return  # the rest is no longer known
        if view["store_trouble"]:
            yield say("The vault cannot be written: {why}", why=view["store_trouble"]), "bold $red"
        if view["offline_since"]:
            yield say("No relay can be reached: what you say is signed, saved and queued."), "$amber"
        missing = sorted(unverified_in(row))
        if row is not None and missing and not row["exercise"]:
            said = say(
                "{who} not verified: on this desk nothing can be said here before. {key} compares the codes.",
                who=", ".join(missing),
                key=now_shown("verify"),
            )
            yield f"{glyphs().unsure} {said}", "$amber"


def no_answer(why: str, at: str) -> str:
    """While the process that holds the desk is silent."""
    return say("This desk gives no answer: {why} All that stands here is as of {at}.", why=why, at=at)
