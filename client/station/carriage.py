"""How an envelope came, and what was in it: what its items share while they are taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from client.station.admission import Bodies
from client.station.keyring import FromPeer
from hotline.envelopes.items import Item, StatementItem
from hotline.ids import DeviceId, RelayId
from hotline.statements.header import Statement, open_statement


@dataclass(frozen=True, slots=True)
class Carriage:
    """`relay` None: by courier. `parcel`: it came inside another envelope."""

    relay: RelayId | None
    now: datetime
    opened: FromPeer
    bodies: Bodies
    parcel: bool = False

    @property
    def sender(self) -> DeviceId | None:
        return self.opened.sender

    @property
    def items(self) -> tuple[Item, ...]:
        return self.opened.items

    def statement(self, item: StatementItem) -> Statement:
        """Raises Malformed, BadSignature."""
        verified = self.opened.statements.get(item)
        return verified if verified is not None else open_statement(item.payload, item.signature)

    @property
    def name(self) -> str:
        return self.relay.hex() if self.relay else "courier"
