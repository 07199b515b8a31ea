"""A line of three that is up and has said hello."""

from __future__ import annotations

import pytest

from tests.simulation.world import World


@pytest.fixture
def world() -> World:
    world = World(5, [("BRV", "principal"), ("KLO", "principal"), ("OBS", "observer")])
    world.settle()
    return world
