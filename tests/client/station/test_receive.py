"""Whatever arrives: what is good is taken, what is bad harms nothing else, and nobody is trusted unasked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from client.station.arrivals import EnvelopeCame
from client.station.events import AlarmRaised, BodyArrived, EnvelopeSetAside, StatementArrived
from client.station.receive import ASIDE_MOST
from hotline.crypto.sealing import SealingKey
from hotline.crypto.signing import RootKey, SigningKey
from hotline.delivery.have import make_have, sign_have
from hotline.delivery.states import State
from hotline.envelopes.items import BodyItem, HaveItem, Item, KeyItem, StatementItem
from hotline.identity.card import Card, card_content
from hotline.identity.credential import open_credential
from hotline.identity.revocation import Revocation, revoke
from hotline.identity.root import make_root
from hotline.identity.sealing_key import announce
from hotline.ids import Counter, Incarnation, RelayId, StatementId
from hotline.statements.body import Binding, promise, write_body
from hotline.statements.header import Header, sign_header
from hotline.transcript.transcript import Transcript
from tests.client.station.strangers import arrival, bring
from tests.simulation.desk import SimulatedDesk
from tests.simulation.parties import Party, Person, seat
from tests.simulation.test_stories import estimate, question
from tests.simulation.world import World

RELAY, OTHER_RELAY = RelayId(b"\1" * 32), RelayId(b"\2" * 32)
LIFE = Incarnation(2_000_000_000, bytes(16), False)


def items_of(desk: SimulatedDesk, statement: StatementId) -> tuple[StatementItem, BodyItem]:
    entry = desk.transcript.entry(statement)
    assert entry.body is not None
    signed = entry.statement
    return StatementItem(signed.payload, signed.signature), BodyItem(statement, entry.body)


def unheard(world: World) -> tuple[SimulatedDesk, SimulatedDesk, StatementId]:
    """What BRV-1 says while KLO-1 cannot hear it."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    world.isolate(south)
    said = north.message("said while you were away")
    return north, south, said


def stranger(world: World) -> Person:
    """An officer of a party that is not on the channel, but makes all its papers itself."""
    key = RootKey.generate(world.entropy)
    root = make_root("EVE", "Party EVE", True, key, world.clock.now)
    return seat(Party("EVE", "observer", key, root), 1, world.entropy, world.clock.now)


def own_desk_statement(world: World, who: Person) -> tuple[Item, Item]:
    """The stranger's well-formed first statement."""
    credential = open_credential(who.credential, who.party.root)
    card = Card(who.party.root, credential, who.credential, None)
    north = world.desks["BRV-1"]
    binding = Binding(world.channel, who.party.root.id, "desk", None)
    body = write_body(binding, card_content(card), world.entropy)
    like = north.transcript.header(north.transcript.order()[0])
    fields = {name: getattr(like, name) for name in type(like).model_fields}
    fields |= {"author": who.key.device, "body": promise(body)}
    statement = sign_header(Header(**fields), who.key)
    return StatementItem(statement.payload, statement.signature), BodyItem(statement.id, body)


def announcement(world: World, who: SigningKey, n: int = 1) -> KeyItem:
    key = SealingKey.generate(world.entropy)
    return KeyItem(announce(Counter(LIFE, n), key.public, world.clock.now + timedelta(days=8), who))


# What is bad harms nothing else


def test_a_forged_signature_is_no_statement(world: World) -> None:
    """It is told and left; what came with it is taken."""
    north, south, said = unheard(world)
    good, body = items_of(north, said)
    forged = StatementItem(good.payload, bytes(64))

    events = bring(world, north.person.key, south, [forged])
    assert said not in south.transcript
    assert any(isinstance(each, EnvelopeSetAside) for each in events)

    bring(world, north.person.key, south, [forged, good, body])
    assert south.transcript.entry(said).content is not None


def test_a_header_signed_by_another_is_no_statement(world: World) -> None:
    """A member cannot put words into another's mouth."""
    north, south, said = unheard(world)
    good, _ = items_of(north, said)
    observer = world.desks["OBS-1"].person.key
    signature = observer.sign(good.payload)

    bring(world, observer, south, [StatementItem(good.payload, signature)])

    assert said not in south.transcript


def test_the_body_of_another_statement_is_refused(world: World) -> None:
    """A body that its header does not promise changes nothing; the true one is taken afterwards."""
    north, south, said = unheard(world)
    other = north.message("something else")
    header, body = items_of(north, said)
    _, wrong = items_of(north, other)

    bring(world, north.person.key, south, [header, BodyItem(said, wrong.body)])
    assert south.transcript.entry(said).body is None
    bring(world, north.person.key, south, [body])
    assert south.transcript.entry(said).body == body.body


