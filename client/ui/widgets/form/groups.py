"""Groups of fields within a form: one of them, or as many as the officer adds, one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from client.text.tongue import say
from client.ui.checking import Path, entered
from client.ui.drawing import line
from client.ui.errands import once_drawn
from client.ui.glyphs import glyphs
from client.ui.widgets.form.control import Control
from client.ui.widgets.form.field import within
from client.ui.widgets.form.fields import Fields
from client.ui.widgets.form.setting import Setting
from hotline.kinds.entries import Entry, Input


def controls_of(entry: Entry, setting: Setting) -> list[Control]:
    from client.ui.widgets.form.making import control_of  # a group holds any control, a group too

    return [control_of(each, setting) for each in entry.fields if not each.made]


class Act(Widget, can_focus=True):
    """A line that does something on enter."""

    DEFAULT_CSS = """
    Act { height: 1; width: auto; color: $muted; padding: 0 1 0 0; }
    Act:focus { color: $cell-here-text; background: $key; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "press", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    class Pressed(Message):
        def __init__(self, act: Act) -> None:
            super().__init__()
            self.act = act

    def __init__(self, words: str, item: Item | None = None) -> None:
        super().__init__()
        self.words = words
        self.item = item

    def render(self) -> Content:
        return line(f"{glyphs().arrow if self.has_focus else ' '} {self.words}")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters do nothing here, and nothing that they do elsewhere."""
        return character is not None and character.isprintable()

    def action_press(self) -> None:
        self.post_message(self.Pressed(self))

    def on_click(self) -> None:
        self.action_press()


class GroupControl(Control):
    """One group."""

    HOLDS_FIELDS: ClassVar[bool] = True

    def __init__(self, entry: Entry, setting: Setting) -> None:
        super().__init__(entry, setting)
        self._fields = Fields(controls_of(entry, setting))

    def compose(self) -> ComposeResult:
        yield self._fields

    @property
    def value(self) -> Any:
        return self._fields.values

    def put(self, value: Any) -> None:
        if isinstance(value, Mapping):
            self._fields.put(value)

    def begin(self) -> None:
        self._fields.begin()

    def begin_at_fault(self) -> None:
        if not self._fields.begin_at_fault():
            self.begin()

    def show(self, faults: Mapping[Path, str], everything: bool) -> str:
        self._fields.show(faults, everything)
        return faults.get((), "")


class Item(Widget):
    """One of several, and the line that takes it out again."""

    DEFAULT_CSS = "Item { height: auto; width: 1fr; layout: vertical; } Item > Act { margin: 0 0 1 0; }"

    def __init__(self, entry: Entry, setting: Setting, value: Mapping[str, Any]) -> None:
        super().__init__()
        self.fields = Fields(controls_of(entry, setting), value)

    def compose(self) -> ComposeResult:
        yield self.fields
        yield Act(f"- {say('remove this one')}", self)


class GroupsControl(Control):
    """Some groups; or some texts or times, each as a group of one. One that nothing is entered in is none."""

    DEFAULT_CSS = "GroupsControl { layout: vertical; }"
    HOLDS_FIELDS: ClassVar[bool] = True
    ALONE: ClassVar[str] = "each"
    HINT: ClassVar[str] = "enter adds one, or takes one out"

    def __init__(self, entry: Entry, setting: Setting) -> None:
        grouped = entry.input is Input.GROUP
        alone = replace(entry, name=self.ALONE, many=False, required=True, default=None)
        super().__init__(entry if grouped else replace(entry, fields=(alone,)), setting)
        self._grouped = grouped
        self._items: list[Item] = []
        self._add = Act(f"+ {say('add one')}")

    def compose(self) -> ComposeResult:
        yield self._add

    @property
    def value(self) -> Any:
        found = [each.fields.values for each in self._filled]
        return found if self._grouped else [each.get(self.ALONE, "") for each in found]

    @property
    def _filled(self) -> list[Item]:
        return [each for each in self._items if entered(each.fields.values)]

    def put(self, value: Any) -> None:
        for each in self._items:
            each.remove()
        self._items = []
        for each in value if isinstance(value, list | tuple) else []:
            self._mount(each if isinstance(each, Mapping) else {self.ALONE: each})

    def _mount(self, value: Mapping[str, Any]) -> Item:
        item = Item(self.entry, self.setting, value)
        self._items.append(item)
        self.mount(item, before=self._add)
        return item

    def on_act_pressed(self, pressed: Act.Pressed) -> None:
        pressed.stop()
        if pressed.act.item is None:
            self._add_one()
        elif pressed.act.item in self._items:  # it may be pressed twice before it is gone
            self._items.remove(pressed.act.item)
            pressed.act.item.remove()
            self._add.focus()
        self.changed()

    def _add_one(self) -> None:
        most = self.entry.most_items
        if most is None or len(self._items) < most:
            item = self._mount({})
            once_drawn(self, self._begin_in, item)

    def _begin_in(self, item: Item) -> None:
        """With the line that takes it out in sight."""
        item.scroll_visible(animate=False)
        item.fields.begin()

    def begin(self) -> None:
        if self._items:
            self._items[0].fields.begin()
        else:
            self._add.focus()

    def begin_at_fault(self) -> None:
        if not any(each.fields.begin_at_fault() for each in self._items):
            self._add.focus()

    def show(self, faults: Mapping[Path, str], everything: bool) -> str:
        filled = self._filled
        for item in self._items:
            if item not in filled:
                item.fields.show({}, everything)
        for place, item in enumerate(filled):
            inside = within(faults, place)
            alone = inside if self._grouped else {(self.ALONE, *path): each for path, each in inside.items()}
            item.fields.show(alone, everything)
        return faults.get((), "")
