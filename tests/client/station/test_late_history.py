from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta

from client.station.arrivals import EnvelopeCame, LinkUp
from client.station.duties import PATIENCE
from client.station.say import Saying, _write
from client.station.station import Station
from hotline.envelopes.items import StatementItem
from hotline.ids import Precedence, RelayId, StatementId
from hotline.kinds.catalogue import kind_named
from hotline.statements.header import sign_header
from tests.client.engine.world import make_case, make_people_of_case, relay_line, vault_of
from tests.client.station.strangers import arrival
from tests.server.process import RELAY_KEY
from tests.simulation.world import World

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


def test_what_is_said_after_an_answer_to_an_incomplete_statement_takes_the_next_number():
    """An urgent statement is answered at once; speaking on before its history came is no second history."""
    people, now = make_people_of_case(), datetime.now(UTC)
    case = make_case(people, [relay_line("wss://localhost:1", RELAY_KEY.public)])
    north, south = (Station(vault_of(case, each), os.urandom, now) for each in people)
    north.import_card(south.card(), now)
    north.receive([LinkUp(RELAY)], now)
    north.say(Saying(case.channel, "message", message("before")), now)
    first = north.deposits(RELAY, now, 100)
    flash, _ = north.say(Saying(case.channel, "message", message("now"), Precedence.FLASH), now)
    second = north.deposits(RELAY, now, 100)
    bring(south, second, now)

    answer, _ = south.say(
        Saying(case.channel, "acknowledgement", {"officer": "K. Lowe"}, refers_to=flash), now
    )
    more, _ = south.say(Saying(case.channel, "message", message("and more")), now)
    bring(south, first, now)

    record = south.transcript(case.channel)
    assert [record.header(each).seq for each in (answer, more)] == [2, 3]
    assert record.header(more).prev == answer
    assert record.entry(more).complete and record.standing(more).counts
    assert not record.alarms()


def test_who_answered_what_comes_after_nothing_that_anybody_has_speaks_on():
    """Ten minutes after its answer a desk begins a new incarnation; what comes after all is one history."""
    people, now = make_people_of_case(), datetime.now(UTC)
    case = make_case(people, [relay_line("wss://localhost:1", RELAY_KEY.public)])
    north, south = (Station(vault_of(case, each), os.urandom, now) for each in people)
    north.import_card(south.card(), now)
    north.receive([LinkUp(RELAY)], now)
    north.say(Saying(case.channel, "message", message("lost?")), now)
    first = north.deposits(RELAY, now, 100)
    flash, _ = north.say(Saying(case.channel, "message", message("now"), Precedence.FLASH), now)
    bring(south, north.deposits(RELAY, now, 100), now)
    acknowledged = Saying(case.channel, "acknowledgement", {"officer": "K. Lowe"}, refers_to=flash)
    answer, _ = south.say(acknowledged, now)

    almost, _ = south.say(
        Saying(case.channel, "message", message("soon")), now + PATIENCE - timedelta(seconds=1)
    )
    later = now + PATIENCE
    more, _ = south.say(Saying(case.channel, "message", message("again")), later)

    record = south.transcript(case.channel)
    former, life = record.lives(south.me)
    assert record.header(almost).life == former
    assert [record.header(each).kind for each in record.chain(south.me, life)] == ["desk", "message"]
    assert record.entry(more).complete and record.standing(more).counts
    assert not record.entry(answer).complete

    bring(south, first, later)
    last, _ = south.say(Saying(case.channel, "message", message("whole")), later)
    assert record.lives(south.me) == [former, life]
    assert all(record.entry(each).complete and record.standing(each).counts for each in record.order())
    assert record.is_ancestor(answer, last) and not record.alarms()


def message(text):
    return {"subject": text, "text": text, "language": "en"}


def bring(station, deposits, now):
    for envelope in deposits:
        station.receive([EnvelopeCame(RELAY, envelope.public, dict(envelope.slots)[station.me])], now)


def test_what_waits_for_its_own_history_is_said_once():
    """A desk that answered a statement whose history never comes records a delivery once, and no more."""
    world = World(21, [("BRV", "principal"), ("KLO", "principal")])
    world.settle()
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    memory = north.station.memory
    saying = Saying(world.channel, "message", message("after what nobody has"), Precedence.ROUTINE)
    true, _ = _write(memory, memory.channel(world.channel), kind_named("message"), saying, north.now)
    parents = (StatementId(bytes(32)), *true.header.parents)
    header = true.header.model_copy(update={"parents": parents, "seq": 9})
    odd = sign_header(header, north.person.key)
    world.isolate(north)
    south.message("Do you read me?", Precedence.FLASH)
    south._receive([arrival(world, north.person.key, south, [StatementItem(odd.payload, odd.signature)])])

    south.say("acknowledgement", {"officer": "K. Lowe"}, refers_to=odd.id)
    world.heal()
    world.run(120)

    own = [south.transcript.entry(each) for each in south.transcript.order()]
    kinds = [each.header.kind for each in own if each.header.author == south.device]
    assert not south.transcript.entry(odd.id).complete
    assert kinds.count("delivered") == 1
