"""Stories are told with the cheap cryptography; every tenth seed has the real one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.simulation.standin import standing_in


@pytest.fixture
def cheaply() -> Iterator[None]:
    with standing_in():
        yield
