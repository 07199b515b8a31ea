"""Declares lost what nobody holds any more of what this desk said in a former incarnation.

It was restored, and what it had said before came back from the others with gaps. When all other desks have
said since what they hold, and none holds what lies in a gap, nobody needs to ask for it any more. A mistake
here does no harm: what comes all the same is taken in. Source: docs/SPEC.md 7.3.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from client.station.channel import Channel
from client.station.memory import Memory
from client.station.say import Saying, say_by_itself
from hotline.delivery.have import Above, End, Have
from hotline.delivery.lost import declared_lost
from hotline.transcript.places import Gap

PATIENCE = timedelta(minutes=10)


def declare_losses(memory: Memory, channel: Channel, now: datetime) -> None:
    """Says `lost` for each gap that was there for ten minutes and that nobody can fill."""
    gaps = [gap for gap in channel.transcript.gaps() if _is_former(memory, gap)]
    noticed = channel.gaps_since = {gap: channel.gaps_since.get(gap, now) for gap in gaps}
    due = {gap for gap, at in noticed.items() if at <= now - PATIENCE} - channel.given_up
    for gap in sorted(due - set(declared_lost(channel.transcript))) if due else ():
        if _nobody_holds(memory, channel, gap):
            said = say_by_itself(memory, Saying(channel.id, "lost", _content(gap)), now)
            channel.given_up |= {gap} if said else set()


def _is_former(memory: Memory, gap: Gap) -> bool:
    return gap.author == memory.me and gap.life < memory.life


def _nobody_holds(memory: Memory, channel: Channel, gap: Gap) -> bool:
    """Whether every other desk said since the gap was noticed what it holds, and none has any of it."""
    since = channel.gaps_since[gap]
    for device in memory.peers(channel):
        have = channel.have_of(device)
        if have is None or not channel.heard_since(device, since) or _holds_any(have, gap):
            return False
    return True


def _holds_any(have: Have, gap: Gap) -> bool:
    listed: list[End | Above] = [*have.vector, *have.above]
    of_it = [each for each in listed if (each.author, each.life) == (gap.author, gap.life)]
    return any(each.first <= gap.last and gap.first <= each.seq for each in of_it)


def _content(gap: Gap) -> dict[str, object]:
    number, nonce, restored = gap.life
    life = {"number": number, "nonce": nonce.hex(), "restored": restored}
    return {"incarnation": life, "from_seq": gap.first, "to_seq": gap.last}
