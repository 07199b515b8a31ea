"""The embedded stores keep what the ports promise, on a disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from server.rules.quota import Limits
from server.stores.embedded import Stores, open_stores
from server.stores.port import Blobs, KeyDirectory, Mailboxes
from tests.server.stores.blobs_contract import BLOB_LIMIT, BlobsContract
from tests.server.stores.keys_contract import KeysContract
from tests.server.stores.mailboxes_contract import MailboxesContract, Opened


@pytest.fixture
async def stores(tmp_path: Path) -> AsyncIterator[Stores]:
    async with open_stores(tmp_path, Limits(), BLOB_LIMIT) as stores:
        yield stores


class TestSqliteMailboxes(MailboxesContract):
    @pytest.fixture
    def opened(self, tmp_path: Path) -> Opened:
        @asynccontextmanager
        async def opened(limits: Limits) -> AsyncIterator[Mailboxes]:
            async with open_stores(tmp_path, limits, BLOB_LIMIT) as stores:
                yield stores.mailboxes

        return opened


class TestSqliteKeys(KeysContract):
    @pytest.fixture
    def keys(self, stores: Stores) -> KeyDirectory:
        return stores.keys


class TestFileBlobs(BlobsContract):
    @pytest.fixture
    def blobs(self, stores: Stores) -> Blobs:
        return stores.blobs
