"""The agreement of a channel as it stands: the terms in force, who signed them, and amendments under way."""

from __future__ import annotations

from collections.abc import Iterator

from client.engine.reading.shapes_record import Proposed, Signer, Terms
from client.station.channel import Channel
from client.station.station import Station
from hotline.agreement.clauses import OPEN_AFTER_SUNSET
from hotline.agreement.in_force import Accepted
from hotline.agreement.text import FREE_KINDS, AgreementText, Member
from hotline.codec import to_rfc3339
from hotline.ids import AgreementId
from hotline.kinds.catalogue import KINDS
from hotline.transcript.transcript import Transcript


def terms(station: Station, channel: Channel) -> Terms:
    transcript = channel.transcript
    now = transcript.terms_for_next()
    verified = station.memory.contacts.verified
    return {
        "id": now.id.hex(),
        "amendment": _depth(transcript, now.id),
        "text": now.text.model_dump(mode="json"),
        "free_kinds": [*sorted(FREE_KINDS), *(each.NAME for each in KINDS.values() if each.RECORD)],
        "open_after_sunset": sorted(OPEN_AFTER_SUNSET),
        "verified": {member.code: verified.get(party) for party, member in now.members.items()},
        "own": next((each.code for party, each in now.members.items() if party == station.party), ""),
        "signers": _signers(transcript, now.id, now.text),
        "proposed": list(_proposed(transcript, now.id)),
    }


def _depth(transcript: Transcript, agreement: AgreementId) -> int:
    """How many amendments lie between the first agreement and this one."""
    amendments, depth = transcript.amendments(), 0
    while (text := amendments.get(agreement)) is not None and text.parent is not None:
        agreement, depth = text.parent, depth + 1
    return depth


def _proposed(transcript: Transcript, terms: AgreementId) -> Iterator[Proposed]:
    """What amends these terms and is not in force. Two that came into force side by side are neither."""
    in_force = transcript.amendments_in_force()
    for id, text in sorted(transcript.amendments().items(), key=lambda each: (each[1].title, each[0])):
        if text.parent == terms:
            yield {
                "id": id.hex(),
                "title": text.title,
                "rival": id in in_force,
                "changes": _changes(_text(transcript, terms), text),
                "signers": _signers(transcript, id, text, came_into_force=id in in_force),
            }


def _text(transcript: Transcript, agreement: AgreementId) -> AgreementText | None:
    text = transcript.amendments().get(agreement)
    first = transcript.first_terms()
    return text or (first.text if first.id == agreement else None)


def _changes(before: AgreementText | None, after: AgreementText) -> list[str]:
    """The parts that read otherwise."""
    if before is None:
        return []
    return [name for name, value in after if name != "parent" and value != getattr(before, name)]


# Who signed


def _signers(
    transcript: Transcript, agreement: AgreementId, text: AgreementText, came_into_force: bool = False
) -> list[Signer]:
    """Each party with its word. A first agreement is in force because all have signed it.

    What came into force is shown with the words that brought it there, whatever was said of a rival since.
    """
    first = transcript.first_terms()
    if agreement == first.id:
        return [_signer(each, None, accepted=True) for each in text.parties]
    siblings = [id for id, each in transcript.amendments().items() if each.parent == text.parent]
    siblings = [agreement] if came_into_force else siblings
    words = [word for id in siblings for word in transcript.words_on(id)]
    parties = {each.party: each for each in (*_parties(transcript, text.parent), *text.parties)}
    return [_of(each, agreement, words) for each in parties.values()]


def _parties(transcript: Transcript, parent: AgreementId | None) -> tuple[Member, ...]:
    """Who was a party before must agree as well, also to its own leaving."""
    text = _text(transcript, parent) if parent is not None else None
    return text.parties if text is not None else ()


def _of(member: Member, agreement: AgreementId, words: list[Accepted]) -> Signer:
    """The highest number counts, whichever sibling it is about."""
    own = [each for each in words if each.said.party == member.party]
    last = max(own, key=lambda each: each.said.number, default=None)
    accepted = last is not None and last.said.accept and last.said.agreement == agreement
    return _signer(member, last, accepted)


def _signer(member: Member, word: Accepted | None, accepted: bool) -> Signer:
    said = word.said if word is not None else None
    return {
        "party": member.party.hex(),
        "code": member.code,
        "name": member.name,
        "accepted": accepted,
        "at": to_rfc3339(said.made_at) if said else None,
        "not_after": to_rfc3339(said.not_after) if said else None,
        "number": said.number if said else None,
    }