def test_a_replayed_envelope_changes_nothing(world: World) -> None:
    """The second time there is no news."""
    north, south, said = unheard(world)
    came = arrival(world, north.person.key, south, items_of(north, said))

    first = south.station.receive([came], south.now)
    second = south.station.receive([came, came], south.now)

    assert any(isinstance(each, StatementArrived) for each in first)
    assert not any(isinstance(each, StatementArrived | BodyArrived | AlarmRaised) for each in second)


def test_what_comes_by_every_relay_is_opened_once(world: World) -> None:
    """The second copy tells nothing that the first did not; one with another slot is another arrival."""
    north, south, said = unheard(world)
    first = replace(arrival(world, north.person.key, south, items_of(north, said)), relay=RELAY)
    flipped = first.slot[:-1] + bytes([first.slot[-1] ^ 1])
    south.station.receive([first], south.now)
    later = south.now + timedelta(minutes=1)
    south.station.tick(later)  # it is answered by now

    again = south.station.receive([replace(first, relay=OTHER_RELAY)], later)
    planned = south.station.channels()[0].plan.at
    altered = south.station.receive([replace(first, slot=flipped)], later)

    assert again == [] and planned is None
    assert [type(event) for event in altered] == [EnvelopeSetAside]


def test_what_a_courier_brings_again_is_answered_again(world: World) -> None:
    """Somebody carried it by hand, and waits for a have."""
    north, south, said = unheard(world)
    first = arrival(world, north.person.key, south, items_of(north, said))
    south.station.receive([first], south.now)
    later = south.now + timedelta(minutes=1)
    south.station.tick(later)
    assert south.station.channels()[0].plan.at is None

    south.station.receive([first], later)

    assert south.station.channels()[0].plan.at is not None


def test_statements_of_another_channel_are_not_taken(world: World) -> None:
    """A desk keeps the record of the channels it is on."""
    other = World(6, [("BRV", "principal"), ("KLO", "principal")])
    other.settle()
    foreign = other.desks["BRV-1"]
    south = world.desks["KLO-1"]
    before = len(south.transcript)

    bring(world, world.desks["BRV-1"].person.key, south, items_of(foreign, foreign.transcript.order()[0]))

    assert len(south.transcript) == before


def test_an_envelope_that_fails_five_times_is_set_aside_whole(world: World) -> None:
    """And only then; the rest goes on."""
    north, south, said = unheard(world)
    came = EnvelopeCame(None, b"poison", b"slot")

    for _ in range(4):
        assert south.station.poisoned(came, "It broke.", south.now) == []
    events = south.station.poisoned(came, "It broke.", south.now)
    bring(world, north.person.key, south, items_of(north, said))

    assert [type(each) for each in events] == [EnvelopeSetAside]
    [(_, kept)] = south.vault.outbox.put_aside()
    assert (kept.public, kept.slot) == (b"poison", b"slot")
    assert said in south.transcript


def test_garbage_cannot_fill_the_vault(world: World) -> None:
    """Anyone who reaches the mailbox can send what cannot be read: so much of it is kept, and no more."""
    south = world.desks["KLO-1"]
    came = [EnvelopeCame(None, number.to_bytes(4), b"no slot") for number in range(ASIDE_MOST + 50)]

    events = south.station.receive(came, south.now)

    assert len([each for each in events if isinstance(each, EnvelopeSetAside)]) == ASIDE_MOST + 50
    assert len(south.vault.outbox.put_aside()) == ASIDE_MOST


# Who is listened to


def test_nothing_is_kept_of_a_stranger(world: World) -> None:
    """No statement, key, link, pair or have of a desk that is no member's, whatever papers it made itself."""
    south = world.desks["KLO-1"]
    eve = stranger(world)
    before = len(south.transcript)
    keys, links = len(south.vault.keys.peer_keys()), len(south.vault.keys.links())
    have = make_have(south.transcript, eve.key.device, Counter(LIFE, 1), [], {}, south.now)
    items = [
        *own_desk_statement(world, eve),
        announcement(world, eve.key),
        HaveItem(sign_have(have, eve.key)),
    ]

    events = bring(world, eve.key, south, items)
    world.run(60)

    assert any(isinstance(each, EnvelopeSetAside) for each in events)
    assert len(south.transcript) == before
    assert len(south.vault.keys.peer_keys()) == keys
    assert len(south.vault.keys.links()) == links
    assert eve.key.device not in {pair.peer for pair in south.vault.keys.in_pairs()}
    assert eve.key.device not in dict(south.vault.record.haves(world.channel))


