"""The bucket of tokens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.ids import Precedence
from server.rules.pace import Bucket, Pace, TooFast, full
from tests.server.people import NOW

PACE = Pace(per_second=2, burst=20)


def spend(bucket: Bucket, precedence: Precedence = Precedence.ROUTINE, after: float = 0.0) -> None:
    bucket.take_one(precedence, NOW + timedelta(seconds=after))


def test_routine_leaves_the_last_tenth():
    """Two of twenty are for what is urgent."""
    bucket = full(PACE, NOW)
    for _ in range(18):
        spend(bucket)

    with pytest.raises(TooFast) as told:
        spend(bucket)
    assert told.value.wait == timedelta(seconds=0.5)
    spend(bucket, Precedence.FLASH)
    spend(bucket, Precedence.IMMEDIATE)
    with pytest.raises(TooFast):
        spend(bucket, Precedence.FLASH)


def test_the_wait_that_is_told_is_enough():
    """Who waits that long is let through."""
    bucket = full(PACE, NOW)
    for _ in range(20):
        spend(bucket, Precedence.FLASH)
    with pytest.raises(TooFast) as told:
        spend(bucket)

    spend(bucket, after=told.value.wait.total_seconds())
    assert bucket.tokens >= 0


@given(st.lists(st.tuples(st.integers(-5, 5), st.sampled_from(Precedence)), max_size=60))
def test_no_clock_however_wrong_makes_more_than_a_full_bucket(steps):
    """A clock that is set back gains nobody anything."""
    bucket, after, spent = full(PACE, NOW), 0, 0
    for seconds, precedence in steps:
        after += seconds
        try:
            spend(bucket, precedence, after)
            spent += 1
        except TooFast:
            pass
        assert 0 <= bucket.tokens <= PACE.burst

    forward = sum(max(0, seconds) for seconds, _ in steps)
    assert spent <= PACE.burst + PACE.per_second * forward
