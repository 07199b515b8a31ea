"""Strangers and hostile members talk to a relay: it does not fall, does not swell, and hides no failure."""

from __future__ import annotations

import asyncio
import gc
import random
import tracemalloc
from pathlib import Path

from hotline.ids import Precedence
from hotline.wire.frames import Ack, Closing, Deliver, ReceiptFrame, write_frame
from server.stores.memory import MemoryKeys, MemoryMailboxes
from tests.fuzz.hostile import mutate
from tests.fuzz.strangers import visit
from tests.hotline.wire.samples import FRAMES
from tests.server.people import deposit, living_desk, party
from tests.server.process import Process, connected, make_folder
from tests.server.rules.world import World

VISITS = 200
AT_ONCE = 8
SWELLS_MIB = 32.0  # after the first quarter: eight sessions at once may hold so much, and no more with time
TWICE = "_call_connection_lost"  # asyncio of Python 3.11, of a connection reset while it is aborted
SESSIONS = 3000
KEEPS_BYTES = 64 * 1024  # what three thousand sessions may leave behind in the rules: their caches
NORTH, SOUTH, HOSTILE = living_desk("AVA"), living_desk("BRV"), living_desk("BRV", 2)


async def test_strangers_talk_to_a_relay_and_an_honest_desk_gets_through(tmp_path):
    """A real process: its memory, its log, and what two honest desks say to each other meanwhile."""
    await conversations(tmp_path, seed=1, visits=VISITS)


async def conversations(path: Path, seed: int, visits: int) -> None:
    """That many visits, some at a time; the same for the same seed, as far as a network allows."""
    folder = make_folder(path / "relay", (party("AVA"), party("BRV")), log_level="error")
    dice = random.Random(seed)
    with Process(folder) as relay:
        async with connected(relay.url, NORTH) as north, connected(relay.url, SOUTH) as south:
            resident = []
            for n in range(0, visits, AT_ONCE):
                seeds = [dice.randrange(2**32) for _ in range(AT_ONCE)]
                await asyncio.gather(*(visit(relay.url, HOSTILE, random.Random(each)) for each in seeds))
                await _gets_through(north, south, n)
                resident.append(_mib(relay.process.pid))
        assert relay.process.poll() is None
        relay.process.terminate()
        complaints = await asyncio.to_thread(relay.errors)
    swollen = max(resident[len(resident) // 4 :]) - resident[len(resident) // 4]
    print(f"seed {seed}: {visits} visits; {resident[0]:.0f} MiB at first, {swollen:.1f} more after a quarter")

    assert swollen <= SWELLS_MIB
    assert [line for line in complaints.splitlines() if TWICE not in line] == [], "nothing of ours failed"


async def _gets_through(north, south, n: int) -> None:
    """A FLASH, receipted here, delivered there, and acknowledged."""
    flash = deposit(n, SOUTH.device, precedence=Precedence.FLASH)
    await north.send(flash)
    receipt = await north.until(ReceiptFrame)
    assert receipt.refs == (n,)
    while (came := await south.until(Deliver)).public != flash.public:
        pass
    await south.send(Ack((came.n,)))


def _mib(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def test_thousands_of_sessions_leave_nothing_behind():
    """The rules alone, with every word a stranger may say; the stores are emptied, the rest is theirs."""
    world = World()
    dice = random.Random(7)
    words = [write_frame(frame) for frame in FRAMES]
    desk = world.parties[0].desk()
    tracemalloc.start()
    for n in range(SESSIONS):
        _one_session(world, desk, dice, words)
        if n == SESSIONS // 3:
            before = _traced(world)
    left = _traced(world) - before
    tracemalloc.stop()

    assert left <= KEEPS_BYTES
    assert world.relay.wakes_at() is None
    assert world.relay.devices == 0


def _one_session(world: World, desk, dice: random.Random, words: list[bytes]) -> None:
    session = world.log_in(desk) if dice.random() < 0.5 else world.connect(f"192.0.2.{dice.randrange(250)}")
    for _ in range(dice.randint(1, 6)):
        message = mutate(dice.choice(words), "cbor", dice)
        world.hear(world.driven.received(session, message, world.now))
    heard = world.read(session)
    assert sum(isinstance(each, Closing) for each in heard) <= 1
    world.driven.lost(session)
    del world.heard[session]


def _traced(world: World) -> int:
    world.driven.mailboxes, world.driven.keys = MemoryMailboxes(), MemoryKeys()
    gc.collect()
    return tracemalloc.get_traced_memory()[0]
