"""The direction of imports holds, and the contracts that say so can fail: each is broken once, on a copy."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("hotline", "client", "server", "bench")
LINT = Path(sys.executable).with_name("lint-imports")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The source as it is, in a folder where it may be spoilt."""
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "ground", tmp_path / "tests" / "ground")
    (tmp_path / "tests" / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def add_import(tree: Path, importer: str, imported: str) -> None:
    """One import more in one file; both modules are made when they are not there yet."""
    for module in (importer, imported):
        if module.startswith(PACKAGES):
            make_module(tree, module)
    with path_of(tree, importer).open("a", encoding="utf-8") as source:
        source.write(f"\nimport {imported}\n")


def make_module(tree: Path, module: str) -> None:
    path = path_of(tree, module)
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.relative_to(tree).parents[:-1]:
        (tree / folder / "__init__.py").touch()
    path.touch()


def path_of(tree: Path, module: str) -> Path:
    return tree.joinpath(*module.split(".")).with_suffix(".py")


def lint(tree: Path, *contracts: str) -> tuple[int, str]:
    """Exit code and output of the check that `make check` runs, for these contracts or for all."""
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    command = [str(LINT), "--no-logo", "--no-cache", *chosen]
    done = subprocess.run(command, cwd=tree, capture_output=True, text=True, check=False)
    return done.returncode, " ".join((done.stdout + done.stderr).split())


def test_all_contracts_hold(tree: Path) -> None:
    """What is in the tree keeps to the direction that the design gives it."""
    code, output = lint(tree)

    assert (code, "0 broken" in output) == (0, True), output


@pytest.mark.parametrize(
    "secret",
    [
        "hotline.envelopes.open",
        "hotline.crypto.sealing",
        "hotline.statements.body",
        "hotline.a_module_that_comes_next_year",
    ],
)
def test_the_relay_cannot_import_what_opens_an_envelope(tree: Path, secret: str) -> None:
    """What nobody listed for the relay breaks the build, and the build names it."""
    add_import(tree, "server.rules.quota", secret)

    code, output = lint(tree, "relay-cannot-open")

    assert code == 1
    assert f"server must not reach {secret}" in output
    assert f"server.rules.quota -> {secret}" in output


def test_the_relay_cannot_reach_it_through_a_module_that_it_may_import(tree: Path) -> None:
    """A detour through an allowed module is found, and each step of it is shown."""
    add_import(tree, "server.rules.quota", "hotline.signed")
    add_import(tree, "hotline.signed", "hotline.envelopes.open")

    code, output = lint(tree, "relay-cannot-open")

    assert code == 1
    assert "server must not reach hotline.envelopes.open" in output
    assert "hotline.signed -> hotline.envelopes.open" in output


def test_the_relay_cannot_take_names_from_the_package_itself(tree: Path) -> None:
    """A name in the package's own file could come from anywhere."""
    path_of(tree, "hotline.__init__").write_text("name = 1\n", encoding="utf-8")
    with path_of(tree, "server.rules.quota").open("a", encoding="utf-8") as source:
        source.write("\nfrom hotline import name\n")

    code, output = lint(tree, "relay-cannot-open")

    assert (code, "server must not reach hotline:" in output) == (1, True)


@pytest.mark.parametrize(
    ("contract", "importer", "imported"),
    [
        ("packages", "hotline.ids", "client.text.clean"),
        ("packages", "client.text.clean", "server.rules.quota"),
        ("cryptography", "hotline.signed", "cryptography"),
        ("cryptography", "client.vault.file", "cryptography"),
        ("sql", "client.cli.app", "apsw"),
        ("pure", "hotline.ids", "time"),
        ("pure", "client.station.station", "asyncio"),
        ("pure", "server.rules.quota", "socket"),
        ("hotline-layers", "hotline.agreement.text", "hotline.kinds.catalogue"),
        ("hotline-layers", "hotline.codec", "hotline.signed"),
        ("client-layers", "client.station.station", "client.vault.file"),
        ("client-layers", "client.links.relay", "client.engine.engine"),
        ("server-layers", "server.rules.quota", "server.stores.sqlite"),
    ],
)
def test_a_wrong_import_is_named(tree: Path, contract: str, importer: str, imported: str) -> None:
    """Each contract breaks on the import it is there for, and says where that stands."""
    add_import(tree, importer, imported)

    code, output = lint(tree, contract)

    assert code == 1
    assert f"{importer} -> {imported}" in output


@pytest.mark.parametrize("package", PACKAGES)
def test_a_new_module_must_be_given_its_place(tree: Path, package: str) -> None:
    """Nothing stands outside the layers."""
    make_module(tree, f"{package}.newcomer")

    code, output = lint(tree, f"{package}-layers")

    assert (code, "newcomer" in output) == (1, True)


def test_every_folder_of_source_is_a_package() -> None:
    """A folder without `__init__.py` would be invisible to the contracts."""
    folders = {path.parent for package in (*PACKAGES, "tests") for path in (ROOT / package).rglob("*.py")}

    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []
