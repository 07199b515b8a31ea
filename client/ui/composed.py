"""What a form means on its channel: who reads it, how urgent it is, what is wrong, what would be said.

Not here: any widget. Everything is a function of the values that stand in the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from client.engine.reading.shapes import ChannelRow
from client.engine.reading.shapes_writing import Sayable, Writing
from client.text.tongue import say
from client.ui.begun import PRECEDENCE, READERS, Begun
from client.ui.checking import Checked, check, entered, filled, prose, wrong
from hotline.agreement.handwriting import Hand
from hotline.ids import PartyId, Precedence
from hotline.kinds.base import Kind
from hotline.kinds.catalogue import KINDS, UrgentLength, urgent_length
from hotline.kinds.forms import Form, form_of
from hotline.kinds.scales import BANDS, Scale

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Composed:
    """One statement that is being written, on its channel, under the agreement in force."""

    begun: Begun
    writing: Writing
    channel: ChannelRow

    @cached_property
    def kind(self) -> type[Kind]:
        return KINDS[self.begun.kind]

    @cached_property
    def form(self) -> Form:
        return form_of(self.kind)

    @cached_property
    def sayable(self) -> Sayable:
        return next(each for each in self.writing["kinds"] if each["kind"] == self.begun.kind)

    @property
    def held(self) -> bool:
        return self.sayable["held"]

    @property
    def scale(self) -> Scale:
        """The question's own, else the agreement's."""
        about = self.begun.about
        asked = about["body"].get("scale") if about is not None and about["body"] else None
        return cast(Scale, asked if asked in BANDS else self.channel["scale"])

    @cached_property
    def _parties(self) -> dict[str, PartyId]:
        return {each["code"]: PartyId(bytes.fromhex(each["party"])) for each in self.channel["parties"]}

    # Of the values that stand in the form

    def precedence(self, values: Values) -> Precedence:
        chosen = values.get(PRECEDENCE)
        return Precedence[chosen] if chosen else self.form.precedence

    def readers(self, values: Values) -> Sequence[str]:
        return list(values.get(READERS, ())) if self.sayable["named"] else self.sayable["readers"]

    def check(self, values: Values, now: datetime) -> Checked:
        """What it says, or what is wrong with it."""
        checked = check(self.kind, _content(values), Hand(self._parties), now)
        if self.sayable["named"] and not values.get(READERS):
            return Checked(None, {(READERS,): say("needs at least one"), **checked.faults})
        return checked

    def needed(self, checked: Checked, values: Values) -> list[str]:
        """What is still empty and may not be, in a few words: the titles of fields."""
        to = [say("To")] if (READERS,) in checked.faults else []
        return [
            *to,
            *(say(each.title) for each in wrong(self.form.fields, checked) if not filled(each, values)),
        ]

    def to_mend(self, checked: Checked, values: Values) -> list[str]:
        """What was entered and cannot be said so: the titles of fields, or what is wrong between them."""
        titles = [say(each.title) for each in wrong(self.form.fields, checked) if filled(each, values)]
        return [*titles, *_whole(checked)]

    def text(self, checked: Checked) -> list[str]:
        """What the others will read."""
        codes = {party: code for code, party in self._parties.items()}
        return checked.content.plain(codes, say) if checked.content is not None else []

    def length(self, values: Values) -> UrgentLength | None:
        """Of an urgent text; None where it may be as long as its fields."""
        return urgent_length(prose(self.form.fields, values)) if self.precedence(values).urgent else None

    def fields(self, values: Values) -> dict[str, Any]:
        """The content, as the desk takes it."""
        return entered(_content(values))

    def around(self, values: Values) -> dict[str, Any]:
        """What stands around the content, as the desk takes it."""
        found: dict[str, Any] = {"precedence": self.precedence(values).name, "held": self.held}
        if self.begun.about is not None:
            found["re"] = self.begun.about["id"]
        if self.sayable["named"]:
            found["to"] = " ".join(self.readers(values))
        return found


def _content(values: Values) -> dict[str, Any]:
    return {name: each for name, each in values.items() if name not in {PRECEDENCE, READERS}}


def _whole(checked: Checked) -> list[str]:
    return [checked.faults[()]] if () in checked.faults else []


def in_common(values: Values, one: Form, other: Form) -> dict[str, Any]:
    """What two kinds ask for alike, as it was entered for the one."""
    asked = {each.name: (each.input, each.many) for each in one.fields}
    alike = {each.name for each in other.fields if asked.get(each.name) == (each.input, each.many)}
    return {name: each for name, each in values.items() if name in alike | {PRECEDENCE, READERS}}
