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


def arriving(station: Station, crowd: Crowd, fresh: int, world: World) -> float:
    """Seconds in which it takes in that many statements that the others go on saying, a second apart."""
    station.tick(crowd.now)
    [channel] = station.channels()
    before = len(channel.transcript)
    posts = [Post(speaker, station, world.entropy) for speaker in crowd.speakers[1:]]
    seconds, crowd.between = 0.0, SECOND
    for number in range(fresh):
        turn = number % len(posts)
        said = crowd.say(turn + 1, "message", {"subject": f"News {number}", "text": "All is quiet."})
        came = posts[turn].envelope(said, crowd.now)
        began = world.monotonic()
        station.receive([came], crowd.now)
        seconds += world.monotonic() - began
    assert len(channel.transcript) >= before + fresh, "every statement was taken in"
    return seconds


class Post:
    """Seals what one desk says for the station's desk: the first with its keys, the others short."""

    def __init__(self, sender: Speaker, reader: Station, entropy: Entropy) -> None:
        self._sender = sender
        self._reader = open_announcement(reader.publication())
        self._own = SealingKey.generate(entropy)
        self._entropy = entropy
        self._secret = entropy(32)
        self._met = False

    def envelope(self, said: Said, now: datetime) -> EnvelopeCame:
        statement = said.statement
        items: list[Item] = [] if self._met else self._introduction(now)
        items += [StatementItem(statement.payload, statement.signature), BodyItem(statement.id, said.body)]
        public = None if self._met else self._reader.public
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
