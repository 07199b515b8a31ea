"""What links and engine are handed of the world, and the waits they keep.

Not here: the real clock and dice (`client.engine.world`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from hotline import limits
from hotline.ids import Entropy


@dataclass(frozen=True, slots=True)
class World:
    """The clocks, the pause and the dice."""

    now: Callable[[], datetime]  # aware, UTC; may jump
    monotonic: Callable[[], float]  # seconds; never goes back, and stands while the machine sleeps
    sleep: Callable[[float], Awaitable[None]]  # for that many seconds
    entropy: Entropy


@dataclass(frozen=True, slots=True)
class Timing:
    """How long anything is waited for, in seconds. Tests hand in shorter ones."""

    connect_within: float = 15.0  # name, TCP, TLS and upgrade: three round trips over a satellite, and losses
    login_within: float = limits.HANDSHAKE.total_seconds()
    ping_every: float = limits.PING_EVERY.total_seconds()
    silence: float = limits.SILENCE.total_seconds()  # without one byte: then the connection is dead
    message_within: float = limits.MESSAGE_WITHIN.total_seconds()  # for one message to go, or to come
    close_within: float = 3.0  # for what still waits when a session is ended
    look_every: float = 2.0  # how often a silent connection and a jump of the clock are looked for
    asleep: float = 20.0  # a wall clock that ran on so much longer than the other: the machine slept
    backoff_first: float = 1.0
    backoff_most: float = 60.0  # an officer who mends a line does not want to wait longer than that
    held: float = 60.0  # a session that lasted so long was a good one: the next wait is the first again
    ask_key_again: float = 10.0  # a desk that has no key in the directory may publish one any time
    store_pause: float = 5.0  # until a store that failed is tried again
    poison_pause: float = 1.0  # until an envelope that broke something is tried again
    tick_floor: float = 0.05  # the least time between two ticks
    tick_ceiling: float = 30.0  # the most: the clock that says when may have jumped
