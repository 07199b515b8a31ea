"""A relay's folder: what is in it that should not be there."""

from __future__ import annotations

import pytest

from hotline.errors import Misuse
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
