"""The outbox: what goes first, through which relay, and when the same is sent again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from client.station.arrivals import DepositRefused, ReceiptCame
from client.station.offers import OFFER_AGAIN, RECEIPT_WAIT
from client.station.outbox import Outbox
from client.station.ports import Due, Outgoing
from client.station.rows import PAUSE_FIRST, PAUSE_MOST, pause
from client.vault.memory import open_memory
from client.vault.vault import DeskVault
from hotline.delivery.have import Have
from hotline.ids import (
    ChannelId,
    Counter,
    DeviceId,
    EnvelopeId,
    Incarnation,
    Precedence,
    RelayId,
    StatementId,
)

NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
CHANNEL = ChannelId(b"c" * 32)
KLO, OBS = DeviceId(b"k" * 32), DeviceId(b"o" * 32)
ONE, TWO = RelayId(b"1" * 32), RelayId(b"2" * 32)
BOTH = [ONE, TWO]


def seconds(number: float) -> datetime:
    return NOW + timedelta(seconds=number)


class Shelf:
    """An outbox on a vault, inside one transaction, with short words for what tests do."""

    def __init__(self, vault: DeskVault) -> None:
        self.vault = vault
        self.box = Outbox(vault)

    def post(
        self,
        name: str,
        precedence: Precedence = Precedence.ROUTINE,
        topic: str | None = None,
        everywhere: bool = False,
    ) -> EnvelopeId:
        id = EnvelopeId(name.encode().ljust(32, b"."))
        slots = ((KLO, b"slot k"), (OBS, b"slot o"))
        expires = NOW + timedelta(days=30)
        self.box.post(
            Outgoing(id, name.encode(), slots, precedence, NOW, expires, topic, CHANNEL, everywhere)
        )
        return id

    def offered(
        self, relay: RelayId, at: datetime = NOW, room: int = 99, up: list[RelayId] = BOTH
    ) -> list[str]:
        found = self.box.to_deposit(relay, up, {CHANNEL}, at, room)
        return [each.public.decode() for each in found]

    def receipt(self, id: EnvelopeId, relay: RelayId, *devices: DeviceId, at: datetime = NOW) -> None:
        came = ReceiptCame(relay, at, tuple((id, device) for device in devices))
        self.box.receipt(came, lambda channel: BOTH)

    def refuse(self, id: EnvelopeId, relay: RelayId, retry_at: datetime | None) -> None:
        for device in (KLO, OBS):
            refusal = DepositRefused(relay, id, device, "mailbox-full", "Full.", retry_at)
            self.box.refused(refusal, lambda channel: BOTH)

    def carry(self, id: EnvelopeId, precedence: Precedence = Precedence.ROUTINE) -> Due:
        """A row for KLO that the envelope carries."""
        row = Due(KLO, CHANNEL, StatementId(id), precedence, NOW, 0, None, None)
        self.box.rows.want(row)
        self.box.sent(row, id, NOW)
        sent = self.box.rows.get(KLO, StatementId(id))
        assert sent is not None
        return sent


@pytest.fixture
def shelf():
    vault = open_memory()
    with vault.transaction():
        yield Shelf(vault)


def have(emptied: datetime | None = None, asked: tuple[StatementId, ...] = ()) -> Have:
    life = Incarnation(1, bytes(16), False)
    relays = ((ONE, emptied),) if emptied else ()
    return Have(CHANNEL, KLO, Counter(life, 1), (), (), (), (), asked, relays, NOW)


# Order and ways


def test_urgent_goes_first_then_what_waited_longest(shelf: Shelf) -> None:
    """Whatever was queued before it."""
    for name, precedence in [("r1", 0), ("p", 1), ("r2", 0), ("z", 3), ("o", 2)]:
        shelf.post(name, Precedence(precedence))

    assert shelf.offered(ONE) == ["z", "o", "p", "r1", "r2"]


def test_no_more_than_there_is_room_for(shelf: Shelf) -> None:
    """The rest is offered when there is room again; nothing twice."""
    for number in range(5):
        shelf.post(f"r{number}")

    assert shelf.offered(ONE, room=2) == ["r0", "r1"]
    assert shelf.offered(ONE, room=0) == []
    assert shelf.offered(ONE) == ["r2", "r3", "r4"]


def test_flash_goes_through_all_relays_and_routine_through_one(shelf: Shelf) -> None:
    """The second relay gets the routine only when the first is silent."""
    shelf.post("z", Precedence.FLASH)
    shelf.post("r")

    assert shelf.offered(ONE) == ["z", "r"]
    assert shelf.offered(TWO) == ["z"]
    assert shelf.offered(TWO, NOW + RECEIPT_WAIT) == ["r"]


def test_a_receipt_ends_the_offers(shelf: Shelf) -> None:
    """Of what carries nothing to be covered nothing is left."""
    id = shelf.post("r", topic="have")
    shelf.offered(ONE)
    shelf.receipt(id, ONE, KLO)
    assert shelf.box.has(id)
    shelf.receipt(id, ONE, OBS)

    assert not shelf.box.has(id)
    assert shelf.box.empty
    assert shelf.offered(TWO, seconds(3600)) == []


def test_only_what_was_not_receipted_goes_to_the_next_relay(shelf: Shelf) -> None:
    """A mailbox that has it is not given it again."""
    id = shelf.post("r")
    shelf.offered(ONE)
    shelf.receipt(id, ONE, KLO)

    [deposit] = shelf.box.to_deposit(TWO, BOTH, {CHANNEL}, NOW + RECEIPT_WAIT, 9)
    assert [device for device, _ in deposit.slots] == [OBS]


def test_a_lost_line_is_no_offer(shelf: Shelf) -> None:
    """What was on it is offered again, with the same id."""
    shelf.post("r")
    shelf.offered(ONE)
    shelf.box.line_lost(ONE, lambda channel: BOTH)

    assert shelf.offered(ONE, seconds(1)) == ["r"]


def test_a_refusal_for_now_goes_elsewhere_and_comes_back(shelf: Shelf) -> None:
    """The other relay is tried at once, the first again after its time."""
    id = shelf.post("r")
    shelf.offered(ONE)
    shelf.refuse(id, ONE, seconds(60))

    assert shelf.offered(ONE, seconds(1), up=[ONE]) == []
    assert shelf.box.offer_again_at(seconds(1)) == seconds(60)
    assert shelf.offered(ONE, seconds(60), up=[ONE]) == ["r"]
    shelf.refuse(id, ONE, None)
    assert shelf.offered(TWO, seconds(61)) == ["r"]


def test_a_refusal_for_ever_is_not_asked_again(shelf: Shelf) -> None:
    """At that relay; others may take it."""
    id = shelf.post("r")
    shelf.offered(ONE)
    shelf.refuse(id, ONE, None)

    assert shelf.offered(ONE, seconds(1e6)) == []
    assert shelf.offered(TWO, seconds(1e6)) == ["r"]


def test_a_relay_that_never_answers_is_offered_it_again(shelf: Shelf) -> None:
    """The sender never gives up, also when the connection stays up and nothing comes of it."""
    shelf.post("r")
    shelf.offered(ONE, up=[ONE])

    assert shelf.offered(ONE, seconds(60), up=[ONE]) == []
    assert shelf.box.offer_again_at(seconds(60)) == NOW + OFFER_AGAIN
    assert shelf.offered(ONE, NOW + OFFER_AGAIN, up=[ONE]) == ["r"]


def test_refusals_go_with_their_envelope(shelf: Shelf) -> None:
    """A full mailbox over weeks leaves nothing behind and wakes nobody."""
    for number in range(20):
        id = shelf.post(f"have {number}", topic="have")
        shelf.offered(ONE)
        shelf.refuse(id, ONE, seconds(60))
        shelf.box.withdraw("have")

    assert shelf.box.offer_again_at(NOW) is None


def test_a_newer_one_of_its_topic_takes_over_who_had_not_got_it(shelf: Shelf) -> None:
    """Those for whom no relay had signed."""
    id = shelf.post("old", topic="have")
    shelf.receipt(id, ONE, KLO)

    assert shelf.box.withdraw("have") == {OBS}
    assert not shelf.box.has(id)
    assert shelf.vault.outbox.outgoing() == []


# Sending again


def test_what_waits_at_a_relay_is_not_sent_again(shelf: Shelf) -> None:
    """Nor what no relay has taken; nor before the desk was heard since."""
    id = shelf.post("r")
    row = shelf.carry(id)
    box = shelf.box
    assert not box.may_send_again(row, have(), seconds(1), seconds(7200))
    shelf.receipt(id, ONE, KLO, at=seconds(1))

    assert not box.may_send_again(row, have(), seconds(2), seconds(29))
    assert not box.may_send_again(row, None, None, seconds(7200))
    assert not box.may_send_again(row, have(), NOW, seconds(7200))


def test_an_emptied_mailbox_or_a_request_or_a_pause_lets_it_go_again(shelf: Shelf) -> None:
    """Each shows that it was lost, or may be."""
    id = shelf.post("r")
    row = shelf.carry(id)
    shelf.receipt(id, ONE, KLO, at=seconds(1))
    box = shelf.box

    assert not box.may_send_again(row, have(emptied=seconds(1)), seconds(3), seconds(3))
    assert box.may_send_again(row, have(emptied=seconds(2)), seconds(3), seconds(3))
    assert box.may_send_again(row, have(asked=(row.statement,)), seconds(3), seconds(3))
    assert not box.may_send_again(row, have(asked=(row.statement,)), seconds(1), seconds(1))
    assert box.may_send_again(row, have(), seconds(3), seconds(30))


def test_an_emptied_mailbox_lets_it_go_once_then_the_pause_counts(shelf: Shelf) -> None:
    """It was fetched, and is not covered: perhaps because its sender lacks what the have names."""
    id = shelf.post("r")
    row = replace(shelf.carry(id), tries=2)
    shelf.receipt(id, ONE, KLO, at=seconds(1))
    fetched = have(emptied=seconds(2))

    assert not shelf.box.may_send_again(row, fetched, seconds(3), seconds(59))
    assert shelf.box.may_send_again(row, fetched, seconds(3), seconds(60))


def test_pauses_double_up_to_an_hour() -> None:
    """Urgent ones begin shorter."""
    row = Due(KLO, CHANNEL, StatementId(bytes(32)), Precedence.FLASH, NOW, 1, None, None)
    first = PAUSE_FIRST[Precedence.FLASH]

    assert [pause(replace(row, tries=tries)) for tries in (1, 2, 3)] == [first, 2 * first, 4 * first]
    assert pause(replace(row, tries=40)) == PAUSE_MOST


def test_an_expired_envelope_is_sealed_anew(shelf: Shelf) -> None:
    """What it carried is ready again."""
    id = shelf.post("r")
    shelf.carry(id)
    later = NOW + timedelta(days=30)
    shelf.box.expire(later)

    assert not shelf.box.has(id)
    assert [row.statement for row in shelf.box.rows.ready(later, lambda _: True)] == [StatementId(id)]


def test_a_restart_knows_what_is_under_way(shelf: Shelf) -> None:
    """Rows, envelopes and receipts are read from the shelf."""
    id = shelf.post("r")
    shelf.carry(id)
    shelf.receipt(id, ONE, KLO, OBS)

    again = Shelf(shelf.vault)

    assert again.box.rows.get(KLO, StatementId(id)) == shelf.box.rows.get(KLO, StatementId(id))
    assert again.offered(TWO, seconds(60)) == []
    again.box.settle(KLO, StatementId(id))
    assert not again.box.has(id)


def test_what_is_due_to_a_desk_without_a_key_waits_and_wakes_nobody(shelf: Shelf) -> None:
    """It is not looked at until the key is known."""
    shelf.box.rows.want(Due(KLO, CHANNEL, StatementId(bytes(32)), Precedence.FLASH, NOW, 0, None, None))

    assert shelf.box.rows.ready(NOW, lambda _: False) == []
    assert shelf.box.wake_at(NOW) is None
    assert not shelf.box.empty
    assert len(shelf.box.rows.ready(NOW, lambda _: True)) == 1


def test_ten_thousand_waiting_for_a_silent_desk_cost_the_others_nothing(shelf: Shelf) -> None:
    """A verb reviews what is due to whom it heard, and what time brings; not all."""
    for number in range(10_000):
        shelf.box.rows.want(
            Due(KLO, CHANNEL, StatementId(number.to_bytes(32)), Precedence.ROUTINE, NOW, 0, None, None)
        )
    shelf.box.rows.heard(OBS)

    assert shelf.box.rows.ready(NOW, lambda device: device == OBS) == []
    assert shelf.box.rows.long_under_way(NOW) == []
    assert shelf.box.rows.of(OBS) == []


def test_however_often_it_was_sent_what_is_under_way_comes_up_once(shelf: Shelf) -> None:
    """Each time that it was under way for twice as long since it was sent last."""
    row = shelf.carry(shelf.post("first"))
    for number in range(1, 9):
        shelf.box.afresh(row, seconds(number))
        shelf.box.sent(replace(row, envelope=None, tries=1), shelf.post(f"again {number}"), seconds(number))

    times = [len(shelf.box.rows.long_under_way(seconds(second))) for second in range(9, 3600)]

    assert max(times) == 1
    assert sum(times) <= 8


def test_what_goes_everywhere_is_not_done_with_the_first_receipt(shelf: Shelf) -> None:
    """A relay that signs at once may drop it: one that was busy gets it too, also after a restart."""
    id = shelf.post("have", topic="have", everywhere=True)
    assert shelf.offered(ONE) == ["have"]
    shelf.receipt(id, ONE, KLO, OBS)

    shelf.box = Outbox(shelf.vault)
    assert shelf.offered(ONE) == []
    assert shelf.offered(TWO) == ["have"]
    assert shelf.box.empty, "nobody lacks it"
    shelf.receipt(id, TWO, KLO)
    assert shelf.box.has(id)

    shelf.refuse(id, TWO, seconds(5))
    assert shelf.box.has(id), "it may take it later"
    shelf.refuse(id, TWO, None)
    assert not shelf.box.has(id), "nothing more can be done"


def test_what_waits_for_a_relay_that_goes_away_is_done(shelf: Shelf) -> None:
    id = shelf.post("have", topic="have", everywhere=True)
    shelf.receipt(id, ONE, KLO, OBS)
    assert shelf.box.has(id)

    shelf.box.line_lost(TWO, lambda channel: [ONE])

    assert not shelf.box.has(id)


def test_room_is_made_of_what_every_mailbox_has(shelf: Shelf) -> None:
    """A relay that is up and never signs must not stop the others: the oldest makes room."""
    first = shelf.post("first", topic="carried 1", everywhere=True)
    second = shelf.post("second", topic="carried 2", everywhere=True)
    assert not shelf.box.make_room("carried ")

    shelf.receipt(second, ONE, KLO, OBS)
    assert shelf.box.make_room("carried ")
    assert shelf.box.has(first)
    assert not shelf.box.has(second)
