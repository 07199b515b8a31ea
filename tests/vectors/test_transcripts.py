"""The transcript files still say what they said, and every bad one is found out for what was done to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hotline.archive.report import report_view
from hotline.archive.verify import verify
from hotline.errors import Malformed

FOLDER = Path(__file__).with_name("transcripts")
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text())
UNREADABLE = sorted(name for name, each in EXPECTED.items() if not each["readable"])
READABLE = sorted(EXPECTED.keys() - set(UNREADABLE))

MADE_FOR = {
    "good": set(),
    "amended": set(),
    "flipped-body": {"body-mismatch"},
    "forged-signature": {"bad-signature", "missing-ancestor"},
    "signed-by-another": {"bad-signature"},
    "missing-line": {"missing-ancestor"},
    "doubled-seq": {"two-histories"},
    "outlived": {"outlived"},
    "stranger": {"not-a-party"},
    "without-card": {"no-desk"},
    "bad-credentials": {"bad-credential"},
    "copied-body": {"copied-body"},
    "bad-chain": {"bad-chain"},
    "refused": {
        "wrong-exercise",
        "wrong-agreement",
        "unknown-kind",
        "wrong-audience",
        "held-not-agreed",
        "refers-to-missing",
    },
    "other-channel": {"other-channel"},
    "without-founding-body": {"missing-founding-body"},
    "out-of-order": {"out-of-order"},
    "twice": {"twice"},
    "cut-off": {"no-end"},
    "cut-in-a-line": {"malformed", "no-end"},
    "damaged": {"wrong-counts", "wrong-hash"},
    "more-after-the-end": {"after-end"},
    "not-a-header": {"not-a-statement", "malformed", "wrong-counts"},
    "not-signed-by-all": {"not-signed"},
    "half-signed": {"not-signed"},
    "bad-roots": {"bad-root", "not-signed"},
    "wrong-channel": {"wrong-channel"},
}


def lines_of(name: str) -> list[bytes]:
    return (FOLDER / f"{name}.transcript").read_bytes().splitlines(keepends=True)


def test_every_file_is_spoken_of() -> None:
    """No file without what must be found in it, and none of these without its file."""
    assert {path.stem for path in FOLDER.glob("*.transcript")} == set(EXPECTED)
    assert set(READABLE) == set(MADE_FOR)


@pytest.mark.parametrize("name", READABLE)
def test_what_is_found(name: str) -> None:
    """All of the report but the sentences, which are everyone's own."""
    view = report_view(verify(lines_of(name)))
    for finding in view["findings"]:
        assert finding.pop("why")

    assert {"what": EXPECTED[name]["what"], "readable": True} | view == EXPECTED[name]
    assert {finding["code"] for finding in view["findings"]} == MADE_FOR[name]


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read(name: str) -> None:
    with pytest.raises(Malformed, match=r"transcript, line 1|agreement"):
        verify(lines_of(name))
