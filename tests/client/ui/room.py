"""A room to try the terminal in: real relays, the other parties' real engines, a real desk behind the screen.

    async with Room() as room, room.terminal() as terminal:
        await room.brevia.say("Are you there?", "FLASH")
        await terminal.press("a")

The clock of all desks begins at one fixed moment and runs on; a relay has the machine's own, as anywhere.
Vaults are in memory; everything else is what an officer has.
"""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from textual.events import Paste
from textual.pilot import Pilot

from client.drills.relays import free_port
from client.engine.engine import Engine
from client.engine.keeper import Keeper
from client.engine.profiles import Profile
from client.engine.service import Service
from client.engine.verbs import Here, Verbs
from client.links.ports import Timing, World
from client.station.ports import Identity, KeptRoot
from client.station.station import Station
from client.text.subject import subject_of
from client.ui.app import HotlineApp
from client.ui.settings import Settings
from client.vault.memory import open_memory
from client.vault.vault import DeskVault
from hotline.agreement.text import AgreementText, write_agreement
from hotline.codec import to_rfc3339
from hotline.crypto.signing import RootKey, SigningKey
from hotline.identity.credential import Credential, Role, issue
from hotline.identity.root import Root, make_root
from hotline.ids import DeviceId
from hotline.signed import PayloadType, Signed, sign_by_root
from server.folder import Folder
from server.tls import make_certificate
from tests.agreements import usual_clauses
from tests.server.people import Party as RelayParty
from tests.server.process import Process

BEGAN = datetime(2026, 11, 24, 14, 8, 1, tzinfo=UTC)  # a test has a minute before its pictures change
WITHIN = 30.0  # seconds: only a broken test waits so long
QUICK = Timing(
    ping_every=0.5,
    silence=20.0,  # a slow machine must not look like a dead wire
    look_every=0.05,
    backoff_first=0.05,
    backoff_most=0.2,
    close_within=1.0,
    ask_key_again=0.2,
)
EVERYONE = ["principal", "observer"]
KINDS = [
    ("message", EVERYONE, "all", False),
    ("comm-check", EVERYONE, "all", False),
    ("comm-check-answer", EVERYONE, "all", False),
    ("risk-question", EVERYONE, "all", False),
    ("risk-estimate", ["principal"], "principals", True),
    ("risk-close", ["principal"], "all", False),
]


@dataclass(frozen=True)
class Seat:
    """Who sits at a desk."""

    code: str
    name: str
    function: str
    officer: str
    role: Role


ALDORA = Seat("ALD", "Aldora", "principal", "I. Maro", Role.DUTY_OFFICER)
BREVIA = Seat("BRE", "Brevia", "principal", "S. Hadar", Role.DUTY_OFFICER)
SECRETARIAT = Seat("SEC", "Joint Secretariat", "observer", "O. Lind", Role.OBSERVER)


@dataclass(frozen=True)
class Person:
    """A seat with its root, key and credential."""

    seat: Seat
    root_key: RootKey
    root: Root
    key: SigningKey
    credential: Signed


def person(seat: Seat, exercise: bool = True, desk: int = 1, **changes: Any) -> Person:
    """Somebody new, of a new party. `changes` are other fields of the credential."""
    root_key = RootKey.generate(os.urandom)
    root = make_root(seat.code, seat.name, exercise, root_key, BEGAN - timedelta(days=12))
    key = SigningKey.generate(os.urandom)
    fields: dict[str, Any] = {
        "party": root.id,
        "officer": seat.officer,
        "role": seat.role,
        "desk": desk,
        "device": DeviceId(key.device),
        "exercise": exercise,
        "serial": desk,
        "not_before": BEGAN - timedelta(days=300),
        "not_after": BEGAN + timedelta(days=20_000),
    }
    return Person(seat, root_key, root, key, issue(root_key, Credential(**fields | changes)))


