"""The statements of a channel, drawn line by line: only what is looked at is laid out.

It shows a part of a window of the record, and asks for more at the window's ends.
Not here: what the window holds and how it is laid out (`layout.window`), and fetching (the screen does).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar, Literal

from rich.style import Style as RichStyle
from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from client.engine.reading.shapes import Page, Row
from client.ui.drawing import line
from client.ui.errands import once_drawn
from client.ui.glyphs import glyphs
from client.ui.layout.blocks import Block
from client.ui.layout.reader import Reader
from client.ui.layout.statement import TIME
from client.ui.layout.window import Window

REVERSE = RichStyle(reverse=True)
Edge = Literal["first", "last"]
NEAR = 40  # lines from an end at which more is asked for


class Transcript(ScrollView, can_focus=True):
    DEFAULT_CSS = """
    Transcript { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; overflow-y: scroll; }
    Transcript:focus { background-tint: transparent; }
    """
    BINDINGS: ClassVar = [
        Binding("up", "move(-1)", "The statement before", show=False),
        Binding("down", "move(1)", "The statement after", show=False),
        Binding("pageup", "page(-1)", "A page back", show=False),
        Binding("pagedown", "page(1)", "A page on", show=False),
        Binding("home", "first", "The first statement", show=False),
        Binding("end", "last", "The newest statement", show=False),
    ]

    virtual_size = reactive(Size(0, 0))  # what is in it moves nothing around it: no layout

    class Wanted(Message):
        """More of the record is looked for: `before`, `after` a statement, or an end of it."""

        def __init__(self, channel: str | None, where: str, statement: str | None = None) -> None:
            super().__init__()
            self.channel = channel
            self.where = where
            self.statement = statement

    class Chosen(Message):
        """Another statement is chosen."""

        def __init__(self, row: Row | None) -> None:
            super().__init__()
            self.row = row

    class Seen(Message):
        """New statements stand before the officer's eyes: their arrival numbers."""

        def __init__(self, channel: str, arrivals: Sequence[int]) -> None:
            super().__init__()
            self.channel = channel
            self.arrivals = arrivals

    class Below(Message):
        """So many new ones stand below the screen; `cut_off`: there is more than is in the window."""

        def __init__(self, new: int, cut_off: bool) -> None:
            super().__init__()
            self.new = new
            self.cut_off = cut_off

    def __init__(self) -> None:
        super().__init__()
        self._window = Window()
        self._chosen: str | None = None
        self._asked: str | None = None
        self._drawn_height = 0  # the height for which it was scrolled
        self._told_below = (0, False)

    # What is shown

    @property
    def row(self) -> Row | None:
        """The chosen statement."""
        place = self._window.place_of(self._chosen)
        return None if place is None else self._window[place].row

    @property
    def channel(self) -> str | None:
        """Whose statements these are."""
        return self._window.channel

    @property
    def rows(self) -> Sequence[Row]:
        return self._window.rows

    @property
    def top(self) -> Row | None:
        """The statement at the top of the screen."""
        place = self._window.place_at(self.scroll_offset.y)
        return None if place is None else self._window[place].row

    @property
    def at_end(self) -> bool:
        """Whether the newest statement is on screen; a screen that just became lower takes nobody from it."""
        height = max(self.size.height, self._drawn_height)
        return self.whole_end and self.scroll_offset.y + height >= self._window.height

    @property
    def whole_end(self) -> bool:
        """Whether the window reaches to the newest statement."""
        return self._window.whole_end

    def show(self, page: Page, reader: Reader, looked_at: str | None, *, to: Edge | None = None) -> None:
        """Replaces the window; what was on screen stays there, unless one of its ends is to be seen."""
        chose_last = bool(self._window) and self._window[-1].row["id"] == self._chosen
        follows = bool(self._window) and self.at_end
        with self._steady(to):
            self._asked = None
            self._window.fit(self.size.width)
            self._window.show(page, reader, looked_at)
        if not self._window:
            self._choose(None)
        elif to == "first":
            self._choose(self._window[0].row["id"])
        elif to == "last" or self.row is None or (follows and chose_last):
            self._choose(self._window[-1].row["id"])
        once_drawn(self, self.tell_seen)

    def add_before(self, page: Page) -> None:
        """What comes before the window."""
        with self._steady():
            self._asked = None
            self._window.add_before(page)

    def add_after(self, page: Page) -> None:
        """What comes after the window."""
        with self._steady():
            self._asked = None
            self._window.add_after(page)

    def update_rows(self, rows: Sequence[Row]) -> None:
        """Some statements came further."""
        with self._steady():
            self._window.update(rows)

    def tick(self, reader: Reader) -> None:
        """Time has passed: what counts it is laid out anew."""
        with self._steady():
            self._window.tick(reader)

    def choose(self, statement: str) -> bool:
        """Brings a statement on screen; False: it is not in this window."""
        if self._window.place_of(statement) is None:
            return False
        self._choose(statement)
        self._reveal()
        return True

    def begin_visit(self) -> None:
        """The officer looks at it again."""
        with self._steady():
            self._window.begin_visit()
        self.tell_seen()

    def see_all(self) -> None:
        """The officer is done with all that is here."""
        self._window.see(self.rows)
        self.begin_visit()

    def forget(self) -> None:
        """Another channel is about to be shown."""
        self._window, self._chosen, self._asked = Window(), None, None
        self.refresh()

    def tell_seen(self) -> None:
        """Tells which new statements stand on screen, each once; nothing while nobody looks; and how many
        stand below."""
        once_drawn(self, self._tell_below)
        if not (self.is_mounted and self.screen is self.app.screen and self.app.app_focus):
            return
        top = self.scroll_offset.y
        shown = self._window.between(top, top + self.size.height - 1)
        seen = self._window.see([each.row for each in shown])
        if seen and self.channel is not None:
            self.post_message(self.Seen(self.channel, seen))

    def _tell_below(self) -> None:
        new = self._window.new_below(self.scroll_offset.y + self.size.height - 1)
        if (new, not self.whole_end) != self._told_below:
            self._told_below = new, not self.whole_end
            self.post_message(self.Below(*self._told_below))

    # Keys

    def action_move(self, by: int) -> None:
        place = self._window.place_of(self._chosen)
        if place is None:
            return
        there = place + by
        top, bottom = self._window.span(place)
        if by < 0 and top < self.scroll_offset.y:
            self._to(self.scroll_offset.y - 1)  # a statement longer than the screen is read line by line
        elif by > 0 and bottom > self.scroll_offset.y + self.size.height:
            self._to(self.scroll_offset.y + 1)
        elif 0 <= there < len(self._window):
            self._choose(self._window[there].row["id"])
            self._reveal()

    def action_page(self, by: int) -> None:
        self._to(self.scroll_offset.y + by * max(self.size.height - 2, 1))
        self._choose_on_screen(last=by > 0)

    def action_first(self) -> None:
        if not self._window.whole_start:
            self.post_message(self.Wanted(self.channel, "first"))
            return
        self._to(0)
        self._choose_on_screen(last=False)

    def action_last(self) -> None:
        if not self.whole_end:
            self.post_message(self.Wanted(self.channel, "last"))
            return
        self._to(self.max_scroll_y)
        self._choose(self._window[-1].row["id"] if self._window else None)

    def on_click(self, event: events.Click) -> None:
        place = self._window.place_at(event.y + self.scroll_offset.y)
        if place is not None:
            self._choose(self._window[place].row["id"])

    # Drawing

    def render_line(self, y: int) -> Strip:
        width, at = self.size.width, y + self.scroll_offset.y
        place = self._window.place_at(at)
        if place is None:
            return Strip.blank(width, self.visual_style.rich_style)
        block = self._window[place]
        top, bottom = self._window.span(place)
        if block.strips is None:
            block.strips = [self._strip(each) for each in self._contents(block)]
        strip = block.strips[at - top].extend_cell_length(width, self.visual_style.rich_style)
        if block.row["id"] == self._chosen and at == max(top + block.above, self.scroll_offset.y) < bottom:
            strip = self._marked(strip)
        return strip.crop(0, width).apply_offsets(0, at)

    def _contents(self, block: Block) -> Iterator[Content]:
        """Its lines; those of the chosen statement on a ground of its own, while keys act on it."""
        for place, each in enumerate(block.lines):
            within = block.above <= place < len(block.lines) - 1
            yield self._grounded(each, self.size.width) if within and self._acts_on(block) else each

    def _acts_on(self, block: Block) -> bool:
        return self.has_focus and block.row["id"] == self._chosen

    def _grounded(self, content: Content, width: int) -> Content:
        if self._sixteen:  # on none of these are all the others legible
            return content
        return content.pad_right(max(0, width - content.cell_length)).stylize_before("on $chosen")

    def _marked(self, strip: Strip) -> Strip:
        """With a shape in the blank after its time: seen without colours too, and no text moves for it."""
        shape = line((glyphs().arrow, "bold $key"))
        mark = self._strip(self._grounded(shape, 1) if self.has_focus else shape)
        time = Strip.join([strip.crop(0, TIME - 1), mark])
        if self._sixteen and self.has_focus:
            time = time.apply_style(REVERSE)
        return Strip.join([time, strip.crop(TIME)])

    @property
    def _sixteen(self) -> bool:
        """Whether the colours are the terminal's own sixteen."""
        return self.app.current_theme.ansi

    def _strip(self, content: Content) -> Strip:
        return Strip(content.render_segments(self.visual_style))

    def _draw_anew(self, *statements: str | None) -> None:
        for each in self._window:
            if each.row["id"] in statements:
                each.strips = None
        self.refresh()

    def on_focus(self) -> None:
        self._draw_anew(self._chosen)

    def on_blur(self) -> None:
        self._draw_anew(self._chosen)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        text = "\n".join(each.plain for block in self._window for each in block.lines)
        return selection.extract(text), "\n"

    def on_resize(self, event: events.Resize) -> None:
        with self._steady():
            self._window.fit(self.size.width)
        once_drawn(self, self.tell_seen)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        for each in self._window:
            each.strips = None

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._want_more()
        self.tell_seen()

    # Inside

    @contextmanager
    def _steady(self, to: Edge | None = None) -> Iterator[None]:
        """Nothing on screen moves, whatever changes within; who reads the end, reads the end. What is chosen
        and was on screen whole stays so, though it grows."""
        follows = to == "last" or (to is None and self.at_end)
        top, whole = self.scroll_offset.y, self._chosen_is_whole
        place = self._window.place_at(top)
        anchor = None
        if to is None and place is not None:
            anchor = self._window[place].row["id"], top - self._window.span(place)[0]
        yield
        self._drawn_height = self.size.height
        if to == "first":
            self._to(0)
        self.virtual_size = Size(self.size.width, self._window.height)
        self.vertical_scrollbar.window_virtual_size = self._window.height
        self.refresh()
        if follows:
            self._to(self.max_scroll_y)
        elif anchor is not None and (now := self._window.place_of(anchor[0])) is not None:
            self._to(self._window.span(now)[0] + anchor[1])
            if whole and not self._chosen_is_whole:
                self._reveal()
        else:
            self._to(min(self.scroll_offset.y, self.max_scroll_y))

    @property
    def _chosen_is_whole(self) -> bool:
        """Whether all of the chosen statement is on screen."""
        place = self._window.place_of(self._chosen)
        if place is None:
            return False
        (top, bottom), y = self._window.span(place), self.scroll_offset.y
        return y <= top and bottom <= y + max(self.size.height, self._drawn_height)

    def lay_out_anew(self) -> None:
        """Another language or set of shapes."""
        with self._steady():
            self._window.lay_out()

    def _to(self, y: float) -> None:
        self.scroll_to(y=y, animate=False, immediate=True)

    def _choose(self, statement: str | None) -> None:
        if statement != self._chosen:
            before, self._chosen = self._chosen, statement
            self.post_message(self.Chosen(self.row))
            self._draw_anew(before, statement)

    def _choose_on_screen(self, last: bool) -> None:
        y = self.scroll_offset.y + (self.size.height - 1 if last else 0)
        place = self._window.place_at(min(max(y, 0), self._window.height - 1))
        if place is not None:
            self._choose(self._window[place].row["id"])

    def _reveal(self) -> None:
        place = self._window.place_of(self._chosen)
        if place is not None:
            top, bottom = self._window.span(place)
            height = min(bottom - top, self.size.height)
            self.scroll_to_region(
                Region(0, top, 1, max(height, 1)), animate=False, immediate=True, force=True
            )

    def _want_more(self) -> None:
        if self._asked is not None or not self._window:
            return
        if self.scroll_offset.y < NEAR and not self._window.whole_start:
            self._asked = "before"
            self.post_message(self.Wanted(self.channel, "before", self._window[0].row["id"]))
        elif self.scroll_offset.y > self.max_scroll_y - NEAR and not self.whole_end:
            self._asked = "after"
            self.post_message(self.Wanted(self.channel, "after", self._window[-1].row["id"]))
