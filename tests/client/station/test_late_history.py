from __future__ import annotations

import os
from datetime import UTC, datetime

from client.station.arrivals import EnvelopeCame, LinkUp
from client.station.say import Saying
from client.station.station import Station
from hotline.ids import RelayId
from tests.client.engine.world import make_case, make_people_of_case, relay_line, vault_of
from tests.server.process import RELAY_KEY

RELAY = RelayId(RELAY_KEY.public)


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
