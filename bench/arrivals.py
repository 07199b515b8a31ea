"""How long a desk takes to take in what others say: one statement an envelope, one envelope a transaction."""

from __future__ import annotations

from datetime import datetime, timedelta

from bench.crowded import Crowd, Said, Speaker
from client.links.ports import World
from client.station.arrivals import EnvelopeCame
from client.station.station import Station
from hotline.crypto.sealing import SealingKey
from hotline.envelopes.items import BodyItem, Item, KeyItem, LinkItem, StatementItem
from hotline.envelopes.links import Link, sign_link
from hotline.envelopes.pairs import pair_id
from hotline.envelopes.seal import Recipient, seal
from hotline.identity.sealing_key import announce, open_announcement
from hotline.ids import Counter, Entropy, Precedence

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
AT_ONCE = 20  # statements into the one, then into the other


class Arrivals:
    """The others go on talking, a second between two statements, and the station takes in what they say."""

    def __init__(self, station: Station, crowd: Crowd, world: World) -> None:
        station.tick(crowd.now)
        self._station = station
        self._crowd = crowd
        self._world = world
        self._posts = [Post(speaker, station, world.entropy) for speaker in crowd.speakers[1:]]
        self._said = 0
        crowd.between = SECOND

    def take(self, count: int) -> float:
        """Seconds in which the station takes in that many more."""
        [channel] = self._station.channels()
        before, seconds = len(channel.transcript), 0.0
        for _ in range(count):
            came = self._next()
            began = self._world.monotonic()
            self._station.receive([came], self._crowd.now)
            seconds += self._world.monotonic() - began
        assert len(channel.transcript) >= before + count, "every statement was taken in"
        return seconds

    def _next(self) -> EnvelopeCame:
        self._said += 1
        turn = self._said % len(self._posts)
        text = {"subject": f"News {self._said}", "text": "All is quiet."}
        return self._posts[turn].envelope(self._crowd.say(turn + 1, "message", text), self._crowd.now)


def compared(
    many: tuple[Station, Crowd], few: tuple[Station, Crowd], count: int, world: World
) -> tuple[float, float]:
    """Seconds for that many into each; in turns, so that a disk that is busy meanwhile is so for both."""
    into = [Arrivals(*each, world) for each in (many, few)]
    taken = [[each.take(AT_ONCE) for each in into] for _ in range(count // AT_ONCE)]
    return sum(large for large, _ in taken), sum(small for _, small in taken)


class Post:
    """Seals what one desk says for the station's desk: the first with its keys, the others short."""

    def __init__(self, sender: Speaker, reader: Station, entropy: Entropy) -> None:
        self._sender = sender
        self._reader = open_announcement(reader.publication())
        self._own = SealingKey.generate(entropy)
        self._entropy = entropy
        self._secret = entropy(32)
        self._met = False

    def envelope(self, said: Said, now: datetime, *, full: bool = False) -> EnvelopeCame:
        """`full`: its slot brings the pair's secret once more, as the first one's does."""
        statement = said.statement
        items: list[Item] = [] if self._met else self._introduction(now)
        items += [StatementItem(statement.payload, statement.signature), BodyItem(statement.id, said.body)]
        public = None if self._met and not full else self._reader.public
        recipient = Recipient(self._reader.device, self._reader.id, self._secret, public)
        self._met = True
        made = seal(items, [recipient], Precedence.ROUTINE, DAY, self._entropy)
        return EnvelopeCame(None, made.public, made.slots[0][1])

    def _introduction(self, now: datetime) -> list[Item]:
        sender, reader = self._sender, self._reader
        link = Link(sender.key.device, reader.device, self._count(), (pair_id(self._secret), reader.id), None)
        key = announce(self._count(), self._own.public, now + DAY, sender.key)
        return [LinkItem(sign_link(link, sender.key)), KeyItem(key)]

    def _count(self) -> Counter:
        self._sender.counter += 1
        return Counter(self._sender.life, self._sender.counter)
