"""Before anything is sent: the very words that the others will read, to whom, how urgent; then one key.

That key is Enter, never the one that opened this: a key that is held or struck twice sends nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import fit, line, spread, stack, wrapped
from client.ui.errands import errand, once_drawn
from client.ui.glyphs import glyphs
from client.ui.keys import bind, now_shown
from client.ui.layout.statement import PRECEDENCE_STYLES, title_of
from client.ui.layout.wording import codes_of, text_of
from client.ui.lookup import channel_in, title_in
from client.ui.screens.base import Dialog
from client.ui.widgets.strips import Strips
from hotline.errors import HotlineError
from hotline.ids import Precedence

WIDTH = 68
SHEET = 0.9  # of what the strips leave, as for every dialog
AROUND = 4  # lines of the sheet's edges, and blank ones between head, words and keys


class Review(Dialog[bool]):
    """True when it was said. Nothing was said otherwise, and what was written is kept by who asked."""

    DEFAULT_CSS = """
    Review VerticalScroll { height: auto; margin: 1 0 0 0; scrollbar-size-vertical: 1; }
    Review #more { height: 1; }
    Review #trouble { height: auto; color: $red; display: none; }
    Review.trouble #trouble { display: block; }
    Review #keys { margin: 1 0 0 0; }
    """
    BINDINGS: ClassVar = bind("say", "confirm", "back")

    def __init__(self, channel: str, kind: str, fields: Mapping[str, Any], more: Mapping[str, Any]) -> None:
        super().__init__()
        self._channel, self._kind = channel, kind
        self._fields, self._more = fields, more
        self._ready = False
        self._doubt = ""  # to whom a FLASH would go that nobody here has verified; said yes to: nothing

    def sheet(self) -> Iterable[Widget]:
        with Vertical(classes="sheet"):
            yield Static(id="head", markup=False)
            with VerticalScroll():
                yield Static(id="words", markup=False)
            yield Static(id="more", markup=False)
            yield Static(id="trouble", markup=False)
            yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.focus()
        self.watch(scroll, "scroll_y", self._tell_more)
        self._preview()

    def on_resize(self) -> None:
        once_drawn(self, self._make_room)

    def _make_room(self) -> None:
        """What is read scrolls in all the room that what it is, and the keys, leave to it."""
        around = sum(self.query_one(f"#{each}").size.height for each in ("head", "more", "trouble", "keys"))
        free = self.size.height - self.query_one(Strips).size.height
        room = int(free * SHEET) - around - AROUND
        self.query_one(VerticalScroll).styles.max_height = max(room, 3)
        once_drawn(self, self._tell_more)

    def _tell_more(self) -> None:
        scroll = self.query_one(VerticalScroll)
        below = round(scroll.max_scroll_y - scroll.scroll_y)
        text = say("{n} lines more: arrow down", n=below) if below > 0 else ""
        self.query_one("#more", Static).update(
            line((f"{glyphs().ellipsis} {text}" if text else "", "bold $amber"))
        )

    @errand()
    async def _preview(self) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        try:
            view = await desk.ask(
                "preview", channel=self._channel, kind=self._kind, fields=dict(self._fields), **self._more
            )
        except HotlineError as error:
            self.query_one("#head", Static).update(line((title_of(self._kind), "bold $strong")))
            self._trouble(error)
            return
        self._ready = True
        self.query_one("#head", Static).update(self._head(view))
        codes = codes_of(channel_in(self.line_app.overview, self._channel))
        texts = text_of(view["kind"], view["body"], view["text"], codes)
        words = [each for text in texts for each in wrapped(text, WIDTH, "$body")]
        self.query_one("#words", Static).update(stack(words))
        once_drawn(self, self._make_room)
        if view["precedence"] == Precedence.FLASH.name and self._kind != "acknowledgement":
            self._doubt = ", ".join(view["unverified"])
        self._offer()

    def _offer(self) -> None:
        """The keys as they act now: an unverified party gets a FLASH only after a yes of its own."""
        back = ((now_shown("back"), "bold $key"), f" {self._back}")
        if not self._doubt:
            self._keys(line((now_shown("say"), "bold $key"), (f" {say('Send')}   ", "$strong"), *back))
            return
        text = say("Send this FLASH though {who} is not verified?", who=self._doubt)
        asked = line((f"{glyphs().unsure} {text}", "bold $amber"))
        yes = line((now_shown("confirm"), "bold $key"), (f" {say('Yes')}   ", "$strong"), *back)
        self._keys(stack([asked, yes]))

    @property
    def _back(self) -> str:
        """Nobody was writing where something is only acknowledged."""
        return say("Back") if self._kind == "acknowledgement" else say("Go on writing")

    def _head(self, view: Mapping[str, Any]) -> Content:
        precedence = Precedence[view["precedence"]]
        first = line(
            (title_of(self._kind), "bold $strong"),
            "   ",
            (
                f" {precedence.name} " if precedence.urgent else precedence.name.lower(),
                PRECEDENCE_STYLES[precedence],
            ),
        )
        channel = title_in(self.line_app.overview, self._channel)
        first = spread(WIDTH, first, fit(line((channel, "$body")), WIDTH - first.cell_length - 2))
        to = say("To {who}", who=", ".join(view["readers"]))
        about = f"   {say('re')} {view['refers_to']}" if view["refers_to"] else ""
        about += f"  {glyphs().opening}{view['about']}{glyphs().closing}" if view["about"] else ""
        lines = [first, line((to + about, "$muted"))]
        if view["held"]:
            lines.append(
                line((say("Held back until all who were asked have filed, or the time is over."), "$amber"))
            )
        if view["unverified"]:
            text = say("{who} not verified: their root may be another's.", who=", ".join(view["unverified"]))
            lines.append(line((f"? {text}", "bold $amber")))
        lines += [Content(""), line((say("THE OTHERS WILL READ"), "bold $muted"))]
        return stack(lines)

    def _trouble(self, error: HotlineError) -> None:
        self.query_one("#trouble", Static).update(stack(wrapped(told(error), WIDTH)))
        self.add_class("trouble")
        once_drawn(self, self._make_room)
        self._keys(line((now_shown("back"), "bold $key"), f" {self._back}"))

    def _keys(self, content: Content) -> None:
        self.query_one("#keys", Static).update(content)

    def action_say(self) -> None:
        if self._ready and not self._doubt and not self.line_app.keystrokes.repeats:
            self._ready, self.undisturbed = False, True  # it cannot be taken back
            self._keys(line((say("It is being kept and queued."), "$muted")))
            self._send()

    def action_confirm(self) -> None:
        if self._ready and self._doubt:
            self._doubt = ""
            self._offer()

    @errand()
    async def _send(self) -> None:
        desk = self.line_app.desk
        if desk is None:
            return
        try:
            view = await desk.say(self._channel, self._kind, self._fields, **self._more)
        except HotlineError as error:
            self.undisturbed = False
            self._trouble(error)
            return
        finally:
            self.line_app.following.look_again()  # a FLASH may be waiting for this
        self.line_app.handling.was_said(view)
        self.dismiss(True)

    def action_back(self) -> None:
        if not self.undisturbed:
            self.dismiss(False)
