"""Where a vault's passphrase comes from: a file that only its owner reads, the system's keyring, a prompt."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from hotline.errors import Misuse, VaultUnavailable
from hotline.sentence import sentence

VARIABLE = "HOTLINE_PASSPHRASE_FILE"
SERVICE = "hotline"
FILE_BYTES = 4096  # nobody types more; a wrong path is found out before much is read

LEAST_CHARACTERS = 16  # four words, or a dozen characters of a generator, are more
LEAST_DIFFERENT = 6


def find_passphrase(profile: str, environment: Mapping[str, str], prompt: Callable[[], str]) -> str:
    """The passphrase for this profile, from the first place that has one.

    Raises VaultUnavailable when the file that HOTLINE_PASSPHRASE_FILE names cannot be used: what was asked
    for by name is never passed over. Raises Misuse when the passphrase is empty.
    """
    found = given_passphrase(profile, environment)
    found = prompt() if found is None else found
    if not found:
        raise Misuse("The passphrase is empty.")
    return found


def given_passphrase(profile: str, environment: Mapping[str, str]) -> str | None:
    """The passphrase, where nobody has to type it; None where somebody has to. Raises VaultUnavailable."""
    named = environment.get(VARIABLE)
    return from_file(Path(named)) if named else from_keyring(profile) or None


def from_file(path: Path) -> str:
    """The first line of a file. Raises VaultUnavailable when others may read it."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            line = file.read(FILE_BYTES).decode().partition("\n")[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise VaultUnavailable(
            sentence("The passphrase could not be read from {path}: {why}.", path=path, why=_why(error))
        ) from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise VaultUnavailable(
            sentence("Others on this machine may read {path}.", path=path),
            sentence("Run `chmod 600 {path}` first.", path=path),
        )
    return line


def from_keyring(profile: str) -> str | None:
    """What the system's keyring keeps for this profile; None without a keyring or an entry in it."""
    try:
        import keyring
        import keyring.errors
    except ImportError:  # an optional extra
        return None
    try:
        found: str | None = keyring.get_password(SERVICE, profile)
    except keyring.errors.KeyringError:  # there is one, but nobody is logged in to it: the prompt will do
        return None
    return found


def weakness(passphrase: str) -> str | None:
    """What to tell an officer about a weak passphrase; None when it will do."""
    if len(passphrase) < LEAST_CHARACTERS:
        return (
            f"This passphrase has {len(passphrase)} characters. Whoever steals the file may guess it;"
            f" use at least {LEAST_CHARACTERS}, or five words that do not belong together."
        )
    if len(set(passphrase)) < LEAST_DIFFERENT or passphrase.isdigit():
        return "This passphrase is easily guessed. Five words that do not belong together are better."
    return None


def _why(error: OSError | UnicodeDecodeError) -> str:
    return str(error.strerror) if isinstance(error, OSError) else sentence("it is not text")
