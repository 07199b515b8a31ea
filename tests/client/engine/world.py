"""Desks with real vaults and stations, engines that run them, and an agreement over relays on loopback."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from client.engine.engine import Engine
from client.engine.world import real_world
from client.links.ports import Timing
from client.station.ports import Identity, KeptRoot
from client.station.say import Saying
from client.station.station import Station
from client.vault.file import create
from client.vault.lock import Cost
from hotline.agreement.text import RelayLine, agreement_id, write_agreement
from hotline.ids import ChannelId, Precedence, RelayId, StatementId
from hotline.signed import PayloadType, Signed, sign_by_root
from tests.client.engine.crashing_desk import PASSPHRASE
from tests.client.links.lines import SHORT, WITHIN
from tests.server.people import Party as RelayParty
from tests.simulation import parties
from tests.simulation.parties import Person, desk_vault, make_people

NOW = datetime.now(UTC)


@dataclass(frozen=True)
class Case:
    """Two parties with a desk each, and a channel over some relays."""

    north: Person
    south: Person
    agreement: Signed
    channel: ChannelId

    @property
    def people(self) -> list[Person]:
        return [self.north, self.south]


def make_people_of_case() -> list[Person]:
    return make_people([("AVA", "principal"), ("BRV", "principal")], os.urandom, NOW)


def relay_parties(people: Sequence[Person]) -> list[RelayParty]:
    """As a relay's folder takes them."""
    return [RelayParty(person.party.key, person.party.root) for person in people]


def make_case(people: Sequence[Person], relays: Sequence[RelayLine]) -> Case:
    """Their agreement, signed by both roots."""
    stand_in: Any = [SimpleNamespace(name=each.name, id=each.key) for each in relays]
    text = parties._text([person.party for person in people], stand_in, NOW)
    payload = write_agreement(text.model_copy(update={"relays": tuple(relays)}))
    first, second = (sign_by_root(PayloadType.AGREEMENT, payload, each.party.key) for each in people)
    return Case(people[0], people[1], first.merged(second), ChannelId(agreement_id(payload)))


def relay_line(url: str, key: bytes, name: str = "North") -> RelayLine:
    return RelayLine(name=name, url=url, key=RelayId(key), operator="Test")


def vault_of(case: Case, person: Person) -> Any:
    """A vault in memory that knows everyone's cards and has joined the channel."""
    vault = desk_vault(person, case.people)
    Station(vault, os.urandom, datetime.now(UTC)).join(case.agreement, datetime.now(UTC))
    return vault


def create_vault(path: Path, case: Case, person: Person, join: bool = True) -> None:
    """The same as a file. `join`: whether it is on the channel already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with create(path, PASSPHRASE, os.urandom, Cost(64, 1, 1)) as vault:
        with vault.transaction():
            vault.profile.keep_identity(
                Identity(person.key.seed, person.party.root.signed, person.credential)
            )
            for other in case.people:
                vault.profile.keep_root(KeptRoot(other.party.root.id, other.party.root.signed, None))
                vault.profile.keep_credential(other.key.device, other.credential)
        if join:
            Station(vault, os.urandom, datetime.now(UTC)).join(case.agreement, datetime.now(UTC))


@asynccontextmanager
async def desk(case: Case, person: Person, timing: Timing = SHORT, **more: Any) -> AsyncIterator[Engine]:
    """An engine on a new vault."""
    async with Engine(
        more.pop("vault", None) or vault_of(case, person), real_world(), timing, **more
    ) as engine:
        yield engine


def message(case: Case, text: str, precedence: Precedence = Precedence.ROUTINE) -> Saying:
    return Saying(case.channel, "message", {"subject": text[:40], "text": text, "language": "en"}, precedence)


async def held(engine: Engine, case: Case, statement: StatementId, within: float = WITHIN) -> bool:
    """Whether this desk gets that statement in time."""
    async with asyncio.timeout(within):
        while True:
            if await engine.call(lambda station: statement in station.transcript(case.channel)):
                return True
            await asyncio.sleep(0.05)


async def eventually(true: Callable[[], bool]) -> None:
    """Waits until it is."""
    async with asyncio.timeout(WITHIN):
        while True:
            if true():
                return
            await asyncio.sleep(0.05)
