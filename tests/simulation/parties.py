"""Roots, desks and an agreement, made from a world's dice: the paper before the line is there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from client.station.ports import Identity, KeptRoot
from client.vault.memory import open_memory
from client.vault.vault import DeskVault
from hotline.agreement.text import AgreementText, agreement_id, write_agreement
from hotline.codec import to_rfc3339
from hotline.crypto.signing import RootKey, SigningKey
from hotline.identity.credential import Credential, Role, issue
from hotline.identity.root import Root, make_root
from hotline.ids import ChannelId, Entropy
from hotline.signed import PayloadType, Signed, sign_by_root

if TYPE_CHECKING:
    from tests.agreements import usual_clauses
from tests.agreements import usual_clauses
from tests.simulation.relay import SimulatedRelay


@dataclass(frozen=True)
class Wishes:
    """What of an agreement may differ from world to world."""

    rotate: str = "1h"
    retain: str = "7d"
    comm_check: str = "1h"
    message_audience: str = "all"


PLAIN = Wishes()

FUNCTIONS = {"principal": Role.DUTY_OFFICER, "mediator": Role.MEDIATOR, "observer": Role.OBSERVER}


@dataclass(frozen=True)
class Party:
    code: str
    function: str
    key: RootKey
    root: Root


@dataclass(frozen=True)
class Person:
    """An officer with a device of their own. `name` is the party's code and the desk's number: `BRV-2`."""

    name: str
    party: Party
    desk: int
    key: SigningKey
    credential: Signed


def make_people(seats: Sequence[tuple[str, str]], entropy: Entropy, now: datetime) -> list[Person]:
    """A desk for each (party code, function); a code that comes again is another desk of that party."""
    parties: dict[str, Party] = {}
    people: list[Person] = []
    for code, function in seats:
        if code not in parties:
            key = RootKey.generate(entropy)
            parties[code] = Party(code, function, key, make_root(code, f"Party {code}", True, key, now))
        desk = 1 + sum(person.party.code == code for person in people)
        people.append(seat(parties[code], desk, entropy, now))
    return people


def seat(party: Party, desk: int, entropy: Entropy, now: datetime) -> Person:
    """One more desk of a party."""
    key = SigningKey.generate(entropy)
    credential = Credential(
        party=party.root.id,
        officer=f"Officer {desk} of {party.code}",
        role=FUNCTIONS[party.function],
        desk=desk,
        device=key.device,
        exercise=True,
        serial=desk,
        not_before=now - timedelta(days=30),
        not_after=now + timedelta(days=365),
    )
    return Person(f"{party.code}-{desk}", party, desk, key, issue(party.key, credential))


def desk_vault(person: Person, people: Sequence[Person]) -> DeskVault:
    """A vault that knows its own credential and everyone's cards."""
    vault = open_memory()
    with vault.transaction():
        vault.profile.keep_identity(Identity(person.key.seed, person.party.root.signed, person.credential))
        for other in people:
            vault.profile.keep_root(KeptRoot(other.party.root.id, other.party.root.signed, None))
            vault.profile.keep_credential(other.key.device, other.credential)
    return vault


def agreement_of(
    people: Sequence[Person], relays: Sequence[SimulatedRelay], now: datetime, wishes: Wishes = PLAIN
) -> tuple[Signed, ChannelId]:
    """An exercise agreement that every root has signed."""
    parties = {person.party.root.id: person.party for person in people}
    payload = write_agreement(_text(list(parties.values()), relays, now, wishes))
    signed = [sign_by_root(PayloadType.AGREEMENT, payload, party.key) for party in parties.values()]
    merged = signed[0]
    for each in signed[1:]:
        merged = merged.merged(each)
    return merged, ChannelId(agreement_id(payload))


def _text(
    parties: Sequence[Party], relays: Sequence[SimulatedRelay], now: datetime, wishes: Wishes = PLAIN
) -> AgreementText:
    everyone = ["principal", "mediator", "observer"]
    kinds = [
        ("message", everyone, wishes.message_audience, False),
        ("comm-check", everyone, "all", False),
        ("comm-check-answer", everyone, "all", False),
        ("risk-question", everyone, "all", False),
        ("risk-estimate", ["principal"], "all", True),
        ("risk-close", ["principal"], "all", False),
    ]
    fields = {
        "title": "Simulated line",
        "exercise": True,
        "scale": "icd203",
        "parties": [
            {
                "party": each.root.id.hex(),
                "code": each.code,
                "name": f"Party {each.code}",
                "function": each.function,
            }
            for each in parties
        ],
        "relays": [
            {
                "name": each.name,
                "url": f"wss://{each.name}.invalid",
                "key": each.id.hex(),
                "operator": "nobody",
            }
            for each in relays
        ],
        **usual_clauses(
            kinds,
            everyone,
            next_called="the duty officer",
            comm_check=wishes.comm_check,
            rotate=wishes.rotate,
            retain=wishes.retain,
        ),
        "voice": {"clause": "8.1", "numbers": []},
        "dates": {
            "clause": "9.1",
            "effective_at": to_rfc3339(now - timedelta(days=10)),
            "review_at": to_rfc3339(now + timedelta(days=100)),
            "sunset_at": to_rfc3339(now + timedelta(days=200)),
        },
    }
    return AgreementText.model_validate_json(json.dumps(fields))
