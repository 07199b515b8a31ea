"""What a typed `hotline doctor` says of a desk, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

from tests.client.cli.conftest import Hotline
from tests.client.cli.trail import make_party, must

QUICK = "--wait=0.5"


def words(lines: str) -> dict[str, str]:
    return {row["check"]: row["word"] for row in map(json.loads, lines.splitlines())}


def test_what_is_bad_ends_it_with_one(folder: Path, hotline: Hotline) -> None:
    """No relay is there: that is bad; in an exercise an unverified party is a warning."""
    done = hotline("doctor", "--json", QUICK)

    assert (done.code, "To be mended: relays." in done.err) == (1, True)
    found = words(done.out)
    assert {name for name, word in found.items() if word == "bad"} == {"relays"}
    assert (found["roots"], found["their keys"], found["clock"]) == ("warn", "warn", "warn")
    assert (found["vault"], found["files"], found["credential"], found["record"]) == ("ok",) * 4


def test_a_file_that_others_may_read_is_found(folder: Path, hotline: Hotline) -> None:
    """Its name is said, and the command that closes it works as it is printed."""
    drafts = folder / "home" / "ava" / "drafts"
    (drafts / "note").write_text("x")
    (drafts / "note").chmod(0o644)

    rows = [json.loads(line) for line in hotline("doctor", "--json", QUICK).out.splitlines()]

    found = [row for row in rows if row["check"] == "files"]
    assert [row["do"] for row in found] == [f"Run: chmod go-rwx '{drafts / 'note'}'"]


def test_warnings_alone_end_it_with_zero(empty: Path, hotline: Hotline) -> None:
    """A desk that is on no channel yet is not broken; aloud each check is a sentence."""
    make_party(empty, "AVA", "Ava")
    must("import", str(empty / "ava-credential.json"))

    done = hotline("doctor", "--plain", QUICK)

    assert (done.code, done.err) == (0, "")
    assert "Agreement, warn. This desk is on no channel. Import" in done.out
    assert "Vault, ok. Sound: all of it was read." in done.out
