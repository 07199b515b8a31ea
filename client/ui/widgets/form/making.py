"""Which control an entry gets: from what it is and how much of it, never from its name."""

from __future__ import annotations

from client.ui.widgets.form.choices import Choices
from client.ui.widgets.form.control import Control
from client.ui.widgets.form.groups import GroupControl, GroupsControl
from client.ui.widgets.form.line import LineControl
from client.ui.widgets.form.moment import MomentControl
from client.ui.widgets.form.pairs import PairsControl
from client.ui.widgets.form.setting import Setting
from client.ui.widgets.form.several import SeveralControl
from client.ui.widgets.form.text import TextControl
from client.ui.widgets.form.toggles import Toggles
from hotline.kinds.entries import Entry, Input

LEVELS = 10  # values side by side; more are typed
LONG_LINE = 160  # characters: a line that may be longer wraps


def control_of(entry: Entry, setting: Setting) -> Control:
    if entry.input is Input.MAP:
        return PairsControl(entry, setting)
    if entry.many:
        return _of_many(entry, setting)
    match entry.input:
        case Input.GROUP:
            return GroupControl(entry, setting)
        case Input.TEXT:
            return TextControl(entry, setting)
        case Input.CHOICE | Input.YES_NO | Input.PARTY:
            return Choices(entry, setting)
        case Input.TIME:
            return MomentControl(entry, setting)
        case Input.NUMBER if is_level(entry):
            return Choices(entry, setting)
        case Input.LINE if entry.most is None or entry.most > LONG_LINE:
            return TextControl(entry, setting)
    return LineControl(entry, setting)


def _of_many(entry: Entry, setting: Setting) -> Control:
    match entry.input:
        case Input.GROUP | Input.TEXT | Input.TIME:
            return GroupsControl(entry, setting)
        case Input.PARTY | Input.CHOICE:
            return Toggles(entry, setting)
    return SeveralControl(entry, setting)


def is_level(entry: Entry) -> bool:
    """A number with few values."""
    return entry.least is not None and entry.most is not None and entry.most - entry.least < LEVELS
