"""What must be true of a relay's stores after `crashing_relay` died, by what that had said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import apsw

from server.stores.embedded import Stores
from tests.server.stores.crashing_relay import AT_ONCE
from tests.server.stores.samples import NOON, NORTH, deposit, texts, upload, verdicts

Said = dict[str, set[int]]


def heard(lines: Iterable[str]) -> Said:
    """Numbers by the word before them."""
    said: Said = defaultdict(set)
    for line in lines:
        word, number = line.split()
        said[word].add(int(number))
    return said


async def check_acknowledged(stores: Stores, said: Said) -> None:
    """Before anything is done again."""
    waiting = [int(text) for text in await texts(stores.mailboxes)]
    assert said["stored"] - said["letting-go"] <= set(waiting)
    assert not said["gone"] & set(waiting)
    for number in said["blob"]:
        assert (await stores.blobs.progress(upload(b"%d" % number * 100))).done


async def check_mailbox(stores: Stores, said: Said, rounds: int) -> None:
    """All that was acknowledged is there, but what was let go; each once; depositing again fills the rest."""
    await check_acknowledged(stores, said)
    for number in range(rounds * AT_ONCE):
        await verdicts(stores.mailboxes, deposit(b"%d" % number))
    after = [int(text) for text in await texts(stores.mailboxes)]
    assert len(after) == len(set(after))
    assert set(range(rounds * AT_ONCE)) - set(after) <= said["letting-go"]
    assert (await stores.mailboxes.usage_of(NORTH)).count == len(after)


async def check_blobs(stores: Stores, said: Said, rounds: int) -> None:
    """Each blob that was acknowledged is whole, and each other can be sent."""
    for number in range(rounds):
        content = b"%d" % number * 100
        what = upload(content)
        progress = await stores.blobs.progress(what)
        assert progress.done or number not in said["blob"]
        await stores.blobs.write(what, progress.offset, content[progress.offset :], NOON)
        assert await stores.blobs.read(what.blob, 0, NOON) == content


def check_file(file: Path) -> None:
    """The database is sound and holds no envelope that nobody waits for."""
    connection = apsw.Connection(str(file))
    assert connection.pragma("integrity_check") == "ok"
    assert not list(connection.execute("PRAGMA foreign_key_check"))
    orphans = "SELECT count(*) FROM envelope WHERE number NOT IN (SELECT envelope FROM delivery)"
    assert connection.execute(orphans).get == 0
    connection.close()
