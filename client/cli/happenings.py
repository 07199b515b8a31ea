"""What happens on the line, one calm line each, for who keeps it and looks on."""

from __future__ import annotations

from client.engine.authors import number_of
from client.engine.happenings import (
    EngineTrouble,
    Happening,
    Lagged,
    RelayTrouble,
    StoreMended,
    StoreTrouble,
)
from client.station.events import (
    AlarmRaised,
    DepositFailed,
    EnvelopeSetAside,
    Joined,
    RelayChanged,
    Said,
    StatementArrived,
    StateMoved,
)
from client.station.station import Station
from hotline.ids import ChannelId, RelayId, StatementId
from hotline.kinds.catalogue import KINDS


def describe(station: Station, happening: Happening | Lagged) -> str | None:
    """The line for it; None for what a person need not know."""
    match happening:
        case Said() | StatementArrived() if _by_machine(happening.kind):
            return None
        case Said():
            return f"Said: {_statement(station, happening.channel, happening.statement)}"
        case StatementArrived():
            return f"Arrived: {_statement(station, happening.channel, happening.statement)}"
        case StateMoved():
            return _moved(station, happening)
        case Joined():
            return f"On channel {station.transcript(happening.channel).terms_for_next().text.title}"
        case RelayChanged():
            name = _relay(station, happening.relay)
            return f"Relay {name} is {'up' if happening.up else f'down: {happening.why}'}"
        case _:
            return _trouble(happening)


def _trouble(happening: Happening | Lagged) -> str | None:
    match happening:
        case AlarmRaised():
            return f"ALARM: {happening.what}"
        case EnvelopeSetAside():
            return f"An envelope was set aside: {happening.why}"
        case DepositFailed():
            return f"A relay did not take an envelope: {happening.sentence}"
        case RelayTrouble():
            return f"Relay {happening.name}: {happening.why}"
        case StoreTrouble():
            return f"The vault cannot be written: {happening.why}"
        case StoreMended():
            return "The vault can be written again."
        case EngineTrouble():
            return happening.what
        case Lagged():
            return f"{happening.missed} events went by unseen; `hotline read` has them all."
    return None


def _by_machine(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].RECORD


def _moved(station: Station, moved: StateMoved) -> str | None:
    if _by_machine(station.transcript(moved.channel).header(moved.statement).kind):
        return None
    state = station.state(moved.channel, moved.statement)
    return f"{_statement(station, moved.channel, moved.statement)}: {state.word}"


def _statement(station: Station, channel: ChannelId, statement: StatementId) -> str:
    header = station.transcript(channel).header(statement)
    exercise = "EXERCISE " if header.exercise else ""
    number = number_of(station, station.memory.channel(channel), statement)
    return f"{exercise}{number} {header.precedence.name} {header.kind}"


def _relay(station: Station, relay: RelayId) -> str:
    return next((each.name for each in station.relays() if each.key == relay), relay.hex()[:8])
