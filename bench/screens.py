"""A program on a terminal of its own: how long until it shows something, and what idleness costs."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

ROWS, COLUMNS = 36, 120
WITHIN = 120.0  # seconds: then it has failed
TICKS = os.sysconf("SC_CLK_TCK")


class Screen:
    """Runs a command on a pseudo-terminal, from `with` to its end."""

    def __init__(self, command: Sequence[str], **environment: str) -> None:
        self._command = command
        self._environment = environment

    def __enter__(self) -> Screen:
        self._side, other = pty.openpty()
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            self._command,
            stdin=other,
            stdout=other,
            stderr=other,
            env=_plain() | self._environment,
            start_new_session=True,
        )
        os.close(other)
        self._shown = b""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()
        os.close(self._side)

    def until(self, words: str) -> float:
        """Seconds from its start until these words were written. Raises TimeoutError with what there was."""
        while words.encode() not in self._shown:
            left = self.began + WITHIN - time.perf_counter()
            ready, _, _ = select.select([self._side], [], [], max(left, 0))
            if not ready:
                raise TimeoutError(f"{words!r} did not come: {self._shown[-500:]!r}")
            self._shown += os.read(self._side, 65536)
        return time.perf_counter() - self.began

    def press(self, keys: bytes) -> None:
        os.write(self._side, keys)

    def share(self, seconds: float) -> float:
        """Of one core, while that long nothing is typed."""
        before, began = self._ticks(), time.perf_counter()
        while (left := began + seconds - time.perf_counter()) > 0:
            if select.select([self._side], [], [], left)[0]:
                os.read(self._side, 65536)
        return (self._ticks() - before) / TICKS / seconds

    def _ticks(self) -> int:
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])  # user and system; source: proc(5)


def _plain() -> dict[str, str]:
    """As a newcomer's terminal, without settings of ours; Python keeps what it has compiled, as usual."""
    unusual = ("HOTLINE_", "TEXTUAL", "PYTHONDONTWRITEBYTECODE")
    kept = {name: each for name, each in os.environ.items() if not name.startswith(unusual)}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
