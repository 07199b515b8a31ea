"""What the SQLite mailboxes promise beyond the port: restarts, a full disk, one body, many to a commit."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from hotline.errors import StoreFailed
from server import points
from server.rules.quota import Level, Limits
from server.stores.database import open_writer, run
from server.stores.embedded import open_stores
from server.stores.ledger import Ledger
from server.stores.reader import Reader
from server.stores.sqlite import SqliteMailboxes
from server.stores.sqlite_rows import SCHEMA
from server.stores.writer import Writer
from tests.server.stores.samples import ADA, BEA, CYD, NOON, NORTH, deposit, texts, verdicts, waiting


@pytest.fixture
def passed() -> Iterator[list[str]]:
    """The points passed, in order."""
    names: list[str] = []
    points.set_hook(names.append)
    yield names
    points.set_hook(None)


class Bench:
    """A store whose connection a test can reach."""

    def __init__(self, folder: Path) -> None:
        self.connection = open_writer(folder / "relay.db", SCHEMA)
        self.ledger = Ledger(Limits())
        self.writer = Writer(self.connection)
        self.reader = Reader(folder / "relay.db")
        self.store = SqliteMailboxes(self.writer, self.reader, self.ledger, 0)

    async def close(self) -> None:
        await self.reader.close()
        await self.writer.stop()


async def test_a_public_part_for_many_is_stored_once(tmp_path: Path) -> None:
    """Twenty desks' statement takes the room of one; it goes with the last who has it."""
    bench = Bench(tmp_path)
    bench.writer.start()
    await bench.store.deposit(deposit(b"text", to=(ADA, BEA)), NOON)
    await bench.store.deposit(deposit(b"text", to=(BEA, CYD)), NOON)

    def bodies() -> list[tuple[bytes]]:
        return run(apsw.Connection(str(tmp_path / "relay.db")), "SELECT public FROM envelope")

    assert bodies() == [(b"text",)]
    for mailbox in (ADA, BEA, CYD):
        assert bodies() == [(b"text",)]
        [one] = await waiting(bench.store, mailbox)
        await bench.store.acknowledge(mailbox, (one.seq,))
    assert bodies() == []
    await bench.close()


async def test_many_deposits_share_a_commit(tmp_path: Path, passed: list[str]) -> None:
    """What came while the disk was busy is committed together, and one alone at once."""
    async with open_stores(tmp_path, Limits(), 0) as stores:
        await stores.mailboxes.deposit(deposit(b"alone"), NOON)
        assert passed == ["store/before-first-commit", "store/before-commit", "store/after-commit"]
        passed.clear()

        await asyncio.gather(*(stores.mailboxes.deposit(deposit(b"%d" % n), NOON) for n in range(400)))
        assert passed.count("store/after-commit") < 40
        assert len(await waiting(stores.mailboxes)) == 401


async def test_a_batch_is_bounded(tmp_path: Path, passed: list[str]) -> None:
    """However many wait, the first of them does not wait for all."""
    bench = Bench(tmp_path)
    deposits = [asyncio.create_task(bench.store.deposit(deposit(b"%d" % n), NOON)) for n in range(1_100)]
    await asyncio.sleep(0)
    bench.writer.start()
    await asyncio.gather(*deposits)

    assert passed.count("store/after-commit") == 3
    await bench.close()


async def test_a_restart_keeps_what_waits_what_was_seen_and_what_counts(tmp_path: Path) -> None:
    """The levels that a quota looks at are counted anew."""
    limits = Limits(mailbox=Level(2, 10_000), share=Level(9, 10_000), party=Level(9, 10_000))
    async with open_stores(tmp_path, limits, 0) as stores:
        await stores.mailboxes.deposit(deposit(b"one", to=(ADA, BEA)), NOON)
        await stores.mailboxes.deposit(deposit(b"two"), NOON)
        before = await stores.mailboxes.usage(ADA)

    async with open_stores(tmp_path, limits, 0) as stores:
        assert await stores.mailboxes.usage(ADA) == before
        assert await texts(stores.mailboxes) == [b"one", b"two"]
        assert await verdicts(stores.mailboxes, deposit(b"one")) == ["already-had"]
        assert await verdicts(stores.mailboxes, deposit(b"three")) == ["mailbox-full"]


