"""Deposits on their way between the rules and the store, and acknowledgements on theirs.

What comes in one turn of the event loop goes to the store together; deposits that one commit made durable
come back in one turn and are reported together, so that one signature covers them. A deposit that all its
recipients were handed straight waits a moment for their acknowledgements: then there is nothing to write, and
its depositor has the receipt without the disk. What goes to the store goes in the order in which it came.

The event loop is handed in: the same runs in a simulated world, in virtual time (tests/simulation).
"""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Protocol

from hotline.errors import StoreFailed
from hotline.ids import DeviceId
from hotline.wire.envelope import slot_hash
from server.metrics import Metrics
from server.rules.effects import Effect, Send, SessionId, StoreAck, StoreDeposit
from server.rules.receipts import Kept
from server.rules.relay import Relay
from server.stores.port import Answer, Arrival, Mailboxes, Verdict

PATIENCE = 0.02  # seconds: what a desk close by needs to acknowledge, and what nobody notices
TOGETHER = 256  # in one job of the store, so that a flood by many does not make one long commit


@dataclass(slots=True, eq=False)
class Letter:
    """A deposit from its arrival until the store has said what became of it."""

    request: StoreDeposit
    arrival: Arrival
    came_at: float
    waits: bool = True  # to leave for the store
    reported: bool = False


class Loop(Protocol):
    """What is needed of an event loop."""

    def time(self) -> float:
        """Seconds, from any beginning."""

    def call_soon(self, callback: Callable[[], object]) -> asyncio.Handle:
        """In the next turn."""

    def call_later(self, delay: float, callback: Callable[[], object]) -> asyncio.TimerHandle:
        """After so many seconds."""

    def call_at(self, when: float, callback: Callable[[], object]) -> asyncio.TimerHandle:
        """When `time` says this."""


