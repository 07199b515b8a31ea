"""Without any wire: envelopes in files that someone carries."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.client.cli.conftest import Hotline
from tests.client.cli.trail import must


def exchange_cards(folder: Path, hotline: Hotline) -> None:
    """Cards with sealing keys: without a relay's directory, envelopes need them."""
    for own, other in (("ava", "brv"), ("brv", "ava")):
        must("card", f"--profile={own}", f"--out={folder / f'{own}-card.json'}")
        must("import", f"--profile={other}", str(folder / f"{own}-card.json"))


def test_a_courier_brings_it_there_and_the_answer_back(folder: Path, hotline: Hotline) -> None:
    """A message goes by file, its receipt and the acknowledgement come back by file: read."""
    exchange_cards(folder, hotline)
    hotline("say", "northern", "message", "--text=The bridge is open.", "--wait=0")

    there, back = str(folder / "there.courier"), str(folder / "back.courier")
    assert hotline("courier", "export", there).code == 0
    assert hotline("courier", "import", there, "--profile=brv").code == 0
    read = [json.loads(x) for x in hotline("read", "northern", "--json", "--profile=brv").out.splitlines()]
    hotline("ack", "AVA-1-2", "--wait=0", "--profile=brv")
    hotline("courier", "export", back, "--profile=brv")
    assert hotline("import", back).code == 0
    shown = json.loads(hotline("show", "AVA-1-2", "--json").out)

    assert [(each["number"], each["state"]) for each in read] == [("AVA-1-2", "delivered")]
    assert (shown["state"], shown["replies"]) == ("read", ["BRV-1-2"])


def test_a_damaged_courier_file_brings_nothing(folder: Path, hotline: Hotline) -> None:
    """Exit code 2; what is damaged is named."""
    exchange_cards(folder, hotline)
    hotline("say", "northern", "message", "--text=x", "--wait=0")
    hotline("courier", "export", str(folder / "there.courier"))
    raw = (folder / "there.courier").read_bytes()
    (folder / "there.courier").write_bytes(raw[:-1])

    done = hotline("courier", "import", str(folder / "there.courier"), "--profile=brv")

    assert (done.code, done.out) == (2, "")
    assert "cut short" in done.err
    assert hotline("read", "northern", "--profile=brv").out == ""


@pytest.mark.parametrize(
    "command", [("courier", "export"), ("courier", "import"), ("backup",), ("agreement", "show")]
)
def test_a_name_that_no_file_can_have_is_said(folder: Path, hotline: Hotline, command: Sequence[str]) -> None:
    """As any other word that is wrong."""
    done = hotline(*command, str(folder / ("n" * 300)))

    assert done.code == 2 and done.err and "Traceback" not in done.err


def test_nothing_is_overwritten(folder: Path, hotline: Hotline) -> None:
    """A name that is taken is refused, whatever the file would have held."""
    (folder / "there.courier").write_text("precious")

    done = hotline("courier", "export", str(folder / "there.courier"))

    assert (done.code, (folder / "there.courier").read_text()) == (2, "precious")
