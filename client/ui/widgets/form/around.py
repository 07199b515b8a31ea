"""What every form begins with: how urgent it is, and to whom, where that is for the officer to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from client.engine.reading.shapes_writing import Urgency
from client.text.tongue import say
from client.ui.begun import PRECEDENCE, READERS
from client.ui.times import span
from client.ui.widgets.form.choices import Choices
from client.ui.widgets.form.options import Option
from client.ui.widgets.form.setting import Setting
from client.ui.widgets.form.toggles import Toggles
from hotline import limits
from hotline.ids import Precedence
from hotline.kinds.entries import Entry, Input
from hotline.kinds.forms import Form


def urgency_control(form: Form, urgencies: Sequence[Urgency], setting: Setting) -> Choices:
    """No less urgent than the kind is."""
    allowed = [each for each in urgencies if Precedence[each["precedence"]] >= form.least_precedence]
    options = [Option(each["precedence"], each["precedence"].capitalize()) for each in allowed]
    words = tuple((each["precedence"], _asks(each)) for each in allowed)
    entry = _entry(PRECEDENCE, say("Precedence"), " ".join(_help(form)), Input.CHOICE, words)
    control = Choices(entry, setting, options)
    control.put(form.precedence.name)
    return control


def readers_control(readers: Sequence[str], setting: Setting) -> Toggles:
    help_ = say("The parties that are to read it. All see that it was said, and when.")
    entry = _entry(READERS, say("To"), help_, Input.PARTY, (), many=True)
    return Toggles(entry, setting, [Option(each, each) for each in readers])


def _help(form: Form) -> Iterator[str]:
    if form.least_precedence is not Precedence.ROUTINE:
        yield say("At least {least}.", least=form.least_precedence.name)
    yield say("How soon it must be read. IMMEDIATE and FLASH hold {n} words at most.", n=limits.URGENT_WORDS)


def _asks(urgency: Urgency) -> str:
    """What it asks of its readers, by the agreement."""
    if urgency["within"] is None:
        return say("Nobody has to acknowledge it.")
    within = span(timedelta(seconds=urgency["within"]))
    return say("To be acknowledged within {t} (clause {clause})", t=within, clause=urgency["clause"])


def _entry(
    name: str, title: str, help_: str, input_: Input, words: tuple[tuple[str, str], ...], many: bool = False
) -> Entry:
    return Entry(
        name=name,
        title=title,
        help=help_,
        input=input_,
        required=True,
        default=None,
        unit="",
        words=words,
        least=None,
        most=None,
        many=many,
        most_items=None,
        prose=False,
        made=False,
        fields=(),
    )