class Post:
    """Works for a service: `start` runs the store's work beside, for these sessions."""

    def __init__(
        self,
        relay: Relay,
        mailboxes: Mailboxes,
        metrics: Metrics,
        clock: Callable[[], datetime],
        carry_out: Callable[[Iterable[Effect]], None],
        start: Callable[[Coroutine[None, None, None], Iterable[SessionId]], None],
        failed: Callable[[str, StoreFailed], None],
        loop: Loop,
    ) -> None:
        self._relay = relay
        self._mailboxes = mailboxes
        self._metrics = metrics
        self._clock = clock
        self._carry_out = carry_out
        self._start = start
        self._failed = failed
        self._loop = loop
        self._came: list[Letter] = []
        self._open: dict[int, Letter] = {}  # by the numbers of their deliveries
        self._leaving: asyncio.Handle | None = None  # when what came goes to the store
        self._kept: defaultdict[SessionId, list[Kept]] = defaultdict(list)  # and not reported

    @property
    def busy(self) -> bool:
        """Whether something has come that is not at the store yet, or has come back and is not reported."""
        return bool(self._came or self._kept)

    def deposit(self, request: StoreDeposit) -> None:
        """Hand it straight over where that may be, and keep it unless that is enough."""
        now = self._clock()
        letter = Letter(request, self._mailboxes.arrive(request.deposit, now), self._loop.time())
        arrival = letter.arrival
        self._came.append(letter)
        for seq in arrival.seqs:
            self._open[seq] = letter
        self._hand_over(self._relay.arrived(arrival, now))
        if len(arrival.straight) < len(arrival.seqs):
            self.hurry()
        elif self._leaving is None:
            self._leaving = self._loop.call_later(PATIENCE, self._patience_ends)

    def acknowledge(self, effect: StoreAck) -> None:
        """Let these go; what is not kept yet never needs to be."""
        kept = []
        for seq in effect.seqs:
            if letter := self._open.get(seq):
                letter.arrival.acknowledged.add(seq)
                if len(letter.arrival.acknowledged) == len(letter.arrival.seqs):
                    self._all_acknowledged(letter)
            else:
                kept.append(seq)
        if kept:
            self._start(self._let_go(effect.mailbox, kept), [effect.session])

    def _all_acknowledged(self, letter: Letter) -> None:
        """It is receipted without the disk; and the store only remembers it, unless it has it already."""
        if not letter.reported:
            self._report(letter, _all_have(letter.request))
        if letter.waits and self._mailboxes.remember(letter.arrival):
            letter.waits = False
            self._close(letter, self._clock())

    def _hand_over(self, effects: Sequence[Effect]) -> None:
        """Who is handed something has its receipts first: what was acknowledged is often answered at once."""
        if self._kept and any(isinstance(each, Send) and each.session in self._kept for each in effects):
            self._report_all()
        self._carry_out(effects)

    def hurry(self) -> None:
        """What came goes to the store with the end of this turn."""
        if isinstance(self._leaving, asyncio.TimerHandle):
            self._leaving.cancel()
            self._leaving = None
        if self._leaving is None:
            self._leaving = self._loop.call_soon(self._leave)

    def _patience_ends(self) -> None:
        """For the first; those who waited half as long go along, and the others have their own time."""
        half = self._loop.time() - PATIENCE / 2
        self._leave(bisect_right(self._came, half, key=attrgetter("came_at")))

    def _leave(self, count: int | None = None) -> None:
        """So many of those who came go to the store, or all."""
        came = [each for each in self._came[:count] if each.waits]
        self._came = [] if count is None else self._came[count:]
        self._leaving = None
        if self._came:
            self._leaving = self._loop.call_at(self._came[0].came_at + PATIENCE, self._patience_ends)
        for at in range(0, len(came), TOGETHER):
            some = came[at : at + TOGETHER]
            for letter in some:
                letter.waits = False
            self._start(self._keep(some), {each.request.session for each in some})

    async def _keep(self, letters: Sequence[Letter]) -> None:
        answers: Sequence[Sequence[Answer] | None] = [None] * len(letters)
        try:
            answers = await self._mailboxes.keep([each.arrival for each in letters])
        except StoreFailed as failure:
            self._failed("deposit", failure)
        finally:  # after a fault too: what stayed under way would hold up its mailboxes
            self._settle(letters, answers)

    def _settle(self, letters: Sequence[Letter], answers: Sequence[Sequence[Answer] | None]) -> None:
        now = self._clock()
        let_go: defaultdict[DeviceId, list[int]] = defaultdict(list)
        for letter, answer in zip(letters, answers, strict=True):
            arrival = letter.arrival
            for slot, seq in zip(arrival.deposit.slots, arrival.seqs, strict=True):
                if seq in arrival.acknowledged and seq in arrival.kept:
                    let_go[slot.mailbox].append(seq)
            if not letter.reported:
                self._report(letter, answer)
            self._close(letter, now)
        for mailbox, seqs in let_go.items():
            self._start(self._let_go(mailbox, seqs), ())

    def _close(self, letter: Letter, now: datetime) -> None:
        """It is known what became of it."""
        for seq in letter.arrival.seqs:
            del self._open[seq]
        if effects := self._relay.settled(letter.arrival, now):
            self._carry_out(effects)

    async def _let_go(self, mailbox: DeviceId, seqs: Sequence[int]) -> None:
        try:
            await self._mailboxes.acknowledge(mailbox, tuple(seqs))
        except StoreFailed as failure:
            self._failed("acknowledge", failure)

    def _report(self, letter: Letter, answers: Sequence[Answer] | None) -> None:
        letter.reported = True
        kept = Kept(letter.request, answers)
        self._metrics.kept(kept, self._loop.time() - letter.came_at)
        if not self._kept:
            self._loop.call_soon(self._report_all)
        self._kept[letter.request.session].append(kept)

    def _report_all(self) -> None:
        """Tell the rules what is known since the last turn, session by session."""
        kept, self._kept = self._kept, defaultdict(list)
        for session, some in kept.items():
            self._carry_out(self._relay.stored(session, some, self._clock()))


def _all_have(request: StoreDeposit) -> list[Answer]:
    return [Answer(slot.mailbox, slot_hash(slot.octets), Verdict.STORED) for slot in request.deposit.slots]
