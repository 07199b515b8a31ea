"""A draft in YAML, read with the parties' codes: from the cards that are given, or from those known here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from client.cli.options import FILE, read_file, read_text, with_profile
from client.cli.reach import ask_desk, reached
from client.engine.files import read_any
from client.engine.profiles import Profile
from hotline.agreement.draft import draft_from_yaml
from hotline.agreement.handwriting import Hand
from hotline.agreement.text import AgreementText
from hotline.errors import Misuse
from hotline.identity.card import Card
from hotline.identity.root import Root, open_root
from hotline.ids import PartyId
from hotline.kinds.catalogue import AGREEABLE
from hotline.signed import PayloadType, Signed

_with_cards = click.option(
    "--party",
    "cards",
    multiple=True,
    type=FILE,
    metavar="CARD",
    help="A root's or desk's card: the draft may name that party by its code.  [default: those known here]",
)


def with_draft(command: Callable[..., None]) -> Callable[..., None]:
    """Adds FILE and how its parties are known."""
    return with_profile(_with_cards(click.argument("file", type=FILE)(command)))


def read_draft(profile: Profile, file: Path, cards: Sequence[Path]) -> AgreementText:
    """The agreement that the file means. Raises Malformed with line and clause."""
    text = read_text(file)
    hand = Hand(_codes_of(cards) if cards else _codes_known(profile))
    return draft_from_yaml(text, hand, AGREEABLE, str(file))


def _codes_of(cards: Sequence[Path]) -> dict[str, PartyId]:
    roots = [root_in(card) for card in cards]
    return {root.document.code: root.id for root in roots}


def root_in(path: Path) -> Root:
    """The root in a root's or desk's card. Raises Misuse, Rejected."""
    found = read_any(read_file(path))
    if isinstance(found, Card):
        return found.root
    if not isinstance(found, Signed) or found.type is not PayloadType.ROOT:
        raise Misuse(f"{path} is no card.", "A root's card comes from `hotline party card`.")
    return open_root(found)


def _codes_known(profile: Profile) -> dict[str, PartyId]:
    """Nobody, when there is no desk on this machine: then parties are named by their ids."""
    if not profile.vault.exists():
        return {}

    async def ask() -> list[dict[str, Any]]:
        async with reached(profile) as desk:
            return list((await desk.ask("contacts", {}))["rows"])

    return {row["code"]: PartyId(bytes.fromhex(row["party"])) for row in ask_desk(ask())}
