"""Two desks that know each other and a line between them that loses nothing: real vaults, no relay or socket.

Time passes only where the line lets it: each exchange is one step. Not here: any figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bench.crowded import LASTS, PASSPHRASE, Crowd, Said, keep, knows, speakers
from client.drills.paper import Desk, make_desk, sign_by_all
from client.drills.script import read_script
from client.links.ports import World
from client.station.arrivals import Arrival, EnvelopeCame, KeyCame, LinkUp, MailboxEmpty, ReceiptCame
from client.station.station import Station
from client.vault.file import unlock
from client.vault.lock import STRONG
from hotline.crypto.signing import SigningKey
from hotline.identity.card import card_content
from hotline.ids import RelayId

WINDOW = 64  # deposits that one step takes of a desk, as a relay lets it have under way
STEP = timedelta(seconds=2)  # a have is gathered for one
STEPS_MOST = 1_000


@dataclass
class Side:
    """One desk at work, and what it has put on the line."""

    station: Station
    sent_bytes: int = 0


@dataclass
class Pair:
    """The first two seats of `client.drills`; `said`: what each said before they met."""

    left: Side
    right: Side
    relay: RelayId
    now: datetime
    steps: int = 0

    @property
    def sent_bytes(self) -> int:
        return self.left.sent_bytes + self.right.sent_bytes

    def meet(self) -> None:
        """The line comes up; each hears the other's sealing key from the directory."""
        for side, other in ((self.left, self.right), (self.right, self.left)):
            key = KeyCame(self.relay, other.station.publication())
            side.station.receive([key, LinkUp(self.relay), MailboxEmpty(self.relay, self.now)], self.now)

    def step(self) -> int:
        """All that each has for the other crosses the line once. Gives how many envelopes did."""
        self.now += STEP
        self.steps += 1
        for side in (self.left, self.right):
            side.station.tick(self.now)
        there, back = self._posted(self.left), self._posted(self.right)
        for station, came in ((self.right.station, there), (self.left.station, back)):
            for first in range(0, len(came), WINDOW):
                station.receive(came[first : first + WINDOW], self.now)
        return len(there) + len(back)

    def _posted(self, side: Side) -> Sequence[Arrival]:
        came: list[Arrival] = []
        while some := self._some(side, WINDOW):
            came += some
        return came

    def _some(self, side: Side, room: int) -> list[Arrival]:
        """The most urgent of what it has for the line; it gets a receipt for these."""
        deposits = side.station.deposits(self.relay, self.now, room)
        slots = [(each.envelope, device) for each in deposits for device, _slot in each.slots]
        came = [EnvelopeCame(self.relay, each.public, slot) for each in deposits for _to, slot in each.slots]
        side.sent_bytes += sum(len(each.public) + len(each.slot) for each in came)
        if slots:
            side.station.receive([ReceiptCame(self.relay, self.now, tuple(slots))], self.now)
        return list(came)

    def first(self) -> None:
        """One envelope crosses the line: the most urgent that waits on the left."""
        self.right.station.receive(self._some(self.left, 1), self.now)

    def until_equal(self) -> None:
        """From the time when neither holds anything of the other's until both hold all."""
        all_there_is = self.held(self.left) + self.held(self.right)
        while min(self.held(self.left), self.held(self.right)) < all_there_is:
            assert self.steps < STEPS_MOST, f"{self.held(self.left)} and {self.held(self.right)} after all"
            self.step()

    def held(self, side: Side) -> int:
        [channel] = side.station.channels()
        return len(channel.transcript)


@contextmanager
def pair(folder: Path, said: tuple[int, int], world: World) -> Iterator[Pair]:
    """`said`: how many messages each side says that the other lacks."""
    now = world.now()
    began = now - timedelta(hours=1)
    between = min(timedelta(seconds=1), timedelta(minutes=50) / max(*said, 1))
    script, early = read_script("strait.yaml"), replace(world, now=lambda: now - LASTS)
    folder.mkdir(mode=0o700, parents=True)
    desks = [make_desk(seat, folder, PASSPHRASE, early, STRONG) for seat in script.seats]
    key = SigningKey.generate(world.entropy)
    relays = [(name, "wss://127.0.0.1:9", key.device.hex()) for name in script.relays[:1]]
    relays += [
        (name, "wss://127.0.0.1:9", SigningKey.generate(world.entropy).device.hex())
        for name in script.relays[1:]
    ]
    agreement = sign_by_all(script, desks, relays, PASSPHRASE, early)
    everyone = speakers(desks, agreement, began, world.entropy)
    for place, count in enumerate(said):
        crowd = Crowd([everyone[place]], began, between)
        with unlock(desks[place].vault, PASSPHRASE, now) as vault, vault.transaction():
            knows(vault, _known_to(desks, place), crowd.speakers[0], agreement, began)
            for each in _said(crowd, count):
                keep(vault, each, own=True)
    with (
        unlock(desks[0].vault, PASSPHRASE, now) as left,
        unlock(desks[1].vault, PASSPHRASE, now) as right,
    ):
        stations = [Station(vault, world.entropy, now) for vault in (left, right)]
        for station in stations:
            station.tick(now)
        yield Pair(Side(stations[0]), Side(stations[1]), RelayId(key.device), now)


def _known_to(desks: Sequence[Desk], place: int) -> list[Desk]:
    """The desk itself first, then the only other one that is at work."""
    return [desks[place], desks[1 - place]]


def _said(crowd: Crowd, count: int) -> Iterator[Said]:
    """The desk's card, if it says anything, and then that many messages."""
    if count:
        yield crowd.say(0, "desk", card_content(crowd.speakers[0].desk.card))
    for number in range(count):
        text = "All vessels were on their stations. Nothing to add."
        yield crowd.say(0, "message", {"subject": f"Report {number}", "text": text})
