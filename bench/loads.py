"""Loads on a relay, each in a process of its own: `python -m bench.loads WHAT SIDE URL DESKS COUNT`.

Each gives one line of JSON, and asserts that the relay did what it was asked.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from bench.house import Desk, read_desks
from bench.line import Line, connect, trusting
from bench.tongues import TONGUES, Tongue
from client.engine.world import real_world
from hotline.ids import Precedence
from server.web.sockets import tame_tls

PAIRS = 8
IN_FLIGHT = 64
PER_SECOND = 100
AT_ONCE = 24  # connections that are being made at a time
WITHIN = 240.0  # seconds for any load

Ways = tuple[Tongue, str]


class Sender:
    """Deposits a number of envelopes for one desk, so many unacknowledged at a time."""

    def __init__(self, line: Line, tongue: Tongue, messages: Sequence[bytes], first: int) -> None:
        self._line, self._tongue = line, tongue
        self._messages = iter(messages)
        self._open = set(range(first, first + len(messages)))
        self.done = asyncio.Event()
        line.listen(self._heard)

    def begin(self) -> None:
        self._send(IN_FLIGHT)

    def _send(self, most: int) -> None:
        for _, message in zip(range(most), self._messages, strict=False):
            self._line.send(message)

    def _heard(self, messages: list[bytes]) -> None:
        heard = self._tongue.hear(messages)
        if heard.reply:
            self._line.send(heard.reply)
        for ref in heard.kept:
            self._open.remove(ref)  # one that was not asked for, or twice, is an error
        self._send(len(heard.kept))
        if not self._open:
            self.done.set()


class Recipient:
    """Acknowledges all that comes, what came together together."""

    def __init__(self, line: Line, tongue: Tongue, expected: int) -> None:
        self._line, self._tongue, self._expected = line, tongue, expected
        self.came: list[bool] = []
        self.done = asyncio.Event()
        line.listen(self._heard)

    def _heard(self, messages: list[bytes]) -> None:
        heard = self._tongue.hear(messages)
        if heard.reply:
            self._line.send(heard.reply)
        if heard.came:
            self._line.send(self._tongue.acknowledge(heard.came))
            self.came += heard.urgent
            assert len(self.came) <= self._expected, "something was delivered twice"
            if len(self.came) == self._expected:
                self.done.set()


async def enter(ways: Ways, desk: Desk) -> Line:
    tongue, url = ways
    line = await connect(url, trusting() if url.startswith("wss:") else None)
    await tongue.enter(line, desk)
    return line


async def all_of(desks: Sequence[Desk], work: Callable[[Desk], Awaitable[None]]) -> None:
    """Does this for all desks, some at a time."""
    waiting = iter(desks)

    async def some() -> None:
        for desk in waiting:
            await work(desk)

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(some())


async def throughput(ways: Ways, desks: Sequence[Desk], count: int) -> dict[str, float]:
    """Deposits a second, from the first deposit until all are acknowledged and all are delivered."""
    senders, recipients = await pairs(ways, desks, count)
    began = time.perf_counter()
    for sender in senders:
        sender.begin()
    for done in [each.done for each in senders] + [each.done for each in recipients]:
        await done.wait()
    seconds = time.perf_counter() - began
    await asyncio.sleep(0.3)  # the last acknowledgements
    return {"per_second": PAIRS * count / seconds}


async def pairs(ways: Ways, desks: Sequence[Desk], count: int) -> tuple[list[Sender], list[Recipient]]:
    tongue = ways[0]
    lines = [await enter(ways, desk) for desk in desks[: 2 * PAIRS]]
    start = fresh_refs()
    senders, recipients = [], []
    for pair in range(PAIRS):
        first = start + pair * count
        to = desks[PAIRS + pair]
        messages = [tongue.deposit(first + n, to, Precedence.ROUTINE) for n in range(count)]
        senders.append(Sender(lines[pair], tongue, messages, first))
        recipients.append(Recipient(lines[PAIRS + pair], tongue, count))
    return senders, recipients


async def latency(ways: Ways, desks: Sequence[Desk], count: int) -> dict[str, float]:
    """Milliseconds from a deposit to its acknowledgement, at PER_SECOND of them."""
    tongue = ways[0]
    lines = [await enter(ways, desk) for desk in desks[: 2 * PAIRS]]
    start, sent, took = fresh_refs(), dict[int, float](), list[float]()

    def heard(line: Line, messages: list[bytes]) -> None:
        at, heard = time.perf_counter(), tongue.hear(messages)
        took.extend(at - sent.pop(ref) for ref in heard.kept)
        if heard.reply:
            line.send(heard.reply)

    for line in lines[:PAIRS]:
        line.listen(partial(heard, line))
    recipients = [Recipient(line, tongue, count) for line in lines[PAIRS:]]
    began = time.perf_counter()
    for n in range(count):
        await asyncio.sleep(max(0.0, began + n / PER_SECOND - time.perf_counter()))
        message = tongue.deposit(start + n, desks[PAIRS + n % PAIRS], Precedence.ROUTINE)
        sent[start + n] = time.perf_counter()
        lines[n % PAIRS].send(message)
    await asyncio.sleep(1.0)
    assert not sent, "a deposit was not acknowledged within a second"
    assert sum(len(each.came) for each in recipients) == count
    return {"p50_ms": 1000 * median(took), "p95_ms": 1000 * quantiles(took, n=20)[-1]}


async def logins(ways: Ways, desks: Sequence[Desk], count: int) -> dict[str, float]:
    """Desks a second that connect, are let in, and leave."""

    async def visit(desk: Desk) -> None:
        (await enter(ways, desk)).close()

    began = time.perf_counter()
    await all_of(desks[:count], visit)
    return {"per_second": count / (time.perf_counter() - began)}


async def sessions(ways: Ways, desks: Sequence[Desk], count: int) -> dict[str, float]:
    """Says when so many are in, and stays until it is told to leave."""
    tongue, lines = ways[0], list[Line]()

    async def stay(desk: Desk) -> None:
        line = await enter(ways, desk)
        Recipient(line, tongue, 0)
        lines.append(line)

    await all_of(desks[:count], stay)
    sys.stdout.write("open\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.readline)
    assert not any(line.ended for line in lines)
    return {"sessions": len(lines)}


async def fill(ways: Ways, desks: Sequence[Desk], count: int) -> dict[str, float]:
    """For each of so many desks a routine envelope, and after all of these a FLASH each."""
    tongue = ways[0]
    for precedence in (Precedence.ROUTINE, Precedence.FLASH):
        start, senders = fresh_refs(), list[Sender]()
        for first in range(PAIRS):
            to = range(first, count, PAIRS)
            messages = [tongue.deposit(start + k, desks[n], precedence) for k, n in enumerate(to)]
            senders.append(Sender(await enter(ways, desks[first]), tongue, messages, start))
            start += len(to)
        for sender in senders:
            sender.begin()
        for sender in senders:
            await sender.done.wait()
    return {"waiting": 2 * count}


async def come_back(ways: Ways, desks: Sequence[Desk], count: int) -> dict[str, float]:
    """Seconds until all of them have been handed something; and how many of them had their FLASH first."""
    tongue, first = ways[0], list[bool]()
    served, lines = asyncio.Event(), list[Line]()

    def heard(line: Line, waited: list[bool], messages: list[bytes]) -> None:
        heard = tongue.hear(messages)
        if heard.reply:
            line.send(heard.reply)
        if heard.came and not waited:
            waited.append(True)
            first.append(heard.urgent[0])
            if len(first) == count:
                served.set()
        if heard.came:
            line.send(tongue.acknowledge(heard.came))

    async def back(desk: Desk) -> None:
        line = await enter(ways, desk)
        line.listen(partial(heard, line, []))
        lines.append(line)

    began = time.perf_counter()
    await all_of(desks[:count], back)
    await served.wait()
    return {"seconds": time.perf_counter() - began, "urgent_first": sum(first)}


def fresh_refs() -> int:
    """The first of a million numbers that no other load has: the envelopes differ by them too."""
    return int.from_bytes(real_world().entropy(4), "big") << 20


LOADS = {each.__name__: each for each in (throughput, latency, logins, sessions, fill, come_back)}


async def main(what: str, side: str, url: str, desks: str, count: str) -> dict[str, float]:
    """One load, within the time that any may take."""
    tame_tls()
    needed = max(int(count), 2 * PAIRS) if what in ("logins", "sessions", "fill", "come_back") else 2 * PAIRS
    async with asyncio.timeout(WITHIN):
        return await LOADS[what]((TONGUES[side], url), read_desks(Path(desks), needed), int(count))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(main(*sys.argv[1:]))) + "\n")
