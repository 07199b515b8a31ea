"""Step 3: this desk's card goes to the others, and theirs and the agreement come in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from client.engine.disk import is_folder
from client.engine.exchange import Exchange, typed_path
from client.engine.joining import Opened, hand_out, in_order, read_opened, take
from client.engine.reading.shapes_first import Beginning, Looked, Offered
from client.engine.verbs import Answer, Verbs
from client.text.telling import told
from client.text.tongue import say
from client.ui.desk import Desk
from client.ui.drawing import line
from client.ui.errands import errand
from client.ui.glyphs import glyphs
from client.ui.screens.first.offer import OfferScreen
from client.ui.screens.first.step import Drawn, PathLine, Step, heading, numbered, points, under, whole
from hotline.codec import from_base64
from hotline.errors import HotlineError, Misuse

LOOK_EVERY = 1.0  # seconds


class AgreementStep(Step):
    KEYS: ClassVar = ("take", "lock", "quit")
    NUMBER = 3

    def __init__(self) -> None:
        super().__init__()
        self._verbs: Verbs | None = None
        self._folder: Exchange | None = None
        self._found: list[tuple[Opened, Looked]] = []
        self._contacts: Sequence[Answer] = []
        self._begun: Beginning | None = None
        self._card = ""

    def page(self) -> Iterable[Widget]:
        yield Drawn(self._hand_over)
        yield PathLine(say("Path of a file or folder; empty: all that is new below"))
        yield Drawn(self.wrong)
        yield Drawn(self._files)
        yield Drawn(self._known)

    def on_mount(self) -> None:
        self.query_one(Input).focus()
        self._begin()

    @errand("begin", alone=True)
    async def _begin(self) -> None:
        """The desk may speak now: its record is there, and its card can be made."""
        keeper = self.line_app.keeper
        try:
            self._verbs = await keeper.start()
            self.line_app.desk = Desk(self._verbs)
            raw = from_base64((await self._verbs.ask("card", {}))["file"])
            begun = await self.line_app.desk.beginning()
            self._card = str(hand_out(keeper.profile, f"{begun['desk']}.card.json", raw))
        except HotlineError as error:
            self.fail(told(error))
            return
        self.line_app.known_exercise = begun["exercise"]
        self.line_app.overview = None  # the banner looks again
        self._folder = Exchange(keeper.profile.exchange)
        await self._renew()
        self.set_interval(LOOK_EVERY, self._look)

    # The page

    def _hand_over(self, width: int) -> Iterator[Content]:
        yield from heading(say("Whom this desk knows, and what the parties agreed"))
        yield from numbered(1, say("Hand this desk's card to every other desk."), width)
        yield from whole(self._card or say("It is being made."), width)
        yield Content("")
        text = say(
            "Put their cards and the agreement that all have signed into the same folder, or type a path."
        )
        yield from numbered(2, text, width)

    def _files(self, width: int) -> Iterator[Content]:
        if not self._found:
            yield from under(say("No card and no agreement has come yet. Looking into"), width)
            yield from whole(str(self._folder.folder) if self._folder else "", width, "$muted")
            return
        rows = []
        for file, looked in self._found:
            mark = (glyphs().check, "$green") if looked["taken"] else (glyphs().arrow, "bold $key")
            name = line((f"{file.path.name}  ", "$muted" if looked["taken"] else "bold $strong"))
            rows.append(
                (mark, name + line((told(looked["sentence"]), "$muted" if looked["taken"] else "$body")))
            )
        yield from points(rows, width)
        if any(not looked["taken"] for _, looked in self._found):
            yield Content("")
            yield line("    ", ("⏎", "bold $key"), (f" {say('takes in what is new')}", "$body"))

    def _known(self, width: int) -> Iterator[Content]:
        others = [each for each in self._contacts if not each["own"]]
        waiting = self._begun["waiting"] if self._begun else []
        if others:
            yield Content("")
            yield from under(say("KNOWN HERE"), width, "bold $muted")
        for each in others:
            desks = ", ".join(f"{one['desk']} {one['officer']}" for one in each["desks"])
            name = (f"{each['code']}  ", "bold $strong")
            text = line(name, (f"{each['name']}  ", "$body"), (desks, "$muted"))
            mark = (glyphs().check, "$green") if each["verified"] else (glyphs().unsure, "bold $amber")
            word = line(("" if each["verified"] else f"  {say('unverified')}", "$amber"))
            yield from points([(mark, text + word)], width)
        for offered in waiting:
            who = ", ".join(each["code"] for each in offered["parties"] if not each["signed"])
            why = say("“{title}” waits for the signature of {who}.", title=offered["title"], who=who)
            yield Content("")
            yield from points([((glyphs().clock, "$amber"), line((why, "$amber")))], width)

    # What is in the folder

    @errand("look", alone=True)
    async def _look(self) -> None:
        await self._scan()

    async def _scan(self) -> None:
        desk, folder = self.line_app.desk, self._folder
        if desk is None or folder is None:
            return
        found = []
        for file in await asyncio.to_thread(folder.look):
            looked = await self._looked(desk, file)
            if looked is not None:
                found.append((file, looked))
        if found != self._found:
            self._found = found
            self.redraw()

    async def _looked(self, desk: Desk, file: Opened) -> Looked | None:
        """What is for this desk to take in; what is for others is not shown."""
        if file.content is None:
            return None
        try:
            looked = await desk.look(file.raw)
        except HotlineError as error:
            return {"what": "broken", "sentence": error.sentence, "taken": True, "offered": None}
        own = (
            looked["what"] in {"credential_request", "relay_card", "own card"} or str(file.path) == self._card
        )
        return None if own else looked

    async def _renew(self) -> None:
        if self._verbs is None or self.line_app.desk is None:
            return
        self._contacts = (await self._verbs.ask("contacts", {}))["rows"]
        self._begun = await self.line_app.desk.beginning()
        await self._scan()
        self.redraw()

    # Taking in

    def on_input_changed(self) -> None:
        if self.trouble:
            self.fail("")

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        if self._verbs is not None:
            self._take(submitted.value)

    @errand("take", alone=True)
    async def _take(self, typed: str) -> None:
        assert self._verbs is not None, "asked before"
        name = ""
        try:
            files = await self._typed(typed)
            for file in in_order([file for file, looked in files if looked["offered"] is None]):
                name = f"{file.path.name}: "
                await take(self._verbs, file)
            name = ""
            self.query_one(Input).value = ""
            await self._renew()
            await self._agreements([(file, each["offered"]) for file, each in files if each["offered"]])
        except HotlineError as error:
            self.fail(f"{name}{told(error)}")

    async def _agreements(self, copies: Sequence[tuple[Opened, Offered | None]]) -> None:
        """Copies of one agreement come together; it is read once, when the last of them is there."""
        assert self.line_app.desk is not None and self._verbs is not None, "asked before"
        texts = [offered["text"] for _, offered in copies if offered is not None]
        for place, (file, _) in enumerate(copies):
            looked = await self.line_app.desk.look(file.raw)
            offered = looked["offered"]
            if offered is None or looked["taken"]:
                continue
            if all(each["signed"] for each in offered["parties"]) or texts[place] not in texts[place + 1 :]:
                await self._offer(file, offered)
            else:
                await take(self._verbs, file)

    async def _typed(self, typed: str) -> list[tuple[Opened, Looked]]:
        """What is to be taken in: what was typed, or all that is new in the folder."""
        if not typed.strip():
            new = [(file, looked) for file, looked in self._found if not looked["taken"]]
            if not new:
                raise Misuse("There is nothing new to take in.", "Type where the file is.")
            return new
        path = typed_path(typed)
        if is_folder(path):
            self._folder = Exchange(path)
            await self._scan()
            return [(file, looked) for file, looked in self._found if not looked["taken"]]
        assert self.line_app.desk is not None, "the desk was started"
        file = await asyncio.to_thread(read_opened, path)
        if file.content is None:
            raise Misuse("This is a courier file: it belongs to a channel.", "Join the channel first.")
        return [(file, await self.line_app.desk.look(file.raw))]

    async def _offer(self, file: Opened, offered: Offered) -> None:
        """The agreement is read before it is joined; what not all have signed is kept until they have."""
        assert self._verbs is not None, "asked before"
        screen = OfferScreen(offered)
        await self.app.push_screen_wait(screen)
        if not screen.wanted:
            return
        taken = await take(self._verbs, file)
        if taken["in_force"]:
            self.line_app.opening.go_on()
        else:
            await self._renew()
