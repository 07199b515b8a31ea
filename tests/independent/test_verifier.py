"""The second verifier says of every vector what expected.json says."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.independent import verifier

VECTORS = Path(__file__).parents[1] / "vectors" / "transcripts"
EXPECTED: dict[str, dict[str, Any]] = json.loads((VECTORS / "expected.json").read_text(encoding="utf-8"))


def test_every_vector_is_expected() -> None:
    assert {p.stem for p in VECTORS.glob("*.transcript")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_says_what_is_expected(name: str) -> None:
    """All of it: no vector has a finding of those that 12.3 lets a small verifier leave out."""
    said = verifier.verify(VECTORS / f"{name}.transcript")
    assert said.pop("left_out", verifier.LEFT_OUT) == verifier.LEFT_OUT
    assert said == {key: value for key, value in EXPECTED[name].items() if key != "what"}


def test_no_vector_needs_what_is_left_out() -> None:
    """If one ever does, the comparison above must name the part it leaves aside (the catalogue of kinds)."""
    codes = {finding["code"] for said in EXPECTED.values() for finding in said.get("findings", [])}
    assert not codes & {"body-malformed", "too-low", "too-many-words", "early-close"}


@pytest.mark.parametrize(("name", "code"), [("good", 0), ("twice", 1), ("newer-version", 2)])
def test_exit_codes(name: str, code: int) -> None:
    done = subprocess.run(
        [sys.executable, verifier.__file__, str(VECTORS / f"{name}.transcript")],
        capture_output=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert json.loads(done.stdout)["readable"] is (code != 2)


def test_order_of_lines_decides_nothing(tmp_path: Path) -> None:
    """Ancestry, terms and verdicts are of the links, not of where a line stands."""
    lines = (VECTORS / "amended.transcript").read_bytes().splitlines(keepends=True)
    (tmp_path / "t").write_bytes(b"".join([lines[0], *lines[-2:0:-1], lines[-1]]))
    said, expected = verifier.verify(tmp_path / "t"), EXPECTED["amended"]
    assert {f["code"] for f in said["findings"]} == {"out-of-order", "wrong-hash"}
    for name in ("agreement", "statements", "incomplete", "parties", "authors", "heads"):
        assert said[name] == expected[name]


JUNK = [b"", b"\n", b"{}\n", b"[" * 100000 + b"\n", b"\xff\xfe\n", b'{"v":1e999}\n']


@pytest.mark.parametrize("junk", JUNK)
def test_junk_is_unreadable(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "t").write_bytes(junk)
    assert verifier.verify(tmp_path / "t") == {"readable": False}


def test_junk_in_a_line_is_malformed(tmp_path: Path) -> None:
    good = (VECTORS / "twice.transcript").read_bytes().splitlines(keepends=True)
    for junk in (b"\n", b"null\n", b'{"header":{},"body":null}\n', b'{"a":1,"a":1}\n', b"x" * 600000 + b"\n"):
        (tmp_path / "t").write_bytes(good[0] + junk)
        codes = [(f["line"], f["code"]) for f in verifier.verify(tmp_path / "t")["findings"]]
        assert codes == [(2, "malformed"), (None, "no-end")]


def test_imports_only_the_standard_library_and_cryptography() -> None:
    tree = ast.parse(Path(verifier.__file__).read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.add(node.module or "")
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names) | {"cryptography"}
