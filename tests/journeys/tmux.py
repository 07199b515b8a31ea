"""A terminal with nobody at it: tmux draws what a program draws, and presses what a person would press.

with Window(folder, environment) as window:
    window.run("hotline")
    window.sees("A new desk")
    window.press("Tab")
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

WITHIN = 60.0  # seconds: a machine may be slow
NEEDED = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed on this machine")


class Window:
    """120 by 36 cells. What is run in it is the window's only program; the window outlives it."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], size: tuple[int, int] = (120, 36)
    ) -> None:
        self._socket = folder / "tmux"
        self._folder = folder
        ours = {name: value for name, value in environment.items() if name not in {"COLUMNS", "LINES"}}
        self._environment = ours | {"TERM": "screen-256color"}  # how large it is, the window says
        self._size = size
        self._begun = False

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._begun:
            self._tmux("kill-server", check=False)

    def run(self, command: str) -> None:
        """Begins it in a window of its own; an earlier one is closed."""
        script = f"{command}; printf 'ENDED %s\\n' $?; exec sleep 1000"
        if self._begun:
            self._tmux("respawn-pane", "-k", "-t", "it", shlex.join(["sh", "-c", script]))
            return
        width, height = self._size
        size = ["-x", str(width), "-y", str(height)]
        self._tmux("new-session", "-d", "-s", "it", *size, shlex.join(["sh", "-c", script]))
        self._begun = True

    @property
    def pid(self) -> int:
        """Of the program that runs in the window."""
        shell = self._tmux("list-panes", "-t", "it", "-F", "#{pane_pid}").strip()
        children = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
        return int(children[0])

    def press(self, *keys: str) -> None:
        """By tmux's names: `Tab`, `Enter`, `C-s`."""
        self._tmux("send-keys", "-t", "it", *keys)

    def type(self, text: str) -> None:
        self._tmux("send-keys", "-t", "it", "-l", text)

    def text(self) -> str:
        """What is on screen."""
        return self._tmux("capture-pane", "-p", "-t", "it")

    def sees(self, *words: str) -> str:
        """The screen, once all these words are on it."""
        until = time.monotonic() + WITHIN
        while not all(word in (screen := self.text()) for word in words):
            assert time.monotonic() < until, f"{words} are not on screen:\n{screen}"
            time.sleep(0.1)
        return screen

    def press_until_sees(self, key: str, *words: str) -> None:
        """For a key that may come too early for a program that has just begun, and does no harm twice."""
        until = time.monotonic() + WITHIN
        while not all(word in (screen := self.text()) for word in words):
            assert time.monotonic() < until, f"{key} does not bring {words}:\n{screen}"
            self.press(key)
            time.sleep(0.5)

    def leave(self) -> None:
        """As an officer does: stays while something still goes out, and then leaves."""
        until = time.monotonic() + WITHIN
        self.press("C-q")
        while "ENDED 0" not in (screen := self.text()):
            assert time.monotonic() < until, f"the terminal does not end:\n{screen}"
            if "The outbox is not empty" in screen:
                self.press("Escape")
                time.sleep(0.5)
                self.press("C-q")
            time.sleep(0.1)

    def _tmux(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["tmux", "-S", str(self._socket), "-f", "/dev/null", *arguments],
            env=self._environment,
            cwd=self._folder,
            capture_output=True,
            text=True,
            check=check,
        )
        return done.stdout
