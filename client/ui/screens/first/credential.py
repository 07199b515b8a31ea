"""Step 2: what asks the party's root for a credential is handed over, and the answer is taken in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from client.engine.disk import is_folder
from client.engine.exchange import Exchange, typed_path
from client.engine.joining import REQUEST, Opened, asked_for, fingerprint, own_in, read_opened
from client.text.telling import told
from client.text.tongue import say
from client.ui.drawing import line
from client.ui.errands import errand
from client.ui.glyphs import glyphs
from client.ui.screens.first.step import Drawn, PathLine, Step, heading, numbered, under, whole
from client.ui.times import day, span
from hotline.errors import HotlineError, Misuse

if TYPE_CHECKING:
    from hotline.identity.card import Card
    from hotline.identity.credential import CredentialRequest

LOOK_EVERY = 1.0  # seconds


class CredentialStep(Step):
    KEYS: ClassVar = ("take", "quit")
    NUMBER = 2

    def __init__(self) -> None:
        super().__init__()
        self._found: Opened | None = None
        self._card: Card | None = None
        self._asked: CredentialRequest | None = None
        self._folder: Exchange | None = None

    def page(self) -> Iterable[Widget]:
        yield Drawn(self._hand_over)
        yield PathLine(say("Path of a file or folder; empty: this folder"))
        yield Drawn(self._what_is_there)
        yield Drawn(self.wrong)

    def on_mount(self) -> None:
        keeper = self.line_app.keeper
        self._folder = Exchange(keeper.profile.exchange)
        self._asked = asked_for(keeper.profile, keeper.vault)
        if self._asked is not None:
            self.line_app.known_exercise = self._asked.exercise
            self.line_app.overview = None  # the banner looks again
        self.query_one(Input).focus()
        self.redraw()
        self.set_interval(LOOK_EVERY, self._look)

    # The page

    def _hand_over(self, width: int) -> Iterator[Content]:
        profile, asked = self.line_app.keeper.profile, self._asked
        yield from heading(say("Its party lets this desk speak"))
        if asked is None:
            text = say("The request of this desk is not in {folder} any more.", folder=str(profile.exchange))
            yield from numbered(1, text, width)
        else:
            yield from self._request(asked, width)
        yield Content("")
        yield from numbered(2, say("Put what comes back into the same folder, or type where it is."), width)

    def _request(self, asked: CredentialRequest, width: int) -> Iterator[Content]:
        who = say("This desk asks for {officer}, {role}.", officer=asked.officer, role=_role(str(asked.role)))
        yield from numbered(1, say("Hand this file to whoever keeps your party's root."), width)
        yield from whole(str(self.line_app.keeper.profile.exchange / REQUEST), width)
        yield from under(who, width)
        yield from under(say("They sign it where the root is, never on this machine:"), width)
        yield from whole(f"hotline party credential {REQUEST} --root PARTY.root", width, "$body")
        yield from under(say("Read to them how this desk's key begins, so that they sign yours:"), width)
        yield from whole(fingerprint(asked.device), width, "bold $strong")

    def _what_is_there(self, width: int) -> Iterator[Content]:
        yield Content("")
        card, found = self._card, self._found
        if card is None or found is None:
            folder = str(self._folder.folder if self._folder else "")
            yield from under(say("Nothing for this desk has come yet. Looking into"), width)
            yield from whole(folder, width, "$muted")
            return
        credential, now = card.credential, self.line_app.now()
        yield line((f"  {glyphs().check} ", "$green"), (found.path.name, "bold $strong"))
        party, end = card.root.document, credential.not_after
        who = f"{credential.officer}, {_role(str(credential.role))}"
        yield from under(f"{party.name}, {party.code}-{credential.desk}: {who}", width)
        until = say("Good until {day} {year}, for {t}.", day=day(end), year=end.year, t=span(end - now))
        yield from under(until, width)
        key = line((" " * 4), ("⏎", "bold $key"), (f" {say('takes it in')}", "$body"))
        yield key

    # What comes back

    @errand("look", alone=True)
    async def _look(self) -> None:
        if self._folder is None:
            return
        keeper = self.line_app.keeper
        files = await asyncio.to_thread(self._folder.look)
        found = own_in(keeper.vault, files)
        card = found[1] if found else None
        if _serial(card) != _serial(self._card):
            self._found, self._card = found or (None, None)
            self.redraw()

    def on_input_changed(self) -> None:
        if self.trouble:
            self.fail("")

    def on_input_submitted(self, submitted: Input.Submitted) -> None:
        self._take(submitted.value)

    @errand("take", alone=True)
    async def _take(self, typed: str) -> None:
        keeper = self.line_app.keeper
        try:
            files = [self._found] if not typed.strip() and self._found else await self._typed(typed)
            if keeper.adopt(files) is None:
                raise Misuse(
                    "There is no credential for this desk among these files.",
                    "Ask the keeper of the root for the file that `hotline party credential` wrote.",
                )
        except HotlineError as error:
            self.fail(told(error))
            return
        self.line_app.opening.go_on()

    async def _typed(self, typed: str) -> Sequence[Opened]:
        path = typed_path(typed)
        if not typed.strip():
            raise Misuse("Nothing for this desk has come yet.", "Type where the file is.")
        if is_folder(path):
            self._folder = Exchange(path)
            return await asyncio.to_thread(self._folder.look)
        return [await asyncio.to_thread(read_opened, path)]


def _serial(card: Card | None) -> int | None:
    return card.credential.serial if card is not None else None


def _role(word: str) -> str:
    return say(word.replace("-", " "))