def agreement_text(
    people: Sequence[Person], relays: Sequence[tuple[str, str, bytes]], **changes: Any
) -> AgreementText:
    """`relays`: name, url, key. `changes`: other fields, as written."""
    fields: dict[str, Any] = {
        "title": "Strait incidents",
        "exercise": True,
        "scale": "icd203",
        "parties": [
            {
                "party": each.root.id.hex(),
                "code": each.seat.code,
                "name": each.seat.name,
                "function": each.seat.function,
            }
            for each in people
        ],
        "relays": [
            {"name": name, "url": url, "key": key.hex(), "operator": name} for name, url, key in relays
        ],
        **usual_clauses(KINDS, EVERYONE),
        "voice": {
            "clause": "8.1",
            "numbers": [
                {"party": each.seat.code, "number": f"+00 555 01{n:02}", "purpose": purpose}
                for n, each in enumerate(people, 42)
                for purpose in ("verification", "worst-case")
            ],
        },
        "dates": {
            "clause": "9.1",
            "effective_at": to_rfc3339(BEGAN - timedelta(days=12)),
            "review_at": to_rfc3339(BEGAN + timedelta(days=30)),
            "sunset_at": to_rfc3339(BEGAN + timedelta(days=41, hours=6)),
        },
    }
    return AgreementText.model_validate_json(json.dumps(fields | changes))


def signed_by(people: Sequence[Person], text: AgreementText) -> Signed:
    payload = write_agreement(text)
    signed = [sign_by_root(PayloadType.AGREEMENT, payload, each.root_key) for each in people]
    merged = signed[0]
    for each in signed[1:]:
        merged = merged.merged(each)
    return merged