def test_nothing_goes_to_a_stranger_that_a_member_let_in(world: World) -> None:
    """Its card in the record is no membership: it gets no header, no body and no have."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    eve = stranger(world)
    bring(world, north.person.key, south, own_desk_statement(world, eve))
    assert eve.key.device in south.transcript.desks()
    empty = Transcript(south.transcript.terms_for_next())
    lacking_all = make_have(empty, eve.key.device, Counter(LIFE, 1), [], {}, south.now)

    bring(world, eve.key, south, [announcement(world, eve.key), HaveItem(sign_have(lacking_all, eve.key))])
    south.message("for members only")
    world.run(60)

    assert not addressed(south, eve.key)


def test_a_newcomer_of_a_member_is_heard_by_its_own_card(world: World) -> None:
    """A desk that nobody was told of brings its card, its key and its pair in one envelope."""
    south = world.desks["KLO-1"]
    newcomer = seat(world.desks["BRV-1"].person.party, 7, world.entropy, world.clock.now)

    bring(
        world, newcomer.key, south, [*own_desk_statement(world, newcomer), announcement(world, newcomer.key)]
    )

    assert newcomer.key.device in south.transcript.desks()
    assert south.station.memory.keyring.knows(newcomer.key.device)
    assert newcomer.key.device in {pair.peer for pair in south.vault.keys.in_pairs()}


def test_a_desk_that_was_taken_back_gets_nothing_more(world: World) -> None:
    """Neither what was queued for it, nor what it asks for; and its haves prove nothing any more."""
    north, south, observer = world.desks.values()
    document = signed_revocation(world, observer)
    north.say("revocation", document)
    world.run(5)
    stolen = observer.person.key
    have = make_have(observer.transcript, stolen.device, Counter(LIFE, 9), [], {}, south.now)

    said = south.message("not for the thief")
    bring(world, stolen, south, [HaveItem(sign_have(have, stolen))])
    world.run(120)

    assert not addressed(south, stolen)
    assert said not in observer.transcript
    assert said in north.transcript


def signed_revocation(world: World, desk: SimulatedDesk) -> dict[str, object]:
    party = desk.person.party
    fields = {
        "v": 1,
        "party": party.root.id.hex(),
        "device": desk.device.hex(),
        "serial": 1,
        "reason": "stolen",
        "made_at": "2026-11-23T14:00:00.000Z",
        "cuts": [],
    }
    signed = revoke(party.key, Revocation.model_validate_json(json.dumps(fields)))
    return {
        "root": party.root.signed.to_document().model_dump(mode="json"),
        "document": signed.to_document().model_dump(mode="json"),
    }


def addressed(desk: SimulatedDesk, key: SigningKey) -> bool:
    """Whether anything in the desk's outbox is for that device, or queued for it."""
    outbox = desk.station.memory.outbox
    slots = {device for envelope in outbox.waiting() for device, _ in envelope.slots}
    return key.device in slots or bool(outbox.rows.of(key.device))


# What came is told


def test_a_body_that_comes_later_is_receipted_at_once(world: World) -> None:
    """An estimate that opens counts as delivered within seconds, not at the next comm check."""
    north, south, _ = world.desks.values()
    asked = north.say("risk-question", question(world, 600))
    world.run(5)
    first = north.say("risk-estimate", estimate(30), refers_to=asked, held=True)
    world.run(30)
    south.say("risk-estimate", estimate(50), refers_to=asked, held=True)
    world.run(30)

    party = south.station.party
    assert south.transcript.entry(first).content is not None
    assert north.station.state(world.channel, first).parties[party].word >= State.DELIVERED


@pytest.mark.parametrize("hours", [7, 24 * 60])
def test_a_clock_that_was_ahead_and_is_put_right_stops_nothing(world: World, hours: int) -> None:
    """What was planned by the wrong clock goes out by the right one."""
    north, south = world.desks["BRV-1"], world.desks["KLO-1"]
    world.isolate(north)
    north.skew = timedelta(hours=hours)
    said = north.message("said under a wrong clock")
    world.run(60)
    north.skew = timedelta()
    world.heal()

    world.run(600)

    assert said in south.transcript
    assert north.station.state(world.channel, said).parties[south.station.party].word >= State.DELIVERED
