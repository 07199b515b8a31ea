"""What we carry along of others is their release, unchanged, and nothing of it is fetched from anywhere."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "client" / "browser" / "static"
PAPER = (ROOT / "docs" / "DEPENDENCIES.md").read_text(encoding="utf-8")
CARRIED = dict(re.findall(r"^ {4}([0-9a-f]{64})  client/browser/static/(\S+)$", PAPER, re.MULTILINE))


def test_the_paper_names_each_file_of_the_release() -> None:
    assert set(CARRIED.values()) == {"xterm.mjs", "xterm.css", "LICENSE-xterm.txt"}


@pytest.mark.parametrize(("digest", "name"), CARRIED.items())
def test_the_file_is_the_one_in_the_paper(digest: str, name: str) -> None:
    """A change to it must be seen by whoever reads the paper."""
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("name", ["page.html", "page.css", "page.js"])
def test_our_own_files_name_no_address(name: str) -> None:
    """No font, script, picture or style of another machine."""
    assert not re.search(r"https?:|//[a-z]+\.|@import|url\(", (STATIC / name).read_text(encoding="utf-8"))
