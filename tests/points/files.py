"""Stories of files: a vault with its backup, a damaged one, a party root's, a courier's, one handed out."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from client.cli.options import write_file
from client.links.courier import export_courier, import_courier
from client.vault.backup import backup, restore
from client.vault.root import create_root, open_root_vault
from client.vault.vault import DeskVault
from hotline.errors import Misuse, VaultUnavailable
from hotline.identity.credential import open_credential
from tests.client.links.test_courier import ENVELOPES, KEY, SOUTH
from tests.client.vault.samples import (
    CHANNEL,
    NOON,
    PASSPHRASE,
    QUICK,
    damage_in_the_log,
    dice,
    due,
    keep_one,
    kept_statement,
    new_vault,
    reopened,
)
from tests.client.vault.test_root import UNTIL, asked
from tests.points.story import Tell, names_in
from tests.server.people import NOW

ROUNDS = 4  # in each life
BODY = b"x" * 9000


def numbers(told: list[str], word: str) -> list[int]:
    return [int(each.removeprefix(word)) for each in told if each.startswith(word)]


class Vault:
    """Kept statement after statement, then backed up, and restored elsewhere."""

    async def prepare(self, folder: Path) -> None:
        """There is none in the beginning."""

    async def act(self, folder: Path, tell: Tell) -> None:
        path = folder / "profile" / "vault.db"
        if not path.exists():
            new_vault(path).close()
            tell("made")
        with reopened(path) as vault:
            first = last_of(vault) + 1
            for number in range(first, first + ROUNDS):
                keep_one(vault, number)
                tell(f"kept {number}")
            copy = folder / "stick" / f"backup-{last_of(vault)}"
            assert vault.lock is not None
            backup(vault, copy, vault.lock)
            tell(f"backup {last_of(vault)}")
        with suppress(Misuse):  # an earlier life restored one
            restore(copy, folder / "again" / "vault.db", PASSPHRASE)
        tell("restored")

    async def left(self, folder: Path, told: list[str]) -> None:
        path = folder / "profile" / "vault.db"
        assert path.exists() or not told
        if path.exists():
            with reopened(path) as vault:
                last = last_of(vault)
                assert last >= max(numbers(told, "kept "), default=0)
                assert list(vault.record.statements(CHANNEL)) == statements(last)
                assert set(vault.outbox.due()) == {due(n) for n in range(1, last + 1)}
        for number in numbers(told, "backup "):
            once_more = folder / f"from-{number}-{len(told)}" / "vault.db"
            restore(folder / "stick" / f"backup-{number}", once_more, PASSPHRASE)
            with reopened(once_more) as vault:
                assert list(vault.record.statements(CHANNEL)) == statements(number)

    async def check(self, folder: Path, told: list[str]) -> None:
        await self.left(folder, told)
        with reopened(folder / "profile" / "vault.db") as vault:
            last = last_of(vault)
        with reopened(folder / "again" / "vault.db") as vault:
            assert vault.profile.life() is None
            restored = list(vault.record.statements(CHANNEL))
            assert restored == statements(len(restored))
            assert 0 < len(restored) <= last
        for where in ("profile", "stick", "again"):
            assert not [name for name in names_in(folder / where) if ".new" in name]


def last_of(vault: DeskVault) -> int:
    life = vault.profile.life()
    return life.counter if life else 0


def statements(last: int) -> list[object]:
    return [kept_statement(number, BODY) for number in range(1, last + 1)]


class Root:
    """A party root that issues credentials: no serial, and no desk, is another's."""

    async def prepare(self, folder: Path) -> None:
        """There is none in the beginning."""

    async def act(self, folder: Path, tell: Tell) -> None:
        path = folder / "root.vault"
        if not path.exists():
            create_root(path, PASSPHRASE, "BRV", "Bravia", True, NOON, dice(7), QUICK).close()
        with open_root_vault(path, PASSPHRASE, NOON) as vault:
            for _ in range(ROUNDS):
                credential = open_credential(
                    vault.issue(asked(len(vault.issued()) + 1), NOON, UNTIL, NOON), vault.root()
                )
                tell(f"serial {credential.serial} {credential.device.hex()}")

    async def left(self, folder: Path, told: list[str]) -> None:
        if told:
            await self.check(folder, told)

    async def check(self, folder: Path, told: list[str]) -> None:
        with open_root_vault(folder / "root.vault", PASSPHRASE, NOON) as vault:
            issued = [f"serial {each.serial} {each.device.hex()}" for each in vault.issued()]
        assert set(told) <= set(issued)
        assert len({each.split()[1] for each in issued}) == len(issued)
        assert len({each.split()[2] for each in issued}) == len(issued)


