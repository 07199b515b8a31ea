"""The fields of a class, one under the other in its order: their values, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from client.ui.checking import Path
from client.ui.widgets.form.control import Control
from client.ui.widgets.form.field import Field, first_wrong, within
from client.ui.widgets.form.line import LineControl
from hotline.kinds.entries import Input

EMPTY: tuple[Any, ...] = (None, "", [], {})  # a number may be 0, and stands there then


class Fields(Widget):
    DEFAULT_CSS = "Fields { height: auto; width: 1fr; layout: vertical; }"

    def __init__(self, controls: Sequence[Control], values: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self._fields = [Field(each) for each in controls]
        self._begin = dict(values or {})
        for one, after in pairwise(self._fields):
            short = isinstance(one.control, LineControl) and isinstance(after.control, LineControl)
            one.set_class(short, "close")

    def compose(self) -> ComposeResult:
        yield from self._fields

    def on_mount(self) -> None:
        self.put(self._begin)

    def __iter__(self) -> Any:
        return iter(self._fields)

    @property
    def values(self) -> dict[str, Any]:
        """As the form holds them now; before it is there, as it begins."""
        if not self.is_mounted:
            return dict(self._begin)
        return {each.entry.name: each.control.value for each in self._fields}

    def put(self, values: Mapping[str, Any]) -> None:
        """What is named among them; an entry's own default where it is not."""
        for each in self._fields:
            begin = values.get(each.entry.name, each.entry.default)
            if begin not in EMPTY:
                each.put(begin)

    def show(self, faults: Mapping[Path, str], everything: bool = False) -> None:
        for each in self._fields:
            each.show(within(faults, each.entry.name), everything)

    def begin(self, after: str = "") -> None:
        """The officer is where something has to be written: in the first needed field that is empty.

        Where none is, in the main text; in a form without one, in the first field. `after`: what comes before
        is left out.
        """
        names = [each.entry.name for each in self._fields]
        fields = self._fields[names.index(after) + 1 :] if after in names else self._fields
        needed = (each for each in fields if each.entry.required and each.control.value in EMPTY)
        texts = (each for each in fields if each.entry.input is Input.TEXT and each.entry.required)
        for each in (*needed, *texts, *fields[:1], *self._fields[-1:]):
            each.control.begin()
            return

    def begin_at_fault(self) -> bool:
        """The first field that something is wrong with; False: there is none."""
        field = first_wrong(self._fields)
        if field is None:
            return False
        field.control.begin_at_fault()
        return True
