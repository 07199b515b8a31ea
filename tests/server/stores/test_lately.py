"""What was acknowledged before it was written is known at once, and in the file a moment later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from server.rules.quota import Limits
from server.stores import lately
from server.stores.database import open_writer, run
from server.stores.embedded import open_stores
from server.stores.lately import MANY, Lately
from server.stores.port import Mailboxes
from server.stores.sqlite_rows import SCHEMA
from server.stores.writer import Undo
from tests.server.stores.samples import NOON, deposit, verdicts


@pytest.fixture
def file(tmp_path: Path) -> Iterator[apsw.Connection]:
    """A relay's file, whose table of seen slots is empty."""
    connection = open_writer(tmp_path / "relay.db", SCHEMA)
    yield connection
    connection.close()


def written(file: apsw.Connection) -> int:
    [(count,)] = run(file, "SELECT count(*) FROM seen")
    return int(count)


def add(late: Lately, count: int) -> None:
    for n in range(count):
        late.add(n.to_bytes(32, "big"), 1_000)


async def keep_acknowledged(store: Mailboxes, text: bytes) -> None:
    """Deposit what its recipient acknowledges before it is written."""
    arrival = store.arrive(deposit(text), NOON)
    arrival.acknowledged.update(arrival.seqs)
    await store.keep([arrival])


async def test_a_restart_keeps_it(tmp_path: Path) -> None:
    """A relay that is stopped in order forgets nothing."""
    async with open_stores(tmp_path, Limits(), 0) as stores:
        await keep_acknowledged(stores.mailboxes, b"one")

    async with open_stores(tmp_path, Limits(), 0) as stores:
        assert await verdicts(stores.mailboxes, deposit(b"one")) == ["already-had"]


async def test_it_is_written_when_the_clock_sweeps(tmp_path: Path) -> None:
    """However little traffic there is, it is in the file within a minute."""
    async with open_stores(tmp_path, Limits(), 0) as stores:
        await keep_acknowledged(stores.mailboxes, b"one")
        reader = apsw.Connection(str(tmp_path / "relay.db"))
        assert written(reader) == 0

        await stores.mailboxes.expire(NOON)

        assert written(reader) == 1
        assert await verdicts(stores.mailboxes, deposit(b"one")) == ["already-had"]


async def test_when_there_are_many_they_are_kept_instead(tmp_path: Path, monkeypatch) -> None:
    """Then the next commit writes them all, and there is room again."""
    monkeypatch.setattr(lately, "MANY", 2)
    async with open_stores(tmp_path, Limits(), 0) as stores:
        arrivals = [stores.mailboxes.arrive(deposit(b"%d" % n), NOON) for n in range(3)]
        for each in arrivals:
            each.acknowledged.update(each.seqs)
        assert [stores.mailboxes.remember(each) for each in arrivals] == [True, True, False]

        await stores.mailboxes.keep(arrivals[2:])

        assert written(apsw.Connection(str(tmp_path / "relay.db"))) == 3
        assert stores.mailboxes.remember(arrivals[2])


def test_many_are_written_together(file: apsw.Connection) -> None:
    """Memory holds no more of them than that."""
    late, undo = Lately(), list[Undo]()
    add(late, MANY - 1)
    late.write_many(file, undo)
    assert written(file) == 0

    add(late, MANY)
    late.write_many(file, undo)

    assert written(file) == MANY
    assert not late.has(bytes(32), 0)


def test_what_could_not_be_committed_is_still_known(file: apsw.Connection) -> None:
    """A disk that is full loses none of it, and it is written when there is room."""
    late, undo = Lately(), list[Undo]()
    add(late, 3)
    file.execute("BEGIN")
    late.write(file, undo)
    file.execute("ROLLBACK")
    for step in undo:
        step()

    assert late.has(bytes(32), 999)
    late.write(file, undo)
    assert written(file) == 3


def test_it_is_known_until_it_expires() -> None:
    """As in the file."""
    late = Lately()
    add(late, 1)

    assert late.has(bytes(32), 999) and not late.has(bytes(32), 1_000)
