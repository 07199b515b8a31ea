"""Where a profile's folder is, and what stands in it.

desk.vault   the vault, with its log and lock beside it
attach.sock  where the process that holds the vault is asked; there while it runs
drafts/      agreements that not all parties have signed yet
exchange/    files to hand to others, and theirs to take in; made by the first run
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hotline.errors import Misuse

DEFAULT = "default"
SOCKET = "attach.sock"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Profile:
    """One desk's place on this machine."""

    name: str
    folder: Path

    @property
    def vault(self) -> Path:
        return self.folder / "desk.vault"

    @property
    def exchange(self) -> Path:
        return self.folder / "exchange"

    def make_folder(self) -> None:
        """The folder and the one around it, which nobody else may look into."""
        self.folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.mkdir(mode=0o700, exist_ok=True)


def profile_named(word: str, environment: Mapping[str, str]) -> Profile:
    """A profile by its name, or by its folder's path. Raises Misuse."""
    if os.sep in word or word.startswith(("~", ".")):
        folder = Path(word).expanduser().absolute()
        return Profile(folder.name, folder)
    if not _NAME.fullmatch(word):
        raise Misuse("A profile's name is made of letters, digits, dots and dashes.", "A path needs a slash.")
    return Profile(word, _home(environment) / word)


def _home(environment: Mapping[str, str]) -> Path:
    if named := environment.get("HOTLINE_HOME"):
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("hotline", appauthor=False)
