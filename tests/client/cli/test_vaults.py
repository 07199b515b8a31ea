"""Where the vault is: closed, held by another process, or damaged; and that commands attach."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from client.cli import reach
from client.cli.app import LazyGroup
from client.cli.app import hotline as app
from client.vault.hold import Hold
from tests.client.cli.conftest import Hotline
from tests.client.cli.trail import ROOT, finished, started


@contextmanager
def running(profile: str) -> Iterator[subprocess.Popen[str]]:
    """`hotline run`, until the block ends."""
    process = started("run", f"--profile={profile}")
    assert process.stderr is not None
    for line in process.stderr:
        if "is kept" in line:
            break
    else:
        raise AssertionError("it did not start")
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def test_a_wrong_passphrase_opens_nothing(folder: Path, hotline: Hotline) -> None:
    """Exit code 4, and neither passphrase is shown."""
    (folder / "passphrase").write_text("a wrong one\n")

    for command in (("channels",), ("party", "card", f"--root={folder / 'ava.root'}")):
        done = hotline(*command)

        assert (done.code, done.out) == (4, "")
        assert "wrong passphrase" in done.err and "a wrong one" not in done.err


def test_without_a_terminal_and_a_file_the_vault_stays_locked(folder: Path) -> None:
    """Nothing hangs on a prompt that nobody sees."""
    environment = {name: value for name, value in os.environ.items() if name != "HOTLINE_PASSPHRASE_FILE"}
    process = subprocess.run(
        [sys.executable, "-m", "client.main", "channels"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment,
        text=True,
        timeout=60,
        check=False,
        start_new_session=True,  # so that there is no terminal to ask on
        cwd=ROOT,
    )

    assert (process.returncode, process.stdout) == (4, "")
    assert "HOTLINE_PASSPHRASE_FILE" in process.stderr


def test_a_profile_that_is_not_there_says_how_to_begin(empty: Path, hotline: Hotline) -> None:
    """Exit code 4, and the next step."""
    done = hotline("channels")

    assert (done.code, done.out) == (4, "")
    assert "hotline init" in done.err


def test_a_damaged_vault_is_set_aside(folder: Path, hotline: Hotline) -> None:
    """Exit code 4; the file keeps its bytes under another name."""
    vault = folder / "home" / "ava" / "desk.vault"
    raw = bytearray(vault.read_bytes())
    raw[5000] ^= 1
    vault.write_bytes(raw)

    done = hotline("channels")

    assert (done.code, done.out) == (4, "")
    assert [each.read_bytes() for each in vault.parent.glob("desk.vault.damaged-*")] == [bytes(raw)]


def test_commands_attach_to_the_one_that_keeps_the_line(folder: Path, hotline: Hotline) -> None:
    """While `run` holds the vault, the others speak through it, and errors keep their codes."""
    with running("ava"):
        said = hotline("say", "northern", "message", "--text=The bridge is open.", "--wait=0")
        read = hotline("read", "northern", "--json")
        refused = hotline("say", "northern", "ultimatum")
        bad = hotline("say", "northern", "message", "--set=urgency=high", "--text=x")

    assert (said.code, refused.code, bad.code) == (3, 1, 2)
    assert json.loads(read.out)["number"] == said.out.split()[0]
    after = hotline("read", "northern", "--json")
    assert json.loads(after.out)["id"] == json.loads(read.out)["id"]


def test_who_follows_sees_what_is_said_meanwhile(folder: Path, hotline: Hotline) -> None:
    """`read --follow` gives what there is, then what comes, until it is ended."""
    hotline("say", "northern", "message", "--text=first", "--wait=0")
    with running("ava"):
        follower = started("read", "northern", "--follow", "--json")
        assert follower.stdout is not None
        first = json.loads(follower.stdout.readline())
        hotline("say", "northern", "message", "--text=second", "--wait=0")
        second = json.loads(follower.stdout.readline())
        follower.send_signal(signal.SIGINT)
        follower.communicate(timeout=60)

    assert [each["body"]["text"] for each in (first, second)] == ["first", "second"]


def test_a_vault_that_another_holds_is_left_alone(
    folder: Path, hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 4 when whoever holds it answers nobody for a while."""
    monkeypatch.setattr(reach, "HELD_FOR", 0.2)
    hold = Hold(folder / "home" / "ava" / "desk.vault")
    try:
        done = hotline("channels")
    finally:
        hold.release()

    assert (done.code, done.out) == (4, "")


def test_commands_at_once_wait_for_each_other(folder: Path) -> None:
    """Two that both open the vault do it one after the other; neither fails."""
    both = [started("say", "northern", "message", f"--text={n}", "--wait=0", "--json") for n in range(2)]

    ends = [(process.communicate(timeout=120)[0], process.returncode) for process in both]

    assert [code for _, code in ends] == [3, 3]
    assert {json.loads(out)["number"] for out, _ in ends} == {"AVA-1-2", "AVA-1-3"}


def test_a_backup_is_restored_under_another_profile(folder: Path, hotline: Hotline) -> None:
    """It holds the record; the desk goes on in a new life, and its number says so."""
    hotline("say", "northern", "message", "--text=before", "--wait=0")

    assert hotline("backup", str(folder / "desk.backup")).code == 0
    again = hotline("backup", str(folder / "desk.backup"))
    assert hotline("restore", str(folder / "desk.backup"), "--profile=laptop").code == 0
    said = hotline("say", "northern", "message", "--text=after", "--wait=0", "--profile=laptop")
    read = hotline("read", "northern", "--json", "--profile=laptop")

    assert (again.code, again.out) == (2, "")
    assert said.out.startswith("AVA-1/")
    assert [json.loads(line)["body"]["text"] for line in read.out.splitlines()] == ["before", "after"]


def test_nothing_secret_is_told_when_something_breaks(
    folder: Path, hotline: Hotline, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error nobody thought of is one sentence; with HOTLINE_DEBUG its place, never its words."""

    secret = "the passphrase is swordfish"

    def broken(*_: object) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr(reach, "find_passphrase", broken)
    calm = hotline("channels")
    monkeypatch.setenv("HOTLINE_DEBUG", "1")
    loud = hotline("channels")

    assert (calm.code, loud.code) == (70, 70)
    assert len(calm.err.splitlines()) == 1 and "RuntimeError" in calm.err
    assert "in broken" in loud.err and secret not in calm.err + loud.err


def test_help_is_there_at_once(empty: Path) -> None:
    """--help reads no command's file, and none of the large libraries."""
    modules = "aiohttp textual pydantic cryptography rich apsw segno yaml"
    script = (
        "import sys; from client.main import main; sys.argv = ['hotline', '--help']\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print([each for each in '{modules}'.split() if each in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )

    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("group", [(), ("party",), ("agreement",)])
def test_every_command_has_an_example(hotline: Hotline, group: tuple[str, ...]) -> None:
    """Whoever asks for help sees how it is typed."""
    commands = app if not group else app.get_command(None, group[0])  # type: ignore[arg-type]
    assert isinstance(commands, LazyGroup)
    names = commands.list_commands(None)  # type: ignore[arg-type]
    assert len(names) >= 4
    for name in names:
        done = hotline(*group, name, "--help")

        assert (done.code, "Example:" in done.out, "hotline" in done.out) == (0, True, True), name


def test_it_runs_as_a_program(folder: Path) -> None:
    """The exit code is the process's own."""
    assert finished("channels", "--json").code == 0
    assert finished("channels", "--nonsense").code == 2
