"""The terminal on real processes, as a person types: from nothing to an answered FLASH, and after a kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from client.drills.relays import free_port
from tests.journeys.line import WITHIN, environment, short_folder
from tests.journeys.tmux import NEEDED, Window

pytestmark = NEEDED
BINARIES = Path(sys.executable).parent
PASSPHRASE = "five words for my own desk"

# What is not done at the desk that is watched: both roots, the other party's desk, the relay, the agreement.
ELSEWHERE = r"""
umask 077
head -c 24 /dev/urandom | base64 > passphrase
hotline party create AVA "Republic of Ava" --root ava.root --exercise > ava-digits
hotline party create BRV "Kingdom of Bravo" --root brv.root --exercise > brv-digits
hotline party card --root ava.root --out ava-root.json
hotline party card --root brv.root --out brv-root.json
hotline init --profile brv --officer "B. Borg" --role duty-officer --exercise --request brv-request.json
hotline party credential brv-request.json --root brv.root --out brv-desk.json
hotline-relay init north --name north --operator Ava --url wss://localhost:PORT --exercise \
  --health 127.0.0.1:0
hotline-relay enroll --dir north ava-root.json brv-root.json
hotline agreement template two-parties > line.yaml
hotline-relay card --dir north --line >> line.yaml
hotline agreement make line.yaml --party ava-root.json --party brv-root.json --out line.json
hotline party sign line.json --root ava.root --out line-ava.json
hotline party sign line.json --root brv.root --out line-brv.json
"""
CREDENTIAL = (
    "hotline party credential desks/default/exchange/credential-request.json --root ava.root --out out.json"
)
PAPERS = """
cp desks/default/exchange/AVA-1.card.json ava-card.json
hotline import --profile brv ava-root.json brv-desk.json ava-card.json line-ava.json line-brv.json
hotline card --profile brv --out brv-card.json
cp brv-card.json line-ava.json line-brv.json desks/default/exchange/
"""


class Machine:
    """A folder with everything in it, and a shell whose commands find it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.own = environment(
            PATH=f"{BINARIES}:{os.environ['PATH']}", HOTLINE_HOME=str(folder / "desks"), LANG="C.UTF-8"
        )
        self.others = self.own | {"HOTLINE_PASSPHRASE_FILE": str(folder / "passphrase")}

    def sh(self, script: str) -> str:
        """Every command in a row, as the others type them."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env=self.others,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=WITHIN,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def running(self, *command: str) -> Iterator[subprocess.Popen[bytes]]:
        """A long-running command, ended with the block."""
        log = (self.folder / f"{command[0]}.log").open("ab")
        with (
            log,
            subprocess.Popen(command, cwd=self.folder, env=self.others, stdout=log, stderr=log) as process,
        ):
            try:
                yield process
            finally:
                process.terminate()

    @property
    def exchange(self) -> Path:
        return self.folder / "desks" / "default" / "exchange"


def first_run(machine: Machine, window: Window) -> None:
    """The five steps, typed."""
    window.run("hotline")
    window.sees("A new desk on this machine")
    window.press_until_sees("1", "● Exercise")
    window.press("Tab")
    window.type("A. Arden")
    window.press("Tab", "d", "Tab")
    window.type(PASSPHRASE)
    window.press("Tab")
    window.type(PASSPHRASE)
    window.press("C-s")
    window.sees("Its party lets this desk speak", "asks for A. Arden, duty officer", "EXERCISE")
    machine.sh(CREDENTIAL)
    (machine.folder / "out.json").rename(machine.exchange / "ava.json")
    window.sees("Republic of Ava, AVA-1", "takes it in")
    window.press("Enter")
    window.sees("Hand this desk's card to every other desk", "AVA-1.card.json")
    machine.sh(PAPERS)
    window.sees("The desk BRV-1", "line-brv.json", "takes in what is new")
    window.press("Enter")
    window.sees("All have signed. Enter puts this desk on the channel.", "HOW FAST", "until 1 Jan 2091")
    window.press("Enter")
    window.sees("The relays of the agreement", "north", "logged in")
    window.press("Enter")
    window.sees("The others, and the line itself", "BRV")


def test_from_the_first_run_to_an_answered_flash_and_on_after_a_kill() -> None:
    """Wizard, FLASH, acknowledgement; kill -9 loses nothing; and another process may keep the line."""
    with short_folder() as folder:
        machine = Machine(folder)
        machine.sh(ELSEWHERE.replace("PORT", str(free_port(os.urandom))))
        relay = machine.running("hotline-relay", "serve", "--dir", "north")
        with relay, Window(folder, machine.own) as window:
            first_run(machine, window)
            with machine.running("hotline", "run", "--profile", "brv"):
                window.press("c")
                window.sees("BRV-1", "answered after")
                window.press("Escape")
                window.sees("First line", "Comm check answer")
                _flash(machine, window)
                os.kill(window.pid, signal.SIGKILL)
                window.sees("ENDED 137")
                _again(machine, window)
            _attached(machine, window)


def _flash(machine: Machine, window: Window) -> None:
    """It stands over everything; one key says that it was received; the other side learns who read it."""
    machine.sh(
        'hotline say "First line" message --profile brv --text "Hold fire at once." --precedence FLASH'
    )
    window.sees(" FLASH ", "Hold fire at once.", "Acknowledge receipt")
    time.sleep(1.2)  # it takes no key in its first second
    window.press("a")
    window.sees("Received. Not a consent.", "AVA-1-3")
    until = time.monotonic() + WITHIN
    while "State: read." not in (shown := machine.sh("hotline show BRV-1-3 --profile brv")):
        assert time.monotonic() < until, shown
    assert "A. Arden" in machine.sh('hotline read "First line" --profile brv')


def _again(machine: Machine, window: Window) -> None:
    """All is there; and other commands of this desk reach it through the terminal that holds the vault."""
    window.run("hotline")
    window.sees("is locked")
    window.type("not this one")
    window.press("Enter")
    window.sees("wrong passphrase")
    window.type(PASSPHRASE)
    window.press("Enter")
    window.sees("Hold fire at once.", "Received. Not a consent.", "1 of 1 relays")
    machine.sh('hotline say "First line" message --text "Typed in another window."')
    window.sees("Typed in another window.")
    window.leave()


def _attached(machine: Machine, window: Window) -> None:
    """`hotline run` keeps the line: the terminal opens without a passphrase, and leaving it ends nothing."""
    (machine.folder / "passphrase").write_text(f"{PASSPHRASE}\n")
    with machine.running("hotline", "run") as line:
        until = time.monotonic() + WITHIN
        while not (machine.folder / "desks" / "default" / "attach.sock").exists():
            assert time.monotonic() < until
            time.sleep(0.1)
        window.run("hotline")
        window.sees("Typed in another window.", "1 of 1 relays")
        window.press("C-l")
        window.sees("is locked", "Watching 1 of 1 relays")
        window.type(PASSPHRASE)
        window.press("Enter")
        window.sees("Typed in another window.")
        window.leave()
        assert line.poll() is None


def test_a_newcomer_plays() -> None:
    """One command: the others write, a FLASH is answered, an estimate filed; leaving takes all of it away."""
    with short_folder() as folder:
        own = Machine(folder).own | {"TMPDIR": str(folder)}
        with Window(folder, own) as window:
            window.run("hotline play --pace 30")
            window.sees("Welcome to the line", "2 of 2 relays")
            window.press("i")
            time.sleep(1.0)  # as a person does: the hand goes from the key to the words
            window.type("Good evening.")
            window.press("C-s")
            window.sees("THE OTHERS WILL READ", "⏎ Send")
            window.press("Enter")
            window.sees("re AVA-1-2")
            window.sees("FLASH", "Hold fire. Acknowledge at once.", "Acknowledge receipt")
            time.sleep(1.2)
            window.press("a")
            window.press_until_sees("End", "That was a FLASH")
            _file_an_estimate(window)
            window.press("C-q")
            window.sees("nothing is left of them", "ENDED 0")
        assert [each.name for each in folder.iterdir() if each.name.startswith("hotline-")] == []


def _file_an_estimate(window: Window) -> None:
    """The need leads to the question; ours is sealed until it is filed; then both stand side by side."""
    window.sees("1 to file")
    window.press_until_sees("n", "Z›│ BRV  Risk question")
    window.press("r")
    window.sees("Reply to", "Risk estimate")
    window.press("Enter")
    window.sees("LIKELIHOOD", "› Lowest")
    for value in ("20", "50", "35", "80"):
        window.type(value)
        window.press("Tab")
    window.press("4", "Tab", "m", "Tab")
    window.type("Our own patrols only.")
    window.press("Tab")
    window.type("Patrol log of the week.")
    window.sees("Best: 35 percent", "● Moderate")
    window.press("C-s")
    window.sees("THE OTHERS WILL READ", "Held back until all who were asked have filed", "⏎ Send")
    window.press("Enter")
    window.sees("= same cell")
    window.press("b")
    window.sees("Joint board of risk", "open: 2 of 2 filed", "35 % unlikely (20–50 %)", "= same cell")
