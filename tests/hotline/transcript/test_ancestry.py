"""Ancestry: exact, whatever forks and merges there are."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.transcript.ancestry import NOTHING, Ancestry, Spot


@st.composite
def graphs(draw: st.DrawFn) -> list[tuple[int | None, list[int]]]:
    """For each node what it follows and what else it links to, all of them earlier nodes."""
    graph: list[tuple[int | None, list[int]]] = []
    for index in range(draw(st.integers(1, 40))):
        earlier = st.integers(0, index - 1)
        follows = draw(st.none() | earlier) if index else None
        graph.append((follows, draw(st.lists(earlier, max_size=3)) if index else []))
    return graph


def naive(graph: list[tuple[int | None, list[int]]]) -> list[set[int]]:
    pasts: list[set[int]] = []
    for follows, others in graph:
        links = {*others, *([] if follows is None else [follows])}
        pasts.append(links.union(*(pasts[link] for link in links)))
    return pasts


def placed(graph: list[tuple[int | None, list[int]]]) -> tuple[Ancestry, list[Spot]]:
    ancestry, spots = Ancestry(), list[Spot]()
    for follows, others in graph:
        links = [spots[link] for link in ([] if follows is None else [follows]) + others]
        spots.append(ancestry.place(None if follows is None else spots[follows], links))
    return ancestry, spots


@settings(max_examples=100)
@given(graphs())
def test_precedes_is_what_following_every_link_finds(graph: list[tuple[int | None, list[int]]]) -> None:
    """The compact form answers as sets of ancestors would."""
    ancestry, spots = placed(graph)
    pasts = naive(graph)

    for later in range(len(graph)):
        found = {earlier for earlier in range(len(graph)) if ancestry.precedes(spots[earlier], spots[later])}
        assert found == pasts[later]


@settings(max_examples=50)
@given(graphs())
def test_first_after_is_where_descent_begins(graph: list[tuple[int | None, list[int]]]) -> None:
    """On each track all from one position on descend from a statement, and none before."""
    ancestry, spots = placed(graph)
    pasts = naive(graph)

    for index, spot in enumerate(spots):
        for track in {each.track for each in spots}:
            later = [
                each.position for n, each in enumerate(spots) if each.track == track and index in pasts[n]
            ]
            assert ancestry.first_after(spot, track) == min(later, default=None)


def test_a_track_never_seen_is_not_reached() -> None:
    """Two strangers know nothing of each other."""
    ancestry = Ancestry()
    one, other = ancestry.place(None, []), ancestry.place(None, [])

    assert ancestry.reach(one, other.track) == NOTHING
