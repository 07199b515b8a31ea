"""A party root's vault: the two seeds that sign for the party for decades, and what they have signed.

The same kind of file as a desk's vault, kept off line. It gives no serial, desk number or acceptance's number
twice, whatever the machine does in between: the number is on disk before the signed document is handed out.
A copy of the file, taken while it is closed, is its backup.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

import apsw

from client.vault.check import log_of
from client.vault.encrypted import Application, make_file, open_checked, open_file
from client.vault.hold import Hold
from client.vault.lock import Cost, new_lock
from client.vault.rows import Rows
from client.vault.values import from_moment, from_signed, to_moment, to_signed
from hotline.codec import make_document, whole_milliseconds
from hotline.crypto.signing import RootKey
from hotline.errors import Misuse, VaultUnavailable
from hotline.identity.credential import WHAT, Credential, CredentialRequest, issue
from hotline.identity.root import Root, make_root, open_root
from hotline.ids import DeviceId, Entropy
from hotline.signed import Signed

TABLES = """
    CREATE TABLE root (
        one          INTEGER PRIMARY KEY CHECK (one = 1),
        ed25519_seed BLOB NOT NULL,
        mldsa65_seed BLOB NOT NULL,
        signed       BLOB NOT NULL
    ) STRICT;
    CREATE TABLE counter (
        name TEXT PRIMARY KEY,
        last INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE desk (
        number INTEGER PRIMARY KEY,
        device BLOB NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE issued (
        serial     INTEGER PRIMARY KEY,
        desk       INTEGER NOT NULL REFERENCES desk (number),
        credential BLOB NOT NULL,
        at         INTEGER NOT NULL
    ) STRICT;
"""
ROOT = Application(0x484C5256, 1, "a party root's vault", TABLES)  # "HLRV"

COUNT = """
    INSERT INTO counter VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1
"""


@dataclass(frozen=True, slots=True)
class Issued:
    """A credential that this root gave out."""

    serial: int
    desk: int
    device: DeviceId
    credential: Signed
    at: datetime


class RootVault:
    """An open root's vault. Closed when its `with` block ends."""

    def __init__(self, rows: Rows, hold: Hold) -> None:
        self._rows = rows
        self._hold = hold

    def key(self) -> RootKey:
        """The key that signs for the party."""
        ed25519, mldsa65 = self._rows.all("SELECT ed25519_seed, mldsa65_seed FROM root")[0]
        return RootKey(ed25519, mldsa65)

    def root(self) -> Root:
        """The party's root document."""
        return open_root(to_signed(self._rows.all("SELECT signed FROM root")[0][0]))

    def issue(
        self,
        request: CredentialRequest,
        not_before: datetime,
        not_after: datetime,
        now: datetime,
        desk: int | None = None,
    ) -> Signed:
        """A credential for this device, noted in the log.

        A device keeps its desk number for ever; a new one gets `desk`, or the next that is free. Raises
        Misuse when that number is another device's or the request is of the other kind (exercise or real),
        Malformed when the dates cannot be.
        """
        root = self.root()
        if request.exercise != root.document.exercise:
            raise Misuse("One of request and root is for exercises, the other is for real use.")
        with self._rows.transaction():
            number = self._desk(request.device, desk)
            credential = make_document(
                Credential,
                WHAT,
                party=root.id,
                officer=request.officer,
                role=request.role,
                desk=number,
                device=request.device,
                exercise=request.exercise,
                serial=self._count("serial"),
                not_before=whole_milliseconds(not_before),
                not_after=whole_milliseconds(not_after),
            )
            signed = issue(self.key(), credential)
            self._note(credential, signed, now)
        return signed

    def issued(self) -> list[Issued]:
        """All that was ever issued, oldest first."""
        found = self._rows.all(
            "SELECT serial, desk, device, credential, at FROM issued JOIN desk ON number = desk"
            " ORDER BY serial"
        )
        return [
            Issued(serial, desk, DeviceId(device), to_signed(credential), to_moment(at))
            for serial, desk, device, credential, at in found
        ]

    def next_serial(self) -> int:
        """A serial for a revocation; credentials count in the same row of numbers."""
        with self._rows.transaction():
            return self._count("serial")

    def next_acceptance(self) -> int:
        """A number for an acceptance: higher than any that this root gave before."""
        with self._rows.transaction():
            return self._count("acceptance")

    def close(self) -> None:
        """Locks it."""
        self._rows.close()
        self._hold.release()

    def __enter__(self) -> RootVault:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _desk(self, device: DeviceId, wanted: int | None) -> int:
        known = self._rows.first("SELECT number FROM desk WHERE device = ?", device)
        if known is None:
            number = wanted or self._rows.all("SELECT coalesce(max(number), 0) + 1 FROM desk")[0][0]
            if self._rows.first("SELECT 1 FROM desk WHERE number = ?", number):
                raise Misuse(f"Desk {number} is another device's for ever.", "Choose a number that is free.")
            self._rows.write("INSERT INTO desk VALUES (?, ?)", number, device)
            return int(number)
        if wanted not in (None, known[0]):
            raise Misuse(f"This device is desk {known[0]} for ever.", "Leave the number out.")
        return int(known[0])

    def _note(self, credential: Credential, signed: Signed, now: datetime) -> None:
        self._rows.write(
            "INSERT INTO issued VALUES (?, ?, ?, ?)",
            credential.serial,
            credential.desk,
            from_signed(signed),
            from_moment(now),
        )

    def _count(self, name: str) -> int:
        self._rows.write(COUNT, name)
        return int(self._rows.all("SELECT last FROM counter WHERE name = ?", name)[0][0])


def create_root(
    path: Path,
    passphrase: str,
    code: str,
    name: str,
    exercise: bool,
    now: datetime,
    entropy: Entropy,
    cost: Cost | None = None,
) -> RootVault:
    """A new party's root in a new file, open.

    Raises Misuse when there is a file of that name, Malformed when code or name cannot be, VaultUnavailable
    when the file cannot be written.
    """
    key = RootKey.generate(entropy)
    signed = from_signed(make_root(code, name, exercise, key, now).signed)
    lock = new_lock(passphrase, entropy, cost)

    def fill(fresh: apsw.Connection) -> None:
        fresh.execute("INSERT INTO root VALUES (1, ?, ?, ?)", (*key.seeds, signed))

    hold = Hold(path)
    try:
        make_file(path, lock, ROOT, fill)
        return RootVault(Rows(open_checked(path, lock, ROOT)), hold)
    except BaseException:
        hold.release()
        raise


def open_root_vault(path: Path, passphrase: str, now: datetime) -> RootVault:
    """The root's vault of this file. Raises VaultUnavailable as a desk's vault does."""
    if not (path.exists() or log_of(path).exists()):
        raise VaultUnavailable(f"There is no party root at {path}.")
    hold = Hold(path)
    try:
        return RootVault(Rows(open_file(path, passphrase, ROOT, now)[0]), hold)
    except BaseException:
        hold.release()
        raise
