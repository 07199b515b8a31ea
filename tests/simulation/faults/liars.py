"""Relays that do not keep to what they sign, and one member's desk that does not keep to the protocol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from client.station import say
from client.station.dispatch import Way, post
from client.station.say import Saying
from hotline.codec import whole_milliseconds
from hotline.delivery.have import make_have, sign_have
from hotline.envelopes.items import BodyItem, HaveItem, Item, StatementItem
from hotline.ids import Counter, DeviceId, Incarnation, Precedence
from hotline.kinds.catalogue import kind_named
from hotline.statements.header import Header, Statement, sign_header
from tests.simulation.desk import SimulatedDesk
from tests.simulation.lies import LIES

if TYPE_CHECKING:
    from tests.simulation.crisis import Crisis

FLOOD = 12  # statements at once


def relay_lies(crisis: Crisis, dice: Random, lie: str) -> None:
    """From now until all is healed."""
    relay = crisis.relay(dice)
    relay.lies.chosen.add(lie)
    relay.lies.victim = crisis.upright(dice).device
    crisis.message(crisis.upright(dice), dice)
    crisis.message(crisis.upright(dice), dice)


RELAY_LIES = {f"relay_{lie}": partial(relay_lies, lie=lie) for lie in LIES}


def member_equivocates(crisis: Crisis, dice: Random) -> None:
    """It says one thing to some and another to the rest, as its own number so-and-so."""
    desk = _culprit(crisis)
    memory, channel = desk.station.memory, desk.station.memory.channel(crisis.world.channel)
    saying = _saying(crisis, "the other thing")
    other, body = say._write(memory, channel, kind_named("message"), saying, desk.now)
    said = crisis.say(desk, "message", dict(_content("the one thing")), audience="all")
    if said is None or channel.transcript.header(said).seq != other.header.seq:
        return  # it had to say its card first, or died: it has not equivocated yet
    crisis.equivocated.append((said, other.id))
    readers = [each.device for each in crisis.honest if each is not desk]
    some = dice.sample(readers, max(1, len(readers) // 2))
    _send(crisis, desk, [StatementItem(other.payload, other.signature), BodyItem(other.id, body)], some)


def member_dates_back(crisis: Crisis, dice: Random) -> None:
    desk = _culprit(crisis)
    with _signing(said_at=whole_milliseconds(desk.now - timedelta(days=dice.choice([1, 400])))):
        crisis.say(desk, "message", dict(_content("said long ago")), audience="all")


def member_skips_numbers(crisis: Crisis, dice: Random) -> None:
    desk = _culprit(crisis)
    with _signing(skip=dice.choice([1, 7])):
        crisis.say(desk, "message", dict(_content("some numbers later")), audience="all")


def member_withholds_haves(crisis: Crisis, dice: Random) -> None:
    """From now on it tells nobody what it holds. What it lacks itself is its own affair."""
    if len([desk for desk in crisis.honest if desk is not crisis.culprit]) < 2:
        crisis.newcomer(dice)
    _culprit(crisis).silent = True
    crisis.message(crisis.culprit, dice)


def member_floods(crisis: Crisis, dice: Random) -> None:
    desk = _culprit(crisis)
    for number in range(FLOOD):
        crisis.say(desk, "message", dict(_content(f"flood {number}")), audience="all")


def member_forges(crisis: Crisis, dice: Random) -> None:
    """A statement, and a have that claims to hold all, in the name of a desk that is cut off."""
    desk = _culprit(crisis)
    victim = dice.choice([each for each in crisis.world.desks.values() if each is not desk])
    crisis.world.isolate(victim)
    others = [each for each in crisis.honest if each not in (desk, victim)]
    crisis.message(dice.choice(others or [desk]), dice)
    crisis.world.run(2)
    memory, channel = desk.station.memory, desk.station.memory.channel(crisis.world.channel)
    true, body = say._write(memory, channel, kind_named("message"), _saying(crisis, "forged"), desk.now)
    changed = true.header.model_copy(
        update={"author": victim.device, "seq": 1 + true.header.seq, "prev": None}
    )
    forged = sign_header(changed, memory.signing)
    crisis.forged.add(forged.id)
    life = Incarnation(2_000_000_000, bytes(16), True)
    claim = make_have(channel.transcript, victim.device, Counter(life, 1), (), {}, desk.now)
    items: list[Item] = [
        StatementItem(forged.payload, forged.signature),
        BodyItem(forged.id, body),
        HaveItem(sign_have(claim, memory.signing)),
    ]
    _send(crisis, desk, items, [each.device for each in crisis.honest if each is not desk])


def _culprit(crisis: Crisis) -> SimulatedDesk:
    """It does not die of what an earlier step lit, in the middle of its lie."""
    crisis.culprit.fuse.put_out()
    if not crisis.culprit.up:
        crisis.culprit.start()
    return crisis.culprit


def _content(text: str) -> dict[str, object]:
    return {"subject": text, "text": text, "language": "en"}


def _saying(crisis: Crisis, text: str) -> Saying:
    return Saying(crisis.world.channel, "message", _content(text), Precedence.ROUTINE, audience="all")


@contextmanager
def _signing(skip: int = 0, **changes: Any) -> Iterator[None]:
    """Headers are changed before they are signed, and the desk does not mind that they are invalid."""

    def signed(header: Header, key: Any) -> Statement:
        return sign_header(header.model_copy(update={**changes, "seq": header.seq + skip}), key)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(say, "sign_header", signed)
        patch.setattr(say, "VerdictState", SimpleNamespace(INVALID=None))
        yield


def _send(crisis: Crisis, desk: SimulatedDesk, items: Sequence[Item], readers: Sequence[DeviceId]) -> None:
    """In envelopes of its own, past its record."""
    memory, channel = desk.station.memory, desk.station.memory.channel(crisis.world.channel)
    known = [each for each in readers if memory.keyring.knows(each)]
    if known:
        with desk.station._change(desk.now):
            post(memory, channel, items, known, Way(Precedence.PRIORITY), desk.now)
        desk._after([])
