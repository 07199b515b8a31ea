"""The encrypted file keeps the port's promises, and gives nothing to a thief without the passphrase."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from client.points import set_hook
from client.station.ports import KeptRecord
from client.vault.check import Damaged
from client.vault.file import create, unlock
from client.vault.lock import STRONG, Cost, lock_from, new_lock
from client.vault.vault import DeskVault
from hotline.errors import Misuse, VaultUnavailable
from tests.client.vault.contract import VaultContract
from tests.client.vault.samples import (
    BODY,
    CHANNEL,
    LIFE,
    NOON,
    PASSPHRASE,
    QUICK,
    damage_in_the_log,
    dice,
    fill,
    h,
    identity,
    kept_statement,
    new_vault,
    own_key,
    reopened,
    sealing_key_id,
    statement_id,
)


@pytest.fixture
def vault(path: Path) -> Iterator[DeskVault]:
    with new_vault(path) as opened:
        yield opened


class TestFile(VaultContract):
    """All of the port's promises."""


def everything_beside(path: Path) -> bytes:
    """The bytes of the vault's file and of all that stands beside it."""
    return b"".join(each.read_bytes() for each in path.parent.iterdir())


# What is kept


def test_it_is_there_after_closing(path: Path) -> None:
    """All of it; and what stays is one file and the lock of the process."""
    with new_vault(path) as vault:
        fill(vault)

    assert {each.name for each in path.parent.iterdir()} == {"vault.db", "vault.db.lock"}
    with reopened(path) as again:
        assert again.profile.identity() == identity()
        assert again.profile.life() == LIFE
        assert list(again.record.statements(CHANNEL)) == [kept_statement(body=BODY)]


def test_an_older_vault_is_given_what_is_derived(path: Path) -> None:
    """It opens, and there is nothing settled in it yet."""
    with new_vault(path) as vault:
        fill(vault)
        vault.connection.execute("DROP TABLE settled; DROP INDEX statement_without_body").fetchall()

    with reopened(path) as again:
        assert again.record.settled(CHANNEL) is None
        with again.transaction():
            again.record.keep_settled(CHANNEL, KeptRecord(1, b"columns", b"rest"))
        assert list(again.record.statements(CHANNEL)) == [kept_statement(body=BODY)]


def test_a_closed_vault_is_locked(path: Path) -> None:
    """Whoever still holds it is told so; closing it again does nothing."""
    vault = new_vault(path)
    vault.close()
    vault.close()

    with pytest.raises(VaultUnavailable, match="locked"):
        vault.profile.life()
    with pytest.raises(VaultUnavailable, match="locked"), vault.transaction():
        pass


def test_settings_hold(vault: DeskVault) -> None:
    """Durable at each commit, erased when deleted, references kept."""
    names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store")

    assert [vault.connection.pragma(name) for name in names] == ["wal", 2, 1, 1, 2]


# What the file gives away


def test_neither_file_nor_log_holds_plaintext(path: Path) -> None:
    """A body, a key, a name of a table: none of them, open or closed."""
    with new_vault(path) as vault:
        fill(vault)
        while_open = everything_beside(path)
    for raw in (while_open, everything_beside(path)):
        assert len(raw) > 4096
        for secret in (BODY, BODY[8:20], h("private"), h("signing seed"), b"statement", b"SQLite format"):
            assert secret not in raw


def test_two_vaults_of_one_passphrase_have_nothing_in_common(tmp_path: Path) -> None:
    """Each has its own salt, so its own key."""
    locks = [new_lock(PASSPHRASE, dice(seed), QUICK) for seed in (1, 2)]

    assert locks[0].key != locks[1].key
    assert locks[0].header[2:] != locks[1].header[2:]


def test_an_erased_key_is_gone_from_the_log_too(path: Path) -> None:
    """When the transaction has ended, no page before it is left beside the file."""
    log = path.with_name("vault.db-wal")
    with new_vault(path) as vault:
        fill(vault)
        assert log.stat().st_size > 0
        with vault.transaction():
            vault.keys.erase_own_key(sealing_key_id())

        assert log.stat().st_size == 0


