"""What an agreement says, read before this desk joins its channel: parties, kinds, how fast, until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from client.engine.reading.shapes_first import Offered, Sign
from client.text.tongue import say
from client.ui.drawing import columns, line, rule, spread, text_width, wrapped
from client.ui.glyphs import glyphs
from client.ui.keys import bind
from client.ui.layout.clauses import kind_lines, line_lines, precedence_lines, voice_lines
from client.ui.layout.parts import in_parts, title
from client.ui.screens.base import FullScreen
from client.ui.times import day, moment, span
from client.ui.widgets.lines import Lines


class OfferScreen(FullScreen):
    """`wanted`, once it was left: whether to take it in."""

    DEFAULT_CSS = """
    OfferScreen VerticalScroll { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
    OfferScreen.narrow VerticalScroll { padding: 0 1; }
    """
    BINDINGS: ClassVar = bind("join")
    KEYS: ClassVar = ("join", "back")

    def __init__(self, offered: Offered) -> None:
        super().__init__()
        self.offered = offered
        self.wanted = False

    def body(self) -> Iterable[Widget]:
        with VerticalScroll():
            yield Terms()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_join(self) -> None:
        if not self.offered["wrong"]:
            self.wanted = True
            self.dismiss()


class Terms(Lines):
    """All of it; who has signed first."""

    @property
    def offered(self) -> Offered:
        assert isinstance(self.screen, OfferScreen), "stands on no other"
        return self.screen.offered

    def lines(self, width: int) -> Sequence[Content]:
        text = self.offered["text"]
        parts = [
            self._head(width),
            self._parties(width),
            kind_lines(text, width),
            precedence_lines(text, width),
            line_lines(text, width),
            voice_lines(text, width),
            self._relays(width),
        ]
        return list(in_parts(parts))

    def _head(self, width: int) -> Iterator[Content]:
        offered, now = self.offered, self.line_app.now()
        sunset = moment(offered["text"]["dates"]["sunset_at"])
        assert sunset is not None, "every agreement has one"
        until = say("until {day} {year}, for {t}", day=day(sunset), year=sunset.year, t=span(sunset - now))
        use = say("an exercise") if offered["exercise"] else say("for real use")
        name = line(
            (offered["title"], "bold $strong"), (f"   {use}", "$amber" if offered["exercise"] else "$body")
        )
        yield spread(width, name, line((until, "$muted")))
        yield rule(width)
        yield from self._what_enter_does(width)

    def _what_enter_does(self, width: int) -> Iterator[Content]:
        missing = [each["code"] for each in self.offered["parties"] if not each["signed"]]
        if self.offered["wrong"]:
            yield from wrapped(say(self.offered["wrong"]), width, "bold $amber")
        elif missing:
            text = say(
                "Not signed yet by {who}. Enter keeps this copy; the channel opens once all have signed.",
                who=", ".join(missing),
            )
            yield from wrapped(text, width, "$amber")
        else:
            yield from wrapped(say("All have signed. Enter puts this desk on the channel."), width, "$green")

    def _parties(self, width: int) -> Iterator[Content]:
        yield title(say("PARTIES"), len(self.offered["parties"]))
        names = min(text_width(each["name"] for each in self.offered["parties"]), width - 62)
        for each in self.offered["parties"]:
            yield columns(
                width,
                (line((each["code"], "bold $strong")), 6, False),
                (line((each["name"], "$body")), names, False),
                (line((say(each["function"].replace("-", " ")), "$muted")), 16, False),
                (_signed(each), 12, False),
                (_verified(each), 20, False),
            )

    def _relays(self, width: int) -> Iterator[Content]:
        relays = self.offered["text"]["relays"]
        if not relays:
            return
        yield title(say("RELAYS"), len(relays))
        names = text_width(each["name"] for each in relays)
        for each in relays:
            name = line((each["name"], "bold $strong"))
            yield columns(
                width,
                (name, names, False),
                (line((f"{each['url']}  {each['operator']}", "$body")), 80, False),
            )


def _signed(each: Sign) -> Content:
    if each["signed"]:
        return line((f"{glyphs().check} {say('signed')}", "$green"))
    return line((f"{glyphs().empty} {say('not signed')}", "bold $amber"))


def _verified(each: Sign) -> Content:
    if each["own"]:
        return line((say("your own party"), "$muted"))
    if not each["known"]:
        return line((f"{glyphs().unsure} {say('card missing')}", "bold $amber"))
    if each["verified"]:
        return line((f"{glyphs().check} {say('verified')}", "$green"))
    return line((f"{glyphs().unsure} {say('unverified')}", "$amber"))
