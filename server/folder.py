"""A relay's folder: its key and certificate, the parties it serves, what their roots revoked, its stores.

    relay.toml       configuration
    relay.key        the relay's signing key, 32 bytes as hex
    certificate.*    TLS
    parties/         root documents, one a file
    revocations/     revocations, one a device
    store/           envelopes, keys and blobs
    lock             held by the process that serves
    running.json     where that process listens

A process that serves looks into parties/ and revocations/ now and then: what another command puts there
counts within seconds.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hotline.crypto.signing import SigningKey
from hotline.errors import Malformed, Misuse, Rejected, StoreFailed, Unavailable
from hotline.identity.revocation import Revocation
from hotline.identity.root import Root, open_root
from hotline.signed import Signed, signed_from_json
from server.access import Access
from server.config import FILE
from server.points import point

Stamp = tuple[int, ...]
Seen = set[tuple[str, int]]
"""Files by name and time of their last change."""


class Folder:
    """Reads and writes the files of one relay."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.store = path / "store"
        self.running = path / "running.json"
        self._parties = path / "parties"
        self._revocations = path / "revocations"

    def make(self, config: str, key: SigningKey, certificate: bytes, certificate_key: bytes) -> None:
        """A new relay's folder, open to nobody else. Raises Misuse when there is one already."""
        if (self.path / FILE).exists():
            raise Misuse(f"{self.path} is a relay's folder already.", "Choose another folder.")
        for folder in (self.path, self._parties, self._revocations, self.store):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            folder.chmod(0o700)  # also of one that was there
        write(self.path / "relay.key", key.seed.hex().encode() + b"\n")
        write(self.path / "certificate.pem", certificate)
        write(self.path / "certificate.key", certificate_key)
        write(self.path / FILE, config.encode())  # last: a folder with this file is complete

    def key(self) -> SigningKey:
        """The relay's key. Raises Misuse."""
        file = self.path / "relay.key"
        try:
            return SigningKey(bytes.fromhex(file.read_text("ascii")))
        except (OSError, ValueError) as error:
            raise Misuse(
                f"{file} is not a relay's key that can be read.",
                f"Restore it from a backup; `hotline-relay init` makes another relay: {error}",
            ) from error

    # Parties and revocations

    def add_party(self, root: Root) -> None:
        """Durable when it returns."""
        write(self._parties / f"{root.id.hex()}.json", root.signed.to_json())

    def add_revocation(self, revocation: Revocation, signed: Signed) -> None:
        """Durable when it returns; one of the device is enough, so a second one writes nothing."""
        file = self._revocations / f"{revocation.party.hex()}-{revocation.device.hex()}.json"
        if not file.exists():
            write(file, signed.to_json())

    def load(self, access: Access, seen: Seen | None = None) -> None:
        """Tell `access` all that the folder has and that was not `seen`; what it has told is seen then.

        Raises Misuse, naming a bad file, with the rest loaded.
        """
        seen = set() if seen is None else seen
        broken: list[tuple[Path, Rejected]] = []
        for file, signed in self._documents(self._parties, seen, broken):
            with _gathered(file, broken):
                access.enroll(open_root(signed))
        for file, signed in self._documents(self._revocations, seen, broken):
            with _gathered(file, broken):
                access.revoke(signed)
        if broken:
            file, reason = broken[0]
            raise Misuse(
                f"{file}: {reason.what}", "Take the file away, or put a good one in its place."
            ) from reason

    def stamp(self) -> Stamp:
        """Changes when parties or revocations come or go."""
        return tuple(each.stat().st_mtime_ns for each in (self._parties, self._revocations))

    def _documents(
        self, folder: Path, seen: Seen, broken: list[tuple[Path, Rejected]]
    ) -> Iterator[tuple[Path, Signed]]:
        for file in sorted(folder.glob("*.json")):
            with _gathered(file, broken):
                mark = (str(file), file.stat().st_mtime_ns)
                if mark not in seen:
                    yield file, signed_from_json(file.read_bytes(), file.name)
                    seen.add(mark)

    # One process

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Serve alone. Raises Unavailable when another process does."""
        with (self.path / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise Unavailable(
                    f"Another process serves {self.path}.", "`hotline-relay status` says where it listens."
                ) from error
            yield


@contextmanager
def _gathered(file: Path, broken: list[tuple[Path, Rejected]]) -> Iterator[None]:
    try:
        yield
    except Rejected as reason:
        broken.append((file, reason))
    except OSError as error:  # such as one that root put there, for root alone to read
        broken.append((file, Malformed(file.name, f"cannot be read: {error.strerror}")))


def write(file: Path, content: bytes) -> None:
    """Durable and whole, or not at all; readable by nobody else. Raises StoreFailed."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with open(draft, "wb", opener=_private) as out:
            out.write(content)
            out.flush()
            point("folder/before-sync")
            os.fsync(out.fileno())
        point("folder/before-rename")
        draft.rename(file)
        _fsync_folder(file.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StoreFailed(f"{file} cannot be written: {error.strerror}.") from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _fsync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        point("folder/before-folder-sync")
        os.fsync(opened)
    finally:
        os.close(opened)
