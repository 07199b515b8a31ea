"""A template filled from cards is a sound draft: nobody copies keys by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotline.crypto.signing import SigningKey
from hotline.identity.relay_card import RelayCard, sign_relay_card
from hotline.ids import RelayId
from tests.client.cli.conftest import Hotline

KEYS = {name: SigningKey(bytes([n]) * 32) for n, name in enumerate(("north", "south"), 1)}


def relay_cards(folder: Path) -> list[str]:
    for name, key in KEYS.items():
        url = f"wss://{name}.example:8443"
        card = RelayCard(name=name, url=url, key=RelayId(key.public), operator='The "N" house', exercise=True)
        (folder / f"{name}.json").write_bytes(sign_relay_card(card, key).to_json())
    return [f"--relay={folder / name}.json" for name in KEYS]


@pytest.mark.parametrize("name", ["two-parties", "exercise"])
def test_a_filled_template_is_sound_as_it_stands(folder: Path, hotline: Hotline, name: str) -> None:
    """Parties by their ids, relays by their keys; no card is needed any more to check it."""
    parties = [f"--party={folder / each}.json" for each in ("ava-root", "brv-credential")]
    filled = hotline("agreement", "template", name, *parties, *relay_cards(folder))
    text = filled.out.replace("[observer, mediator]", "[principal]")
    (folder / "filled.yaml").write_text(text)

    checked = hotline("agreement", "check", str(folder / "filled.yaml"), "--profile=nobody")

    assert filled.code == 0, filled.err
    assert (checked.code, "2 parties" in checked.out) == (0, True), checked.err
    assert all(key.public.hex() in text for key in KEYS.values())
    assert "paste" not in "".join(line for line in text.splitlines() if not line.startswith("#"))


def test_without_cards_a_template_stays_as_it_is(empty: Path, hotline: Hotline) -> None:
    """Comments and placeholders included; a list without cards keeps its own."""
    plain = hotline("agreement", "template", "exercise").out
    relays = hotline("agreement", "template", "exercise", *relay_cards(empty)).out

    assert "paste-the-key-of-north" in plain and "{party: NOR, code: NOR" in plain
    assert "paste-the-key-of-north" not in relays and "{party: NOR, code: NOR" in relays
    assert [line for line in relays.splitlines() if line not in plain.splitlines()] != []


def test_a_file_that_is_no_card_is_refused(folder: Path, hotline: Hotline) -> None:
    """A request is no card; exit code 2 and nothing on stdout."""
    done = hotline("agreement", "template", "exercise", f"--party={folder / 'ava-request.json'}")

    assert (done.code, done.out) == (2, "")
