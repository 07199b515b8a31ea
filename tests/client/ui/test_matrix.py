"""The risk matrix as lines."""

from __future__ import annotations

import pytest

from client.text.tongue import NAMES, say, speak
from client.ui.layout.matrix import Lit, Mark, legend, matrix
from hotline.kinds.fields import IMPACT_WORDS

ROOMS = [(55, 18), (52, 17), (52, 12), (44, 7), (28, 7)]


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("edges", [True, False])
def test_it_fits_its_room_and_shows_every_score(room: tuple[int, int], edges: bool) -> None:
    """Whatever is left out on a small screen, a cell's score is not."""
    width, height = room
    lines = [each.plain for each in matrix(width, height, edges=edges)]
    scores = sorted({a * b for a in range(1, 6) for b in range(1, 6)})

    assert len(lines) <= height
    assert max(map(len, lines)) <= width
    assert [each for each in scores if not any(f" {each} " in f"{line} " for line in lines)] == []


def test_a_mark_stands_in_its_cell_and_what_does_not_fit_is_counted() -> None:
    """The board shows many risks in one cell: none of them disappears unsaid."""
    crowd = [Mark(4, 1, f"●{letter}") for letter in "ABCDE"]
    lines = [each.plain for each in matrix(52, 12, [Mark(3, 4, "● 12", here=True), *crowd])]

    assert sum("● 12" in each for each in lines) == 1
    assert next(each for each in lines if "55–79 %" in each).split()[3].startswith("●A●B+3")


def test_a_row_and_the_rows_between_stand_out_before_all_is_known() -> None:
    """What is typed shows at once where it leads."""
    lines = matrix(52, 12, lit=Lit(level=3, levels=(2, 4)))
    lit = [each.plain for each in lines if "│" in each.plain]

    assert [each.split("%")[0].strip() for each in lit if "%" in each] == ["55–79", "20–54", "5–19"]


@pytest.mark.parametrize("language", NAMES)
def test_every_impact_has_its_word_where_there_is_room(language: str) -> None:
    """Also where the words are longer: they move beside their columns before any of them goes."""
    try:
        speak(language)
        words = matrix(52, 17)[-1].plain.split()
        assert words == [say(each) for each in IMPACT_WORDS.values()]
    finally:
        speak("en")


@pytest.mark.parametrize("width", [60, 53, 28])
def test_every_colour_has_its_word(width: int) -> None:
    """The colours alone say nothing."""
    words = " ".join(each.plain for each in legend(width))

    for each in ("low 1–4", "moderate 5–9", "high 10–16", "extreme 20–25"):
        assert each in words
