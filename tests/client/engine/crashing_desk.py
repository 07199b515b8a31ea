"""A desk as a process of its own, to be killed: runs its vault's engine until it is quiet, and says so."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from client.engine.engine import Engine
from client.engine.world import real_world
from client.vault.file import unlock
from tests.client.links.lines import SHORT, WITHIN
from tests.points.killing import arm

PASSPHRASE = "four score and seven"


async def main(path: Path) -> None:
    world = real_world()
    with unlock(path, PASSPHRASE, world.now()) as vault:
        async with Engine(vault, world, SHORT) as engine:
            quiet = await engine.wait_quiet(WITHIN)
            sys.stdout.write("quiet\n" if quiet else "not quiet\n")


if __name__ == "__main__":
    arm()
    asyncio.run(main(Path(sys.argv[1])))
