"""Leaves the mouse to the terminal, so that text can be marked as anywhere; and takes it back."""

from __future__ import annotations

from typing import Protocol

# Clicks, movement, and coordinates as decimal numbers (xterm's control sequences).
MODES = (1000, 1003, 1015, 1006)


class Writes(Protocol):
    """The terminal's driver."""

    def write(self, data: str) -> None: ...

    def flush(self) -> None: ...


def take_mouse(driver: Writes, taken: bool) -> None:
    """Whether clicks come to us from now on."""
    driver.write("".join(f"\x1b[?{mode}{'h' if taken else 'l'}" for mode in MODES))
    driver.flush()
