"""How hypothesis behaves in all tests: no time limit, because a slow machine is no fault of the code.

And how often garbage is looked for: what collecting the tests has made stays until the end, and is left out.
"""

from __future__ import annotations

import gc

from hypothesis import settings

settings.register_profile("default", max_examples=60, deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)


def pytest_collection_finish() -> None:
    """A sixteenth of the suite's time, measured."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
