"""What is new in a visit: the line, what came late, what was seen."""

from __future__ import annotations

from typing import Any, cast

from client.engine.reading.shapes import Row
from client.ui.visit import Visit


def rows(*said: tuple[str, int, bool]) -> list[Row]:
    """Id, arrival, new."""
    found: list[Any] = [{"id": id, "arrived": arrived, "new": new} for id, arrived, new in said]
    return cast(list[Row], found)


def test_what_is_new_at_the_end_stands_under_one_line() -> None:
    """And what came late, above what was here already, is marked by itself."""
    visit = Visit()
    shown = rows(("a", 1, False), ("late", 4, True), ("b", 2, False), ("new", 3, True), ("newer", 5, True))

    visit.take(shown, with_line=True)

    assert [visit.mark(each) for each in shown] == ["", "in place", "", "since", ""]


def test_of_what_is_all_new_none_came_late() -> None:
    """In whatever order it came, a line stands above all of it; it goes up while nobody has looked."""
    visit = Visit()
    shown = rows(("a", 1, False), ("new", 4, True), ("newer", 3, True))
    visit.take(shown, with_line=True)
    assert [visit.mark(each) for each in shown] == ["", "since", ""]

    shown = rows(("a", 1, False), ("late", 5, True), ("new", 4, True), ("newer", 3, True))
    visit.take(shown, with_line=True)
    assert [visit.mark(each) for each in shown] == ["", "since", "", ""]

    visit.take(shown[3:], with_line=True)
    visit.see(shown)
    shown = rows(("a", 1, False), ("later", 6, True), ("late", 5, True), ("new", 4, True), ("newer", 3, True))
    visit.take(shown, with_line=True)
    assert [visit.mark(each) for each in shown] == ["", "in place", "since", "", ""]


def test_each_is_seen_once() -> None:
    """What stood on screen is told once, and is not unread any more; marks stay until the visit ends."""
    visit = Visit()
    shown = rows(("a", 1, False), ("late", 4, True), ("b", 2, False), ("new", 3, True))
    visit.take(shown, with_line=True)

    assert visit.see(shown[2:]) == [3]
    assert visit.see(shown) == [4]
    assert visit.see(shown) == []
    assert [visit.mark(each) for each in shown] == ["", "in place", "", "since"]
    visit.begin()
    visit.take(shown, with_line=True)
    assert [visit.mark(each) for each in shown] == ["", "", "", ""]


def test_on_the_first_visit_nothing_is_older() -> None:
    """There is no line above what nobody has left."""
    visit = Visit()
    shown = rows(("a", 1, True), ("b", 2, True))

    visit.take(shown, with_line=False)

    assert [visit.mark(each) for each in shown] == ["", ""]
