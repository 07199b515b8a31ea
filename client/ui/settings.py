"""What an officer may choose about their terminal. Nothing secret is among it.

It stands in `terminal.yaml` of the profile's folder. Not here: reading that file by its rules
(`settings_file`), which is needed only where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FILE = "terminal.yaml"


@dataclass(frozen=True, slots=True)
class Settings:
    """`lock_after`: idle minutes, 0 is never; `keys`: names of `keys.KEYS` and the keys that do it here."""

    language: str = "en"
    theme: str = "calm-dark"
    glyphs: str = "unicode"
    motion: bool = False
    bell: bool = True
    lock_after: int = 15
    keys: Mapping[str, str] = field(default_factory=dict)


def read_settings(folder: Path) -> tuple[Settings, str | None]:
    """The profile's settings, and what is wrong with the file: then they are the usual ones."""
    path = folder / FILE
    if not path.exists():
        return Settings(), None
    from client.ui.settings_file import read

    return read(path)


def write_settings(folder: Path, settings: Settings) -> None:
    """Replaces the file. Raises OSError."""
    from client.ui.settings_file import write

    write(folder / FILE, settings)
