"""Deposits, deliveries, keys and clocks of a logged-in session."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hotline import limits
from hotline.ids import Precedence, RelayId
from hotline.wire.envelope import envelope_id, slot_hash
from hotline.wire.frames import (
    Ack,
    Deliver,
    DepositFrame,
    Empty,
    KeyFrame,
    KeyGet,
    KeyPut,
    Ping,
    Pong,
    ReceiptFrame,
    RefusedFrame,
)
from hotline.wire.receipts import open_receipt
from server.rules.effects import StoreDeposit
from server.rules.pace import Pace
from server.rules.receipts import Kept
from tests.server.people import NOW, Desk, deposit, party
from tests.server.rules.world import POLICY, RELAY_KEY, World, closed_with, deliveries

NORTH, SOUTH = party("AVA").desk(), party("BRV").desk()
SECOND = timedelta(seconds=1)


@pytest.fixture
def world() -> World:
    return World()


def quiet(world: World, desk: Desk):
    """A session that has read its welcome and the first `empty`."""
    session = world.log_in(desk)
    world.read(session)
    return session


def test_a_deposit_is_receipted_delivered_acknowledged_and_gone(world):
    """The whole way, and at its end the mailbox says that it is empty."""
    north, south = quiet(world, NORTH), quiet(world, SOUTH)
    frame = deposit(7, SOUTH.device, precedence=Precedence.PRIORITY)
    world.now += SECOND

    [answer] = world.say(north, frame)
    receipt = open_receipt(answer.receipt, RelayId(RELAY_KEY.public))
    [delivery] = world.read(south)
    assert answer.refs == (7,)
    assert receipt.deposits == ((envelope_id(frame.public), ((SOUTH.device, slot_hash(frame.slots[0][1])),)),)
    assert delivery == Deliver(1, world.now, frame.public, frame.slots[0][1])
    world.now += SECOND

    assert world.say(south, Ack((1,))) == [Empty(world.now)]
    assert world.log_in(SOUTH)
    assert world.driven.mailboxes.usage(SOUTH.device).total.count == 0


def test_a_session_begins_with_what_waits_or_with_empty(world):
    """A desk knows after log-in whether it has everything."""
    north = quiet(world, NORTH)
    world.say(north, deposit(1, SOUTH.device))

    south = world.log_in(SOUTH)

    assert len(deliveries(world.read(south))) == 1
    assert world.read(world.log_in(NORTH)) == [Empty(NOW)]


def test_what_was_not_acknowledged_is_delivered_again(world):
    """Delivery is at least once."""
    north, south = quiet(world, NORTH), quiet(world, SOUTH)
    world.say(north, deposit(1, SOUTH.device))
    [first] = world.read(south)

    world.driven.lost(south)
    [again] = world.read(world.log_in(SOUTH))

    assert again == first


def test_the_same_deposit_twice_is_receipted_twice_and_kept_once(world):
    """Also when it was acknowledged in between: a lost receipt costs nothing."""
    north, south = quiet(world, NORTH), quiet(world, SOUTH)
    world.say(north, deposit(1, SOUTH.device))
    world.say(south, Ack((1,)))

    [answer] = world.say(north, deposit(1, SOUTH.device))

    assert isinstance(answer, ReceiptFrame)
    assert world.read(south) == []


def test_a_flash_overtakes_a_backlog_that_fills_the_window(world):
    """The last places of the window are kept for it."""
    north, south = quiet(world, NORTH), quiet(world, SOUTH)
    for ref in range(500):
        world.say(north, deposit(ref, SOUTH.device))
    backlog = deliveries(world.read(south))
    flash = deposit(999, SOUTH.device, precedence=Precedence.FLASH)

    world.say(north, flash)

    assert len(backlog) < limits.DELIVERY_WINDOW
    assert [each.public for each in world.read(south)] == [flash.public]


def test_a_backlog_comes_in_order_and_ends_with_empty_once_all_is_acknowledged(world):
    """Window after window, each delivery once, numbered upwards."""
    north, south = quiet(world, NORTH), quiet(world, SOUTH)
    frames = [deposit(ref, SOUTH.device) for ref in range(200)]
    for frame in frames:
        world.say(north, frame)

    got = []
    heard = world.read(south)
    while batch := deliveries(heard):
        assert not any(isinstance(each, Empty) for each in heard)
        got += batch
        heard = world.say(south, Ack(tuple(each.n for each in batch)))

    assert heard == [Empty(world.now)]
    assert [each.public for each in got] == [frame.public for frame in frames]
    assert [each.n for each in got] == list(range(1, 201))


def test_empty_waits_for_the_last_acknowledgement(world):
    """What was handed out and is not durable at the desk is not gone."""
    north, south = quiet(world, NORTH), quiet(world, SOUTH)
    world.say(north, deposit(1, SOUTH.device))
    world.say(north, deposit(2, SOUTH.device))
    world.read(south)

    assert world.say(south, Ack((2,))) == []
    assert world.say(south, Ack((2, 9, 77))) == []
    assert world.say(south, Ack((1,))) == [Empty(NOW)]


def test_empty_tells_the_time_of_the_fetch_that_found_nothing(world):
    """What was receipted before that time is gone; what came meanwhile is not told to be."""
    relay = world.relay
    south = quiet(world, SOUTH)
    asked = relay.hint(SOUTH.device, NOW)
    assert len(asked) == 1

    [said] = relay.fetched(south, [], NOW + 5 * SECOND)

    assert said.frame == Empty(NOW)


def test_a_hint_during_a_fetch_asks_again_before_empty_is_told(world):
    """A deposit that commits between a fetch and its answer is not called gone."""
    relay = world.relay
    south = quiet(world, SOUTH)
    relay.hint(SOUTH.device, NOW)
    assert relay.hint(SOUTH.device, NOW) == []

    [again] = relay.fetched(south, [], NOW)

    assert again.mailbox == SOUTH.device


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (DepositFrame(3, b"\x80", ((SOUTH.device, b"slot"),)), "malformed"),
        (deposit(3, SOUTH.device, SOUTH.device), "malformed"),
        (deposit(3, SOUTH.device, ttl=int(timedelta(days=20).total_seconds())), "malformed"),
        (
            replace(deposit(3, SOUTH.device), slots=((SOUTH.device, bytes(limits.SLOT_BYTES + 1)),)),
            "too-large",
        ),
    ],
)
def test_a_deposit_that_cannot_be_kept_is_refused_for_ever(frame, code):
    """For each mailbox a code, a sentence and no time to try again; the session goes on."""
    world = World(replace(POLICY, ttl_max=timedelta(days=10)))
    north = quiet(world, NORTH)

    [refused] = world.say(north, frame)

    assert isinstance(refused, RefusedFrame)
    assert {(each.code, each.retry) for each in refused.refusals} == {(code, None)}
    assert [each.mailbox for each in refused.refusals] == [mailbox for mailbox, _ in frame.slots]
    assert isinstance(world.say(north, deposit(4, SOUTH.device))[0], ReceiptFrame)


def test_a_deposit_for_nobody_is_refused(world):
    """There is nothing to keep, and nothing to receipt."""
    [refused] = world.say(quiet(world, NORTH), deposit(3))

    assert [(each.mailbox, each.code) for each in refused.refusals] == [(None, "malformed")]


def test_a_full_disk_answers_busy_and_receipts_nothing(world):
    """Later is not no: and once there is room, the same deposit goes in. Who is there may have it already."""
    north = quiet(world, NORTH)
    world.driven.full = True

    [delivery, refused] = world.say(north, deposit(3, SOUTH.device, NORTH.device))
    assert isinstance(delivery, Deliver)
    world.driven.full = False
    answer = world.say(north, deposit(3, SOUTH.device))

    assert [each.code for each in refused.refusals] == ["busy", "busy"]
    assert all(each.retry for each in refused.refusals)
    assert isinstance(answer[0], ReceiptFrame)


def test_too_fast_is_told_with_a_time_and_flash_still_gets_through():
    """The last tenth of a party's bucket is kept for what is urgent."""
    world = World(replace(POLICY, pace=Pace(per_second=1, burst=10)))
    north = quiet(world, NORTH)
    for ref in range(9):
        assert isinstance(world.say(north, deposit(ref, SOUTH.device))[0], ReceiptFrame)

    [refused] = world.say(north, deposit(20, SOUTH.device))
    [receipt] = world.say(north, deposit(21, SOUTH.device, precedence=Precedence.FLASH))
    world.pass_time(2 * SECOND)

    assert (refused.refusals[0].code, refused.refusals[0].retry) == ("too-fast", 1000)
    assert isinstance(receipt, ReceiptFrame)
    assert isinstance(world.say(north, deposit(22, SOUTH.device))[0], ReceiptFrame)


