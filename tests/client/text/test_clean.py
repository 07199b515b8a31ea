"""Others' text can repaint, reorder and hide nothing, and honest text stays as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from client.text.clean import MARKS, cells, clean, clean_line, clean_segment

BIDI = "".join(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(max_codepoint=0x9F),
        st.sampled_from(
            BIDI + "\u200b\u200c\u200d\ufe0f\ufe0e\u20e3\u0301\u0302\ufeff\u2028\U000e0041\U0001f469\u0646"
        ),
    )
)


def active(text: str) -> list[str]:
    """What a terminal or a bidirectional layout would act upon."""
    return [
        each for each in text if unicodedata.category(each) == "Cc" or each in BIDI or each in "\u2028\u2029"
    ]


@settings(max_examples=100)
@given(HOSTILE)
def test_nothing_active_is_left_but_line_feeds(text: str) -> None:
    assert set(active(clean(text))) <= {"\n"}
    assert not active(clean_line(text))
    assert not active(clean_segment(text))


@settings(max_examples=100)
@given(HOSTILE)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_segment(clean_segment(text)) == clean_segment(text)


@settings(max_examples=100)
@given(HOSTILE, st.integers(0, 30))
def test_a_line_fits_its_width(text: str, width: int) -> None:
    assert cells(clean_line(text, width)) <= width


@pytest.mark.parametrize(
    "honest",
    [
        "Plain words, and a second line\nhere.",
        "Съешь же ещё этих мягких французских булок, да выпей чаю.",
        "نص حكيم له سر قاطع وذو شأن عظيم",
        "می‌خواهم",  # Persian: the non-joiner is part of the spelling
        "क्‍ष",  # Hindi: so is the joiner
        "בְּרֵאשִׁ֖ית",
        "我能吞下玻璃而不伤身体。 日本語　한국어",
        "Việt Nam, São Tomé, Škoda",
        "👩‍👩‍👧 🏳️‍🌈 👍🏽 🇪🇺 ❤️ 1️⃣",
        "e\u0301te\u0301",
    ],
)
def test_honest_text_stays_as_it_is(honest: str) -> None:
    assert clean(honest) == honest
    assert clean_segment(honest.replace("\n", "")) == honest.replace("\n", "")


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2Jgone", "⟦1B⟧[2Jgone"),
        ("\x9b31mred", "⟦9B⟧31mred"),
        ("over\rwritten", "over⟦0D⟧written"),
        ("back\x08space\x7f\x07", "back⟦08⟧space⟦7F⟧⟦07⟧"),
        ("user\u202etxt.exe", "user⟦202E⟧txt.exe"),
        ("\u2066isolated\u2069", "⟦2066⟧isolated⟦2069⟧"),
        ("a\u200bb\ufeffc\u00add\u2060e\U000e0041f", "abcdef"),
        ("pay\u200dpal 1\u200d2", "paypal 12"),
        ("a\u200fb\u200ec\u061cd", "abcd"),
        ("\ue000\ud800\U0010ffff", "⟦E000⟧⟦D800⟧⟦10FFFF⟧"),
        ("one\u2028two\r\nthree\tfour", "one\ntwo\nthree four"),
        ("\u0301start", "◌\u0301start"),
        ("a\ufe0f\ufe0f", "a"),
    ],
)
def test_hostile_text_is_shown_or_left_out(hostile: str, shown: str) -> None:
    assert clean(hostile) == shown


def test_a_tower_of_marks_is_cut() -> None:
    assert clean("z" + "\u0335" * 200 + "y") == "z" + "\u0335" * MARKS + "y"


def test_a_line_is_cut_between_characters_and_says_so() -> None:
    assert clean_line("first\nsecond") == "first second"
    assert clean_line("abcdef", 6) == "abcdef"
    assert clean_line("abcdefg", 6) == "abcde…"
    assert clean_line("玻璃玻璃", 6) == "玻璃…"
    assert clean_line("abcde\u0301fgh", 6) == "abcde\u0301…"
    assert clean_line("abc", 0) == ""


def test_the_terminals_filter_keeps_a_lines_width() -> None:
    """Rich has measured the line already: what it gave a cell keeps one."""
    assert clean_segment("\u0301a\x1b[2Jb\u202ec\ue000") == "\u0301a[2Jbc\ufffd"
