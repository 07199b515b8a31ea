"""Where an estimate stands in the risk matrix while it is written, and where the own party's last one stood.

Nothing of the others' estimates is here before all have filed: no desk has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from client.text.tongue import say
from client.ui.drawing import Piece, line, stack, wrapped
from client.ui.glyphs import glyphs
from client.ui.layout.estimate import Standing, marks
from client.ui.widgets.matrix import Matrix
from hotline.kinds.scales import Scale

ROWS, ROWS_LOW = 18, 9  # the matrix and its legend
SCALES: Mapping[Scale, str] = {"icd203": "ICD 203", "phia": "PHIA"}


class StandingPanel(Widget):
    DEFAULT_CSS = """
    StandingPanel { height: 1fr; layout: vertical; overflow: hidden; }
    StandingPanel > #agreed { height: 1; margin: 0 0 1 0; }
    StandingPanel.narrow > #agreed { margin: 0; }
    StandingPanel > #stands { height: auto; margin: 1 0 0 0; }
    """

    def __init__(self, scale: Scale, held: bool) -> None:
        super().__init__()
        self._scale, self._held = scale, held
        self._shown: tuple[Standing, Standing | None, str] | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="agreed", markup=False)
        yield Matrix(ROWS)
        yield Static(id="stands", markup=False)

    def on_resize(self) -> None:
        narrow = self.size.width < 50
        self.set_class(narrow, "narrow")
        self.query_one(Matrix).allow(ROWS_LOW if narrow or self.size.height < ROWS + 6 else ROWS)
        self.query_one("#agreed", Static).update(self._head(narrow))
        self._draw()

    def _head(self, narrow: bool) -> Content:
        head = line((say("LIKELIHOOD × IMPACT"), "bold $muted"))
        scale = say("words by {scale}, as agreed", scale=SCALES[self._scale])
        return head if narrow else head + line((f"   {scale}", "$muted"))

    def show(self, now: Standing, before: Standing | None, before_at: str) -> None:
        """`before_at`: the day of the last one, as it is shown."""
        if (now, before, before_at) != self._shown:
            self._shown = now, before, before_at
            self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            return
        now, before, before_at = self._shown
        self.query_one(Matrix).show(marks(now, before), now.lit)
        self.query_one("#stands", Static).update(stack(self._lines(now, before, before_at)))

    def _lines(self, now: Standing, before: Standing | None, before_at: str) -> Sequence[Content]:
        width = max(self.size.width - 2, 20)
        here: list[Piece | str] = [
            (f"{glyphs().full} ", "bold $strong"),
            (now.word, "bold $strong"),
            (f"  {say('you, now')}", "$muted"),
        ]
        pieces = (
            [line(*here)] if now.word else [line((say("Best and impact say where it stands."), "$muted"))]
        )
        if before is not None and before.word:
            last = line(
                (f"{glyphs().empty} {before.word}", "$body"),
                (f"  {say('you, {day}', day=before_at)}", "$muted"),
            )
            pieces.append(last)
        whole = Content("     ").join(pieces)
        found = [whole] if whole.cell_length <= width else pieces
        if self._held:
            found += wrapped(
                say("What the others think of this risk opens to you once all have filed."), width, "$muted"
            )
        return found
