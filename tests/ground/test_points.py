"""Every commit, rename, sync and write to a socket stands beside a point of its own, and every point dies."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tests.ground.places import PROGRAMS, names, sources, unpointed
from tests.points.table import POINTS

NAME = re.compile(r"[a-z]+(-[a-z]+)*/(before|after)-[a-z]+(-[a-z]+)*")

WITHOUT = [
    ("client/vault/new.py", "def keep(rows):\n    rows.all('COMMIT')", 2),
    (
        "client/vault/new.py",
        "def keep(connection):\n    with connection:\n        connection.execute('x')",
        2,
    ),
    ("server/stores/new.py", "def keep(self):\n    with self.connection:\n        self.run()", 2),
    ("client/engine/new.py", "import os\nos.rename('a', 'b')", 2),
    ("client/engine/new.py", "from os import replace as swap\nswap('a', 'b')", 2),
    ("client/engine/new.py", "def name(draft, path):\n    draft.replace(path)", 2),
    ("server/new.py", "import os\ndef settle(file):\n    os.fdatasync(file.fileno())", 3),
    ("server/web/new.py", "async def send(self, part):\n    await self._socket.send_bytes(part)", 2),
    ("client/links/new.py", "def send(writer):\n    writer.write(b'')", 2),
    ("server/web/blobs.py", "def answer():\n    return web.Response(status=201)", 2),
    (
        "server/new.py",
        "import os\ndef two(a, b):\n    point('x/before-sync')\n    os.fsync(a)\n    os.fsync(b)",
        5,
    ),
    ("server/new.py", "import os\npoint('x/before-sync')\ndef far(a):\n    os.fsync(a)", 4),
    ("server/new.py", "import os\ndef late(a):\n    os.fsync(a)\n    point('x/after-sync')", 3),
]
WITH = [
    ("client/vault/new.py", "def keep(rows):\n    point('x/before-commit')\n    rows.all('COMMIT')"),
    ("client/vault/new.py", "def keep(copy):\n    with copy:\n        point('x/before-commit')"),
    ("client/vault/new.py", "def keep(vault):\n    with vault.transaction():\n        pass"),
    ("client/links/new.py", "def send(file):\n    file.write(b'')"),
    (
        "client/text/new.py",
        "def spell(word, day):\n    return word.replace('a', 'b'), day.replace(tzinfo=None)",
    ),
]


def test_every_place_has_its_point() -> None:
    """A new one without is named, with its line."""
    assert [str(place) for file, source in sources() for place in unpointed(file, source)] == []


@pytest.mark.parametrize(("file", "source", "line"), WITHOUT)
def test_a_place_without_a_point_is_found(file: str, source: str, line: int) -> None:
    """The rule can fail: each of its words is broken once."""
    assert [(each.file, each.line) for each in unpointed(file, source)] == [(file, line)]


@pytest.mark.parametrize(("file", "source"), WITH)
def test_what_is_no_place_needs_none(file: str, source: str) -> None:
    """Nor one that has it."""
    assert unpointed(file, source) == []


def test_points_have_names_of_their_own_and_are_listed() -> None:
    """Each name stands once in a program, and in the table with the story that dies there."""
    found = [(file.split("/")[0], name) for file, source in sources() for name in names(source)]

    assert [name for name, count in Counter(found).items() if count > 1] == []
    assert [name for _, name in found if not NAME.fullmatch(name)] == []
    assert sorted(found) == sorted(POINTS)
    assert {program for program, _ in found} == set(PROGRAMS)
