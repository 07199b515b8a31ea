"""A FLASH as it stands in its dialog: who, the words, how it came, by when it is to be acknowledged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from client.engine.reading.shapes import Row
from client.text.tongue import say
from client.ui.drawing import line, spread, wrap, wrapped
from client.ui.glyphs import glyphs
from client.ui.keys import now_shown
from client.ui.layout.statement import standing_of, title_of
from client.ui.layout.wording import codes_of, text_of
from client.ui.lookup import channel_in, own_party, verified_in
from client.ui.times import clock, moment, span
from client.ui.widgets.lines import Lines

AROUND = 16  # lines of the dialog, and of what stands around it, that are not the text


class FlashText(Lines):
    """`trouble`: why the acknowledgement could not be said."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self._row = row
        self.trouble = ""

    def on_mount(self) -> None:
        self.set_interval(1.0, self.redraw)

    def show(self, row: Row) -> None:
        """As it stands by now."""
        self._row = row
        self.redraw()

    def lines(self, width: int) -> Sequence[Content]:
        blank = Content("")
        room = max(2, self.screen.size.height - AROUND)
        found = [self._head(width), blank, *self._words(width, room), blank, *self._how(width)]
        found += [*self._due(width), blank, *self._keys(width)]
        return found + wrapped(self.trouble, width, "bold $red") if self.trouble else found

    def _head(self, width: int) -> Content:
        app, row = self.line_app, self._row
        channel, party = channel_in(app.overview, row["channel"]), row["author"]["party"] or "?"
        verified = line((f"{glyphs().check} {say('verified')}", "$green"))
        doubt = line((f"{glyphs().unsure} {say('unverified')}", "bold $amber"))
        mark = verified if party in verified_in(channel) else doubt
        others = len([each for each in app.alarms.flashes if each["statement"] != row["id"]])
        more = f" +{others}" if others else ""
        who = line(
            (f" FLASH{more} ", "bold $flash-text on $flash"),
            (f"  {party}", "bold $theirs"),
            (f"  {row['author']['officer'] or ''}  {channel['title'] if channel else ''}", "$body"),
        )
        return spread(width, who, mark + line((f"  {row['number']}", "$muted")))

    def _words(self, width: int, room: int) -> Iterator[Content]:
        if self._row["exercise"]:
            yield line(("EXERCISE EXERCISE EXERCISE", "bold $amber"))
        if self._row["not_shown"]:
            yield line((f"[{say(self._row['not_shown'])}]", "$muted"))
        row, channel = self._row, channel_in(self.line_app.overview, self._row["channel"])
        texts = text_of(row["kind"], row["body"], row["text"], codes_of(channel))
        lines = [each for text in texts for each in wrapped(text, width, "bold $strong")]
        yield from lines if len(lines) <= room else lines[: room - 1]
        if len(lines) > room:
            more = say("{n} more lines: {key} opens them", n=len(lines) - room + 1, key=now_shown("channel"))
            yield line((f"{glyphs().ellipsis} {more}", "$muted"))

    def _how(self, width: int) -> Iterator[Content]:
        row, came = self._row, moment(self._row["arrived_at"])
        at = f"{came:%H:%M:%S}Z" if came else ""
        said = say(
            "{kind}, received {at} by way of {relay}, signature good.",
            kind=title_of(row["kind"]),
            at=at,
            relay=row["by"],
        )
        yield from wrap(line((said, "$muted")), width)
        yield from standing_of(row, width)

    def _due(self, width: int) -> Iterator[Content]:
        now = self.line_app.now()
        for owed in self._row["owed"]:
            due = moment(owed["due_at"])
            if owed["owes"] != own_party(self.line_app.overview) or due is None:
                continue
            if due > now:
                text = say("Acknowledge by {at}: {left} left.", at=clock(due, now), left=span(due - now))
                yield from wrap(line((f"{glyphs().clock} {text}", "$amber")), width)
            else:
                text = say("Acknowledgement overdue since {at}.", at=clock(due, now))
                yield from wrap(line((f"{glyphs().clock} {text}", "bold $red")), width)

    def _keys(self, width: int) -> Iterator[Content]:
        yield from wrap(
            line(
                (f"  {now_shown('acknowledge')}  ", "bold $key on $chosen"),
                (say("Acknowledge receipt") + "  ", "bold $strong on $chosen"),
                (f"    {now_shown('channel')} ", "bold $key"),
                (say("Open channel"), "$body"),
                (f"    {now_shown('back')} ", "bold $key"),
                (say("Keep as a bar"), "$body"),
            ),
            width,
        )
        yield from wrapped(say("Acknowledging says “received”. It does not say “agreed”."), width, "$muted")