async def test_a_number_never_comes_twice(tmp_path: Path) -> None:
    """Else a late acknowledgement would delete what nobody has read."""
    async with open_stores(tmp_path, Limits(), 0) as stores:
        await stores.mailboxes.deposit(deposit(b"one"), NOON)
        [one] = await waiting(stores.mailboxes)
        await stores.mailboxes.acknowledge(ADA, (one.seq,))

    async with open_stores(tmp_path, Limits(), 0) as stores:
        await stores.mailboxes.deposit(deposit(b"two"), NOON)
        assert await stores.mailboxes.acknowledge(ADA, (one.seq,)) == 0
        assert await texts(stores.mailboxes) == [b"two"]


async def test_a_full_disk_refuses_everyone_in_the_batch_and_ends_when_there_is_room(tmp_path: Path) -> None:
    """Nothing of it is stored or counted; the store goes on when the disk does."""
    bench = Bench(tmp_path)
    pages = bench.connection.pragma("page_count")
    bench.connection.pragma("max_page_count", pages + 40)
    bench.writer.start()
    large = [deposit(bytes([n]) * 200_000) for n in range(4)]  # 25 pages each

    failed = await asyncio.gather(*(bench.store.deposit(one, NOON) for one in large), return_exceptions=True)
    stored = [text[0] for text in await texts(bench.store)]
    assert any(isinstance(one, StoreFailed) for one in failed)
    assert stored == [n for n, answer in enumerate(failed) if not isinstance(answer, BaseException)]
    assert (await bench.store.usage_of(NORTH)).count == len(stored)

    await bench.writer.run(lambda connection, undo: connection.pragma("max_page_count", 2**30))
    for one in large:
        await bench.store.deposit(one, NOON)
    assert len(await waiting(bench.store)) == 4
    await bench.close()


async def test_a_failed_commit_is_everyones_and_leaves_no_trace(tmp_path: Path) -> None:
    """Deposits and acknowledgements of the batch are undone, in the file and in what is counted."""
    bench = Bench(tmp_path)
    bench.writer.start()
    await bench.store.deposit(deposit(b"kept"), NOON)
    [kept] = await waiting(bench.store)
    before = await bench.store.usage(ADA)

    def fail(name: str) -> None:
        raise apsw.IOError("disk I/O error")

    points.set_hook(fail)
    work = (bench.store.deposit(deposit(b"lost"), NOON), bench.store.acknowledge(ADA, (kept.seq,)))
    failed = await asyncio.gather(*work, return_exceptions=True)
    points.set_hook(None)

    assert [type(one) for one in failed] == [StoreFailed, StoreFailed]
    assert await bench.store.usage(ADA) == before
    assert await texts(bench.store) == [b"kept"]
    assert await verdicts(bench.store, deposit(b"lost")) == ["stored"]
    await bench.close()


async def test_who_no_longer_waits_stops_nothing(tmp_path: Path) -> None:
    """A session that ends while its deposit is committed: stored all the same, and its watcher is woken."""
    bench = Bench(tmp_path)
    woken = asyncio.Event()
    bench.store.watch(ADA, woken.set)
    depositing = asyncio.create_task(bench.store.deposit(deposit(b"one"), NOON))
    await asyncio.sleep(0)
    depositing.cancel()
    bench.writer.start()
    await woken.wait()

    assert await texts(bench.store) == [b"one"]
    await bench.close()


async def test_closing_commits_what_was_asked_for(tmp_path: Path) -> None:
    """A graceful stop loses nothing; after it nothing is taken."""
    bench = Bench(tmp_path)
    bench.writer.start()
    deposits = [asyncio.create_task(bench.store.deposit(deposit(b"%d" % n), NOON)) for n in range(50)]
    await asyncio.sleep(0)
    await bench.close()
    await asyncio.gather(*deposits)

    with pytest.raises(StoreFailed):
        await bench.store.deposit(deposit(b"late"), NOON)
    async with open_stores(tmp_path, Limits(), 0) as stores:
        assert len(await waiting(stores.mailboxes)) == 50


async def test_a_file_of_another_version_is_not_touched(tmp_path: Path) -> None:
    """It is said which, and what to do."""
    connection = apsw.Connection(str(tmp_path / "relay.db"))
    connection.pragma("user_version", 7)
    connection.close()

    with pytest.raises(StoreFailed, match="another version"):
        async with open_stores(tmp_path, Limits(), 0):
            pass


async def test_a_file_that_cannot_be_opened_is_a_store_failure(tmp_path: Path) -> None:
    """The operator gets a sentence, not a traceback."""
    (tmp_path / "relay.db").write_bytes(b"not a database" * 100)

    with pytest.raises(StoreFailed, match=r"relay\.db"):
        async with open_stores(tmp_path, Limits(), 0):
            pass
