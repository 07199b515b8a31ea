from __future__ import annotations

import os
from datetime import UTC, datetime

from client.station.arrivals import EnvelopeCame, LinkUp
from client.station.say import Saying
from client.station.station import Station
from hotline.ids import Precedence, RelayId
from tests.client.engine.world import make_case, make_people_of_case, relay_line, vault_of
from tests.server.process import RELAY_KEY

RELAY = RelayId(RELAY_KEY.public)
MESSAGE = {"subject": "Subject", "text": "Text", "language": "en"}


def test_a_comm_check_that_came_before_its_history_is_answered_once_that_is_there():
    """What a statement asks of a desk is seen also when what it comes after arrives later."""
    people, now = make_people_of_case(), datetime.now(UTC)
    case = make_case(people, [relay_line("wss://localhost:1", RELAY_KEY.public)])
    north, south = (Station(vault_of(case, each), os.urandom, now) for each in people)
    north.import_card(south.card(), now)
    north.receive([LinkUp(RELAY)], now)
    first = north.deposits(RELAY, now, 100)
    content = {"level": "link", "nonce": "00" * 16}
    check, _ = north.say(Saying(case.channel, "comm-check", content), now)
    second = north.deposits(RELAY, now, 100)

    for envelope in (*second, *first):
        slot = dict(envelope.slots)[south.me]
        south.receive([EnvelopeCame(RELAY, envelope.public, slot)], now)

    record = south.transcript(case.channel)
    assert record.entry(check).complete
    assert [record.header(each).kind for each in record.replies(check)] == ["comm-check-answer"]


def test_whoever_acknowledges_what_overtook_its_history_can_go_on_talking():
    """The acknowledgement waits for that history too, and still the next words come after it: one history."""
    people, now = make_people_of_case(), datetime.now(UTC)
    case = make_case(people, [relay_line("wss://localhost:1", RELAY_KEY.public)])
    north, south = (Station(vault_of(case, each), os.urandom, now) for each in people)
    north.import_card(south.card(), now)
    north.receive([LinkUp(RELAY)], now)
    north.deposits(RELAY, now, 100)  # on its way, and late
    flash, _ = north.say(Saying(case.channel, "message", MESSAGE, Precedence.FLASH), now)
    for envelope in north.deposits(RELAY, now, 100):
        slot = dict(envelope.slots)[south.me]
        south.receive([EnvelopeCame(RELAY, envelope.public, slot)], now)
    record = south.transcript(case.channel)
    assert not record.entry(flash).complete

    officer = {"officer": "A. Bell"}
    read, _ = south.say(Saying(case.channel, "acknowledgement", officer, Precedence.FLASH, flash), now)
    more, _ = south.say(Saying(case.channel, "message", MESSAGE), now)

    assert record.header(more).prev == read
    assert record.header(more).seq == record.header(read).seq + 1
    assert not record.alarms()