def test_deposits_in_flight_are_bounded(world):
    """A session that does not wait for answers is refused, and heard again once they have come."""
    session = quiet(world, NORTH)
    under_way = []
    for ref in range(limits.DEPOSITS_IN_FLIGHT):
        under_way += world.relay.frame(session, deposit(ref, SOUTH.device), NOW)
    assert all(isinstance(each, StoreDeposit) for each in under_way)

    [refused] = world.relay.frame(session, deposit(999, SOUTH.device), NOW)
    world.relay.stored(session, [Kept(each, None) for each in under_way], NOW)

    assert refused.frame.refusals[0].code == "too-fast"
    assert isinstance(world.relay.frame(session, deposit(999, SOUTH.device), NOW)[0], StoreDeposit)


def test_one_signature_covers_what_was_committed_together(world):
    """One receipt for each precedence of a batch, the urgent one first, refs in the receipt's order."""
    session = quiet(world, NORTH)
    frames = [deposit(ref, SOUTH.device, precedence=Precedence(ref % 4 and 3)) for ref in range(12)]
    kept = []
    for frame in frames:
        [request] = world.relay.frame(session, frame, NOW)
        kept.append(Kept(request, world.driven.mailboxes.deposit(request.deposit, NOW)))

    flash, routine = world.relay.stored(session, kept, NOW)

    assert (flash.precedence, routine.precedence) == (Precedence.FLASH, Precedence.ROUTINE)
    assert routine.frame.refs == (0, 4, 8)
    receipt = open_receipt(routine.frame.receipt, RelayId(RELAY_KEY.public))
    assert [each for each, _ in receipt.deposits] == [envelope_id(frames[ref].public) for ref in (0, 4, 8)]


