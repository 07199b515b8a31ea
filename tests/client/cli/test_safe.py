"""Safe by default: where secrets could get out, they do not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from client.cli.app import hotline as program
from client.vault.file import unlock
from client.vault.root import open_root_vault
from server.cli.app import relay
from tests.client.cli.conftest import Hotline
from tests.client.cli.trail import PASSPHRASE, ROOT, finished, make_party

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

WITHOUT_DUMP = """
import {main} as program, ctypes, resource, sys
sys.argv = ["x", "--help"]
try:
    program.main()
except SystemExit:
    pass
print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def secrets_of(folder: Path) -> list[bytes]:
    """The passphrase, and the seeds of the desk and of its party's root, as they may be written."""
    with unlock(folder / "home" / "ava" / "desk.vault", PASSPHRASE, NOW) as vault:
        seeds = [vault.profile.identity().signing_seed]
    with open_root_vault(folder / "ava.root", PASSPHRASE, NOW) as root:
        seeds += list(root.key().seeds)
    written = [form for seed in seeds for form in (seed, seed.hex().encode(), repr(seed).encode())]
    return [PASSPHRASE.encode(), *written]


@pytest.mark.parametrize(
    "command",
    [
        ("say", "northern", "comm-check", "--set=level=link", "--wait=0", "--profile=brv"),
        ("say", "northern", "message", "--text=x", "--wait=0"),
        ("import", "{folder}/passphrase"),
        ("import", "{folder}/home/ava/desk.vault"),
        ("verify", "BRV", "--with=B", "--digits=" + "1" * 24),
        ("party", "sign", "{folder}/ava-root.json", "--root={folder}/ava.root"),
        ("party", "create", "AVA", "Ava", "--root={folder}/ava.root", "--exercise"),
        ("party", "credential", "{folder}/passphrase", "--root={folder}/ava.root"),
        ("restore", "{folder}/ava.root", "--profile=new"),
        ("init", "--officer=A", "--role=liaison", "--exercise"),
    ],
)
def test_a_command_that_fails_tells_no_secret(folder: Path, command: tuple[str, ...]) -> None:
    """Not even with HOTLINE_DEBUG=1: neither the passphrase nor a seed is printed or logged."""
    typed = [each.replace("{folder}", str(folder)) for each in command]

    done = finished(*typed, HOTLINE_DEBUG="1")

    assert done.code != 0, done
    said = (done.out + done.err).encode()
    assert said and not [secret for secret in secrets_of(folder) if secret in said]


def test_a_wrong_passphrase_is_not_repeated(folder: Path) -> None:
    """What was nearly right helps whoever reads the log."""
    (folder / "wrong").write_text("correct horse battery stable\n")
    (folder / "wrong").chmod(0o600)

    done = finished("channels", HOTLINE_DEBUG="1", HOTLINE_PASSPHRASE_FILE=str(folder / "wrong"))

    assert (done.code, "battery" in done.out + done.err) == (4, False)


@pytest.mark.parametrize(
    "command", [("init", "--officer=A", "--role=liaison"), ("party", "create", "AVA", "A")]
)
def test_a_weak_passphrase_is_told(empty: Path, hotline: Hotline, command: tuple[str, ...]) -> None:
    """For a desk's vault and for a root's; it is told, not refused."""
    (empty / "passphrase").write_text("secret\n")
    more = [f"--root={empty / 'ava.root'}"] if command[0] == "party" else [f"--request={empty / 'r.json'}"]

    done = hotline(*command, *more, "--exercise")

    assert (done.code, "This passphrase has 6 characters" in done.err) == (0, True)


@pytest.mark.skipif(sys.platform != "linux", reason="prctl is Linux's")
@pytest.mark.parametrize("main", ["client.main", "server.main"])
def test_no_core_dump_is_left(main: str) -> None:
    """Neither as a file nor for another program of the same user to read."""
    script = WITHOUT_DUMP.format(main=main)

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=os.environ, check=True
    )

    assert done.stdout.splitlines()[-1] == "(0, 0) 0"


def test_a_person_gets_a_file_and_a_program_stdout(
    empty: Path, hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirteen thousand bytes of JSON help nobody at a terminal; a second file gets a name of its own."""
    make_party(empty, "AVA", "Ava")
    monkeypatch.chdir(empty)
    again = ("party", "credential", "ava-request.json", "--root=ava.root")

    piped = hotline(*again)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    typed = [hotline(*again), hotline(*again), hotline("party", "card", "--root=ava.root")]

    assert piped.out.startswith("{")
    assert [each.out for each in typed] == ["", "", ""]
    assert "Written: AVA-1.credential-2.json" in typed[1].err
    names = ("AVA-1.credential.json", "AVA-1.credential-2.json", "AVA.root.json")
    assert [(empty / each).stat().st_mode & 0o777 for each in names] == [0o644] * 3


def options_of(command: click.Command) -> Iterator[str]:
    """Every option and argument of a command and of all below it."""
    yield from (parameter.name or "" for parameter in command.params)
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from options_of(below)


@pytest.mark.parametrize("command", [program, relay])
def test_no_command_takes_a_secret_as_an_argument(command: click.Command) -> None:
    """Arguments stand in the list of processes and in the shell's history."""
    names = set(options_of(command))

    assert len(names) > 5
    assert not [name for name in names if "pass" in name or "secret" in name or "seed" in name]
