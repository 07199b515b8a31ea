"""The memory stores keep what the ports promise."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from server.rules.quota import Limits
from server.stores.awaitable import AwaitableKeys, AwaitableMailboxes
from server.stores.memory import MemoryKeys, MemoryMailboxes
from server.stores.memory_blobs import MemoryBlobs
from server.stores.port import Blobs, KeyDirectory, Mailboxes
from tests.server.stores.blobs_contract import BLOB_LIMIT, BlobsContract
from tests.server.stores.keys_contract import KeysContract
from tests.server.stores.mailboxes_contract import MailboxesContract, Opened


class TestMemoryMailboxes(MailboxesContract):
    @pytest.fixture
    def opened(self) -> Opened:
        @asynccontextmanager
        async def opened(limits: Limits) -> AsyncIterator[Mailboxes]:
            yield AwaitableMailboxes(MemoryMailboxes(limits))

        return opened


class TestMemoryKeys(KeysContract):
    @pytest.fixture
    def keys(self) -> KeyDirectory:
        return AwaitableKeys(MemoryKeys())


class TestMemoryBlobs(BlobsContract):
    @pytest.fixture
    def blobs(self) -> Blobs:
        return MemoryBlobs(BLOB_LIMIT)
