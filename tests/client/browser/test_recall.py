"""What a screen must be told when it is shown anew."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from client.browser.recall import MODES, RESET, WORDS_BYTES, Recall

SCREEN = b"\x1b[?1049h\x1b[?1000h\x1b[?1003;1006h\x1b[?25l\x1b[31mred\x1b[?1004h\x1b[?1000l"


def test_modes_are_told_as_they_are_now() -> None:
    """Each once, set or not; what was drawn is not repeated."""
    recall = Recall()
    recall.follow(SCREEN)

    assert recall.own_screen
    assert recall.greeting() == RESET + (b"\x1b[?1049h\x1b[?1000l\x1b[?1003h\x1b[?1006h\x1b[?25l\x1b[?1004h")


@given(st.lists(st.integers(0, len(SCREEN)), max_size=8))
def test_it_does_not_matter_where_the_stream_is_cut(cuts: list[int]) -> None:
    whole, pieces = Recall(), Recall()
    whole.follow(SCREEN)
    ends = [0, *sorted(cuts), len(SCREEN)]
    for start, end in pairwise(ends):
        pieces.follow(SCREEN[start:end])

    assert pieces.greeting() == whole.greeting()


def test_plain_words_are_told_again_until_there_is_a_screen() -> None:
    """A question for the passphrase is still there after a reload."""
    recall = Recall()
    recall.follow(b"Passphrase: ")
    assert recall.greeting() == RESET + b"Passphrase: "

    recall.follow(b"\x1b[?1049h")
    assert b"Passphrase" not in recall.greeting()


def test_what_comes_after_the_screen_is_plain_again() -> None:
    """The sentence with which a program ends."""
    recall = Recall()
    recall.follow(b"before\x1b[?1049hdrawn")
    recall.follow(b"\x1b[?1049lThe vault is locked.")

    assert recall.greeting() == RESET + b"\x1b[?1049lThe vault is locked." + b"\x1b[?1049l"


def test_a_drawing_that_has_begun_is_not_remembered() -> None:
    """Nobody would end it, and the screen would stand still."""
    recall = Recall()
    recall.follow(b"\x1b[?1049h\x1b[?2026h")

    assert b"2026" not in recall.greeting()


def test_little_is_remembered_of_much() -> None:
    recall = Recall()
    recall.follow(b"x" * 10 * WORDS_BYTES)
    for mode in range(10 * MODES):
        recall.follow(b"\x1b[?%dh" % (mode + 5000))

    assert len(recall.greeting()) < WORDS_BYTES + 10 * MODES + len(RESET)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_no_bytes_break_it(first: bytes, second: bytes) -> None:
    recall = Recall()
    recall.follow(first)
    recall.follow(second)

    assert recall.greeting().startswith(RESET)
