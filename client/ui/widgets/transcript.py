"""The statements of a channel, drawn line by line: only what is looked at is laid out.

It holds a window of the record: some hundred statements around what is read, and asks for more at its ends.
Not here: what a statement looks like (`layout.statement`), and fetching (the screen does).
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
from client.text.tongue import say
from client.ui.drawing import line
from client.ui.glyphs import glyphs
from client.ui.layout.blocks import Block, Blocks
from client.ui.layout.reader import Reader
from client.ui.layout.statement import GUTTER, TIME, lay_out
from client.ui.times import clock, moment
from client.ui.times import day as day_of
from client.ui.visit import Visit

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
        self._blocks = Blocks()
        self._first = self._total = 0
        self._chosen: str | None = None
        self._visit = Visit()
        self._looked_at: str | None = None
        self._asked: str | None = None
        self._drawn = Size(0, 0)  # the size for which it was laid out and scrolled
        self._told_below = (0, False)
        self._reader: Reader | None = None

    # What is shown

    @property
    def row(self) -> Row | None:
        """The chosen statement."""
        place = self._blocks.place_of(self._chosen)
        return None if place is None else self._blocks[place].row

    @property
    def channel(self) -> str | None:
        """Whose statements these are."""
        return self._blocks[0].row["channel"] if self._blocks else None

    @property
    def rows(self) -> Sequence[Row]:
        return [each.row for each in self._blocks]

    @property
    def top(self) -> Row | None:
        """The statement at the top of the screen."""
        place = self._blocks.place_at(self.scroll_offset.y)
        return None if place is None else self._blocks[place].row

    @property
    def at_end(self) -> bool:
        """Whether the newest statement is on screen; a screen that just became lower takes nobody from it."""
        height = max(self.size.height, self._drawn.height)
        return self.whole_end and self.scroll_offset.y + height >= self._blocks.height

    @property
    def whole_end(self) -> bool:
        """Whether the window reaches to the newest statement."""
        return self._first + len(self._blocks) >= self._total

    def show(self, page: Page, reader: Reader, looked_at: str | None, *, to: Edge | None = None) -> None:
        """Replaces the window; what was on screen stays there, unless one of its ends is to be seen."""
        chose_last = bool(self._blocks) and self._blocks[-1].row["id"] == self._chosen
        follows = bool(self._blocks) and self.at_end
        with self._steady(to):
            self._reader, self._looked_at, self._asked = reader, looked_at, None
            self._first, self._total = page["first"], page["total"]
            self._visit.take(page["rows"], with_line=looked_at is not None)
            self._set(page["rows"])
        if not self._blocks:
            self._choose(None)
        elif to == "first":
            self._choose(self._blocks[0].row["id"])
        elif to == "last" or self.row is None or (follows and chose_last):
            self._choose(self._blocks[-1].row["id"])
        self.call_after_refresh(self.tell_seen)

    def add_before(self, page: Page) -> None:
        """What comes before the window."""
        known = {each.row["id"] for each in self._blocks}
        with self._steady():
            self._first, self._total, self._asked = page["first"], page["total"], None
            self._set([*(each for each in page["rows"] if each["id"] not in known), *self.rows])

    def add_after(self, page: Page) -> None:
        """What comes after the window."""
        known = {each.row["id"] for each in self._blocks}
        with self._steady():
            self._total, self._asked = page["total"], None
            self._set([*self.rows, *(each for each in page["rows"] if each["id"] not in known)])

    def update_rows(self, rows: Sequence[Row]) -> None:
        """Some statements came further."""
        newer = {each["id"]: each for each in rows}
        with self._steady():
            self._set([newer.get(each["id"], each) for each in self.rows])

    def tick(self, reader: Reader) -> None:
        """Time has passed: what counts it is laid out anew."""
        self._reader = reader
        if any(_tells_time(each.row) for each in self._blocks):
            with self._steady():
                self._blocks.set(
                    [
                        self._laid(each.row, each.day) if _tells_time(each.row) else each
                        for each in self._blocks
                    ]
                )

    def choose(self, statement: str) -> bool:
        """Brings a statement on screen; False: it is not in this window."""
        if self._blocks.place_of(statement) is None:
            return False
        self._choose(statement)
        self._reveal()
        return True

    def first_new(self) -> str | None:
        """The first statement in the window that the officer has not seen."""
        return next((each.row["id"] for each in self._blocks if self._visit.is_unseen(each.row)), None)

    def begin_visit(self) -> None:
        """The officer looks at it again."""
        self._visit.begin()
        with self._steady():
            self._set(self.rows)
        self.tell_seen()

    def see_all(self) -> None:
        """The officer is done with all that is here."""
        self._visit.see(self.rows)
        self.begin_visit()

    def forget(self) -> None:
        """Another channel is about to be shown."""
        self._visit, self._blocks, self._chosen = Visit(), Blocks(), None
        self._first, self._total, self._asked = 0, 0, None
        self.refresh()

    def tell_seen(self) -> None:
        """Tells which new statements stand on screen, each once; nothing while nobody looks; and how many
        stand below."""
        self.call_after_refresh(self._tell_below)
        if not (self.is_mounted and self.screen is self.app.screen and self.app.app_focus):
            return
        top = self.scroll_offset.y
        shown = self._blocks.between(top, top + self.size.height - 1)
        seen = self._visit.see(each.row for each in shown)
        if seen and self.channel is not None:
            self.post_message(self.Seen(self.channel, seen))

    def _tell_below(self) -> None:
        last = self._blocks.place_at(self.scroll_offset.y + self.size.height - 1)
        after = range(len(self._blocks) if last is None else last + 1, len(self._blocks))
        new = sum(self._visit.is_unseen(self._blocks[place].row) for place in after)
        if (new, not self.whole_end) != self._told_below:
            self._told_below = new, not self.whole_end
            self.post_message(self.Below(*self._told_below))

    # Keys

    def action_move(self, by: int) -> None:
        place = self._blocks.place_of(self._chosen)
        if place is None:
            return
        there = place + by
        top, bottom = self._blocks.span(place)
        if by < 0 and top < self.scroll_offset.y:
            self._to(self.scroll_offset.y - 1)  # a statement longer than the screen is read line by line
        elif by > 0 and bottom > self.scroll_offset.y + self.size.height:
            self._to(self.scroll_offset.y + 1)
        elif 0 <= there < len(self._blocks):
            self._choose(self._blocks[there].row["id"])
            self._reveal()

    def action_page(self, by: int) -> None:
        self._to(self.scroll_offset.y + by * max(self.size.height - 2, 1))
        self._choose_on_screen(last=by > 0)

    def action_first(self) -> None:
        if self._first:
            self.post_message(self.Wanted(self.channel, "first"))
            return
        self._to(0)
        self._choose_on_screen(last=False)

    def action_last(self) -> None:
        if not self.whole_end:
            self.post_message(self.Wanted(self.channel, "last"))
            return
        self._to(self.max_scroll_y)
        self._choose(self._blocks[-1].row["id"] if self._blocks else None)

    def on_click(self, event: events.Click) -> None:
        place = self._blocks.place_at(event.y + self.scroll_offset.y)
        if place is not None:
            self._choose(self._blocks[place].row["id"])

    # Drawing

    def render_line(self, y: int) -> Strip:
        width, at = self.size.width, y + self.scroll_offset.y
        place = self._blocks.place_at(at)
        if place is None:
            return Strip.blank(width, self.visual_style.rich_style)
        block = self._blocks[place]
        top, bottom = self._blocks.span(place)
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
        for each in self._blocks:
            if each.row["id"] in statements:
                each.strips = None
        self.refresh()

    def on_focus(self) -> None:
        self._draw_anew(self._chosen)

    def on_blur(self) -> None:
        self._draw_anew(self._chosen)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        text = "\n".join(each.plain for block in self._blocks for each in block.lines)
        return selection.extract(text), "\n"

    def on_resize(self, event: events.Resize) -> None:
        with self._steady():
            if self.size.width != self._drawn.width:
                self._lay_out()
        self.call_after_refresh(self.tell_seen)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        for each in self._blocks:
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
        place = self._blocks.place_at(top)
        anchor = None
        if to is None and place is not None:
            anchor = self._blocks[place].row["id"], top - self._blocks.span(place)[0]
        yield
        self._drawn = self.size
        if to == "first":
            self._to(0)
        self.virtual_size = Size(self.size.width, self._blocks.height)
        self.vertical_scrollbar.window_virtual_size = self._blocks.height
        self.refresh()
        if follows:
            self._to(self.max_scroll_y)
        elif anchor is not None and (now := self._blocks.place_of(anchor[0])) is not None:
            self._to(self._blocks.span(now)[0] + anchor[1])
            if whole and not self._chosen_is_whole:
                self._reveal()
        else:
            self._to(min(self.scroll_offset.y, self.max_scroll_y))

    @property
    def _chosen_is_whole(self) -> bool:
        """Whether all of the chosen statement is on screen."""
        place = self._blocks.place_of(self._chosen)
        if place is None:
            return False
        (top, bottom), y = self._blocks.span(place), self.scroll_offset.y
        return y <= top and bottom <= y + max(self.size.height, self._drawn.height)

    def _set(self, rows: Sequence[Row]) -> None:
        known = {each.row["id"]: each for each in self._blocks}
        days = self._days(rows)
        self._blocks.set(
            [self._block(each, day, known.get(each["id"])) for each, day in zip(rows, days, strict=True)]
        )

    def _days(self, rows: Sequence[Row]) -> Iterator[str]:
        """Each one's day, where it is another than that of the one before; of the first, than today."""
        assert self._reader is not None or not rows, "there is a reader before there is a row"
        before = self._reader.now.date() if self._reader else None
        for row in rows:
            at = moment(row["said_at"])
            assert at is not None, "every statement has its time"
            yield day_of(at) if at.date() != before else ""
            before = at.date()

    def _block(self, row: Row, day: str, known: Block | None) -> Block:
        same = known is not None and (known.row, known.mark, known.day) == (row, self._visit.mark(row), day)
        if known is not None and same and self._drawn.width == self.size.width:
            return known
        return self._laid(row, day)

    def _laid(self, row: Row, day: str) -> Block:
        assert self._reader is not None, "there is a reader before there is a row"
        width = max(self.size.width - 2, 20)
        mark = self._visit.mark(row)
        lines = lay_out(row, self._reader, width, new=mark == "in place")
        above = [_under(day, width), Content("")] if day else []
        above += [*self._since(width), Content("")] if mark == "since" else []
        return Block(row, [*above, *lines, Content("")], mark, day, len(above))

    def _since(self, width: int) -> list[Content]:
        at = moment(self._looked_at)
        assert self._reader is not None, "asked for while a row is laid out"
        word = say("New since {at}", at=clock(at, self._reader.now)) if at else say("New")
        begun = glyphs().rule * 12
        rest = glyphs().rule * max(0, width - 16 - len(word))
        return [line((begun, "$ours"), (f"  {word}  ", "$ours"), (rest, "$ours"))]

    def lay_out_anew(self) -> None:
        """Another language or set of shapes."""
        with self._steady():
            self._lay_out()

    def _lay_out(self) -> None:
        rows = self.rows
        self._blocks.set([self._laid(each, day) for each, day in zip(rows, self._days(rows), strict=True)])

    def _to(self, y: float) -> None:
        self.scroll_to(y=y, animate=False, immediate=True)

    def _choose(self, statement: str | None) -> None:
        if statement != self._chosen:
            before, self._chosen = self._chosen, statement
            self.post_message(self.Chosen(self.row))
            self._draw_anew(before, statement)

    def _choose_on_screen(self, last: bool) -> None:
        y = self.scroll_offset.y + (self.size.height - 1 if last else 0)
        place = self._blocks.place_at(min(max(y, 0), self._blocks.height - 1))
        if place is not None:
            self._choose(self._blocks[place].row["id"])

    def _reveal(self) -> None:
        place = self._blocks.place_of(self._chosen)
        if place is not None:
            top, bottom = self._blocks.span(place)
            height = min(bottom - top, self.size.height)
            self.scroll_to_region(
                Region(0, top, 1, max(height, 1)), animate=False, immediate=True, force=True
            )

    def _want_more(self) -> None:
        if self._asked is not None or not self._blocks:
            return
        if self.scroll_offset.y < NEAR and self._first:
            self._asked = "before"
            self.post_message(self.Wanted(self.channel, "before", self._blocks[0].row["id"]))
        elif self.scroll_offset.y > self.max_scroll_y - NEAR and not self.whole_end:
            self._asked = "after"
            self.post_message(self.Wanted(self.channel, "after", self._blocks[-1].row["id"]))


def _under(day: str, width: int) -> Content:
    """The thin line above what was said on that day."""
    rest = glyphs().rule * max(0, width - TIME - GUTTER - len(day) - 2)
    return line((" " * TIME, "$faint"), (f"{day}  ", "$muted"), (rest, "$faint"))


def _tells_time(row: Row) -> bool:
    wish = row["body"].get("reply_by") if row["body"] else None
    return bool(wish) or any(
        each["due_at"] and each["state"] not in {"met", "waived"} for each in row["owed"]
    )
