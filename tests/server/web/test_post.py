"""Deposits between the rules and the store, with a store that commits when the test says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.errors import StoreFailed
from hotline.ids import DeviceId, Precedence, RelayId
from hotline.wire.envelope import envelope_id
from hotline.wire.frames import Ack, Deliver, Frame, ReceiptFrame, RefusedFrame, write_frame
from hotline.wire.receipts import open_receipt
from server.metrics import Metrics
from server.rules.effects import SessionId
from server.rules.order import Cursor
from server.rules.quota import Level, Limits
from server.rules.relay import Relay
from server.stores.awaitable import AwaitableMailboxes
from server.stores.memory import MemoryMailboxes
from server.web.post import PATIENCE
from server.web.service import Service
from tests.server.people import NOW, Desk, deposit, party
from tests.server.rules.world import RELAY_KEY, World

AVA, BRV = party("AVA"), party("BRV")
SENDER, ONE, TWO = AVA.desk(1), BRV.desk(1), BRV.desk(2)
MUCH = Level(10_000, 2**30)


class Disk(AwaitableMailboxes):
    """Keeps deposits when it is let. What `keep` has not come back from would be lost in a crash."""

    def __init__(self, limits: Limits | None = None) -> None:
        super().__init__(MemoryMailboxes(limits))
        self.may_write = asyncio.Event()
        self.may_tell = asyncio.Event()  # that it has written
        self.may_tell.set()
        self.asked = 0  # times
        self.full = False
        self.remembers = True  # what was acknowledged, without being asked to keep it

    def remember(self, arrival):
        return self.remembers and super().remember(arrival)

    async def keep(self, arrivals):
        self.asked += 1
        await self.may_write.wait()
        if self.full:
            raise StoreFailed("The disk is full.")
        answers = await super().keep(arrivals)
        await self.may_tell.wait()
        return answers

    def holds_envelope(self, mailbox: DeviceId, public: bytes) -> bool:
        waiting = self.core.fetch(mailbox, Cursor(), NOW, count=10_000, octets=2**30)
        return public in {each.public for each in waiting}


@dataclass
class Wire:
    """In a link's place: what is said to one desk."""

    heard: list[Frame] = field(default_factory=list)
    unwatch: Callable[[], None] = lambda: None

    def push(self, frame: Frame, _precedence: Precedence) -> None:
        self.heard.append(frame)

    def close(self, *_reason: object) -> None:
        pass

    def drop(self) -> None:
        pass


