"""Picking what to write: a draft to go on with, or a kind that this party may say, with what it means.

A kind that answers another statement asks which one, unless it was begun from that statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from client.engine.reading.shapes import Row
from client.engine.reading.shapes_writing import About, Draft, Sayable, Writing
from client.text.tongue import say
from client.ui.begun import first_words
from client.ui.drawing import line, spread, stack, wrapped
from client.ui.errands import errand
from client.ui.glyphs import glyphs
from client.ui.keys import bind, now_shown
from client.ui.layout.statement import title_of
from client.ui.layout.wording import summary_of
from client.ui.lookup import title_in
from client.ui.screens.base import Dialog
from client.ui.times import clock, moment
from hotline.kinds.catalogue import KINDS

WIDTH = 66


@dataclass(frozen=True, slots=True)
class Picked:
    """A draft, or a kind and the id of what it is about."""

    kind: str
    about: str | None = None
    draft: Draft | None = None


class KindsDialog(Dialog[Picked | None]):
    DEFAULT_CSS = """
    KindsDialog OptionList {
        height: auto; max-height: 22; background: $field; border: none; padding: 0; margin: 1 0; color: $body;
        scrollbar-size-vertical: 1;
    }
    KindsDialog OptionList:focus { border: none; background: $field; background-tint: transparent; }
    KindsDialog OptionList > .option-list--option { padding: 0 1; }
    KindsDialog OptionList > .option-list--option-highlighted,
    KindsDialog OptionList:focus > .option-list--option-highlighted {
        background: $chosen; color: $strong; text-style: none;
    }
    KindsDialog OptionList > .option-list--option-disabled { color: $muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *bind("back"),
        *bind("drop"),
    ]

    def __init__(
        self, channel: str, about: Row | None, writing: Writing, drafts: Sequence[Draft] = ()
    ) -> None:
        super().__init__()
        self._channel, self._about, self._writing = channel, about, writing
        self._drafts = list(drafts)
        self._picked: list[Picked | None] = []
        self._asking: Sayable | None = None
        self._dropping: int | None = None

    def sheet(self) -> Iterable[Widget]:
        with Vertical(classes="sheet"):
            yield Static(id="head", markup=False)
            yield OptionList(markup=False)
            yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        self._fill()

    # What may be picked

    def _fill(self, at: int | None = None) -> None:
        rows = list(self._candidates(self._asking) if self._asking else self._all())
        self._picked = [picked for _, picked in rows]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(prompt, disabled=picked is None) for prompt, picked in rows])
        first = next((n for n, each in enumerate(self._picked) if each is not None), None)
        options.highlighted = first if at is None else min(at, len(rows) - 1)
        options.focus()
        self.query_one("#head", Static).update(self._head())
        self.query_one("#keys", Static).update(self._keys())

    def _head(self) -> Content:
        if self._asking:
            return line((say("{kind}: about which?", kind=title_of(self._asking["kind"])), "bold $strong"))
        if self._about is None:
            return line((say("New statement"), "bold $strong"))
        about = self._about
        what = summary_of(about["kind"], about["summary"]) or title_of(about["kind"])
        number = line((say("Reply to {number}", number=self._about["number"]), "bold $strong"))
        return number + line((f"   {self._about['author']['party'] or ''}  {what}", "$muted"))

    def _keys(self) -> Content:
        parts = [(now_shown("open"), say("Choose")), (now_shown("back"), say("Back"))]
        if self._drafts and not self._asking:
            parts.insert(1, (now_shown("drop"), say("Throw a draft away")))
        return Content("   ").join([line((key, "bold $key"), (f" {word}", "$muted")) for key, word in parts])

    def _all(self) -> Iterator[tuple[Content, Picked | None]]:
        if self._drafts:
            yield _heading(say("DRAFTS")), None
            for draft in self._drafts:
                yield self._draft(draft), Picked(draft["kind"], draft=draft)
            yield Content(""), None
            yield _heading(say("NEW")), None
        for each in sorted(self._fitting(), key=self._rank):
            yield self._kind(each), self._pick(each)

    def _fitting(self) -> Iterator[Sayable]:
        for each in self._writing["kinds"]:
            wanted = KINDS[each["kind"]].REFERS_TO.kinds
            if self._about is None or wanted is None or self._about["kind"] in wanted:
                yield each

    def _rank(self, kind: Sayable) -> int:
        """What answers just this first; then what goes with anything, in the catalogue's order."""
        refers = KINDS[kind["kind"]].REFERS_TO
        if self._about is None or refers.kinds is None:
            return 2
        return 0 if refers.required else 1

    def _pick(self, kind: Sayable) -> Picked | None:
        refers = KINDS[kind["kind"]].REFERS_TO
        if self._about is not None:
            return Picked(kind["kind"], self._about["id"])
        if refers.required and refers.kinds is not None and not kind["about"]:
            return None
        return Picked(kind["kind"])

    def _kind(self, kind: Sayable) -> Content:
        found = KINDS[kind["kind"]]
        clause = line((say("clause {clause}", clause=kind["clause"]), "$muted"))
        lines = [spread(WIDTH, line((say(found.TITLE), "bold")), clause)]
        lines += wrapped(say(found.MEANING), WIDTH, "$muted")
        if self._pick(kind) is None:
            lines += wrapped(say("Nothing on this channel asks for it yet."), WIDTH, "$amber")
        return stack(lines)

    def _draft(self, draft: Draft) -> Content:
        at = moment(draft["changed_at"])
        when = clock(at, self.line_app.now()) if at else ""
        elsewhere = draft["channel"] != self._channel
        channel = title_in(self.line_app.overview, draft["channel"]) if elsewhere else ""
        title = line(
            (title_of(draft["kind"]), "bold"), (f"  {channel}", "$muted"), (f"  {first_words(draft)}", "")
        )
        return spread(WIDTH, title, line((when, "$muted")))

    def _candidates(self, kind: Sayable) -> Iterator[tuple[Content, Picked | None]]:
        for each in kind["about"]:
            yield self._candidate(each), Picked(kind["kind"], each["id"])

    def _candidate(self, about: About) -> Content:
        at = moment(about["said_at"])
        when = clock(at, self.line_app.now()) if at else ""
        head = line(
            (about["number"], "bold"), (f"  {about['party'] or ''}  {title_of(about['kind'])}", "$muted")
        )
        lines = [spread(WIDTH, head, line((when, "$muted")))]
        lines += wrapped(summary_of(about["kind"], about["summary"]), WIDTH)
        if about["said"]:
            lines.append(line((f"{glyphs().check} {say('Your party has answered it already.')}", "$green")))
        return stack(lines)

    # Picking

    def on_option_list_option_selected(self, selected: OptionList.OptionSelected) -> None:
        picked = self._picked[selected.option_index]
        if picked is None:
            return
        kind = next((each for each in self._writing["kinds"] if each["kind"] == picked.kind), None)
        refers = KINDS[picked.kind].REFERS_TO
        if picked.draft is None and picked.about is None and refers.required and kind is not None:
            self._asking = kind
            self._fill()
        else:
            self.dismiss(picked)

    def action_back(self) -> None:
        if self._asking is not None:
            self._asking = None
            self._fill()
        else:
            self.dismiss(None)

    def action_drop(self) -> None:
        """Twice on the same draft, because nothing brings it back."""
        place = self.query_one(OptionList).highlighted
        picked = self._picked[place] if place is not None else None
        if picked is None or picked.draft is None:
            return
        if self._dropping != picked.draft["draft"]:
            self._dropping = picked.draft["draft"]
            self.line_app.tell(say("Once more throws this draft away. Nothing brings it back."))
        else:
            self._drop(picked.draft)

    @errand("drop")
    async def _drop(self, draft: Draft) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        await desk.drop_draft(draft["draft"])
        self._drafts = [each for each in self._drafts if each["draft"] != draft["draft"]]
        self._dropping = None
        self._fill()


def _heading(text: str) -> Content:
    return line((text, "bold $muted"))
