"""Thousands of strangers and hostile members at a relay: `make soak`."""

from __future__ import annotations

import pytest

from tests.fuzz.test_conversations import conversations

VISITS = 2000


@pytest.mark.parametrize("seed", range(10))
async def test_thousands_of_strangers(tmp_path, seed: int):
    """Each seed is another crowd."""
    await conversations(tmp_path, seed, VISITS)
