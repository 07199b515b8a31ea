"""Handing out under any interleaving of deposits, slow fetches, lost hints and acknowledgements.

Each envelope was deposited for another desk just before, so that nothing is handed straight over.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.ids import Precedence
from hotline.wire.frames import Ack, Challenge, Deliver, Empty
from server.rules.effects import Fetch, Send, StoreAck
from server.rules.requests import read_deposit
from server.stores.memory import MemoryMailboxes
from server.stores.port import Delivery
from tests.server.people import deposit, party
from tests.server.rules.world import POLICY, World

DESK, OTHER = party("AVA").desk(), party("AVA").desk(2)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("deposit"), st.sampled_from(Precedence), st.integers(1, 30)),
        st.tuples(st.just("hint")),
        st.tuples(st.just("read")),
        st.tuples(st.just("report")),
        st.tuples(st.just("ack"), st.integers(1, 40)),
    ),
    max_size=60,
)


class Slow:
    """A session whose fetches are read from the store and reported to the rules in steps of their own."""

    def __init__(self) -> None:
        self.world = World()
        self.store = MemoryMailboxes()
        self.deposited: dict[bytes, datetime] = {}  # public part: when
        self.acknowledged: set[bytes] = set()
        self.open: dict[int, bytes] = {}  # number: public part
        self.got: list[Deliver] = []
        self.fetch: Fetch | None = None
        self.found: list[Delivery] | None = None
        self.challenge: Any = ()
        self.session = self.world.connect()
        self.take(self.say(DESK.hello))
        assert isinstance(self.challenge, Challenge)
        self.take(self.say(DESK.proof(self.challenge)))

    def say(self, frame):
        return self.world.relay.frame(self.session, frame, self.world.now)

    def take(self, effects) -> None:
        for effect in effects:
            match effect:
                case Fetch():
                    assert self.fetch is None, "one fetch at a time"
                    self.fetch = effect
                case Send(frame=Deliver() as frame):
                    self.got.append(frame)
                    self.open[frame.n] = frame.public
                    assert len(self.open) <= limits.DELIVERY_WINDOW
                case Send(frame=Empty(time=time)):
                    before = {public for public, at in self.deposited.items() if at < time}
                    assert before <= self.acknowledged
                    assert not self.open
                case Send(frame=frame):
                    self.challenge = frame
                case StoreAck():
                    self.store.acknowledge(effect.mailbox, effect.seqs)
                case _:
                    pass

    def step(self, name, *arguments) -> None:
        self.world.now += timedelta(milliseconds=1)
        getattr(self, name)(*arguments)

    def deposit(self, precedence, count) -> None:
        for _ in range(count):
            ref = len(self.deposited)
            for mailbox in (OTHER.device, DESK.device):
                frame = deposit(ref, mailbox, precedence=precedence, size=1)
                arrival = self.store.arrive(read_deposit(frame, DESK.party.root.id, POLICY), self.world.now)
                self.take(self.world.relay.arrived(arrival, self.world.now))
                self.store.keep(arrival)
                self.take(self.world.relay.settled(arrival, self.world.now))
            assert not arrival.straight
            self.deposited[frame.public] = self.world.now

    def hint(self) -> None:
        self.take(self.world.relay.hint(DESK.device, self.world.now))

    def read(self) -> None:
        if self.fetch and self.found is None:
            fetch = self.fetch
            self.found = self.store.fetch(
                fetch.mailbox,
                fetch.cursor,
                self.world.now,
                lowest=fetch.lowest,
                count=fetch.count,
                octets=fetch.octets,
            )

    def report(self) -> None:
        if self.found is not None:
            found, self.fetch, self.found = self.found, None, None
            self.take(self.world.relay.fetched(self.session, found, self.world.now))

    def ack(self, count) -> None:
        numbers = tuple(self.open)[:count]
        self.acknowledged |= {self.open.pop(number) for number in numbers}
        self.take(self.say(Ack(numbers)))


@given(steps)
def test_everything_is_handed_out_once_and_empty_is_never_told_too_early(steps):
    """Nothing is lost or doubled within a session; what `empty` says is gone, is gone."""
    slow = Slow()
    for step in steps:
        slow.step(*step)

    slow.hint()
    while slow.fetch or slow.open:
        slow.step("read")
        slow.step("report")
        slow.step("ack", 40)

    assert sorted(each.public for each in slow.got) == sorted(slow.deposited)
    assert [each.n for each in slow.got] == list(range(1, len(slow.got) + 1))


@given(st.lists(st.sampled_from(Precedence), max_size=40))
def test_what_waits_together_comes_most_urgent_first(waiting):
    """And in the order of arrival within one precedence."""
    slow = Slow()
    slow.step("read")
    slow.step("report")
    for precedence in waiting:
        slow.deposit(precedence, 1)
    slow.hint()
    while slow.fetch:
        slow.step("read")
        slow.step("report")

    arrived = list(slow.deposited)
    order = sorted(range(len(waiting)), key=lambda place: (-waiting[place], place))
    assert [each.public for each in slow.got] == [arrived[place] for place in order]


def test_many_urgent_ones_need_no_acknowledgement_in_between():
    """Behind a backlog that nobody acknowledges, all places that are kept for them are used at once."""
    slow = Slow()
    for precedence, count in ((Precedence.ROUTINE, 45), (Precedence.FLASH, 10)):
        slow.deposit(precedence, count)
        slow.hint()
        while slow.fetch:
            slow.step("read")
            slow.step("report")

    assert len(slow.got) == 55
