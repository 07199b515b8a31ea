"""A relay's folder: what is in it that should not be there."""

from __future__ import annotations

import pytest

from hotline.errors import Misuse
from hotline.identity.revocation import open_revocation
from hotline.signed import Signed
from server.access import Access
from tests.server.people import party
from tests.server.process import make_folder


def test_a_file_that_cannot_be_read_is_named_and_the_others_count(tmp_path):
    """One bad file neither hides the other parties nor ends a relay that runs."""
    folder = make_folder(tmp_path / "relay", [party("AVA")])
    bad = tmp_path / "relay/parties/0.json"
    bad.mkdir()  # as root reads everything, a file without permission would not do here
    access = Access(exercise=True)

    with pytest.raises(Misuse, match=str(bad)):
        folder.load(access)
    assert [root.document.code for root in access.parties] == ["AVA"]


def test_a_file_is_verified_once_however_often_the_folder_changes(tmp_path, monkeypatch):
    """A party that pours out revocations must not make the relay verify all of them again each time."""
    folder, desk = make_folder(tmp_path / "relay", [party("AVA")]), party("AVA").desk()
    access = Access(exercise=True)
    seen: set[tuple[str, int]] = set()
    verified: list[Signed] = []
    monkeypatch.setattr(access, "revoke", verified.append)
    for number in (2, 3):
        signed = desk.revocation(device=party("AVA").desk(number).device)
        folder.add_revocation(open_revocation(signed, party("AVA").root), signed)
        folder.load(access, seen)

    assert len(verified) == 2
    assert [root.document.code for root in access.parties] == ["AVA"]


def test_a_second_revocation_of_one_device_writes_nothing(tmp_path):
    """The first shut it out for good, so repeating it costs the relay no disk."""
    folder, desk = make_folder(tmp_path / "relay", [party("AVA")]), party("AVA").desk()
    stamps = []
    for serial in (1, 2):
        signed = desk.revocation(serial)
        folder.add_revocation(open_revocation(signed, party("AVA").root), signed)
        stamps.append(folder.stamp())

    assert stamps[0] == stamps[1]
