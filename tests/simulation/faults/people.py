"""Officers who come and are taken back, terms that change in mid-traffic, estimates that are held back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from hotline.codec import to_rfc3339
from tests.simulation.desk import SimulatedDesk
from tests.simulation.papers import acceptance, amendment, revocation

if TYPE_CHECKING:
    from tests.simulation.crisis import Crisis

SIGN_WITHIN = 8.0  # seconds, in which the parties accept an amendment one after another
TRY_AGAIN = 5.0  # seconds, while a desk is down
TRIES = 60


def officer_added(crisis: Crisis, dice: Random) -> None:
    """A desk that nobody has heard of joins, and speaks at once."""
    crisis.message(crisis.newcomer(dice), dice)


def officer_revoked(crisis: Crisis, dice: Random) -> None:
    """A root takes a desk back, while that desk speaks on. Two honest desks are left, of whatever party."""
    if crisis.revoked or len(crisis.honest) < 3:
        crisis.newcomer(dice)
        crisis.newcomer(dice)
        crisis.world.run(1)
    target = dice.choice([desk for desk in crisis.honest if desk is not crisis.third])
    if target.up:
        crisis.message(target, dice)
    crisis.revoked.add(target.name)
    teller = crisis.upright(dice)
    content = revocation(teller.transcript, target.device, target.person.party, crisis.world.clock.now)
    crisis.say(teller, "revocation", content)
    if target.up:
        crisis.message(target, dice)


def agreement_amended(crisis: Crisis, dice: Random) -> None:
    """An amendment comes in, and each party accepts it when its turn comes: all the while others speak."""
    _amend(crisis, dice, f"Amended after {len(crisis.said)}")


def amendments_side_by_side(crisis: Crisis, dice: Random) -> None:
    """Two amendments of the same terms, both accepted by all, by whoever has heard of which first."""
    _amend(crisis, dice, "One way")
    _amend(crisis, dice, "The other way")


def estimates_held(crisis: Crisis, dice: Random) -> None:
    """A sealed exchange: the question, and each principal's estimate when it has the question."""
    asker = crisis.upright(dice)
    principals = [desk for desk in crisis.honest if desk.person.party.function == "principal"]
    parties = {desk.person.party.root.id: desk for desk in principals}
    now = crisis.world.clock.now
    asked = crisis.say(
        asker,
        "risk-question",
        {
            "title": "Collision at K5",
            "event": "Two vessels collide in box K5.",
            "resolve_by": to_rfc3339(now + timedelta(days=30)),
            "resolution": "As the harbour master reports.",
            "asked": sorted(party.hex() for party in parties) or [asker.person.party.root.id.hex()],
            "deadline": to_rfc3339(now + timedelta(seconds=dice.choice([60, 1200]))),
        },
    )
    for best, desk in enumerate(parties.values(), 30):
        wait = dice.uniform(0.5, 10)
        crisis.world.clock.after(wait, partial(_file, crisis, desk, asked, best))


def _file(crisis: Crisis, desk: SimulatedDesk, asked: object, best: int) -> None:
    if asked is None or not desk.up or asked not in desk.transcript:
        return  # silent: the others close without it
    content = {
        "low": best - 5,
        "high": best + 5,
        "best": best,
        "interval_confidence": 80,
        "impact": 3,
        "confidence": "moderate",
        "confidence_reason": "Two sources.",
        "basis": "Patrol reports.",
    }
    crisis.say(desk, "risk-estimate", content, refers_to=asked, held=True)


def _amend(crisis: Crisis, dice: Random, title: str) -> None:
    teller = crisis.upright(dice)
    terms = teller.transcript.terms_for_next()
    id, content = amendment(terms, title, teller.person.party)
    crisis.say(teller, "agreement", content)
    parties = {desk.person.party.root.id: desk for desk in crisis.world.desks.values()}
    crisis.papers += 1
    for desk in parties.values():
        words = acceptance(terms, id, desk.person.party, crisis.papers, crisis.world.clock.now)
        crisis.world.clock.after(dice.uniform(0, SIGN_WITHIN), partial(_accept, crisis, desk, words))


def _accept(crisis: Crisis, desk: SimulatedDesk, words: dict[str, object], tries: int = TRIES) -> None:
    """By a desk of that party; if it is down, or dies over it, then a little later."""
    said = crisis.say(desk, "acceptance", words) if desk.up else None
    if said is None and tries:
        crisis.world.clock.after(TRY_AGAIN, partial(_accept, crisis, desk, words, tries - 1))
