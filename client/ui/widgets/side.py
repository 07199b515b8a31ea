"""The left column: what needs the officer now, before what is new; channels; what is shared; the record."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.content import Content
from textual.message import Message

from client.engine.reading.shapes import ChannelRow, Need
from client.text.tongue import say
from client.ui.drawing import line, spread
from client.ui.glyphs import glyphs
from client.ui.layout.needs import need_line
from client.ui.widgets.lines import Lines

NEEDS_SHOWN = 5


class Side(Lines):
    DEFAULT_CSS = """
    Side { width: 32; height: 1fr; padding: 0 2 0 2; overflow-y: hidden; }
    Side.narrow { display: none; }
    """

    class Opened(Message):
        """Somebody clicked on something that stands here."""

        def __init__(self, what: str, need: Need | None = None, channel: str | None = None) -> None:
            super().__init__()
            self.what = what
            self.need = need
            self.channel = channel

    def __init__(self) -> None:
        super().__init__()
        self._places: list[Side.Opened | None] = []

    def on_mount(self) -> None:
        self.watch(self.app, "overview", self.redraw)
        self.watch(self.app, "channel", self.redraw)
        self.set_interval(10.0, self.redraw)

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        row = place.y if place is not None else -1
        found = self._places[row] if 0 <= row < len(self._places) else None
        if found is not None:
            self.post_message(Side.Opened(found.what, found.need, found.channel))

    def lines(self, width: int) -> Sequence[Content]:
        view = self.line_app.overview
        if view is None:
            return []
        rows: list[tuple[Content, Side.Opened | None]] = []
        for part in (self._needs(view["needs"], width), self._channels(view["channels"], width)):
            rows += [*part, (Content(""), None)]
        rows += [*self._shared(width), (Content(""), None), *self._record(width)]
        self._places = [place for _, place in rows]
        return [content for content, _ in rows]

    def _needs(self, needs: Sequence[Need], width: int) -> list[tuple[Content, Side.Opened | None]]:
        count = line((str(len(needs)), "bold $amber")) if needs else line((glyphs().check, "$green"))
        rows: list[tuple[Content, Side.Opened | None]] = [
            (spread(width, line((say("NEEDS YOU"), "bold $muted")), count), None)
        ]
        red = False
        if not needs:
            rows.append((line((say("Nothing."), "$muted")), None))
        for need in needs[:NEEDS_SHOWN]:
            one = need_line(need, self.line_app.now())
            place = Side.Opened("need", need=need)
            style = "$amber" if one.style == "$red" and red else one.style  # one thing at a time is red
            red = red or style == "$red"
            word = line((f"{one.mark} ", style), (one.word, "$strong"))
            rows.append((spread(width, word, line((one.left, style)), gap=1), place))
            rows.append((spread(width, line((f"  {one.about}", "$muted"))), place))
        if len(needs) > NEEDS_SHOWN:
            rows.append((line((say("  and {n} more: n", n=len(needs) - NEEDS_SHOWN), "$muted")), None))
        return rows

    def _channels(
        self, channels: Sequence[ChannelRow], width: int
    ) -> list[tuple[Content, Side.Opened | None]]:
        rows: list[tuple[Content, Side.Opened | None]] = [(line((say("CHANNELS"), "bold $muted")), None)]
        for each in channels:
            chosen = each["id"] == self.line_app.channel
            place = Side.Opened("channel", channel=each["id"])
            others = ", ".join(one["code"] for one in each["parties"] if not one["own"])
            unread = line((str(each["unread"]), "bold $strong")) if each["unread"] else Content("")
            name = spread(width, line((each["title"], "bold $strong" if chosen else "$body")), unread)
            under = spread(width, line((others, "$muted")), _verified(each))
            for content in (name, under):
                rows.append((_chosen(content, width) if chosen else content, place))
        if not channels:
            rows.append((line((say("None yet."), "$muted")), None))
        return rows

    def _shared(self, width: int) -> list[tuple[Content, Side.Opened | None]]:
        board = spread(width, line((say("Joint risk"), "$body")), risk(self.line_app.channel_row))
        return [(line((say("SHARED"), "bold $muted")), None), (board, Side.Opened("board"))]

    def _record(self, width: int) -> list[tuple[Content, Side.Opened | None]]:
        head = (line((say("RECORD"), "bold $muted")), None)
        row = self.line_app.channel_row
        if row is None:
            return [head]
        check = spread(width, line((say("Transcript"), "$body")), intact(row))
        outbox = spread(width, line((say("Connection"), "$body")), line(("o", "$key")))
        return [head, (check, Side.Opened("record")), (outbox, Side.Opened("outbox"))]


def intact(row: ChannelRow, names: bool = False) -> Content:
    """Whether the record is whole and proven current, in a word; `names`: with who does not vouch for it."""
    if row["alarms"]:
        return line((f"{glyphs().alert} {say('conflict')}", "bold $red"))
    if row["missing"]:
        return line((f"{glyphs().half} {say('{n} missing', n=row['missing'])}", "$amber"))
    if row["unproven"] and names:
        text = say("not proven current by {who}", who=", ".join(row["unproven"]))
        return line((f"{glyphs().clock} {text}", "$amber"))
    if row["unproven"]:
        return line((f"{glyphs().clock} {say('not proven')}", "$amber"))
    return line((f"{glyphs().check} {say('intact')}", "$green"))


def risk(row: ChannelRow | None) -> Content:
    """What the joint board asks for, else how it stands, in a word."""
    count = row["risk"] if row is not None else None
    if count is None or not count["risks"]:
        return line((say("none"), "$muted"))
    if count["asked"]:
        return line((say("{n} to file", n=count["asked"]), "$amber"))
    if count["far_apart"]:
        return line((say("{n} far apart", n=count["far_apart"]), "$amber"))
    if count["to_discuss"]:
        return line((say("{n} to discuss", n=count["to_discuss"]), "$amber"))
    if count["sealed"]:
        return line((say("{n} sealed", n=count["sealed"]), "$muted"))
    if count["same_cell"] == count["risks"]:
        return line((f"= {say('same cell')}", "$green"))
    return line((say("1 risk") if count["risks"] == 1 else say("{n} risks", n=count["risks"]), "$muted"))


def _verified(row: ChannelRow) -> Content:
    if all(each["own"] or each["verified"] for each in row["parties"]):
        return line((glyphs().check, "$green"))
    return line((f"{glyphs().unsure} {say('unverified')}", "$amber"))


def _chosen(content: Content, width: int) -> Content:
    return content.pad_right(max(0, width - content.cell_length)).stylize_before("on $chosen")
