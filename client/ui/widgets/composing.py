"""What is being written: its kind, about what, to whom, whether it is held back, when it was kept."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from client.text.tongue import say
from client.ui.begun import Begun
from client.ui.drawing import line, rule, spread
from client.ui.glyphs import glyphs
from client.ui.layout.statement import title_of
from client.ui.layout.wording import summary_of
from client.ui.lookup import channel_in, unverified_in
from client.ui.times import clock, moment
from client.ui.widgets.lines import Lines


class ComposingHead(Lines):
    DEFAULT_CSS = "ComposingHead { height: auto; }"

    def __init__(self, begun: Begun) -> None:
        super().__init__()
        self._begun = begun
        self._readers: Sequence[str] = ()
        self._held = False
        self._saved_at = begun.saved_at
        self._trouble = ""

    def to(self, readers: Sequence[str], held: bool) -> None:
        self._readers, self._held = readers, held
        self.redraw()

    def saved(self, at: str) -> None:
        """It is in the vault as of then."""
        self._saved_at, self._trouble = at, ""
        self.refresh()

    def not_saved(self, why: str) -> None:
        self._trouble = why
        self.refresh()

    def lines(self, width: int) -> Sequence[Content]:
        new = (
            (f"{say('New statement')} {glyphs().arrow} ", "$muted")
            if width >= 90
            else (f"{say('New')} {glyphs().arrow} ", "$muted")
        )
        title = line(new, (title_of(self._begun.kind), "bold $strong"), "   ", *self._to(width))
        found = [spread(width, title, self._saved())]
        second = [each for each in (self._about(), self._back()) if each.plain]
        if second:
            found.append(spread(width, second[0], second[1] if len(second) > 1 else None))
        return [*found, rule(width)]

    def _to(self, width: int) -> list[tuple[str, str]]:
        row = channel_in(self.line_app.overview, self._begun.channel)
        channel = row["title"] if row else ""
        unverified = unverified_in(row) & set(self._readers)
        mark = (
            (f"{glyphs().unsure} {say('unverified')}", "bold $amber")
            if unverified
            else (glyphs().check, "$green")
        )
        to = [(f"{say('to')} ", "$muted"), (", ".join(self._readers) or say("nobody yet"), "$theirs")]
        where = [(f" {glyphs().dot} {channel}", "$muted")] if width >= 90 else []
        return [*to, *where, (" ", ""), mark]

    def _saved(self) -> Content:
        if self._trouble:
            return line((f"{glyphs().alert} {say('draft not saved: {why}', why=self._trouble)}", "bold $red"))
        at = moment(self._saved_at)
        if at is None:
            return Content("")
        return line((say("draft saved {at}", at=clock(at, self.line_app.now())), "$muted"))

    def _about(self) -> Content:
        row = self._begun.about
        if row is None:
            return Content("")
        code = row["author"]["party"] or say("unknown desk")
        number = line((f"{say('re')} ", "$muted"), (row["number"], "$body"), (f"  {code}", "$theirs"))
        about = summary_of(row["kind"], row["summary"]) or title_of(row["kind"])
        return number + line((f"  {glyphs().opening}{about}{glyphs().closing}", "$body"))

    def _back(self) -> Content:
        if not self._held:
            return Content("")
        return line((f"{glyphs().clock} {say('held back until all have filed')}", "$amber"))
