"""Parts: urgent frames wait for one part at most, and nobody fills our memory with half frames."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline import limits
from hotline.errors import Malformed
from hotline.ids import Precedence
from hotline.wire.frames import Deliver, Frame, Part, Ping, write_frame
from hotline.wire.parts import MESSAGE_BYTES, Incoming, Outgoing
from tests.hotline.mangling import read_or_rejected
from tests.hotline.people import NOW

PART = limits.FRAME_PART_BYTES
FULL = bytes(PART)


def delivery(n: int, size: int) -> Deliver:
    return Deliver(n, NOW, bytes(size), b"slot")


def queued(*frames: tuple[Frame, Precedence]) -> Outgoing:
    outgoing = Outgoing()
    for frame, precedence in frames:
        outgoing.push(write_frame(frame), precedence)
    return outgoing


def received(outgoing: Outgoing, incoming: Incoming) -> list[Frame]:
    """What arrives when all of it is sent."""
    found = []
    while (message := outgoing.next_part()) is not None:
        assert len(message) <= MESSAGE_BYTES
        found.append(incoming.feed(message))
    return [frame for frame in found if frame is not None]


def part(stream: int, data: bytes = FULL, last: bool = False) -> bytes:
    return write_frame(Part(stream, last, data))


def test_a_flash_waits_for_one_part_at_most():
    """A large routine frame is half sent when a FLASH comes: the FLASH is the next message."""
    large, flash = delivery(1, 200_000), delivery(2, 500)
    outgoing, incoming = queued((large, Precedence.ROUTINE)), Incoming()
    for _ in range(5):
        message = outgoing.next_part()
        assert message and incoming.feed(message) is None
    outgoing.push(write_frame(flash), Precedence.FLASH)

    message = outgoing.next_part()

    assert message and incoming.feed(message) == flash
    assert received(outgoing, incoming) == [large]


@given(st.lists(st.tuples(st.integers(0, 40_000), st.sampled_from(Precedence)), max_size=30))
def test_what_is_taken_together_is_no_longer_than_a_part(waiting):
    """The same messages in the same order as one by one; and as many at a time as fit."""
    frames = [(delivery(n, size), precedence) for n, (size, precedence) in enumerate(waiting, start=1)]
    together, alone = queued(*frames), queued(*frames)
    sizes = []
    while messages := together.next_parts():
        assert messages == [alone.next_part() for _ in messages]
        sizes.append(sum(map(len, messages)))

    assert alone.next_part() is None and together.waiting_bytes == 0
    assert all(size <= MESSAGE_BYTES for size in sizes)
    if not any(size > PART for size, _ in waiting):
        assert all(first + second > MESSAGE_BYTES for first, second in pairwise(sizes))


def test_a_large_flash_overtakes_a_large_routine_frame():
    """Both go in parts, and both arrive whole."""
    large, flash = delivery(1, 200_000), delivery(2, 100_000)
    outgoing, incoming = queued((large, Precedence.ROUTINE)), Incoming()
    message = outgoing.next_part()
    assert message and incoming.feed(message) is None
    outgoing.push(write_frame(flash), Precedence.FLASH)

    assert received(outgoing, incoming) == [flash, large]


def test_within_a_precedence_the_order_is_kept():
    """A small frame does not pass a large one of its own precedence."""
    frames: list[Frame] = [delivery(1, 100_000), Ping(1), delivery(2, 100_000), Ping(2)]

    outgoing = queued(*((frame, Precedence.PRIORITY) for frame in frames))

    assert received(outgoing, Incoming()) == frames


@given(st.lists(st.tuples(st.integers(0, 40_000), st.sampled_from(Precedence)), max_size=12), st.data())
def test_whatever_is_pushed_arrives_once_and_whole(pushes, data):
    """In any mixture of sizes and precedences, pushed before and while sending."""
    outgoing, incoming = Outgoing(), Incoming()
    frames = [(delivery(n, size), precedence) for n, (size, precedence) in enumerate(pushes)]
    arrived: list[Frame] = []
    for frame, precedence in frames:
        outgoing.push(write_frame(frame), precedence)
        for _ in range(data.draw(st.integers(0, 2))):
            message = outgoing.next_part()
            arrived += [got for got in [message and incoming.feed(message)] if got]
    arrived += received(outgoing, incoming)

    assert sorted(arrived, key=repr) == sorted((frame for frame, _ in frames), key=repr)
    for precedence in Precedence:
        sent = [frame for frame, each in frames if each is precedence]
        assert [frame for frame in arrived if frame in sent] == sent
    assert outgoing.waiting_bytes == 0


def test_it_counts_what_waits():
    """So that whoever fills it can stop in time."""
    outgoing = queued((delivery(1, 40_000), Precedence.ROUTINE))
    whole = outgoing.waiting_bytes
    outgoing.next_part()

    assert whole == len(write_frame(delivery(1, 40_000)))
    assert outgoing.waiting_bytes == whole - PART


def test_a_frame_that_fits_goes_whole():
    """No wrapping where none is needed, up to the last byte."""
    size = MESSAGE_BYTES - len(write_frame(delivery(1, PART))) + PART
    outgoing = queued((delivery(1, size), Precedence.ROUTINE), (delivery(2, size + 1), Precedence.ROUTINE))

    first, second = outgoing.next_part(), outgoing.next_part()

    assert first == write_frame(delivery(1, size)) and len(first) == MESSAGE_BYTES
    assert second and Incoming().feed(second) is None


def test_too_many_open_streams_are_refused():
    incoming = Incoming()
    for stream in range(limits.PARTS_OPEN):
        incoming.feed(part(stream + 1))

    with pytest.raises(Malformed, match="may be open"):
        incoming.feed(part(limits.PARTS_OPEN + 1))


def test_a_frame_that_grows_too_large_is_refused():
    """Before its bytes are kept."""
    incoming = Incoming()
    for _ in range(limits.FRAME_BYTES // PART):
        incoming.feed(part(1))

    with pytest.raises(Malformed, match="more than"):
        incoming.feed(part(1, b"x", last=True))


def test_a_message_that_is_too_large_is_refused():
    with pytest.raises(Malformed, match="at most"):
        Incoming().feed(bytes(MESSAGE_BYTES + 1))


def test_a_part_of_a_stream_that_has_ended_is_refused():
    """Its rest went somewhere else: something is wrong with the line or the sender."""
    incoming = Incoming()
    whole = write_frame(delivery(1, 20_000))
    incoming.feed(part(5, whole[:PART]))
    incoming.feed(part(5, whole[PART:], last=True))

    for stream in (5, 4):
        with pytest.raises(Malformed, match="not open"):
            incoming.feed(part(stream))


def test_empty_and_short_parts_are_refused():
    """Nobody keeps us busy with parts that bring nothing."""
    with pytest.raises(Malformed):
        Incoming().feed(part(1, b""))
    with pytest.raises(Malformed):
        Incoming().feed(part(1, b"", last=True))
    with pytest.raises(Malformed):
        Incoming().feed(part(1, bytes(PART - 1)))


def test_parts_within_parts_are_refused():
    with pytest.raises(Malformed, match="another part"):
        Incoming().feed(part(1, part(2, b"x"), last=True))


def test_parts_that_make_no_frame_are_refused():
    with pytest.raises(Malformed):
        Incoming().feed(part(1, b"nonsense", last=True))


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_no_bytes_raise_anything_but_a_refusal(messages):
    incoming = Incoming()
    for message in messages:
        read_or_rejected(incoming.feed, message)


def test_parts_in_another_order_or_twice_are_no_frame():
    """A line that re-orders or repeats is seen: the connection ends, and all comes again on the next."""
    whole = write_frame(delivery(1, 2 * PART))
    parts = [whole[:PART], whole[PART : 2 * PART], whole[2 * PART :]]
    for sent in ((parts[1], parts[0]), (parts[0], parts[0], parts[1])):
        incoming = Incoming()
        for each in sent:
            incoming.feed(part(1, each))
        with pytest.raises(Malformed):
            incoming.feed(part(1, parts[2], last=True))
