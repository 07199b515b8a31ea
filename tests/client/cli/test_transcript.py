"""The record as a file, written and verified by typed commands."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from hotline.identity.numbers import root_digits
from hotline.signed import signed_from_json
from tests.client.cli.conftest import Hotline
from tests.client.cli.test_vaults import running
from tests.client.cli.trail import finished, must

VECTORS = Path(__file__).parents[2] / "vectors" / "transcripts"


@pytest.fixture
def exported(folder: Path, hotline: Hotline) -> Path:
    """Ava's record: her card, and a message."""
    hotline("say", "northern", "message", "--text=The bridge is open.", "--wait=0")
    must("transcript", "export", "northern", f"--out={folder / 'northern.transcript'}")
    return folder / "northern.transcript"


def test_what_is_exported_is_intact(exported: Path, folder: Path, hotline: Hotline) -> None:
    """Exit code 0, with what people compare: the digits of each party's root."""
    done = hotline("transcript", "verify", "--json", str(exported))
    report = json.loads(done.out)

    assert (done.code, report["intact"], report["findings"]) == (0, True, [])
    assert (report["title"], report["statements"], report["bodies"]) == ("Northern line", 2, 2)
    roots = [signed_from_json((folder / f"{code}-root.json").read_bytes()) for code in ("ava", "brv")]
    assert [each["root_code"] for each in report["parties"]] == [root_digits(root.payload) for root in roots]


def test_the_file_is_for_its_owner_alone_and_overwrites_nothing(exported: Path, hotline: Hotline) -> None:
    before = exported.read_bytes()

    again = hotline("transcript", "export", "northern", f"--out={exported}")

    assert (again.code, exported.read_bytes()) == (2, before)
    assert stat.S_IMODE(exported.stat().st_mode) == 0o600


def test_it_goes_through_a_pipe_and_is_verified_without_a_desk(exported: Path, hotline: Hotline) -> None:
    """`-` on both ends; who verifies has no vault and no passphrase."""
    piped = hotline("transcript", "export", "northern")
    exported.with_name("piped").write_text(piped.out)

    nowhere = {"HOTLINE_HOME": "/nonexistent", "HOTLINE_PASSPHRASE_FILE": "/nonexistent"}
    done = finished("transcript", "verify", "--plain", str(exported.with_name("piped")), **nowhere)

    assert piped.out.encode() == exported.read_bytes()
    assert (done.code, done.err) == (0, "")
    assert "Intact: nothing was found wrong." in done.out


def test_a_running_desk_exports_as_well(exported: Path, hotline: Hotline) -> None:
    """Through the process that holds the vault, while it goes on working."""
    with running("ava"):
        done = hotline("transcript", "export", "northern")

    assert (done.code, done.out.encode()) == (0, exported.read_bytes())


def test_a_channel_that_is_not_here_leaves_no_file(folder: Path, hotline: Hotline) -> None:
    done = hotline("transcript", "export", "southern", f"--out={folder / 'southern'}")

    assert (done.code, (folder / "southern").exists()) == (2, False)


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("good", 0, "Intact"),
        ("flipped-body", 1, "line 5: body-mismatch."),
        ("stranger", 1, "not-a-party"),
        ("doubled-seq", 1, "two-histories"),
    ],
)
def test_what_is_found_is_named(name: str, code: int, said: str, empty: Path, hotline: Hotline) -> None:
    """With the line, the code and a sentence; exit code 1 when it is not intact."""
    done = hotline("transcript", "verify", str(VECTORS / f"{name}.transcript"))

    assert done.code == code
    assert said in done.out
    assert ("Not intact" in done.err) == bool(code)


@pytest.mark.parametrize("name", ["newer-version.transcript", "expected.json", "nothing-here"])
def test_what_is_no_transcript_is_bad_input(name: str, empty: Path, hotline: Hotline) -> None:
    """Exit code 2, and nothing on stdout."""
    done = hotline("transcript", "verify", str(VECTORS / name))

    assert (done.code, done.out) == (2, "")
