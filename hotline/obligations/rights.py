"""Whether a statement gives its author's party a right: while it counts, or while others relied on it.

Source: docs/SPEC.md 10.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from hotline.delivery.coverage import Coverage
from hotline.delivery.proofs import checked_have
from hotline.errors import Rejected
from hotline.identity.revocation import Revocation, open_revocation
from hotline.identity.root import open_root
from hotline.ids import DeviceId, PartyId, StatementId
from hotline.kinds.record import Delivered, Heard
from hotline.kinds.record import Revocation as RevocationKind
from hotline.signed import Signed
from hotline.transcript.standing import Word
from hotline.transcript.transcript import Transcript


def lost_right(transcript: Transcript, id: StatementId) -> str:
    """Why a valid statement obliges nobody; empty when it does.

    One that its party disowned still does, where another party had it before it knew of the revocation.
    """
    standing = transcript.standing(id)
    if standing.counts or (standing.word is Word.DISOWNED and _relied_on(transcript, id)):
        return ""
    return standing.why


def _relied_on(transcript: Transcript, id: StatementId) -> bool:
    """Whether another party's statement comes after this one, or carries a have that covers it, and does not
    come after its own root's revocation of its author."""
    own = transcript.entry(id).party
    assert own is not None  # what was disowned was valid
    revocations = set(_revocations_of(transcript, own, transcript.header(id).author))
    parties = transcript.terms_of(id).members.keys() - {own}
    others = (each for each in transcript.order() if transcript.entry(each).party in parties)
    return any(
        _shows(transcript, each, id) and not any(_at_or_after(transcript, each, cut) for cut in revocations)
        for each in others
    )


def _shows(transcript: Transcript, each: StatementId, id: StatementId) -> bool:
    if transcript.is_ancestor(id, each):
        return True
    content = transcript.entry(each).content
    if not isinstance(content, Delivered | Heard):
        return False
    have = checked_have(transcript, content.party, content.have.to_signed())
    return have is not None and Coverage(transcript, have).covers(id)


def _at_or_after(transcript: Transcript, each: StatementId, cut: StatementId) -> bool:
    return each == cut or transcript.is_ancestor(cut, each)


def _revocations_of(transcript: Transcript, party: PartyId, device: DeviceId) -> Iterator[StatementId]:
    for id in transcript.of_kind("revocation"):
        content = transcript.entry(id).content
        if isinstance(content, RevocationKind):
            revocation = _opened(content.root.to_signed(), content.document.to_signed())
            if revocation is not None and (revocation.party, revocation.device) == (party, device):
                yield id


@lru_cache(maxsize=64)
def _opened(root: Signed, signed: Signed) -> Revocation | None:
    try:
        return open_revocation(signed, open_root(root))
    except Rejected:
        return None