class Rig:
    """A service on that disk, and desks that are logged in."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.disk = Disk(limits)
        stores: Any = SimpleNamespace(mailboxes=self.disk)
        folder: Any = SimpleNamespace(stamp=lambda: ())
        relay: Relay = World().relay
        self.service = Service(relay, stores, folder, set(), Metrics(), lambda: NOW)
        self.wires: dict[SessionId, Wire] = {}
        self.of: dict[Desk, SessionId] = {}

    def enter(self, *desks: Desk) -> None:
        for desk in desks:
            wire: Any = Wire()
            session = self.of[desk] = self.service.open(wire, "192.0.2.1")
            self.wires[session] = wire
            self.say(desk, desk.hello)
            self.say(desk, desk.proof(wire.heard[0]))

    def leave(self, desk: Desk) -> None:
        self.service.lost(self.of.pop(desk))

    def say(self, desk: Desk, frame: Frame) -> None:
        self.service.received(self.of[desk], write_frame(frame))

    def heard(self, desk: Desk, kind: type) -> list[Any]:
        return [each for each in self.wires[self.of[desk]].heard if isinstance(each, kind)]

    def acknowledge(self, desk: Desk) -> None:
        self.say(desk, Ack(tuple(each.n for each in self.heard(desk, Deliver))))

    def receipted(self) -> set[tuple[bytes, DeviceId]]:
        """Envelope ids with the mailboxes that have them, by all receipts so far."""
        receipts = [open_receipt(each.receipt, RelayId(RELAY_KEY.public)) for each in self.receipts()]
        return {(id, mailbox) for each in receipts for id, rows in each.deposits for mailbox, _ in rows}

    def receipts(self) -> list[ReceiptFrame]:
        return [each for wire in self.wires.values() for each in wire.heard if isinstance(each, ReceiptFrame)]


async def turns(count: int = 5) -> None:
    """What can happen without the disk or the clock, happens."""
    for _ in range(count):
        await asyncio.sleep(0)


async def test_a_receipt_waits_for_every_recipient_or_the_disk():
    """One of two has it: that is not enough."""
    rig = Rig()
    rig.enter(SENDER, ONE, TWO)
    rig.say(SENDER, deposit(1, ONE.device, TWO.device))
    rig.acknowledge(ONE)
    await asyncio.sleep(3 * PATIENCE)
    assert rig.heard(TWO, Deliver) and rig.disk.asked == 1 and rig.receipted() == set()

    rig.disk.may_write.set()
    await turns()

    assert {mailbox for _, mailbox in rig.receipted()} == {ONE.device, TWO.device}
    public = deposit(1, ONE.device).public
    assert rig.disk.holds_envelope(TWO.device, public) and not rig.disk.holds_envelope(ONE.device, public)


async def test_what_all_recipients_acknowledged_is_receipted_without_the_disk():
    """And when the relay would have died then, nobody lacks anything."""
    rig = Rig()
    rig.enter(SENDER, ONE, TWO)
    rig.say(SENDER, deposit(1, ONE.device, TWO.device))
    rig.acknowledge(ONE)
    rig.acknowledge(TWO)
    await turns()
    assert len(rig.receipted()) == 2 and rig.disk.asked == 0

    rig.disk.may_write.set()
    await asyncio.sleep(3 * PATIENCE)

    assert len(rig.receipts()) == 1, "receipted once"
    assert rig.disk.core.usage(ONE.device).total.count == 0
    assert rig.disk.asked == 0, "the store remembers it by itself"
    rig.say(SENDER, deposit(1, ONE.device, TWO.device))
    await asyncio.sleep(3 * PATIENCE)
    assert len(rig.heard(ONE, Deliver)) == 1 and len(rig.receipts()) == 2


async def test_what_the_store_cannot_only_remember_is_kept_as_ever():
    """Too many wait to be written: receipted all the same, and written with the next."""
    rig = Rig()
    rig.disk.remembers = False
    rig.disk.may_write.set()
    rig.enter(SENDER, ONE)
    rig.say(SENDER, deposit(1, ONE.device))
    rig.acknowledge(ONE)
    await turns()
    assert len(rig.receipted()) == 1 and rig.disk.asked == 0

    await asyncio.sleep(3 * PATIENCE)

    assert rig.disk.asked == 1 and len(rig.receipts()) == 1
    assert rig.disk.core.usage(ONE.device).total.count == 0


async def test_a_receipt_goes_before_what_its_recipient_says_next():
    """What is acknowledged and answered in one breath: the depositor hears of the first before the second."""
    rig = Rig()
    rig.enter(SENDER, ONE)
    rig.say(SENDER, deposit(1, ONE.device))
    rig.acknowledge(ONE)
    rig.say(ONE, deposit(2, SENDER.device, precedence=Precedence.FLASH))
    await turns()

    heard = [type(each) for each in rig.wires[rig.of[SENDER]].heard]
    assert heard.index(ReceiptFrame) < heard.index(Deliver)


async def test_an_acknowledgement_while_it_is_written_lets_it_go():
    """Too late to leave the disk out; nothing stays in the mailbox."""
    rig = Rig()
    rig.enter(SENDER, ONE)
    rig.disk.may_write.set()
    rig.disk.may_tell.clear()
    rig.say(SENDER, deposit(1, ONE.device))
    await asyncio.sleep(3 * PATIENCE)
    assert rig.disk.core.usage(ONE.device).total.count == 1

    rig.acknowledge(ONE)
    rig.disk.may_tell.set()
    await turns(9)

    assert len(rig.receipts()) == 1
    assert rig.disk.core.usage(ONE.device).total.count == 0


async def test_an_ended_session_acknowledges_nothing():
    """Its desk has logged in again: it is handed the envelope anew."""
    rig = Rig()
    rig.disk.may_write.set()
    rig.enter(SENDER, ONE)
    before = rig.of[ONE]
    rig.say(SENDER, deposit(1, ONE.device))
    [delivery] = rig.heard(ONE, Deliver)
    rig.enter(ONE)
    rig.service.received(before, write_frame(Ack((delivery.n,))))
    await turns()
    assert rig.receipted() == set()

    await asyncio.sleep(3 * PATIENCE)

    assert len(rig.receipts()) == 1
    assert [each.public for each in rig.heard(ONE, Deliver)] == [delivery.public]


@pytest.mark.parametrize("precedence", [Precedence.ROUTINE, Precedence.FLASH])
async def test_for_who_is_away_nothing_waits(precedence):
    """The store is asked at once: there is no acknowledgement to wait for."""
    rig = Rig()
    rig.disk.may_write.set()
    rig.enter(SENDER, ONE)
    rig.say(SENDER, deposit(1, ONE.device, TWO.device, precedence=precedence))
    await turns()

    assert len(rig.receipted()) == 2


async def test_one_for_who_is_away_takes_those_before_it_along():
    """The order of arrival is kept, and whoever waits for an acknowledgement is written a little earlier."""
    rig = Rig()
    rig.disk.may_write.set()
    rig.enter(SENDER, ONE)
    rig.say(SENDER, deposit(1, ONE.device))
    rig.say(SENDER, deposit(2, TWO.device))
    await turns()

    assert len(rig.receipted()) == 2


async def test_a_full_disk_takes_back_no_receipt_and_gives_none():
    """Who has it has it; what is not kept everywhere is refused everywhere, and deposited again."""
    rig = Rig()
    rig.disk.full = True
    rig.disk.may_write.set()
    rig.enter(SENDER, ONE, TWO)
    rig.say(SENDER, deposit(1, ONE.device))
    rig.acknowledge(ONE)
    rig.say(SENDER, deposit(2, ONE.device, TWO.device))
    rig.acknowledge(ONE)
    await asyncio.sleep(3 * PATIENCE)

    [receipt], [refused] = rig.heard(SENDER, ReceiptFrame), rig.heard(SENDER, RefusedFrame)
    assert receipt.refs == (1,) and refused.ref == 2
    assert {each.mailbox for each in refused.refusals} == {ONE.device, TWO.device}


async def test_a_deposit_that_is_repeated_is_handed_over_once():
    """The second is left to the store, which knows it."""
    rig = Rig()
    rig.disk.may_write.set()
    rig.enter(SENDER, ONE)
    rig.say(SENDER, deposit(1, ONE.device))
    rig.acknowledge(ONE)
    rig.say(SENDER, deposit(1, ONE.device))
    await asyncio.sleep(3 * PATIENCE)

    assert len(rig.heard(ONE, Deliver)) == 1
    assert sum(len(each.refs) for each in rig.receipts()) == 2


async def test_a_repeated_deposit_that_comes_twice_ends_well():
    """A relay that was killed after the receipt has forgotten it: at least once, and nothing stays behind."""
    rig = Rig()
    rig.enter(SENDER, ONE)
    rig.say(SENDER, deposit(1, ONE.device))
    rig.acknowledge(ONE)
    await turns()
    assert len(rig.receipted()) == 1

    again = Rig()  # killed before its disk had anything
    again.disk.may_write.set()
    again.enter(SENDER, ONE)
    again.say(SENDER, deposit(1, ONE.device))
    assert len(again.heard(ONE, Deliver)) == 1
    again.acknowledge(ONE)
    await asyncio.sleep(3 * PATIENCE)

    assert again.receipted() == rig.receipted()
    assert again.disk.core.usage(ONE.device).total.count == 0


async def test_a_full_mailbox_refuses_what_its_desk_has_not_acknowledged():
    """It may have been handed over: it is refused all the same, and the quota holds."""
    rig = Rig(Limits(mailbox=Level(2, 2**20), share=MUCH, party=MUCH))
    rig.disk.may_write.set()
    rig.enter(SENDER, ONE)
    for ref in range(4):
        rig.say(SENDER, deposit(ref, ONE.device, precedence=Precedence.FLASH))
    await asyncio.sleep(3 * PATIENCE)

    assert len(rig.heard(ONE, Deliver)) == 4
    assert {each.ref for each in rig.heard(SENDER, RefusedFrame)} == {2, 3}
    assert rig.disk.core.usage(ONE.device).total.count == 2


HAPPENINGS = st.lists(
    st.one_of(
        st.tuples(st.just("deposit"), st.sampled_from([(ONE,), (TWO,), (ONE, TWO)])),
        st.tuples(st.just("acknowledge"), st.sampled_from([ONE, TWO])),
        st.tuples(st.just("come or go"), st.sampled_from([ONE, TWO])),
        st.tuples(st.just("write"), st.booleans()),
        st.tuples(st.just("fill"), st.booleans()),
        st.tuples(st.just("remember"), st.booleans()),
        st.tuples(st.just("wait"), st.sampled_from([PATIENCE / 10, 1.5 * PATIENCE])),
    ),
    max_size=30,
)


@settings(max_examples=100, deadline=None)
@given(HAPPENINGS)
def test_what_is_receipted_is_on_the_disk_or_acknowledged(happenings):
    """Whenever the relay dies: each mailbox of each receipt has the envelope, or its desk has."""
    asyncio.run(_check(happenings))


async def _check(happenings: list[tuple[str, Any]]) -> None:
    rig = Rig()
    rig.enter(SENDER, ONE, TWO)
    publics: dict[bytes, bytes] = {}  # by envelope id
    acknowledged: set[tuple[bytes, DeviceId]] = set()
    for ref, (what, how) in enumerate(happenings):
        match what:
            case "deposit":
                frame = deposit(ref, *(desk.device for desk in how))
                publics[envelope_id(frame.public)] = frame.public
                rig.say(SENDER, frame)
            case "acknowledge" if how in rig.of:
                acknowledged |= {(each.public, how.device) for each in rig.heard(how, Deliver)}
                rig.acknowledge(how)
            case "come or go" if how in rig.of:
                rig.leave(how)
            case "come or go":
                rig.enter(how)
            case "write" if how:
                rig.disk.may_write.set()
            case "write":
                rig.disk.may_write.clear()
            case "fill":
                rig.disk.full = how
            case "remember":
                rig.disk.remembers = how
            case "wait":
                await asyncio.sleep(how)
        await turns(2)
        for id, mailbox in rig.receipted():
            public = publics[id]
            assert (public, mailbox) in acknowledged or rig.disk.holds_envelope(mailbox, public)
    rig.disk.may_write.set()
    await asyncio.sleep(2 * PATIENCE)
