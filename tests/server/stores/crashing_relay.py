"""A program that deposits and acknowledges until it is killed, and says what was acknowledged to it.

Usage: python -m tests.server.stores.crashing_relay <folder>, with HOTLINE_CRASH_AT in the environment.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path

from server.rules.order import Cursor
from server.rules.quota import Limits
from server.stores.embedded import Stores, open_stores
from tests.points.killing import arm
from tests.server.stores.samples import ADA, NOON, deposit, upload

ROUNDS, AT_ONCE = 40, 8


Say = Callable[..., None]


def out(*words: object) -> None:
    """Out at once: a kill takes nothing of it."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


async def deposit_one(stores: Stores, number: int, say: Say) -> None:
    """Deposit, and say so only when it is acknowledged."""
    await stores.mailboxes.deposit(deposit(b"%d" % number), NOON)
    say("stored", number)


async def let_go_of_one(stores: Stores, say: Say) -> None:
    """Acknowledge the oldest, and say so only when it is done."""
    for delivery in await stores.mailboxes.fetch(ADA, Cursor(), NOON, count=1, octets=1):
        say("letting-go", delivery.public.decode())
        await stores.mailboxes.acknowledge(ADA, (delivery.seq,))
        say("gone", delivery.public.decode())


async def send_blob(stores: Stores, number: int, say: Say) -> None:
    """Upload a blob in two chunks, from where it is, and say so only when it is done."""
    content = b"%d" % number * 100
    while not (progress := await stores.blobs.progress(upload(content))).done:
        chunk = content[progress.offset : progress.offset + 50]
        await stores.blobs.write(upload(content), progress.offset, chunk, NOON)
    say("blob", number)


async def main(folder: Path, say: Say, rounds: int = ROUNDS) -> None:
    """Work until the crash, or to the end."""
    async with open_stores(folder, Limits(), 2**20) as stores:
        for number in range(rounds):
            batch = range(number * AT_ONCE, (number + 1) * AT_ONCE)
            await asyncio.gather(
                *(deposit_one(stores, one, say) for one in batch), let_go_of_one(stores, say)
            )
            await send_blob(stores, number, say)


if __name__ == "__main__":
    arm()
    asyncio.run(main(Path(sys.argv[1]), out))
