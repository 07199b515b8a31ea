"""How hypothesis behaves in all tests: no time limit, because a slow machine is no fault of the code."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("default", max_examples=60, deadline=None, print_blob=True)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True)
