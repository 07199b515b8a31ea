"""The talking verbs: say, acknowledge, read and show, from what a person typed to the station and back.

What is typed is read here, where the parties are known by their codes. Source: docs/SPEC.md 5.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any, Literal

from client.engine.engine import Engine
from client.engine.happenings import Feed, Happening, Lagged
from client.engine.naming import find_channel, find_party, find_statement
from client.engine.requests import Request, entries, flag, optional_text, seconds, text, texts
from client.engine.views import View, detail_view, preview_view, statement_view
from client.links.ports import World
from client.station.channel import Channel
from client.station.events import BodyArrived, Said, StatementArrived, StateMoved
from client.station.say import Saying, check_saying
from client.station.station import Station
from client.text.subject import subject_of
from hotline.agreement.handwriting import Hand, Written, read_yaml, understood
from hotline.delivery.states import State
from hotline.errors import Malformed
from hotline.ids import ChannelId, Entropy, PartyId, Precedence, StatementId
from hotline.kinds.base import Kind
from hotline.kinds.catalogue import KINDS, kind_named
from hotline.sentence import sentence

# Saying


async def say(engine: Engine, world: World, request: Request) -> View:
    """Says one statement and waits for a relay to take it. Gives it as it then stands.

    `channel`, `kind`; the content as `yaml`, `set` (field → value), `fields` (as a form holds them)
    and `text`; `precedence`, `re`, `to` (codes, or `all`), `held`, `wait`. Raises Rejected or Misuse: then
    nothing was said.
    """

    return await _say(
        engine, await engine.call(lambda station: _saying(station, world, request)), seconds(request)
    )


async def preview(engine: Engine, world: World, request: Request) -> View:
    """What `say` would say, and to whom; nothing is said. Raises as `say` does."""
    now = world.now()

    def work(station: Station) -> View:
        saying = _saying(station, world, request)
        check_saying(station.memory, saying, now)
        return preview_view(station, saying)

    return await engine.call(work)


def _saying(station: Station, world: World, request: Request) -> Saying:
    channel = find_channel(station, text(request, "channel"))
    kind = kind_named(text(request, "kind"))
    return Saying(
        channel=channel.id,
        kind=kind.NAME,
        content=_content(kind, request, _hand(channel), world.entropy),
        precedence=_precedence(request),
        refers_to=_referred(station, channel, request),
        audience=_audience(station, request),
        held=flag(request, "held"),
    )


async def acknowledge(engine: Engine, world: World, request: Request) -> View:
    """Says that a named officer has read a statement, as urgently as that was said."""

    def saying(station: Station) -> Saying:
        wanted = optional_text(request, "channel")
        channel = find_channel(station, wanted) if wanted is not None else None
        channel, statement = find_statement(station, text(request, "id"), channel)
        officer = optional_text(request, "officer") or station.memory.card.credential.officer
        note = optional_text(request, "note")
        precedence = channel.transcript.header(statement).precedence
        content = {"officer": officer} | ({"note": note} if note else {})
        return Saying(channel.id, "acknowledgement", content, precedence, statement)

    return await _say(engine, await engine.call(saying), seconds(request))


async def _say(engine: Engine, saying: Saying, wait: float) -> View:
    feed = engine.events()
    try:
        statement = await engine.say(saying)
        with suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await _relayed(engine, feed, saying.channel, statement)
    finally:
        engine.leave(feed)
    view = await engine.call(lambda station: statement_view(station, saying.channel, statement))
    return view | {"taken": await engine.call(lambda station: _taken(station, saying.channel, statement))}


async def _relayed(engine: Engine, feed: Feed, channel: ChannelId, statement: StatementId) -> None:
    """Until a relay took it for every desk that is known."""

    def done(station: Station) -> bool:
        takers = _takers(station, statement)
        if station.state(channel, statement).word >= State.RELAYED:
            return True
        return bool(takers) and takers >= _readers(station, channel, statement)

    if await engine.call(done):
        return
    async for happening in feed:
        moved = isinstance(happening, StateMoved) and happening.statement == statement
        if (moved or isinstance(happening, Lagged)) and await engine.call(done):
            return


def _taken(station: Station, channel: ChannelId, statement: StatementId) -> int:
    """How many desks it is on its way to. A desk's own word that it has it may be here before the receipt."""
    parties = station.state(channel, statement).parties.values()
    return max(len(_takers(station, statement)), sum(each.word >= State.RELAYED for each in parties))


def _takers(station: Station, statement: StatementId) -> set[bytes]:
    """The desks into whose mailbox a relay put it."""
    return {device for device, _ in station.memory.vault.record.relayed(statement)}


