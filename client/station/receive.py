"""Taking in what arrives: envelopes opened, their items sorted into the record; a bad one harms no other.

Not here: what is sent in answer (`sync`, `duties`). Everything happens inside the caller's transaction.
Source: docs/SPEC.md 6 and 7.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from client.station.admission import Bodies, bodies_in, body_among, check_admitted, in_order
from client.station.arrivals import (
    Arrival,
    DepositRefused,
    EnvelopeCame,
    KeyCame,
    LinkDown,
    LinkUp,
    MailboxEmpty,
    ReceiptCame,
)
from client.station.channel import Channel
from client.station.events import (
    AlarmRaised,
    BodyArrived,
    DepositFailed,
    EnvelopeSetAside,
    RelayChanged,
    StatementArrived,
    StateMoved,
)
from client.station.memory import Memory
from client.station.parcels import carry, key_changed
from client.station.ports import KeptStatement, SetAside
from client.station.reminders import of_older_life, remind
from client.station.sync import GATHER, greet, plan_have, plan_receipt, take_have, tell_all
from hotline.delivery.have import open_have
from hotline.envelopes.items import BodyItem, HaveItem, Item, KeyItem, ParcelItem, StatementItem
from hotline.errors import CannotOpen, Rejected
from hotline.identity.sealing_key import SealingKeyAnnouncement, open_announcement
from hotline.ids import DeviceId, RelayId, StatementId
from hotline.sentence import sentence
from hotline.signed import Signed
from hotline.statements.header import Statement, open_statement
from hotline.wire.envelope import envelope_id

ASIDE_MOST = 200  # envelopes: anyone who can reach the mailbox can send what cannot be taken in


@dataclass(frozen=True, slots=True)
class Carriage:
    """How an envelope came: through which relay (None: by courier), sealed by whom where that is known."""

    relay: RelayId | None
    sender: DeviceId | None
    now: datetime
    items: tuple[Item, ...]
    bodies: Bodies
    parcel: bool = False

    @property
    def name(self) -> str:
        return self.relay.hex() if self.relay else "courier"


def take(memory: Memory, arrival: Arrival, now: datetime) -> None:
    """Takes in one arrival."""
    handler: Callable[[Memory, Any, datetime], None] = HANDLERS[type(arrival)]
    handler(memory, arrival, now)


def _from_line(memory: Memory, came: EnvelopeCame, now: datetime) -> None:
    """What came by another relay already is not opened again; a courier waits for an answer each time."""
    if came.relay is None or came not in memory.opened:
        _envelope(memory, came, now)


def _envelope(memory: Memory, came: EnvelopeCame, now: datetime, parcel: bool = False) -> None:
    try:
        opened = memory.keyring.open(came.public, came.slot)
    except CannotOpen as error:
        _complain(memory, now)
        memory.events.append(EnvelopeSetAside(came.relay, error.sentence))
    except Rejected as error:
        set_aside(memory, came, error.sentence, now)
    else:
        carriage = Carriage(came.relay, opened.sender, now, opened.items, bodies_in(opened.items), parcel)
        for item in in_order(opened.items):
            _item(memory, item, carriage)
        memory.keyring.keep(opened)
        if not parcel:
            _carry(memory, carriage)
            memory.opened.add(came)


def set_aside(memory: Memory, came: EnvelopeCame, why: str, now: datetime) -> None:
    """Keeps an envelope that cannot be taken in, whole while there is room, and says so."""
    if memory.set_aside < ASIDE_MOST:
        memory.set_aside += 1
        memory.vault.outbox.set_aside(envelope_id(came.public), SetAside(came.public, came.slot, why, now))
    memory.events.append(EnvelopeSetAside(came.relay, why))


def _complain(memory: Memory, now: datetime) -> None:
    """What does not open is answered by the own link, key and have; what was in it is then sealed again."""
    everyone = {device for channel in memory.channels.values() for device in memory.peers(channel)}
    if memory.keyring.complain(everyone, now):
        for channel in memory.channels.values():
            tell_all(memory, channel, now)


def _item(memory: Memory, item: Item, carriage: Carriage) -> None:
    try:
        match item:
            case StatementItem(payload, signature):
                _statement(memory, open_statement(payload, signature), carriage)
            case BodyItem(statement, body):
                _body(memory, statement, body, carriage)
            case HaveItem(signed):
                _have(memory, signed, carriage)
            case KeyItem(signed):
                take_key(memory, signed, carriage.now)
            case ParcelItem(recipient, public, slot) if recipient == memory.me:
                _parcel(memory, public, slot, carriage)
            case _:
                pass  # links and parcels for others are taken with the envelope
    except Rejected as error:
        memory.events.append(EnvelopeSetAside(carriage.relay, error.sentence))


def _statement(memory: Memory, statement: Statement, carriage: Carriage) -> None:
    channel = memory.channels.get(statement.header.channel)
    if channel is None:
        return  # its sender sees that no have of this desk covers it, and sends it when the channel is joined
    if statement.id in channel.transcript:
        # Whoever sends what is here does not know that it is: one have settles it.
        plan_have(channel, [carriage.sender] if carriage.sender else [], carriage.now + GATHER)
        return
    body = body_among(carriage.bodies, statement)
    check_admitted(memory, channel, statement, carriage.sender, body)
    known_before = channel.transcript.desks().keys()
    added = channel.transcript.add(statement, body)
    channel.note(statement.id, *added.completed)
    kept = KeptStatement(
        channel.id, statement.payload, statement.signature, body, carriage.now, carriage.name
    )
    memory.vault.record.keep_statement(statement.id, kept)
    header, complete = statement.header, channel.transcript.is_complete(statement.id)
    memory.events.append(StatementArrived(channel.id, statement.id, header.kind, header.precedence, complete))
    if body is not None:
        memory.events.append(BodyArrived(channel.id, statement.id))
    if header.author == memory.me:
        memory.meet_own(header.life, carriage.now)
    plan_receipt(memory, channel, header, carriage.sender, carriage.now)
    _after_adding(memory, channel, known_before, carriage.now)


def _body(memory: Memory, statement: StatementId, body: bytes, carriage: Carriage) -> None:
    """One whose statement came before, or that is not the one that its statement promises."""
    for channel in memory.channels.values():
        if statement in channel.transcript:
            if channel.transcript.lacks_body(statement):
                known_before = channel.transcript.desks().keys()
                added = channel.transcript.add_body(statement, body)
                channel.note(statement, *added.completed)
                memory.vault.record.keep_body(statement, body)
                memory.events.append(BodyArrived(channel.id, statement))
                header = channel.transcript.header(statement)
                plan_receipt(memory, channel, header, carriage.sender, carriage.now)
                _after_adding(memory, channel, known_before, carriage.now)
            return


def _after_adding(memory: Memory, channel: Channel, known_before: Set[DeviceId], now: datetime) -> None:
    """Desks that this made known are greeted; what it proves of anyone is an alarm."""
    for device in sorted(channel.transcript.desks().keys() - known_before - {memory.me}):
        greet(memory, channel, device, now)
    for alarm in channel.fresh_alarms():
        memory.events.append(AlarmRaised(channel.id, alarm.code, alarm.why, alarm.author, alarm.statements))


def _have(memory: Memory, signed: Signed, carriage: Carriage) -> None:
    have = open_have(signed)
    channel = memory.channels.get(have.channel)
    if channel is None:
        return
    if have.device == memory.me:
        memory.meet_own(have.counter.incarnation, carriage.now)
    elif of_older_life(memory, channel, have):
        remind(memory, channel, have.device, _key_of(have.device, carriage), carriage.now)
    else:
        take_have(memory, channel, have, signed, carriage.sender, carriage.now)


def _key_of(device: DeviceId, carriage: Carriage) -> SealingKeyAnnouncement | None:
    """The sealing key of that desk that came in the same envelope."""
    keys = (open_announcement(item.signed) for item in carriage.items if isinstance(item, KeyItem))
    return next((key for key in keys if key.device == device), None)


def take_key(memory: Memory, signed: Signed, now: datetime) -> None:
    """A sealing key that somebody announced, however it came. Raises Rejected."""
    announced = open_announcement(signed)
    if announced.device == memory.me:
        memory.keyring.answered(memory.me)
        memory.meet_own(announced.counter.incarnation, now)
        return
    sure, former = memory.keyring.sure_of(), memory.keyring.newest_of(announced.device)
    doubled = memory.keyring.learn(announced, signed)
    if doubled is not None:
        memory.events.append(
            AlarmRaised(None, "doubled-key", "A device announced two sealing keys as one.", doubled)
        )
    if former is not None and memory.keyring.newest_of(announced.device) != former:
        key_changed(memory, former, now)
    for device in sorted(memory.keyring.sure_of() - sure):
        for channel in memory.channels.values():
            if device in set(memory.peers(channel)):
                channel.introduced.forget(device)  # what was sealed to the key before may open no more
                plan_have(channel, [device], now + GATHER)


def _parcel(memory: Memory, public: bytes, slot: bytes, carriage: Carriage) -> None:
    if not carriage.parcel:  # nobody honest packs a parcel into a parcel
        _envelope(memory, EnvelopeCame(carriage.relay, public, slot), carriage.now, parcel=True)


def _carry(memory: Memory, carriage: Carriage) -> None:
    """Passes on the parcels that are for others."""
    parcels = [item for item in carriage.items if isinstance(item, ParcelItem)]
    try:
        carry(
            memory, [each for each in parcels if each.recipient != memory.me], carriage.sender, carriage.now
        )
    except Rejected as error:
        memory.events.append(EnvelopeSetAside(carriage.relay, error.sentence))


def _receipt(memory: Memory, came: ReceiptCame, now: datetime) -> None:
    for device, statement in memory.outbox.receipt(came, memory.ways):
        channel = next((each for each in memory.channels.values() if statement in each.transcript), None)
        if channel is not None and channel.transcript.header(statement).author == memory.me:
            memory.vault.record.keep_relayed(statement, device, came.relay)
            memory.events.append(StateMoved(channel.id, statement))


def _refused(memory: Memory, refusal: DepositRefused, now: datetime) -> None:
    memory.outbox.refused(refusal, memory.ways)
    memory.events.append(DepositFailed(refusal.relay, refusal.device, refusal.code, refusal.sentence))


def _mailbox_empty(memory: Memory, came: MailboxEmpty, now: datetime) -> None:
    memory.emptied[came.relay] = came.at
    memory.vault.outbox.keep_emptied(came.relay, came.at)


def _key_came(memory: Memory, came: KeyCame, now: datetime) -> None:
    try:
        take_key(memory, came.announcement, now)
    except Rejected as error:
        memory.events.append(
            AlarmRaised(None, "forged-key", sentence("A relay gave a false key. {why}", why=error.sentence))
        )


def _link_up(memory: Memory, came: LinkUp, now: datetime) -> None:
    memory.up.add(came.relay)
    memory.events.append(RelayChanged(came.relay, True, "", now))
    _tell_all(memory, now)


def _link_down(memory: Memory, came: LinkDown, now: datetime) -> None:
    memory.up.discard(came.relay)
    memory.outbox.line_lost(came.relay, memory.ways)
    memory.events.append(RelayChanged(came.relay, False, came.why, now))
    _tell_all(memory, now)


def _tell_all(memory: Memory, now: datetime) -> None:
    """A line came or went, and something may have been lost with it: all hear what is held here."""
    for channel in memory.channels.values():
        tell_all(memory, channel, now + GATHER)


HANDLERS: dict[type[Any], Callable[[Memory, Any, datetime], None]] = {
    EnvelopeCame: _from_line,
    ReceiptCame: _receipt,
    DepositRefused: _refused,
    MailboxEmpty: _mailbox_empty,
    KeyCame: _key_came,
    LinkUp: _link_up,
    LinkDown: _link_down,
}
