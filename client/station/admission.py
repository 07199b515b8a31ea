"""Whose statements are taken: those that a desk of a member brings, and those that make a newcomer known.

Others who can reach a mailbox must not fill the vault, nor be linked to by what honest desks say next.
What is left is left aloud; an honest desk sends it again once it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from client.station.channel import Channel
from client.station.memory import Memory
from hotline.envelopes.items import BodyItem, HaveItem, Item, KeyItem, LinkItem, ParcelItem, StatementItem
from hotline.errors import NotTrusted
from hotline.ids import DeviceId, StatementId
from hotline.statements.body import matches
from hotline.statements.header import Statement
from hotline.transcript.desks import Desk
from hotline.transcript.documents import open_carried

ORDER = (StatementItem, BodyItem, KeyItem, LinkItem, HaveItem, ParcelItem)
"""Statements come first: what they say makes known whose keys and haves the others are."""


def in_order(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: ORDER.index(type(item)))


Bodies = Mapping[StatementId, Sequence[bytes]]
"""What came as the body of a statement, in one envelope: more than one if its sender is not honest."""


def bodies_in(items: Iterable[Item]) -> Bodies:
    bodies: dict[StatementId, list[bytes]] = {}
    for item in items:
        if isinstance(item, BodyItem):
            bodies.setdefault(item.statement, []).append(item.body)
    return bodies


def body_among(bodies: Bodies, statement: Statement) -> bytes | None:
    """The one that this statement promises, if it came along."""
    return next((each for each in bodies.get(statement.id, ()) if matches(statement.header, each)), None)


def check_admitted(
    memory: Memory, channel: Channel, statement: Statement, carrier: DeviceId | None, body: bytes | None
) -> None:
    """Raises NotTrusted for what neither comes from, nor was said by, a desk of a member; unless something
    held comes after it, or it is the card of a member's desk. `body`: the statement's, if it came along."""
    author = statement.header.author
    known = (each for each in (author, carrier) if each is not None)
    if any(each == memory.me or memory.is_peer(channel, each) for each in known):
        return
    if statement.id in channel.transcript.missing() or _introduces(channel, statement, body):
        return
    raise NotTrusted(
        "A statement of a desk that is no member's, as far as is known here, was left.",
        "If it is a new desk of a member, it says so itself and is heard then.",
    )


def _introduces(channel: Channel, statement: Statement, body: bytes | None) -> bool:
    desk = open_carried(statement, body) if body is not None else None
    return isinstance(desk, Desk) and channel.transcript.terms_for_next().member(desk.party) is not None
