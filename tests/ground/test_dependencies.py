"""What is installed is what was locked, and somebody has said why it is here."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
SOAK = (ROOT / "soak.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
ADDRESS = re.compile(r"[a-z+]+://|^-|--(?:index|extra-index|find-links|trusted-host)|\s/\w|@ ", re.MULTILINE)


def locked(lock: str = LOCK) -> dict[str, str]:
    """Each requirement of the lock with all that is said about it: name → lines, joined."""
    lines = [line for line in lock.splitlines() if not line.lstrip().startswith("#")]
    entries = "\n".join(lines).replace("\\\n", " ").splitlines()
    return {canonicalize_name(entry.partition("==")[0]): entry for entry in entries if entry.strip()}


def declared() -> list[Requirement]:
    """What the line runs on, and what its builders use."""
    extras = PROJECT["optional-dependencies"]
    return [Requirement(line) for line in (*PROJECT["dependencies"], *extras["dev"])]


def soaked() -> list[Requirement]:
    """What only `make soak` installs."""
    lines = (ROOT / "soak.in").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if not line.startswith("#")]


def explained() -> set[str]:
    """The names in the first column of the tables of docs/DEPENDENCIES.md."""
    page = (ROOT / "docs" / "DEPENDENCIES.md").read_text(encoding="utf-8")
    names = re.findall(r"^\| (\w[\w.-]*) +\|", page, re.MULTILINE)
    return {canonicalize_name(name) for name in names if name != "package"}


def test_every_requirement_has_one_version_and_a_hash() -> None:
    """Nothing is installed whose bytes were not seen when the lock was made."""
    entries = [*locked().items(), *locked(SOAK).items()]
    loose = [name for name, entry in entries if "==" not in entry or not HASH.search(entry)]

    assert len(locked()) > len(declared())
    assert loose == []


def test_the_lock_names_no_address_and_no_folder() -> None:
    """Where packages come from is the installer's business."""
    assert ADDRESS.findall(LOCK) == []
    assert ADDRESS.findall(SOAK) == []


def test_all_that_is_declared_is_locked_within_its_bounds() -> None:
    """The lock was made again after the last change of pyproject.toml."""
    versions = {name: entry.partition("==")[2].split()[0] for name, entry in locked().items()}
    versions |= {name: entry.partition("==")[2].split()[0] for name, entry in locked(SOAK).items()}

    stale = [
        str(need)
        for need in (*declared(), *soaked())
        if versions.get(canonicalize_name(need.name), "0") not in need.specifier
    ]
    assert stale == []


def test_the_build_backend_is_the_locked_one() -> None:
    """Installing without build isolation fetches nothing that the lock does not hold."""
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]

    assert [line for line in build if line not in LOCK] == []


def test_every_dependency_is_explained() -> None:
    """Each has a line in docs/DEPENDENCIES.md: for what, why this one, under which licence."""
    optional = [Requirement(line) for line in PROJECT["optional-dependencies"]["keyring"]]
    names = {canonicalize_name(need.name) for need in (*declared(), *optional, *soaked())}

    assert names - explained() == set()
    assert explained() - names == set()
