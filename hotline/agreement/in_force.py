"""Which terms are in force for a statement, from the amendments and acceptances in its ancestry.

Once an amendment came into force for one statement, a withdrawal that no acceptance knew of is too late. What
all parties accept in its place, one of them knowing it, replaces it. Two siblings that came into force
without any knowledge of each other are a conflict: what they amend is in force until one is accepted anew.
Source: docs/SPEC.md 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hotline.agreement.chain import Acceptance
from hotline.agreement.clauses import Terms
from hotline.agreement.text import AgreementText
from hotline.ids import AgreementId, PartyId, StatementId


@dataclass(frozen=True, slots=True)
class Accepted:
    """An acceptance, by the statement that carries it. `after`: the carriers that it descends from."""

    id: StatementId
    said: Acceptance
    after: frozenset[StatementId]


def terms_in_force(
    first: Terms, amendments: Mapping[AgreementId, AgreementText], accepted: Iterable[Accepted]
) -> Terms:
    """The terms for a statement whose ancestry holds exactly these."""
    terms, known = first, tuple(accepted)
    while (child := _child(terms, amendments, known)) is not None:
        terms = Terms(child, first.channel, amendments[child])
    return terms


def _child(
    parent: Terms, amendments: Mapping[AgreementId, AgreementText], known: Iterable[Accepted]
) -> AgreementId | None:
    """The one amendment of these terms that is in force; None when none is, or several are in conflict."""
    children = {
        id: text
        for id, text in sorted(amendments.items())
        if text.parent == parent.id and text.exercise == parent.exercise
    }
    words = [e for e in known if e.said.agreement in children and e.said.channel == parent.channel]
    formed: dict[AgreementId, _Formed] = {}
    for id, text in children.items():
        parties = parent.members.keys() | {each.party for each in text.parties}
        if (found := _form(id, frozenset(parties), words)) is not None:
            formed[id] = found
    left = [
        id
        for id, one in formed.items()
        if not any(each.replaces(one) for each in formed.values() if each != one)
    ]
    return left[0] if len(left) == 1 else None


@dataclass(frozen=True, slots=True)
class _Formed:
    """What brought an amendment into force: each party's acceptances above all else that it said by then."""

    words: tuple[tuple[Accepted, ...], ...]

    def replaces(self, earlier: _Formed) -> bool:
        """Whether one of the last words for this one was said where the earlier one had come into force.

        A word that several statements carry was said where the least knowing of them stands.
        """
        return any(all(earlier.known_to(each) for each in _last(own)) for own in self.words)

    def known_to(self, word: Accepted) -> bool:
        """Whether the word descends from what brought this one into force."""
        return all(any(each.id in word.after for each in own) for own in self.words)


def _form(amendment: AgreementId, parties: frozenset[PartyId], words: Iterable[Accepted]) -> _Formed | None:
    """Looks for a past in which every party's highest number accepts the amendment, all of them in time.

    A word against it that its party never outnumbered can be in no such past, nor can what descends from it:
    both are left out until none remains, and what is left is the largest such past, if there is one.
    """
    within = [each for each in words if each.said.party in parties]
    while against := _against(amendment, within):
        within = [each for each in within if each.id not in against and not each.after & against]
    counting = tuple(tuple(_counting(amendment, party, within)) for party in sorted(parties))
    return _Formed(counting) if _all_in_time(counting) else None


def _against(amendment: AgreementId, within: Iterable[Accepted]) -> set[StatementId]:
    best: dict[PartyId, int] = {}
    for each in within:
        if _is_for(amendment, each):
            best[each.said.party] = max(_number(each), best.get(each.said.party, 0))
    return {
        each.id
        for each in within
        if not _is_for(amendment, each) and _number(each) >= best.get(each.said.party, 0)
    }


def _counting(amendment: AgreementId, party: PartyId, within: Iterable[Accepted]) -> list[Accepted]:
    own = [each for each in within if each.said.party == party]
    other = max((_number(each) for each in own if not _is_for(amendment, each)), default=0)
    return [each for each in own if _number(each) > other]


def _all_in_time(counting: tuple[tuple[Accepted, ...], ...]) -> bool:
    """Whether there is a moment by which every party had accepted, and no acceptance used had run out."""
    moments = {each.said.made_at for own in counting for each in own}
    return any(
        all(any(each.said.made_at <= moment < each.said.not_after for each in own) for own in counting)
        for moment in moments
    )


def _is_for(amendment: AgreementId, word: Accepted) -> bool:
    return word.said.accept and word.said.agreement == amendment


def _number(word: Accepted) -> int:
    return word.said.number


def _last(own: tuple[Accepted, ...]) -> list[Accepted]:
    highest = max(map(_number, own))
    return [each for each in own if _number(each) == highest]
