"""How hypothesis behaves in all tests: no time limit, because a slow machine is no fault of the code.

And what keeps the suite short: the order of the tests, and how often garbage is looked for.
"""

from __future__ import annotations

import gc
from collections import Counter
from itertools import count

import pytest
from hypothesis import settings

settings.register_profile("default", max_examples=60, deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spreads each folder's tests evenly over the run: some compute and some mostly wait, and no worker has
    the long ones for itself at the end."""
    folders = [each.path.parent for each in items]
    sizes, places = Counter(folders), {each: count() for each in folders}
    when = {id(each): next(places[each.path.parent]) / sizes[each.path.parent] for each in items}
    items.sort(key=lambda each: when[id(each)])


def pytest_collection_finish() -> None:
    """What collecting has made stays until the end, and is left out: a sixteenth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
