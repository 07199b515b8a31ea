"""One session with one relay: log-in, pings, and what comes and goes until it ends.

What comes is handed to `take` one by one; nothing is acknowledged here before the engine says that it is
durable. Not here: which relay, when again (`client.engine.line`), and what a frame means (`session`).

A connection is given up when no byte came for two pings' time, or no whole message for far longer, or when
the machine slept.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from client.links.backoff import SleepWatch
from client.links.ports import Timing, World
from client.links.session import ClientSession, Outcome
from client.links.tasks import until_first_ends
from client.links.wire import Wire, open_wire
from client.station.arrivals import Arrival, ToDeposit
from hotline import limits
from hotline.agreement.text import RelayLine
from hotline.crypto.signing import SigningKey
from hotline.errors import Unreachable
from hotline.ids import DeviceId, Precedence, RelayId
from hotline.sentence import Sentence, sentence
from hotline.signed import Signed
from hotline.wire.frames import Ping

BULK_BYTES = 2 * limits.FRAME_PART_BYTES  # as long as more waits on the line, only urgent deposits join it
URGENT_RESERVE = 32  # deposits under way that only urgent ones may use
MOST_UNACKNOWLEDGED = limits.ACKS  # deliveries; a relay's window is far smaller
MOST_UNACKNOWLEDGED_BYTES = 32 * limits.KIB * limits.KIB


class Slept(Unreachable):
    """The machine slept, and the connection with it. It is made anew at once."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """With what a desk logs in."""

    signing: SigningKey
    credential: Signed


@dataclass(frozen=True, slots=True)
class Room:
    """How many deposits a link takes now: urgent ones, and others."""

    urgent: int
    other: int


@dataclass(frozen=True, slots=True)
class Came:
    """What came over a link. With a number, the link is told once it is durable."""

    link: RelayLink
    arrival: Arrival
    number: int | None = None


Take = Callable[[Came], Awaitable[None]]


class RelayLink:
    """A session that is logged in."""

    def __init__(self, wire: Wire, session: ClientSession, world: World, timing: Timing) -> None:
        self._wire = wire
        self._session = session
        self._world = world
        self._timing = timing
        self._sleep = SleepWatch(world, timing)
        self._heard_at = world.monotonic()
        self._pinged_at = world.monotonic()
        self._pings = 0
        self._full = False
        self._unacknowledged: dict[int, int] = {}  # bytes by number
        self._may_read = asyncio.Event()
        self._may_read.set()
        self._wire.message_came = self._heard
        self._published: Signed | None = None
        self._revoked: set[bytes] = set()
        self.heard_at: datetime = world.now()
        self.ahead = timedelta()  # of the relay's clock this machine's was at log-in; the way back is in it

    # From log-in to the end

    async def log_in(self) -> None:
        """Raises Unreachable, and Rejected when it is not the relay that the agreement names."""
        try:
            async with asyncio.timeout(self._timing.login_within):
                self._wire.push(self._session.hello(), Precedence.FLASH)
                while not self._session.open:
                    outcome = self._session.frame(await self._wire.receive(), self._world.now())
                    self._push(outcome)
        except TimeoutError as error:
            raise Unreachable("The relay did not complete the log-in.") from error
        if self._session.welcomed_at is not None:
            self.ahead = self.heard_at - self._session.welcomed_at

    async def run(self, take: Take, went: Callable[[], None]) -> None:
        """Until the session ends: raises Unreachable, or Rejected with what the relay did or said."""
        self._wire.went = lambda: self._tell_room(went)
        await until_first_ends(self._wire.broken(), self._read(take), self._watch())

    async def _read(self, take: Take) -> None:
        while True:
            outcome = self._session.frame(await self._wire.receive(), self._world.now())
            self._push(outcome)
            for arrival in outcome.arrivals:
                await take(Came(self, arrival))
            for delivery in outcome.deliveries:
                self._count(delivery.n, len(delivery.arrival.public))
                await take(Came(self, delivery.arrival, delivery.n))
            await self._may_read.wait()

    async def _watch(self) -> None:
        while True:
            await self._world.sleep(min(self._timing.look_every, self._timing.ping_every))
            if self._sleep.slept():
                self._wire.hang_up()
                raise Slept("This machine was asleep.")
            self._look(self._world.monotonic())

    def _look(self, now: float) -> None:
        if not self._may_read.is_set():
            self._heard()  # what nobody reads cannot be heard; that is our doing
        if reason := self._dead(now - self._heard_at):
            self._wire.hang_up()
            raise Unreachable(reason)
        if now - self._pinged_at >= self._timing.ping_every:
            self._pinged_at = now
            self._pings += 1
            self._wire.push(Ping(self._pings), Precedence.FLASH)

    def _dead(self, waited: float) -> Sentence | None:
        """Why it must be given up, if it must: no message came for so long. Of a large one bytes may."""
        if waited < self._timing.silence:
            return None
        silent_for = min(waited, self._wire.silent_for)
        if silent_for >= self._timing.silence:
            return sentence("Nothing came from the relay for {n} seconds.", n=f"{silent_for:.0f}")
        if waited >= self._timing.message_within:
            return sentence("The relay began a message and did not end it in {n} seconds.", n=f"{waited:.0f}")
        return None

    def _heard(self) -> None:
        self._heard_at = self._world.monotonic()
        self.heard_at = self._world.now()

    def _push(self, outcome: Outcome) -> None:
        for frame, precedence in outcome.send:
            self._wire.push(frame, precedence)

    # A relay may send more than was acknowledged only up to a bound

    def _count(self, number: int, size: int) -> None:
        self._unacknowledged[number] = size
        self._weigh()

    def _weigh(self) -> None:
        many = len(self._unacknowledged) >= MOST_UNACKNOWLEDGED
        if many or sum(self._unacknowledged.values()) >= MOST_UNACKNOWLEDGED_BYTES:
            self._may_read.clear()
        else:
            self._may_read.set()

    # What the engine asks for

    @property
    def room(self) -> Room:
        """Others wait until the line is nearly empty, so that no FLASH ever has a queue before it."""
        other = self._session.room - URGENT_RESERVE if self._wire.waiting_bytes < BULK_BYTES else 0
        return Room(self._session.room, max(0, min(other, 8)))

    def _tell_room(self, went: Callable[[], None]) -> None:
        """When the line has become nearly empty, more can be asked of the station."""
        if self._full and self._wire.waiting_bytes < BULK_BYTES:
            self._full = False
            went()

    def deposit(self, envelopes: Iterable[ToDeposit]) -> None:
        for envelope in envelopes:
            self._wire.push(self._session.deposit(envelope), envelope.precedence)
        self._full = self._wire.waiting_bytes >= BULK_BYTES

    def acknowledge(self, numbers: Sequence[int]) -> None:
        """These deliveries are durable here."""
        for first in range(0, len(numbers), limits.ACKS):
            some = numbers[first : first + limits.ACKS]
            self._wire.push(self._session.acknowledge(some), Precedence.FLASH)
            for number in some:
                self._unacknowledged.pop(number, None)
        self._weigh()

    def publish(self, announcement: Signed) -> None:
        """Puts the desk's newest sealing key into the relay's directory, once a session."""
        if announcement != self._published:
            self._published = announcement
            self._wire.push(self._session.publish(announcement), Precedence.IMMEDIATE)

    def revoke(self, revocations: Iterable[Signed]) -> None:
        """Tells the relay which devices were taken back, each once a session."""
        for revocation in revocations:
            if revocation.payload not in self._revoked:
                self._revoked.add(revocation.payload)
                self._wire.push(self._session.revoke(revocation), Precedence.IMMEDIATE)

    def ask_keys(self, devices: Iterable[DeviceId]) -> None:
        """Asks the directory, and again after a while where it had nothing."""
        at, again = self._world.monotonic(), self._timing.ask_key_again
        for frame in self._session.ask_keys(devices, at, again):
            self._wire.push(frame, Precedence.IMMEDIATE)


@asynccontextmanager
async def open_link(
    line: RelayLine, credentials: Credentials, world: World, timing: Timing
) -> AsyncIterator[RelayLink]:
    """A session with this relay, logged in. Raises Unreachable, Rejected."""
    async with open_wire(line.url, timing) as wire:
        session = ClientSession(
            RelayId(line.key), credentials.signing, credentials.credential, wire.certificate, world.entropy
        )
        link = RelayLink(wire, session, world, timing)
        await link.log_in()
        yield link
