"""Whatever anyone says, in any state: the relay answers or closes, never fails, and never grows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.ids import DeviceId, Precedence
from hotline.shapes import write_cbor
from hotline.wire.frames import (
    Ack,
    Closing,
    Done,
    Empty,
    Hello,
    KeyFrame,
    KeyGet,
    KeyPut,
    Part,
    Ping,
    Pong,
    Proof,
    Revoke,
    write_frame,
)
from hotline.wire.parts import MESSAGE_BYTES
from server.rules.session import NEXT, State
from tests.server.people import NOW, deposit, party
from tests.server.rules.world import World, closed_with

DESK, OTHER = party("AVA").desk(), party("BRV").desk()
refs = st.integers(0, 2**53 - 1)

frames = st.one_of(
    st.just(DESK.hello),
    st.builds(Hello, st.just(1), st.just(OTHER.announcement()), st.binary(min_size=32, max_size=32)),
    st.builds(Proof, st.binary(min_size=64, max_size=64)),
    st.builds(
        deposit,
        refs,
        st.sampled_from([DESK.device, OTHER.device, DeviceId(bytes(32))]),
        precedence=st.sampled_from(Precedence),
    ),
    st.builds(Ack, st.lists(refs, max_size=8).map(tuple)),
    st.builds(KeyPut, refs, st.sampled_from([DESK.announcement(), OTHER.announcement(), DESK.credential])),
    st.builds(KeyGet, refs, st.just(OTHER.device)),
    st.builds(Revoke, refs, st.sampled_from([DESK.announcement(), OTHER.revocation(), DESK.credential])),
    st.builds(Ping, refs),
    st.builds(Pong, refs),
    st.builds(Part, refs, st.booleans(), st.binary(min_size=1, max_size=64)),
    st.builds(Empty, st.just(NOW)),
    st.builds(Closing, st.text(max_size=8), st.text(max_size=8)),
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.binary(max_size=40) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)
names = st.sampled_from(["hello", "proof", "deposit", "ack", "key-put", "key-get", "revoke", "ping", "part"])
nonsense = st.builds(lambda name, rest: write_cbor([name, *rest]), names, st.lists(values, max_size=5))
messages = st.one_of(frames.map(write_frame), nonsense, values.map(write_cbor), st.binary(max_size=80))


def _at(world: World, state: State):
    if state is State.WAITING_FOR_HELLO:
        return world.connect()
    if state is State.WAITING_FOR_PROOF:
        return world.challenge(DESK)[0]
    return world.log_in(DESK)


@pytest.mark.parametrize("state", [each for each in State if each is not State.CLOSED])
@given(said=st.lists(messages, min_size=1, max_size=12))
def test_nothing_that_is_said_makes_the_relay_fail(state, said):
    """Answers are frames that can be written; after a close nothing comes, and nothing is left behind."""
    world = World()
    session = _at(world, state)
    for message in said:
        world.hear(world.driven.received(session, message, NOW))

    heard = world.read(session)
    closings = [each for each in heard if isinstance(each, Closing)]
    assert all(write_frame(each) for each in heard)
    assert len(closings) <= 1
    assert closings == heard[-1:] * len(closings)
    assert bool(closings) == (session not in world.relay._present.sessions)
    world.driven.lost(session)
    assert not world.relay._present.sessions
    assert not world.relay._present.by_device
    assert not world.relay._present.by_token
    assert not world.relay._present.handshakes


@given(said=st.lists(frames, min_size=1, max_size=40))
def test_what_a_session_holds_is_bounded(said):
    """Requests under way come back to none; the window is never exceeded."""
    world = World()
    session = world.log_in(DESK)
    for frame in said:
        world.say(session, frame)
        if known := world.relay._present.sessions.get(session):
            assert known.requests == known.octets_in_flight == 0
            assert len(known.handout.seqs) <= limits.DELIVERY_WINDOW


@given(frame=frames)
@pytest.mark.parametrize("state", [State.WAITING_FOR_HELLO, State.WAITING_FOR_PROOF, State.OPEN])
def test_a_frame_that_is_not_in_the_table_ends_the_session(state, frame):
    """What the table does not name cannot happen."""
    world = World()
    session = _at(world, state)
    world.read(session)

    heard = world.say(session, frame)

    if (state, type(frame)) not in NEXT:
        assert closed_with(heard) == "malformed"


def test_before_log_in_only_so_many_bytes_are_taken():
    """Parts that never end are cut off before they fill the memory."""
    world = World()
    session = world.connect()
    part = write_frame(Part(1, False, bytes(limits.FRAME_PART_BYTES)))

    for _ in range(limits.HANDSHAKE_BYTES // limits.FRAME_PART_BYTES + 1):
        world.hear(world.driven.received(session, part, NOW))

    assert closed_with(world.read(session)) == "too-large"


def test_an_oversize_message_ends_the_session():
    """Larger frames come in parts."""
    world = World()
    session = world.log_in(DESK)

    world.hear(world.driven.received(session, bytes(MESSAGE_BYTES + 1), NOW))

    assert closed_with(world.read(session)) == "malformed"


def test_one_session_misbehaves_and_the_others_do_not_notice():
    """Nothing is said to anybody else."""
    world = World()
    good, bad = world.log_in(OTHER), world.log_in(DESK)
    world.read(good)

    world.say(bad, Done(1))
    world.say(bad, KeyFrame(1, None))

    assert world.read(good) == []
    assert world.say(good, Ping(1)) == [Pong(1)]
