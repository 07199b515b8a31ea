"""What every implementation of `KeyDirectory` promises: a store's test class inherits it, gives `keys`."""

from __future__ import annotations

import pytest

from hotline.errors import Refused
from server.stores.port import Announced, KeyDirectory
from tests.server.stores.samples import ADA, BEA, DAY, NOON, announcement


class KeysContract:
    """Inherited by a test class for each store."""

    @pytest.fixture
    def keys(self) -> KeyDirectory:
        """An empty directory."""
        raise NotImplementedError

    async def test_the_newest_is_given(self, keys: KeyDirectory) -> None:
        """Each device has one current key, and nobody else's."""
        assert await keys.get(ADA, NOON) is None
        assert await keys.put(announcement(b"first", 1), NOON) is Announced.NEWEST
        assert await keys.put(announcement(b"second", 2), NOON) is Announced.NEWEST

        assert await keys.get(ADA, NOON) == b"second"
        assert await keys.get(BEA, NOON) is None

    async def test_a_lower_counter_is_ignored(self, keys: KeyDirectory) -> None:
        """A replayed announcement brings no old key back; a later life of a device comes after."""
        await keys.put(announcement(b"late", 1, life=1_000), NOON)

        assert await keys.put(announcement(b"early", 300, life=999), NOON) is Announced.OLDER
        assert await keys.put(announcement(b"late", 1, life=1_000), NOON) is Announced.SAME
        assert await keys.get(ADA, NOON) == b"late"
        assert await keys.evidence(ADA) is None

    async def test_counters_are_compared_as_numbers(self, keys: KeyDirectory) -> None:
        """256 is more than 255."""
        await keys.put(announcement(b"255", 255), NOON)

        assert await keys.put(announcement(b"256", 256), NOON) is Announced.NEWEST

    @pytest.mark.parametrize("restored", [False, True])
    async def test_two_with_one_counter_are_kept_as_evidence(
        self, keys: KeyDirectory, restored: bool
    ) -> None:
        """The first stays in use; both can be shown, whatever comes after."""
        await keys.put(announcement(b"mine", 7), NOON)

        assert await keys.put(announcement(b"thief's", 7, restored=restored), NOON) is Announced.CONFLICT
        assert await keys.get(ADA, NOON) == b"mine"
        await keys.put(announcement(b"another", 7), NOON)
        await keys.put(announcement(b"next", 8), NOON)
        assert await keys.evidence(ADA) == (b"mine", b"thief's")
        assert await keys.evidence(BEA) is None

    async def test_a_key_past_its_time_is_not_given(self, keys: KeyDirectory) -> None:
        """Nobody seals for a key that its device is about to erase."""
        await keys.put(announcement(b"mine", 1), NOON)
        await keys.put(announcement(b"other", 1), NOON)

        assert await keys.get(ADA, NOON + DAY) is None
        assert await keys.expire(NOON + DAY / 2) == 0
        assert await keys.get(ADA, NOON) == b"mine"
        assert await keys.expire(NOON + DAY) == 1
        assert await keys.get(ADA, NOON) is None
        assert await keys.evidence(ADA) is None

    async def test_a_key_that_comes_past_its_time_is_refused(self, keys: KeyDirectory) -> None:
        """And its device is told."""
        with pytest.raises(Refused) as refused:
            await keys.put(announcement(b"late", 1), NOON + DAY)

        assert refused.value.code == "expired"
