"""Words and their values, such as the state of each path: pairs that the officer adds one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from client.text.tongue import say
from client.ui.checking import Path
from client.ui.widgets.form.groups import GroupsControl
from client.ui.widgets.form.setting import Setting
from hotline.kinds.entries import Entry, Input

WORD, VALUE = "word", "value"


class PairsControl(GroupsControl):
    """As a form holds it: a mapping. A word that was entered twice has its last value."""

    def __init__(self, entry: Entry, setting: Setting) -> None:
        plain = replace(
            entry, many=False, required=True, default=None, words=(), unit="", most=None, least=None, help=""
        )
        word = replace(plain, name=WORD, title=say("Name"), input=Input.LINE, most=80)
        choice = Input.CHOICE if entry.words else Input.LINE
        value = replace(plain, name=VALUE, title=say("Value"), input=choice, words=entry.words, most=80)
        super().__init__(replace(entry, input=Input.GROUP, many=True, fields=(word, value)), setting)

    @property
    def value(self) -> Any:
        return {each.get(WORD, ""): each.get(VALUE, "") for each in self._pairs()}

    def _pairs(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = super().value
        return [each for each in found if each.get(WORD) or each.get(VALUE)]

    def put(self, value: Any) -> None:
        if isinstance(value, Mapping):
            super().put([{WORD: word, VALUE: each} for word, each in value.items()])

    def show(self, faults: Mapping[Path, str], everything: bool) -> str:
        """Their paths name the word; a word that is wrong itself is marked by pydantic with `[key]`."""
        words = [each.fields.values.get(WORD, "") for each in self._filled]
        placed: dict[Path, str] = {
            (words.index(path[0]), WORD if "[key]" in path else VALUE): each
            for path, each in faults.items()
            if path and path[0] in words
        }
        return super().show({**placed, **{p: each for p, each in faults.items() if not p}}, everything)
