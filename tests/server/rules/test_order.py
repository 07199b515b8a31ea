"""The order of delivery: urgent first, then arrival; and a window that a FLASH always finds a place in."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from hotline.ids import Precedence
from hotline.limits import DELIVERY_WINDOW
from server.rules.order import WINDOW_BYTES, Cursor, Window, key, take

ROUTINE, PRIORITY, IMMEDIATE, FLASH = Precedence


@dataclass(frozen=True)
class Envelope:
    seq: int
    precedence: Precedence = ROUTINE
    octets: int = 100


def filled(count: int, precedence: Precedence = ROUTINE, octets: int = 100) -> Window:
    """A window with so many in it."""
    window = Window()
    for seq in range(1, count + 1):
        window.hand_out(Envelope(seq, precedence, octets))
    return window


def test_a_flash_overtakes_a_backlog_that_is_not_acknowledged() -> None:
    """The last places of the window are kept for the urgent."""
    window = Window()
    for seq in range(1, 501):
        if window.room(ROUTINE):
            window.hand_out(Envelope(seq))

    assert 0 < len(window.unacknowledged) < DELIVERY_WINDOW
    assert window.lowest_open() == IMMEDIATE
    assert window.room(FLASH) > 0


def test_each_urgent_precedence_has_places_of_its_own() -> None:
    """A flood of IMMEDIATE leaves places for FLASH; a flood of FLASH fills the window and waits."""
    places = {precedence: Window().room(precedence) for precedence in Precedence}

    assert places == {ROUTINE: 48, PRIORITY: 48, IMMEDIATE: 56, FLASH: DELIVERY_WINDOW}
    assert filled(0).lowest_open() == ROUTINE
    assert filled(48).lowest_open() == IMMEDIATE
    assert filled(56, IMMEDIATE).lowest_open() == FLASH
    assert filled(DELIVERY_WINDOW, FLASH).lowest_open() is None


def test_bytes_hold_back_what_can_wait() -> None:
    """A slow desk's large backlog does not fill the relay's memory, nor hold up what is urgent."""
    window = filled(2, octets=WINDOW_BYTES // 2)

    assert window.room(PRIORITY) == 0
    assert window.lowest_open() == IMMEDIATE


def test_what_is_acknowledged_makes_room() -> None:
    """Twice, or for what was never handed out, does no harm."""
    window = filled(48)
    for _ in range(2):
        window.acknowledge([1, 2, 999])
        assert window.room(ROUTINE) == 2

    window.acknowledge(range(49))
    assert window == Window()


def test_what_comes_later_and_higher_is_not_behind_the_cursor() -> None:
    """A cursor remembers each precedence by itself."""
    cursor = Cursor().past(Envelope(7, ROUTINE)).past(Envelope(9, FLASH))

    assert cursor.covers(Envelope(7, ROUTINE)) and cursor.covers(Envelope(8, FLASH))
    assert not cursor.covers(Envelope(8, ROUTINE)) and not cursor.covers(Envelope(1, IMMEDIATE))
    assert cursor.past(Envelope(3, ROUTINE)) == cursor


def test_taking_is_bounded_but_gives_one() -> None:
    """By count and by bytes; what is too large alone is given alone."""
    waiting = [Envelope(1, octets=100), Envelope(2, octets=100), Envelope(3, octets=10)]

    assert take(waiting, count=2, octets=1_000) == waiting[:2]
    assert take(waiting, count=9, octets=199) == waiting[:1]
    assert take(waiting, count=9, octets=1) == waiting[:1]
    assert take([], count=9, octets=1) == []
    assert take(waiting, count=0, octets=1_000) == []


@given(st.lists(st.sampled_from(Precedence), max_size=60), st.integers(1, 5))
def test_a_cursor_goes_through_all_once_in_order(precedences: list[Precedence], count: int) -> None:
    """Taken piece by piece, what waits comes once, in the order of the key."""
    waiting = sorted((Envelope(seq, one) for seq, one in enumerate(precedences, start=1)), key=key)
    cursor, taken = Cursor(), list[Envelope]()
    while piece := take((one for one in waiting if not cursor.covers(one)), count=count, octets=1_000):
        taken += piece
        for one in piece:
            cursor = cursor.past(one)

    assert taken == waiting
    assert [-one.precedence for one in taken] == sorted(-one for one in precedences)
