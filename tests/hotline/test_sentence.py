"""A sentence in a column of text: it comes back whole, and what is none comes back as it stands."""

from __future__ import annotations

import pytest

from hotline.sentence import Sentence, read_sentence, sentence, write_sentence


def test_a_sentence_comes_back_with_its_pattern_and_values() -> None:
    said = sentence("{who} is away.", who=sentence("{code}", code="BRV"))

    read = read_sentence(write_sentence(said))

    assert isinstance(read, Sentence)
    assert (read, read.pattern, read.values) == (said, said.pattern, said.values)


@pytest.mark.parametrize(
    "line",
    [
        "The disk is full.",
        "[1, 2, 3]",
        '["text", "pattern", {"name": 1}]',
        '"half of a character: \\ud83d"',
        '["text", "pattern", {"name": "\\udfff"}]',
        "[" * 5000,
    ],
)
def test_any_other_line_is_the_text_itself(line: str) -> None:
    read = read_sentence(line)

    assert read == line
    assert read.encode()
