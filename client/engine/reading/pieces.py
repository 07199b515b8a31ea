"""Long work on the station's thread in short pieces, so that a FLASH that comes meanwhile need not wait.

Between two pieces everything else gets its turn; when nobody waits for the work any more, it ends there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import TypeVar

from client.engine.engine import Engine
from client.links.ports import World
from client.station.station import Station

PIECE = 0.01  # seconds: what a person does not feel, and a comm check does not notice
LOOK = 8  # items between two looks at the clock

T = TypeVar("T")


async def in_pieces(
    engine: Engine, world: World, begin: Callable[[Station], Iterable[T]]
) -> AsyncIterator[list[T]]:
    """What `begin` gives, as much at a time as was made within a piece; an empty list for a piece without.

    `begin` and each step of what it gives run on the station's thread. A step must be short.
    """
    steps = await engine.call(lambda station: iter(begin(station)))
    while True:
        found, more = await engine.call(lambda _station: _piece(steps, world))
        yield found
        if not more:
            return


def _piece(steps: Iterator[T], world: World) -> tuple[list[T], bool]:
    """Values, and whether there may be more."""
    until = world.monotonic() + PIECE
    found: list[T] = []
    for count, each in enumerate(steps, 1):
        found.append(each)
        if count % LOOK == 0 and world.monotonic() >= until:
            return found, True
    return found, False