def test_an_erased_key_is_gone_after_a_crash_too(path: Path) -> None:
    """Killed between the commit and the cleaning of the log: the next start cleans it."""
    left = path.parent.with_name("left")

    def crash(name: str) -> None:
        if name == "vault/after-commit":
            shutil.copytree(path.parent, left)

    with new_vault(path) as vault:
        fill(vault)
        set_hook(crash)
        try:
            with vault.transaction():
                vault.keys.erase_own_key(sealing_key_id())
        finally:
            set_hook(None)
    log = left / "vault.db-wal"
    assert log.stat().st_size > 0

    with reopened(left / path.name) as vault:
        assert not list(vault.keys.own_keys())
        assert log.stat().st_size == 0


def test_only_the_owner_may_look(path: Path) -> None:
    """File, log and folder, when new; and again when somebody had opened them up."""
    with new_vault(path) as vault:
        fill(vault)
        modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert modes == {"vault.db": 0o600, "vault.db-wal": 0o600, "vault.db.lock": 0o600}
    path.chmod(0o644)
    path.parent.chmod(0o755)

    reopened(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


# Passphrase and header


def test_a_wrong_passphrase_is_called_that(path: Path) -> None:
    """Not damage: the file stays where it is, and the right one opens it."""
    new_vault(path).close()

    with pytest.raises(VaultUnavailable, match="wrong passphrase") as told:
        unlock(path, PASSPHRASE + "!", NOON)
    assert not isinstance(told.value, Damaged)
    reopened(path).close()


def test_an_accent_composed_otherwise_is_the_same_passphrase(path: Path) -> None:
    """Keyboards differ; the officer does not."""
    create(path, "Br\u00e4via", dice(), QUICK).close()

    unlock(path, "Bra\u0308via", NOON).close()


def test_the_header_is_in_the_clear_and_says_how_dear_a_guess_is(path: Path) -> None:
    """So one file is all it takes, wherever it is carried."""
    with create(path, PASSPHRASE, dice(), Cost(64, 2, 3)) as vault:
        assert vault.lock is not None
        assert vault.lock.header == path.read_bytes()[:16]
        assert vault.lock.header[:2] == bytes([6, 0x23])
        assert lock_from(path.read_bytes()[:16], PASSPHRASE) == vault.lock
        assert vault.lock.key.hex() not in repr(vault.lock)


def test_a_real_vault_costs_a_guess_64_mib(path: Path) -> None:
    """What is used when nobody says otherwise."""
    assert (STRONG.memory_kib, STRONG.iterations, STRONG.lanes) == (65536, 3, 4)
    create(path, PASSPHRASE, dice()).close()
    assert path.read_bytes()[:2] == bytes([16, 0x34])


def test_another_file_is_left_alone(path: Path) -> None:
    """A wrong path is not damage: nothing is renamed."""
    path.parent.mkdir()
    path.write_text("Minutes of the meeting at the ford, for the file.")

    with pytest.raises(VaultUnavailable, match="not a vault"):
        reopened(path)
    assert path.read_text().startswith("Minutes")


def test_no_vault_there(path: Path) -> None:
    """Said so, and nothing is made."""
    with pytest.raises(VaultUnavailable, match="no vault"):
        reopened(path)
    assert not path.parent.exists()


def test_nothing_is_overwritten(path: Path) -> None:
    """Creating twice is refused, and the first stays."""
    with new_vault(path) as vault:
        fill(vault)

    with pytest.raises(Misuse):
        new_vault(path)
    with reopened(path) as again:
        assert again.profile.life() == LIFE


# Damage


@pytest.fixture
def filled(path: Path) -> bytes:
    """The bytes of a vault with many pages."""
    with new_vault(path) as vault, vault.transaction():
        vault.profile.keep_life(LIFE)
        for number in range(100):
            vault.record.keep_statement(statement_id(number), kept_statement(number, body=BODY * 20))
    return path.read_bytes()


def check_set_aside(path: Path, damaged: bytes) -> None:
    """Opening says what to do, and the damaged file is kept whole under a name with the time in it."""
    path.write_bytes(damaged)
    with pytest.raises(Damaged, match=r"(?s)damaged.*set aside as vault.db.damaged-20261123T120000Z.*backup"):
        reopened(path)
    aside = path.with_name("vault.db.damaged-20261123T120000Z")
    assert aside.read_bytes() == damaged
    assert not path.exists()


@pytest.mark.parametrize("share", [0.0, 0.0001, 0.3, 0.5, 0.9, 0.999])
def test_a_cut_off_file_is_set_aside(path: Path, filled: bytes, share: float) -> None:
    """Wherever it was cut."""
    check_set_aside(path, filled[: int(len(filled) * share)])


@pytest.mark.parametrize("share", [0.0015, 0.02, 0.3, 0.5, 0.77, 0.9999])
def test_a_flipped_bit_is_found(path: Path, filled: bytes, share: float) -> None:
    """In the first page or any other: each page is authenticated."""
    at = int(len(filled) * share)
    assert at >= 16
    check_set_aside(path, filled[:at] + bytes([filled[at] ^ 1]) + filled[at + 1 :])


def test_two_pages_exchanged_are_found(path: Path, filled: bytes) -> None:
    """Each page is sealed for its own place."""
    pages = [filled[start : start + 4096] for start in range(0, len(filled), 4096)]
    pages[5], pages[6] = pages[6], pages[5]

    check_set_aside(path, b"".join(pages))


def test_damage_twice_in_a_second_overwrites_nothing(path: Path, filled: bytes) -> None:
    """The second gets another name."""
    for cut in (5000, 6000):
        path.write_bytes(filled[:cut])
        with pytest.raises(Damaged):
            reopened(path)

    sizes = sorted(each.stat().st_size for each in path.parent.glob("vault.db.damaged-*"))
    assert sizes == [5000, 6000]


# Other processes


def test_damage_is_set_aside_as_it_was_found(path: Path) -> None:
    """File and log, byte for byte: what stands in the log is not written over what stands in the file."""
    damage_in_the_log(path)
    found = {end: path.with_name(path.name + end).read_bytes() for end in ("", "-wal")}

    with pytest.raises(Damaged):
        reopened(path)

    aside = path.with_name("vault.db.damaged-20261123T120000Z")
    assert {end: aside.with_name(aside.name + end).read_bytes() for end in found} == found


def test_a_second_process_is_told_who_has_it(path: Path) -> None:
    """And gets in when the first has ended it."""
    asks = (
        "import sys; from pathlib import Path; from tests.client.vault.samples import reopened;"
        "reopened(Path(sys.argv[1])).close()"
    )
    command = [sys.executable, "-c", asks, str(path)]
    with new_vault(path):
        refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "Another process" in refused.stderr

    subprocess.run(command, check=True)


def test_a_second_opening_in_one_process_is_refused(path: Path) -> None:
    """Two stations on one vault would be two lives."""
    with new_vault(path), pytest.raises(VaultUnavailable, match="Another process"):
        reopened(path)


def test_a_failed_opening_lets_go(path: Path) -> None:
    """After a wrong passphrase the next try finds the vault free."""
    new_vault(path).close()
    for _ in range(3):
        with pytest.raises(VaultUnavailable, match="wrong passphrase"):
            unlock(path, "wrong", NOON)

    reopened(path).close()


def test_reading_many_rows_leaves_the_vault_writable(vault: DeskVault) -> None:
    """Who stops half-way through the statements holds up nobody."""
    with vault.transaction():
        for number in range(600):
            vault.record.keep_statement(statement_id(number), kept_statement(number))
        vault.keys.keep_own_key(own_key())
    reading = vault.record.statements(CHANNEL)
    next(reading)
    with vault.transaction():
        vault.keys.erase_own_key(sealing_key_id())
        vault.profile.keep_life(replace(LIFE, counter=8))

    assert vault.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()[0][0] == 0