class Officer:
    """Another party's desk: its engine, and what its officer types."""

    def __init__(self, person: Person, engine: Engine, verbs: Verbs, channel: str, vault: DeskVault) -> None:
        self.person = person
        self.engine = engine
        self.verbs = verbs
        self.vault = vault
        self._channel = channel

    async def say(self, text: str, precedence: str = "ROUTINE", **more: Any) -> dict[str, Any]:
        """A message; gives the statement as it is kept."""
        fields = {"text": text, "subject": subject_of(text), **more.pop("fields", {})}
        return await self.state("message", fields, precedence=precedence, **more)

    async def state(self, kind: str, fields: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        """A statement of any kind."""
        request = {"channel": self._channel, "kind": kind, "fields": dict(fields), "wait": 0, **more}
        return await self.verbs.ask("say", request)

    async def acknowledge(self, number: str) -> dict[str, Any]:
        return await self.verbs.ask("ack", {"id": number, "wait": 0})

    async def holds(self, number: str) -> dict[str, Any]:
        """That statement, once this desk holds it and what it comes after."""

        async def held() -> dict[str, Any] | None:
            page = await self.verbs.ask("page", {"channel": self._channel, "limit": 200})
            whole = (each for each in page["rows"] if "history incomplete" not in each["flags"])
            return next((each for each in whole if each["number"] == number), None)

        return await until(held)


async def until(found: Callable[[], Awaitable[Any]]) -> Any:
    """What this gives, as soon as it gives anything true."""
    async with asyncio.timeout(WITHIN):
        while not (value := await found()):  # noqa: ASYNC110  nobody tells: another program asks as well
            await asyncio.sleep(0.05)
        return value


class MemoryKeeper(Keeper):
    """The terminal's own desk, whose vault is in memory and open already."""

    def __init__(self, folder: Path, world: World, open_verbs: Verbs) -> None:
        super().__init__(Profile("aldora", folder), world, QUICK)
        self._open = open_verbs

    async def attach(self) -> Verbs | None:
        self.verbs = self._open
        return self.verbs

    @property
    def holds(self) -> bool:
        """The line ends with this process, as on an officer's own machine."""
        return True


class Terminal:
    """The screen, and the keys that are pressed."""

    def __init__(self, app: HotlineApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot
        self._drawn = 0
        self._display, app._display = app._display, self._note  # type: ignore[method-assign, assignment]

    def _note(self, *drawn: Any) -> None:
        self._drawn += 1
        self._display(*drawn)

    async def _while_nothing_is_drawn(self) -> None:
        """Half a second at most: reading the screen costs as much as drawing it."""
        before = self._drawn
        for _ in range(10):
            await self.pilot.pause(0.05)
            if self._drawn != before:
                return

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Letter by letter, as a person does."""
        names = {
            " ": "space",
            "\n": "enter",
            ".": "full_stop",
            ",": "comma",
            "?": "question_mark",
            "-": "minus",
            "!": "exclamation_mark",
            "%": "percent_sign",
            ":": "colon",
            "/": "slash",
        }
        await self.press(*(names.get(each, each) for each in text))

    async def paste(self, text: str) -> None:
        """Into what has focus, as a terminal does it."""
        assert self.app.focused is not None, "there is something to paste into"
        self.app.focused.post_message(Paste(text))
        await self.pilot.pause()

    def text(self) -> str:
        """What is on screen, line by line, without colours."""
        return "\n".join(strip_text(each) for each in self.app.screen._compositor.render_strips())

    def _has(self, words: Sequence[str]) -> list[bool]:
        """Which of these words are on the screen, which is drawn once for it."""
        text = self.text()
        return [word in text for word in words]

    async def sees(self, *words: str) -> str:
        """The screen, once all these words are on it."""
        try:
            async with asyncio.timeout(WITHIN):
                while not all(self._has(words)):
                    await self._while_nothing_is_drawn()
        except TimeoutError:
            raise AssertionError(f"{words} are not on screen:\n{self.text()}") from None
        return self.text()

    async def shows(self, what: Callable[[], object], wanted: object) -> None:
        """Once that reads so: time that is moved is noticed piece by piece."""
        with suppress(TimeoutError):
            async with asyncio.timeout(WITHIN):
                while what() != wanted:
                    await self.pilot.pause(0.05)
        assert what() == wanted, self.text()

    async def draws_plainly(self) -> None:
        """Once all that is on screen is ASCII: what was drawn before shapes were changed is drawn anew."""
        try:
            async with asyncio.timeout(WITHIN):
                while not self.text().isascii():
                    await self.pilot.pause(0.05)
        except TimeoutError:
            odd = [each for each in self.text().split("\n") if not each.isascii()]
            raise AssertionError(f"not in plain shapes: {odd}") from None

    async def loses(self, *words: str) -> str:
        """The screen, once none of these words is on it."""
        try:
            async with asyncio.timeout(WITHIN):
                while any(self._has(words)):
                    await self._while_nothing_is_drawn()
        except TimeoutError:
            raise AssertionError(f"{words} are still on screen:\n{self.text()}") from None
        return self.text()


def strip_text(strip: Any) -> str:
    return "".join(segment.text for segment in strip).rstrip()


class Room:
    """`seats`: the first one is behind the screen. `relays`: their names. `verified`: whether roots are.

    `skewed`: by how much a party's clock is wrong, by its code.
    """

    def __init__(
        self,
        seats: Sequence[Seat] = (ALDORA, BREVIA),
        relays: Sequence[str] = ("Geneva",),
        verified: bool = True,
        exercise: bool = True,
        timing: Timing = QUICK,
        skewed: Mapping[str, timedelta] | None = None,
        **agreement: Any,
    ) -> None:
        self.seats = seats
        self.names = relays
        self._verified = verified
        self._exercise = exercise
        self._timing = timing
        self._skewed = skewed or {}
        self._changes = {"exercise": exercise, **agreement}
        self._stack = AsyncExitStack()
        self._began = time.monotonic()
        self._jump = timedelta(0)
        self.relays: dict[str, Process] = {}
        self.people: list[Person] = []
        self.officers: dict[str, Officer] = {}
        self.world = World(self.now, time.monotonic, asyncio.sleep, os.urandom)

    def now(self) -> datetime:
        return BEGAN + timedelta(seconds=time.monotonic() - self._began) + self._jump

    def pass_time(self, by: timedelta) -> None:
        """All desks' clocks go on by that much."""
        self._jump += by

    async def __aenter__(self) -> Self:
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="hl")))
        self.people = [person(each, self._exercise) for each in self.seats]
        lines = [self._relay(each) for each in self.names]
        self.text = agreement_text(self.people, lines, **self._changes)
        self.agreement = signed_by(self.people, self.text)
        for each in self.people:
            await self.open_desk(each)
        return self

    async def __aexit__(self, *error: Any) -> None:
        await self._stack.aclose()

    @property
    def brevia(self) -> Officer:
        return self.officers["BRE"]

    @property
    def secretariat(self) -> Officer:
        return self.officers["SEC"]

    @property
    def own(self) -> Officer:
        """The desk behind the screen, as another program would use it."""
        return self.officers[self.seats[0].code]

    def stop_relay(self, name: str) -> None:
        self.relays[name].__exit__()

    def start_relay(self, name: str) -> None:
        """On the port that it had."""
        self.relays[name].__enter__()

    async def open_desk(self, who: Person, vault: DeskVault | None = None) -> Officer:
        """An engine for that person, on the channel."""
        vault = vault or self.vault_of(who)
        skew = self._skewed.get(who.seat.code, timedelta(0))
        world = World(lambda: self.now() + skew, time.monotonic, asyncio.sleep, os.urandom)
        engine = await self._stack.enter_async_context(Engine(vault, world, self._timing))
        verbs = Here(Service(engine, vault, self.folder, world))
        officer = Officer(who, engine, verbs, self.text.title, vault)
        self.officers[who.seat.code] = officer
        return officer

    async def leave(self, code: str) -> None:
        """Nobody sits at that desk any more: its engine ends."""
        await self.officers[code].engine.__aexit__(None, None, None)

    def vault_of(self, who: Person) -> DeskVault:
        vault = open_memory()
        self.fill(vault, who)
        return vault

    def fill(self, vault: DeskVault, who: Person) -> None:
        """What that person's desk has after its first run."""
        verified = "S. Hadar, voice line, 2026-11-12T09:00:00.000Z" if self._verified else None
        with vault.transaction():
            vault.profile.keep_identity(Identity(who.key.seed, who.root.signed, who.credential))
            for other in self.people:
                own = other is who
                vault.profile.keep_root(KeptRoot(other.root.id, other.root.signed, None if own else verified))
                vault.profile.keep_credential(DeviceId(other.key.device), other.credential)
        Station(vault, os.urandom, self.now()).join(self.agreement, self.now())

    def _relay(self, name: str) -> tuple[str, str, bytes]:
        key, folder = SigningKey.generate(os.urandom), Folder(self.folder / f"relay-{name.lower()}")
        port = free_port(os.urandom)
        values = {
            "name": name,
            "operator": name,
            "exercise": self._exercise,
            "url": f"wss://localhost:{port}",
            "listen": f"127.0.0.1:{port}",
            "health": "127.0.0.1:0",
        }
        text = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())
        folder.make(text, key, *make_certificate("localhost", datetime.now(UTC)))
        for each in self.people:
            folder.add_party(RelayParty(each.root_key, each.root).root)
        process = Process(folder, port=port)
        self._stack.enter_context(process)
        self.relays[name] = process
        return name, f"wss://localhost:{port}", key.public

    @asynccontextmanager
    async def terminal(
        self, size: tuple[int, int] = (120, 36), settings: Settings | None = None
    ) -> AsyncIterator[Terminal]:
        """The terminal on the first seat's desk. It never locks by itself, if `settings` do not say so."""
        keeper = MemoryKeeper(self.folder, self.world, self.own.verbs)
        async with before_screen(keeper, settings or Settings(lock_after=0), size) as terminal:
            yield terminal


@asynccontextmanager
async def before_screen(keeper: Keeper, settings: Settings, size: tuple[int, int]) -> AsyncIterator[Terminal]:
    """The terminal with its first screen drawn. Nothing glides: a screen is at once what it will be."""
    app = HotlineApp(keeper, replace(settings, motion=False))
    async with app.run_test(size=size, notifications=True) as pilot:
        terminal = Terminal(app, pilot)
        await terminal.sees("HOTLINE")
        yield terminal
        app.workers.cancel_all()  # as the library does where a program is left by its key