def _readers(station: Station, channel: ChannelId, statement: StatementId) -> set[bytes]:
    return set(station.memory.peers(station.memory.channel(channel)))


# What was typed


def _content(kind: type[Kind], request: Request, hand: Hand, entropy: Entropy) -> Mapping[str, Any]:
    """From a file, single fields, and what the desk fills in. Raises Malformed with the line."""
    typed = optional_text(request, "yaml")
    what = optional_text(request, "file") or kind.NAME
    written = Written(what, {}, {}) if typed is None else read_yaml(typed, what)
    if not isinstance(written.value, dict):
        raise Malformed(what, "holds no fields: write `field: value`, one a line")
    entered = {name: each for name, each in written.value.items() if each not in (None, [])}
    fields = entered | {name: _value(name, each) for name, each in texts(request, "set").items()}
    fields |= {name: each for name, each in entries(request, "fields").items() if each not in ("", None, [])}
    said = optional_text(request, "text")
    if said is not None:
        fields["text"] = said
        if "subject" in kind.model_fields:
            fields.setdefault("subject", subject_of(said))
    made = kind.made(entropy)
    return understood(Written(what, {**made, **fields}, written.lines), kind, hand).content()


def _value(name: str, typed: str) -> Any:
    """As it stands; a list or a group is written as YAML writes it in a line: `[BRV, CED]`."""
    return read_yaml(typed, f"--set {name}").value if typed[:1] in "[{" else typed


def _hand(channel: Channel) -> Hand:
    members = channel.transcript.terms_for_next().members
    return Hand({member.code: party for party, member in members.items()})


def _precedence(request: Request) -> Precedence | None:
    word = optional_text(request, "precedence")
    try:
        return None if word is None else Precedence.named(word)
    except KeyError as error:
        names = ", ".join(each.name for each in Precedence)
        raise Malformed("precedence", sentence("is none of {names}", names=names)) from error


def _referred(station: Station, channel: Channel, request: Request) -> StatementId | None:
    word = optional_text(request, "re")
    return None if word is None else find_statement(station, word, channel)[1]


def _audience(station: Station, request: Request) -> Literal["all"] | list[PartyId] | None:
    named = optional_text(request, "to")
    if named is None:
        return None
    if named.strip().lower() == "all":
        return "all"
    return [find_party(station, code) for code in named.replace(",", " ").split()]


# Reading


async def read(engine: Engine, request: Request) -> AsyncIterator[View]:
    """The statements of a channel in display order, and with `follow` each that comes.

    `all`: also what desks say by themselves. Those whose body comes later are given again.
    """
    everything = flag(request, "all")
    word = text(request, "channel")
    feed = engine.events()
    try:
        channel = await engine.call(lambda station: find_channel(station, word).id)
        order = await engine.call(lambda station: station.transcript(channel).order())
        for statement in order:
            view = await _view(engine, channel, statement, everything)
            if view is not None:
                yield view
        if flag(request, "follow"):
            async for view in _follow(engine, feed, channel, set(order), everything):
                yield view
    finally:
        engine.leave(feed)


async def _follow(
    engine: Engine, feed: Feed, channel: ChannelId, seen: set[StatementId], everything: bool
) -> AsyncIterator[View]:
    async for happening in feed:
        fresh = [_named(happening, channel)]
        if isinstance(happening, Lagged):
            order = await engine.call(lambda station: station.transcript(channel).order())
            fresh = [each for each in order if each not in seen]
        for statement in fresh:
            if statement is None or (statement in seen and not isinstance(happening, BodyArrived)):
                continue
            seen.add(statement)
            view = await _view(engine, channel, statement, everything)
            if view is not None:
                yield view


def _named(happening: Happening | Lagged, channel: ChannelId) -> StatementId | None:
    if isinstance(happening, StatementArrived | BodyArrived | Said) and happening.channel == channel:
        return happening.statement
    return None


async def _view(engine: Engine, channel: ChannelId, statement: StatementId, everything: bool) -> View | None:
    def work(station: Station) -> View | None:
        kind = KINDS.get(station.transcript(channel).header(statement).kind)
        by_machine = kind is not None and kind.RECORD
        return statement_view(station, channel, statement) if everything or not by_machine else None

    return await engine.call(work)


async def show(engine: Engine, request: Request) -> View:
    """One statement with everything about it."""

    def work(station: Station) -> View:
        wanted = optional_text(request, "channel")
        channel = find_channel(station, wanted) if wanted is not None else None
        channel, statement = find_statement(station, text(request, "id"), channel)
        return detail_view(station, channel.id, statement)

    return await engine.call(work)
