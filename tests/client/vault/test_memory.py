"""The vault in memory keeps the port's promises, and can be crashed and restored as a file can."""

from __future__ import annotations

import pytest

from client.points import set_hook
from client.vault.memory import backup_snapshot, from_snapshot, open_memory, snapshot
from client.vault.vault import DeskVault
from hotline.ids import EnvelopeId
from tests.client.vault.contract import VaultContract
from tests.client.vault.samples import (
    BODY,
    CHANNEL,
    LIFE,
    fill,
    h,
    identity,
    kept_statement,
    outgoing,
    receipt,
)


@pytest.fixture
def vault() -> DeskVault:
    return open_memory()


class TestMemory(VaultContract):
    """All of the port's promises."""


def test_a_snapshot_is_the_whole_vault(vault: DeskVault) -> None:
    """Opened again it holds everything, and goes its own way."""
    fill(vault)
    copy = from_snapshot(snapshot(vault))

    assert copy.profile.identity() == identity()
    assert copy.profile.life() == LIFE
    assert list(copy.record.statements(CHANNEL)) == [kept_statement(body=BODY)]
    assert copy.outbox.receipts() == [receipt()]
    with copy.transaction():
        copy.outbox.drop_outgoing(outgoing().id)
    assert not copy.outbox.receipts()
    assert vault.outbox.receipts() == [receipt()]


def test_vaults_share_nothing(vault: DeskVault) -> None:
    """The template they are made from stays empty."""
    fill(vault)

    assert open_memory().profile.life() is None


def test_a_backup_in_memory_has_no_life_and_no_keys(vault: DeskVault) -> None:
    """A restore in the simulation begins as one from a file does."""
    fill(vault)
    copy = from_snapshot(backup_snapshot(vault))

    assert copy.profile.life() is None
    assert copy.profile.former_life() == LIFE.incarnation
    assert not [*copy.keys.own_keys(), *copy.keys.in_pairs(), *copy.keys.out_pairs(), *copy.keys.links()]
    assert h("private") not in backup_snapshot(vault)
    assert copy.outbox.attempts(EnvelopeId(h("envelope", 9))) == 1


def test_the_points_of_a_crash_are_passed(vault: DeskVault) -> None:
    """Before and after each commit; an error at the first leaves nothing."""
    passed: list[str] = []
    set_hook(passed.append)
    try:
        fill(vault)
    finally:
        set_hook(None)

    assert passed == ["vault/before-commit", "vault/after-commit"]
