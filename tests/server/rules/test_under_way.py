"""Handing straight over what arrives, under any interleaving with the store, slow looks and new sessions."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.ids import Precedence
from hotline.wire.frames import Ack, Deliver, Empty
from server.rules.effects import Fetch, Send, StoreAck
from server.rules.order import WINDOW_BYTES
from server.rules.requests import read_deposit
from server.stores.memory import MemoryMailboxes
from server.stores.port import Arrival, Delivery, Verdict
from tests.server.people import deposit, party
from tests.server.rules.world import POLICY, World

DESK = party("AVA").desk()
ROUTINE, FLASH = Precedence.ROUTINE, Precedence.FLASH
steps = st.lists(
    st.one_of(
        st.tuples(st.just("arrive"), st.sampled_from(Precedence), st.integers(1, 80)),
        st.tuples(st.just("keep"), st.integers(1, 40)),
        st.tuples(st.just("read")),
        st.tuples(st.just("report")),
        st.tuples(st.just("look")),
        st.tuples(st.just("ack"), st.integers(1, 40)),
        st.tuples(st.just("come_again")),
    ),
    max_size=60,
)


class Slow:
    """One desk's session, whose deposits are kept and whose looks are read in steps of their own."""

    def __init__(self) -> None:
        self.world = World()
        self.store = MemoryMailboxes()
        self.under_way: list[Arrival] = []
        self.receipted = dict[bytes, datetime]()  # public part: when
        self.arrived: list[bytes] = []
        self.acknowledged: set[bytes] = set()
        self.come_again()

    def come_again(self) -> None:
        """A new session; the one before is at its end."""
        self.open: dict[int, bytes] = {}
        self.got: list[bytes] = []  # in this session
        self.fetch: Fetch | None = None
        self.found: list[Delivery] | None = None
        session, challenge = self.world.challenge(DESK)
        self.session = session
        self.take(self.world.relay.frame(session, DESK.proof(challenge), self.world.now))

    def take(self, effects) -> None:
        for effect in effects:
            match effect:
                case Fetch():
                    assert self.fetch is None, "one look at a time"
                    self.fetch = effect
                case Send(frame=Deliver() as frame):
                    assert frame.public not in self.got, "twice in one session"
                    self.got.append(frame.public)
                    self.open[frame.n] = frame.public
                case Send(frame=Empty(time=time)):
                    gone = {public for public, at in self.receipted.items() if at < time}
                    assert gone <= self.acknowledged and not self.open
                case StoreAck():
                    self.let_go(effect.seqs)
                case _:
                    pass

    def let_go(self, seqs) -> None:
        """As the relay does it: what is under way is only marked."""
        marked = {seq: each for each in self.under_way for seq in each.seqs if seq in seqs}
        for seq, arrival in marked.items():
            arrival.acknowledged.add(seq)
            self.receipted.setdefault(arrival.deposit.public, self.world.now)
        self.store.acknowledge(DESK.device, tuple(seq for seq in seqs if seq not in marked))

    def step(self, name, *arguments) -> None:
        self.world.now += timedelta(milliseconds=1)
        getattr(self, name)(*arguments)

    def arrive(self, precedence, count, size=1) -> None:
        for _ in range(count):
            frame = deposit(len(self.arrived), DESK.device, precedence=precedence, size=size)
            self.arrived.append(frame.public)
            parsed = read_deposit(frame, DESK.party.root.id, POLICY)
            self.under_way.append(arrival := self.store.arrive(parsed, self.world.now))
            self.take(self.world.relay.arrived(arrival, self.world.now))

    def keep(self, count) -> None:
        for arrival in self.under_way[:count]:
            [answer] = self.store.keep(arrival)
            self.under_way.remove(arrival)
            assert answer.verdict is Verdict.STORED
            self.receipted.setdefault(arrival.deposit.public, self.world.now)
            self.store.acknowledge(DESK.device, tuple(arrival.acknowledged & arrival.kept))
            if not arrival.straight:
                self.take(self.world.relay.hint(DESK.device, self.world.now))
            self.take(self.world.relay.settled(arrival, self.world.now))

    def look(self) -> None:
        self.take(self.world.relay.hint(DESK.device, self.world.now))

    def read(self) -> None:
        if self.fetch and self.found is None:
            one = self.fetch
            self.found = self.store.fetch(
                one.mailbox, one.cursor, self.world.now, lowest=one.lowest, count=one.count, octets=one.octets
            )

    def report(self) -> None:
        if self.found is not None:
            found, self.fetch, self.found = self.found, None, None
            self.take(self.world.relay.fetched(self.session, found, self.world.now))

    def ack(self, count) -> None:
        numbers = tuple(self.open)[:count]
        self.acknowledged |= {self.open.pop(number) for number in numbers}
        self.take(self.world.relay.frame(self.session, Ack(numbers), self.world.now))

    def finish(self) -> None:
        """Everything is kept, looked for and acknowledged, without any further hint."""
        while self.under_way or self.fetch or self.open:
            for name, *arguments in (("keep", 99), ("read",), ("report",), ("ack", 99)):
                self.step(name, *arguments)


def quiet() -> Slow:
    """A session that has looked and found nothing."""
    slow = Slow()
    slow.finish()
    return slow


@given(steps)
def test_everything_is_handed_out_whatever_overtakes_what(steps):
    """Once a session, lost in none, and `empty` is never told too early; nothing is left in the store."""
    slow = Slow()
    for step in steps:
        slow.step(*step)
    slow.finish()

    assert slow.acknowledged == set(slow.arrived)
    assert slow.store.usage(DESK.device).total.count == 0


@given(st.lists(st.sampled_from(Precedence), max_size=40))
def test_who_is_caught_up_is_handed_what_comes_as_it_comes(precedences):
    """Before it is kept; and once it is acknowledged there is nothing to keep."""
    slow = quiet()
    for precedence in precedences:
        slow.step("arrive", precedence, 1)
    assert slow.got == slow.arrived

    slow.step("ack", 99)
    slow.step("keep", 99)

    assert slow.store.usage(DESK.device).total.count == 0


def test_a_flash_does_not_wait_in_line():
    """The window is full of what nobody acknowledges, and more of it is in line."""
    slow = quiet()
    slow.step("arrive", ROUTINE, 60)

    slow.step("arrive", FLASH, 1)

    assert slow.got[-1] == slow.arrived[-1]
    assert len(slow.got) < 60


def test_what_waits_in_line_is_bounded_in_bytes():
    """A desk that acknowledges nothing costs the relay no more memory than its window."""
    slow = quiet()
    for _ in range(60):
        slow.step("arrive", ROUTINE, 1, 250_000)
        slow.step("keep", 99)
    handout = slow.world.relay._present.sessions[slow.session].handout

    assert sum(each.octets for each in handout.line.values()) + handout.window.octets < WINDOW_BYTES + 260_000

    slow.finish()
    assert slow.got == slow.arrived


@pytest.mark.parametrize("later", [0, 1])
def test_what_was_handed_to_a_session_that_ended_comes_again(later):
    """Though the new one looked before it was kept, and gets no hint; and what came later waits for it."""
    slow = quiet()
    slow.step("arrive", ROUTINE, 2)
    slow.step("come_again")
    slow.step("read")
    slow.step("report")
    slow.step("arrive", ROUTINE, later)
    assert slow.got == []

    slow.finish()

    assert slow.got == slow.arrived
