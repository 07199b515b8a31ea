"""What a have says, how strictly it is read, and what is left out when it would be too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.crypto.signing import SigningKey
from hotline.delivery.have import Above, End, make_have, open_have, sign_have
from hotline.errors import BadSignature, Malformed
from hotline.ids import Counter, Precedence, RelayId, StatementId
from hotline.shapes import read_cbor, write_cbor
from hotline.signed import PayloadType, Signed, sign_by_device
from tests.hotline.delivery.builders import have_of
from tests.hotline.mangling import mangled, read_or_rejected
from tests.hotline.transcript.world import Said, Speaker, World, dice, message


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def bravo(world: World) -> Speaker:
    return world.desk("BRV")


def say_many(desk: Speaker, count: int, **other: Any) -> list[Said]:
    desk.begin()
    return [desk.say("message", message(str(n)), **other) for n in range(count)]


def test_a_have_reads_as_it_was_written(world: World, bravo: Speaker) -> None:
    """What one desk says it holds is what the other reads."""
    say_many(bravo, 3)
    have = have_of(bravo, world.transcript(), at=world.now + timedelta(microseconds=1234))

    signed = sign_have(have, bravo.key)

    assert open_have(signed) == have
    assert open_have(signed).channel == world.channel
    assert [end.seq for end in have.vector] == [4]


def test_what_is_held_above_a_gap_is_listed_urgent_ones_alone_and_first(world: World, bravo: Speaker) -> None:
    """An urgent statement is shown at once, so its receipt does not wait for its history."""
    first = say_many(bravo, 2)
    later = [bravo.say("message", message(str(n))) for n in range(2)]
    flash = bravo.say("message", message("Now"), precedence=Precedence.FLASH)

    have = have_of(bravo, world.transcript(bravo.said[0], *later, flash))

    assert have.above == (
        Above(bravo.key.device, bravo.life, 6, 6, flash.id),
        Above(bravo.key.device, bravo.life, 4, 5, later[-1].id),
    )
    assert have.asked == (first[-1].id,)


def test_a_have_is_refused_when_another_signed_it(world: World, bravo: Speaker) -> None:
    """Nobody says for another desk what it holds."""
    have = have_of(bravo, world.transcript(bravo.begin()))
    thief = SigningKey.generate(dice("thief"))
    payload = sign_have(have, bravo.key).payload

    with pytest.raises(BadSignature):
        open_have(sign_by_device(PayloadType.HAVE, payload, thief))


def wrong(place: int, value: object) -> Any:
    return pytest.param(place, value)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        wrong(0, 2),
        wrong(1, b"short"),
        wrong(3, [[1, [1, b"n" * 16, False], 1, bytes(32)]]),
        wrong(5, [b"b" * 32, b"a" * 32]),
        wrong(5, [b"a" * 32] * 2),
        wrong(5, [bytes([n]) * 32 for n in range(limits.HAVE_HEADS + 1)]),
        wrong(7, [b"a" * 32, b"a" * 32]),
        wrong(10, -1),
        wrong(10, True),
    ],
)
def test_what_is_not_a_have_is_refused(world: World, bravo: Speaker, place: int, value: object) -> None:
    """Each place has one shape; lists ascend or name nothing twice."""
    bravo.begin()
    fields = read_cbor(sign_have(have_of(bravo, world.transcript()), bravo.key).payload, "have", 10_000)
    assert isinstance(fields, list)
    fields[place] = value

    with pytest.raises(Malformed):
        open_have(sign_by_device(PayloadType.HAVE, write_cbor(fields), bravo.key))


def test_a_run_that_ends_before_it_begins_is_refused(world: World, bravo: Speaker) -> None:
    run = Above(bravo.key.device, bravo.life, 5, 4, StatementId(bytes(32)))
    bravo.begin()

    with pytest.raises(Malformed):
        sign_have(have_of(bravo, world.transcript(), above=(run,)), bravo.key)


def long_record(world: World, desk: Speaker, lives: int) -> list[Said]:
    """A record with more of everything than fits: incarnations, urgent and other statements above gaps."""
    held = [desk.begin()]
    for _ in range(lives):
        desk = desk.restored(desk.said[-1] if desk.said else None)
        held.append(desk.begin())
    for n in range(limits.HAVE_RUNS + 40):
        desk.say("message", message("a hole"))
        urgent = Precedence.IMMEDIATE if n % 2 else Precedence.ROUTINE
        held.append(desk.say("message", message(str(n)), precedence=urgent))
    return held


def test_what_does_not_fit_is_the_least_urgent(world: World, bravo: Speaker) -> None:
    """A have never grows too long, and no urgent statement's receipt falls out for its length."""
    held = long_record(world, bravo, lives=300)
    transcript = world.transcript(*held)
    missing = [each.id for each in held[-300:]]
    relays = {RelayId(SigningKey.generate(dice(n)).public): world.now for n in range(3)}
    unknown = [StatementId(dice(("id", n))(32)) for n in range(300)]

    have = make_have(
        transcript, bravo.key.device, Counter(bravo.life, 7), missing, relays, world.now, unknown
    )

    signed = sign_have(have, bravo.key)
    assert len(signed.payload) <= limits.HAVE_BYTES
    assert open_have(signed) == have
    urgent = [run for run in have.above if transcript.header(run.id).precedence.urgent]
    assert len(urgent) == sum(run.urgent for run in transcript.above())
    assert len(have.missing) == limits.HAVE_ASKED
    assert not have.tells_all_bodies
    newest = max(end.life for end in have.vector)
    assert newest == max(life for _, life in transcript.vector())
    assert 100 < len(have.vector) < 301


