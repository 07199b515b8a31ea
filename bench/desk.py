"""What a desk does with the line: opening envelopes, filling a gap, and a FLASH before a long backlog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.arrivals import Post
from bench.crowded import Crowd, crowded
from bench.opening import opened_here
from bench.pair import Pair, pair
from client.engine.world import real_world
from client.links.ports import World
from client.station.arrivals import EnvelopeCame
from client.station.say import Saying
from client.station.station import Station
from hotline.crypto.labels import PAIR
from hotline.crypto.sealing import SealingKey, encapsulate
from hotline.crypto.signing import ED25519_SIGNATURE_BYTES, SigningKey, verify_ed25519
from hotline.ids import Precedence

ENVELOPES, TURNS = 64, 5  # of each way to take them in, and how often all ways take turns
GAP, BACKLOG, FLASHES = 10_000, 100_000, 20


def desk(gap: int = GAP, backlog: int = BACKLOG) -> dict[str, float]:
    """All figures of this file."""
    world = real_world()
    with TemporaryDirectory(prefix="hotline-bench-") as place:
        folder = Path(place)
        return (
            opening(folder / "opening", world)
            | filling(folder, gap, world)
            | meeting(folder, gap, world)
            | flash(folder, backlog, world)
        )


# Opening


def opening(folder: Path, world: World) -> dict[str, float]:
    """Envelopes of one statement each, taken in until they are on disk, against HPKE and Ed25519 alone."""
    crowd = crowded(folder, 1_000, world)
    with opened_here(crowd, world) as station:
        station.tick(crowd.now)
        mail = _Mail(station, crowd, world)
        bare = [_Bare(world) for _ in range(TURNS)]
        spent: dict[str, float] = dict.fromkeys(("bare", "one", "batch", "short", "short_batch"), 0.0)
        for each in bare:
            spent["bare"] += _seconds(world, each.run)
            for name, short in (("one", False), ("short", True)):
                came = mail.made(short)
                spent[name] += _seconds(world, partial(mail.taken, came, at_once=1))
                came = mail.made(short)
                batch = "short_batch" if short else "batch"
                spent[batch] += _seconds(world, partial(mail.taken, came, at_once=ENVELOPES))
    return {
        "client.open_ms": 1000 * spent["one"] / (ENVELOPES * TURNS),
        "client.open_ratio": spent["bare"] / spent["one"],
        "client.open_batch_ratio": spent["bare"] / spent["batch"],
        "client.open_short_ratio": spent["bare"] / spent["short"],
        "client.open_short_batch_ratio": spent["bare"] / spent["short_batch"],
    }


class _Mail:
    """What the others go on to say, one statement an envelope."""

    def __init__(self, station: Station, crowd: Crowd, world: World) -> None:
        self._station, self._crowd = station, crowd
        self._post = Post(crowd.speakers[1], station, world.entropy)
        station.receive([self._next(short=False)], crowd.now)  # brings the keys

    def made(self, short: bool) -> list[EnvelopeCame]:
        return [self._next(short) for _ in range(ENVELOPES)]

    def _next(self, short: bool) -> EnvelopeCame:
        text = {"subject": "News", "text": "All is quiet."}
        return self._post.envelope(self._crowd.say(1, "message", text), self._crowd.now, full=not short)

    def taken(self, came: Sequence[EnvelopeCame], at_once: int) -> None:
        [channel] = self._station.channels()
        before = len(channel.transcript)
        for first in range(0, len(came), at_once):
            self._station.receive(came[first : first + at_once], self._crowd.now)
        assert len(channel.transcript) >= before + len(came), "every statement was taken in"


class _Bare:
    """As many secrets and signatures, and nothing around them."""

    def __init__(self, world: World) -> None:
        self._key, signer = SealingKey.generate(world.entropy), SigningKey.generate(world.entropy)
        self._device = signer.device
        messages = [world.entropy(600) for _ in range(ENVELOPES)]
        self._signed = [(message, signer.sign(message)) for message in messages]
        self._sealed = [encapsulate(world.entropy(32), self._key.public, PAIR) for _ in range(ENVELOPES)]

    def run(self) -> None:
        for sealed, (message, signature) in zip(self._sealed, self._signed, strict=True):
            self._key.decapsulate(sealed, PAIR)
            verify_ed25519(self._device, signature, message)


def _seconds(world: World, work: Callable[[], None]) -> float:
    began = world.monotonic()
    work()
    return world.monotonic() - began


# Filling a gap


def filling(folder: Path, count: int, world: World) -> dict[str, float]:
    """One desk lacks everything that the other said. A round trip: its have there, statements back."""
    with pair(folder / "gap", (count, 0), world) as two:
        two.meet()
        seconds = _seconds(world, two.until_equal)
        lacked = said_bytes(two)
    return {
        "gap.round_trips": two.steps / 2,
        "gap.bytes_ratio": two.sent_bytes / lacked,
        "gap.statements_per_s": count / seconds,
    }


def said_bytes(two: Pair) -> int:
    """All statements with their bodies, as they are kept."""
    [channel] = two.left.station.channels()
    entries = [channel.transcript.entry(id) for id in channel.transcript.order()]
    kept = [len(each.statement.payload) + len(each.body or b"") for each in entries]
    return sum(kept) + ED25519_SIGNATURE_BYTES * len(kept)


def meeting(folder: Path, count: int, world: World) -> dict[str, float]:
    """Two sides of a partition, each with as many new ones: what a statement costs, for many and for few."""
    costs = []
    for number in (count // 4, count):
        with pair(folder / f"both-{number}", (number, number), world) as two:
            two.meet()
            seconds = _seconds(world, two.until_equal)
            costs.append((seconds / number, two.sent_bytes / number))
    (few_s, few_bytes), (many_s, many_bytes) = costs
    return {"partition.time_growth": many_s / few_s, "partition.bytes_growth": many_bytes / few_bytes}


# FLASH


def flash(folder: Path, backlog: int, world: World) -> dict[str, float]:
    """From the word that is given to the other desk's record, behind so many others and behind none."""
    spent = []
    for number in (0, backlog):
        with pair(folder / f"behind-{number}", (number, 0), world) as two:
            two.meet()
            two.step()  # each hears what the other holds: now all of it is due
            spent.append(_seconds(world, partial(_flashes, two)) / FLASHES)
    empty, behind = spent
    return {"flash.ms": 1000 * behind, "flash.added_ratio": behind / empty}


def _flashes(two: Pair) -> None:
    [channel] = two.left.station.channels()
    for number in range(FLASHES):
        text = {"subject": f"FLASH {number}", "text": "Hold fire."}
        said, _events = two.left.station.say(Saying(channel.id, "message", text, Precedence.FLASH), two.now)
        two.first()
        [there] = two.right.station.channels()
        assert said in there.transcript, "what is most urgent came first"
