"""What people do before the line is there: roots, credentials, vaults, and an agreement that all have signed.

The same steps as `hotline party …`, `init`, `verify` and `import`, without a process for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

from client.drills.script import Script, Seat
from client.engine.files import adopt
from client.links.ports import World
from client.station.ports import Identity
from client.station.station import Station
from client.vault.file import create, unlock
from client.vault.lock import Cost
from client.vault.root import create_root, open_root_vault
from hotline.agreement.chain import sign_agreement
from hotline.agreement.draft import draft_from_yaml
from hotline.agreement.handwriting import Hand
from hotline.agreement.text import write_agreement
from hotline.crypto.signing import SigningKey
from hotline.identity.card import Card, verified_card
from hotline.identity.credential import open_request, request
from hotline.identity.numbers import root_digits
from hotline.kinds.catalogue import AGREEABLE
from hotline.signed import Signed

VALID = timedelta(days=30)
DAYS = {"FIRST-DAY": 0, "REVIEW-DAY": 14, "LAST-DAY": 28}  # as the draft names them, from today
HOW = "voice line"
PRACTICE = Cost(memory_kib=8, iterations=1, lanes=1)
"""What a guess costs at a passphrase that is 24 random bytes, or is on the screen: nothing."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that may speak for its party, and where both have their files."""

    seat: Seat
    card: Card
    folder: Path
    root_vault: Path
    root_card: Path

    @property
    def vault(self) -> Path:
        return self.folder / "desk.vault"

    @property
    def name(self) -> str:
        return f"{self.seat.code}-{self.card.credential.desk}"


def make_desk(seat: Seat, folder: Path, passphrase: str, world: World, cost: Cost = PRACTICE) -> Desk:
    """A party with its root, and a desk with the root's credential; each in a vault of its own."""
    now, low = world.now(), seat.code.lower()
    key = SigningKey.generate(world.entropy)
    asked = open_request(request(seat.officer, seat.role, True, key, now))
    place = folder / low
    place.mkdir(mode=0o700, exist_ok=True)
    with create_root(
        folder / f"{low}.root", passphrase, seat.code, seat.name, True, now, world.entropy, cost
    ) as vault:
        root = vault.root().signed
        card = verified_card(root, vault.issue(asked, now, now + VALID, now))
    desk = Desk(seat, card, place, folder / f"{low}.root", folder / f"{low}-root.json")
    desk.root_card.write_bytes(root.to_json())
    with create(desk.vault, passphrase, world.entropy, cost) as fresh:
        with fresh.transaction():
            fresh.profile.keep_identity(Identity(key.seed, None, None))
        adopt(fresh, card)
    return desk


def sign_by_all(
    script: Script,
    desks: Sequence[Desk],
    relays: Sequence[tuple[str, str, str]],
    passphrase: str,
    world: World,
) -> Signed:
    """The agreement over these relays (name, url, key), with every root's signature on the same bytes."""
    draft = with_days(script.draft(), world.now())
    for name, url, key in relays:
        draft = draft.replace(f"URL-OF-{name.upper()}", url).replace(f"KEY-OF-{name.upper()}", key)
    hand = Hand({desk.seat.code: desk.card.root.id for desk in desks})
    payload = write_agreement(draft_from_yaml(draft, hand, AGREEABLE, script.agreement))
    signed: Signed | None = None
    for desk in desks:
        with open_root_vault(desk.root_vault, passphrase, world.now()) as vault:
            own = sign_agreement(payload, vault.key())
        signed = own if signed is None else signed.merged(own)
    assert signed is not None, "there are desks"
    return signed


def with_days(draft: str, now: datetime) -> str:
    """An agreement for practice begins on the day it is practised, and soon ends."""
    for word, days in DAYS.items():
        draft = draft.replace(word, f"{now + timedelta(days=days):%Y-%m-%dT00:00Z}")
    return draft


def introduce(desks: Sequence[Desk], agreement: Signed, passphrase: str, world: World) -> int:
    """Each desk takes in the others' cards, verifies their roots, and joins. Gives the root codes typed."""
    for desk in desks:
        with unlock(desk.vault, passphrase, world.now()) as vault:
            station = Station(vault, world.entropy, world.now())
            for other in desks:
                if other is not desk:
                    station.import_card(other.card, world.now())
                    digits = root_digits(other.card.root.signed.payload)
                    station.verify(other.card.root.id, digits, other.seat.officer, HOW, world.now())
            station.join(agreement, world.now())
    return sum(1 for _ in permutations(desks, 2))