def test_one_author_does_not_push_out_another(world: World, bravo: Speaker) -> None:
    """Of more urgent statements above gaps than fit, each author's newest stand in the have."""
    kilo = world.desk("KLO")
    quiet = [kilo.begin(), kilo.say("message", message("hole"))]
    said = kilo.say("message", message("Help"), precedence=Precedence.FLASH)
    bravo.begin()
    loud = []
    for n in range(limits.HAVE_RUNS + 5):
        bravo.say("message", message("hole"))
        loud.append(bravo.say("message", message(str(n)), precedence=Precedence.FLASH))

    have = have_of(bravo, world.transcript(quiet[0], said, bravo.said[0], *loud))

    assert len(have.above) == limits.HAVE_RUNS
    assert {said.id, loud[-1].id} <= {run.id for run in have.above}


def test_the_longest_have_fits_into_the_record(world: World, bravo: Speaker) -> None:
    """`delivered` carries a have in Base64; it must fit into one body however long it is."""
    ids = tuple(StatementId(n.to_bytes(32)) for n in range(limits.HAVE_ASKED))
    have = have_of(bravo, world.transcript(bravo.begin()), missing=(), asked=ids)
    author = have.vector[0]
    ends = tuple(
        End(author.author, author.life._replace(number=n), 2**39, author.id)
        for n in range(2**39, 2**39 + 330)
    )
    signed = sign_have(replace(have, vector=ends), bravo.key)
    assert len(signed.payload) > limits.HAVE_BYTES * 0.95

    document = signed.to_document().model_dump(mode="json")
    carried = bravo.say("heard", {"party": bravo.party.id.hex(), "have": document})

    assert len(carried.body) <= limits.BODY_BYTES
    assert open_have(Signed(signed.type, signed.payload, signed.signatures)).at == have.at


def test_times_keep_to_the_millisecond(world: World, bravo: Speaker) -> None:
    """What cannot be written is not in the value either."""
    bravo.begin()
    relay = RelayId(bravo.key.public)
    now = world.now + timedelta(microseconds=1500)

    have = make_have(world.transcript(), bravo.key.device, Counter(bravo.life, 1), [], {relay: now}, now)

    assert have.at == world.now + timedelta(milliseconds=1)
    assert have.emptied == ((relay, have.at),)


@given(data=st.data())
def test_a_broken_have_is_refused_or_read(data: st.DataObject) -> None:
    """No bytes that a peer sends make reading fail in another way."""
    payload = a_payload()

    read_or_rejected(
        lambda raw: open_have(Signed(PayloadType.HAVE, raw, ())), data.draw(mangled(payload), "bytes")
    )


@cache
def a_payload() -> bytes:
    world = World()
    desk = world.desk("BRV")
    held = [*say_many(desk, 2)[:1], desk.say("message", message())]
    return sign_have(have_of(desk, world.transcript(desk.said[0], *held)), desk.key).payload


def test_links_to_what_nobody_has_push_out_no_request_of_another(world: World, bravo: Speaker) -> None:
    """A member that names junk, chosen to come first, can keep no gap of another from being asked for."""
    kilo, lost = world.desk("KLO"), bravo.say("message", message())
    seen = bravo.say("message", message())
    for n in range(10):
        junk = tuple(sorted(bytes([0, n, m]) + bytes(29) for m in range(1, 65)))
        kilo.say("message", message(), parents=junk)
    transcript = world.transcript(bravo.said[0], seen, *kilo.said)

    have = make_have(transcript, bravo.key.device, Counter(bravo.life, 1), (), {}, world.now)
    later = make_have(transcript, bravo.key.device, Counter(bravo.life, 2), (), {}, world.now)

    assert lost.id in have.asked
    assert set(have.asked) != set(later.asked)