class Damage:
    """A vault that lacks rows is set aside whole, file and log, and never taken for a sound one."""

    async def prepare(self, folder: Path) -> None:
        """The loss stands in its log: without that, the file would look sound, and be older than it is."""
        damage_in_the_log(folder / "profile" / "vault.db")
        with new_vault(folder / "before" / "vault.db") as vault:
            keep_one(vault, 1)
            assert vault.lock is not None
            backup(vault, folder / "stick" / "backup", vault.lock)
        shutil.copytree(folder / "profile", folder / "was")

    async def act(self, folder: Path, tell: Tell) -> None:
        path = folder / "profile" / "vault.db"
        try:
            with reopened(path) as vault:
                assert vault.profile.life() is None, "what is damaged was opened"
        except VaultUnavailable as gone:
            tell(f"aside {gone.advice}")
            restore(folder / "stick" / "backup", path, PASSPHRASE)
            reopened(path).close()

    async def left(self, folder: Path, told: list[str]) -> None:
        """Each half is where it was, or aside, as it was."""
        for end in ("", "-wal"):
            names = [f"vault.db{end}", f"vault.db.damaged-20261123T120000Z{end}"]
            halves = [each for name in names if (each := folder / "profile" / name).exists()]
            assert [each.read_bytes() for each in halves] == [(folder / "was" / names[0]).read_bytes()]

    async def check(self, folder: Path, told: list[str]) -> None:
        for end in ("", "-wal"):
            aside = folder / "profile" / f"vault.db.damaged-20261123T120000Z{end}"
            assert aside.read_bytes() == (folder / "was" / f"vault.db{end}").read_bytes()
        with reopened(folder / "profile" / "vault.db") as vault:
            assert list(vault.record.statements(CHANNEL)) == statements(1)
        assert all("damaged-20261123T120000Z" in each for each in told)


class Courier:
    """One file on a stick, written anew with more in it each time."""

    async def prepare(self, folder: Path) -> None:
        """Nothing is on the stick."""

    async def act(self, folder: Path, tell: Tell) -> None:
        for number in range(1, len(ENVELOPES) + 1):
            export_courier(folder / "stick.hotline", ENVELOPES[:number], KEY, NOW)
            tell(f"written {number}")

    async def left(self, folder: Path, told: list[str]) -> None:
        """The name stands for the newest whole file, always."""
        if (folder / "stick.hotline").exists() or told:
            carried = import_courier(folder / "stick.hotline", SOUTH)
            assert len(carried.arrivals) + carried.for_others >= int((told or ["written 1"])[-1].split()[1])

    async def check(self, folder: Path, told: list[str]) -> None:
        carried = import_courier(folder / "stick.hotline", SOUTH)
        assert len(carried.arrivals) + carried.for_others == len(ENVELOPES)
        assert names_in(folder) == ["stick.hotline"]


class HandedOut:
    """Files for others get new names, and what was said to be written is whole."""

    async def prepare(self, folder: Path) -> None:
        """Nothing was handed out."""

    async def act(self, folder: Path, tell: Tell) -> None:
        first = len(names_in(folder))
        for number in range(first, first + ROUNDS):
            write_file(folder / f"{number}.json", b"%d" % number * 5000)
            tell(f"written {number}")

    async def left(self, folder: Path, told: list[str]) -> None:
        await self.check(folder, told)

    async def check(self, folder: Path, told: list[str]) -> None:
        for number in numbers(told, "written "):
            assert (folder / f"{number}.json").read_bytes() == b"%d" % number * 5000
