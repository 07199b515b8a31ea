"""What the papers say of the tests is true."""

from __future__ import annotations

import re

import pytest

from tests.hitlist.named import TREE, exists, named

HITLIST = (TREE / "docs" / "HITLIST.md").read_text(encoding="utf-8")
THREATS = (TREE / "docs" / "THREATS.md").read_text(encoding="utf-8")
ROWS = 45
ROW = re.compile(r"^\| *(\d+) *\|.*\|$", re.MULTILINE)


def rows() -> dict[int, str]:
    return {int(found[1]): found[0] for found in ROW.finditer(HITLIST)}


def test_every_failure_has_its_row() -> None:
    """The list is whole, and in its order."""
    assert list(rows()) == list(range(1, ROWS + 1))


@pytest.mark.parametrize("number", range(1, ROWS + 1))
def test_a_row_names_tests_or_says_that_it_is_open(number: int) -> None:
    """No row says nothing of what shows our answer."""
    row = rows()[number]

    assert named(row) or "**open**" in row


def test_the_page_says_how_many_rows_are_open() -> None:
    """Whoever closes a row, or opens one, says so at the top of the page."""
    counted = [number for number, row in rows().items() if "**open**" in row]
    told = re.search(r"^Open: (.*)\.$", HITLIST, re.MULTILINE)

    assert told is not None
    assert [int(each) for each in re.findall(r"\d+", told[1])] == counted


@pytest.mark.parametrize("page", [HITLIST, THREATS], ids=["HITLIST", "THREATS"])
def test_every_test_that_is_named_exists(page: str) -> None:
    """A test that was renamed takes its name along into the papers."""
    assert named(page)
    assert [each for each in named(page) if not exists(*each)] == []
