"""A herd of them, each for minutes: `make soak`."""

from __future__ import annotations

import pytest

from tests.client.ui.test_monkey import a_monkey, hurried

__all__ = ["hurried"]  # pytest finds it by its name here


@pytest.mark.parametrize("seed", range(100, 120))
async def test_the_terminal_goes_on_and_on(seed: int) -> None:
    await a_monkey(seed, 1000)