def test_the_directory_gives_the_newest_key(world):
    """An older announcement is answered with the newer one that is kept."""
    north, south = quiet(world, NORTH), quiet(world, SOUTH)
    old, new = NORTH.announcement(1), NORTH.announcement(2)

    assert world.say(south, KeyGet(1, NORTH.device)) == [KeyFrame(1, None)]
    assert world.say(north, KeyPut(2, new)) == [KeyFrame(2, new)]
    assert world.say(north, KeyPut(3, old)) == [KeyFrame(3, new)]
    assert world.say(south, KeyGet(4, NORTH.device)) == [KeyFrame(4, new)]


def test_a_device_announces_its_own_key_only(world):
    """Nobody else may speak for it in the directory."""
    [refused] = world.say(quiet(world, SOUTH), KeyPut(2, NORTH.announcement()))

    assert refused.refusals[0].code == "not-admitted"
    assert refused.refusals[0].mailbox is None


def test_pings_go_out_and_silence_ends_the_session(world):
    """As long as two pings take, and no longer; any frame is a sign of life."""
    silent, alive = quiet(world, NORTH), quiet(world, SOUTH)
    world.pass_time(limits.PING_EVERY)
    assert world.say(alive, Pong(1))[0].NAME == "ping"

    world.pass_time(limits.PING_EVERY)

    assert [each.NAME for each in world.read(silent)] == ["ping", "closing"]
    assert world.relay.devices == 1


def test_a_message_may_take_its_time_and_not_for_ever(world):
    """Bytes of one are a sign of life, until a message must have been whole long ago."""
    slow = quiet(world, NORTH)
    for _ in range(4):
        world.pass_time(limits.SILENCE - timedelta(seconds=1))
        assert world.relay.silent(world.now) == []
        world.relay.bytes_came(slow, world.now)
        assert world.relay.silent(world.now + timedelta(seconds=2)) == []
    world.pass_time(limits.MESSAGE_WITHIN - 4 * (limits.SILENCE - timedelta(seconds=1)))

    assert closed_with(world.read(slow)) == "timed-out"


def test_a_ping_is_answered(world):
    """With its own number."""
    assert world.say(quiet(world, NORTH), Ping(41)) == [Pong(41)]


def test_a_lost_hint_delays_by_a_minute_at_most(world):
    """Sessions look by themselves now and then, and say again that the mailbox is empty."""
    south = quiet(world, SOUTH)
    request = world.relay.frame(quiet(world, NORTH), deposit(1, SOUTH.device), NOW)[0]
    world.driven.mailboxes.deposit(request.deposit, NOW)

    for _ in range(4):
        world.pass_time(limits.PING_EVERY)
        world.say(south, Pong(1))
    world.pass_time(SECOND)

    assert world.driven.relay._present.by_device[SOUTH.device].handout.last_number == 1


def test_a_fetch_that_failed_is_asked_for_again(world):
    """A store that could not read for a while costs a delay."""
    relay = world.relay
    south = quiet(world, SOUTH)
    assert relay.hint(SOUTH.device, NOW)
    relay.fetch_failed(south)

    assert relay.hint(SOUTH.device, NOW)


def test_a_stop_closes_every_session(world):
    """With a sentence; the desks go to another relay."""
    sessions = [quiet(world, NORTH), world.connect()]

    closed = world.relay.close_all("This relay stops.")
    world.hear(closed)

    assert all(each.finish for each in closed)
    assert [closed_with(world.read(each)) for each in sessions] == ["closing", "closing"]
    assert world.relay.wakes_at() is None
