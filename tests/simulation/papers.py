"""What roots sign while the line is in use: amendments, acceptances, revocations, as statements' contents."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hotline.agreement.chain import Acceptance, accept, sign_agreement
from hotline.agreement.clauses import Terms
from hotline.agreement.text import agreement_id, write_agreement
from hotline.fields import IncarnationField
from hotline.identity.revocation import Cut, Revocation, revoke
from hotline.ids import AgreementId, DeviceId
from hotline.signed import Signed
from hotline.transcript.transcript import Transcript
from tests.simulation.parties import Party


def amendment(terms: Terms, title: str, party: Party) -> tuple[AgreementId, dict[str, Any]]:
    """The terms under another title, signed by one party; and the content that puts it into the record."""
    payload = write_agreement(terms.text.model_copy(update={"title": title, "parent": terms.id}))
    return agreement_id(payload), {"document": _document(sign_agreement(payload, party.key))}


def acceptance(
    terms: Terms, amended: AgreementId, party: Party, number: int, now: datetime
) -> dict[str, Any]:
    said = Acceptance(
        channel=terms.channel,
        agreement=amended,
        party=party.root.id,
        number=number,
        accept=True,
        made_at=now,
        not_after=now + timedelta(days=60),
    )
    return {"root": _document(party.root.signed), "document": _document(accept(party.key, said))}


def revocation(transcript: Transcript, device: DeviceId, party: Party, now: datetime) -> dict[str, Any]:
    """The root stands by what this record holds of the device, and by nothing beyond."""
    channel = transcript.terms_for_next().channel
    ends = {life: mark for (author, life), mark in transcript.vector().items() if author == device}
    cuts = [
        Cut(channel=channel, incarnation=IncarnationField.of(life), seq=seq, id=id)
        for life, (seq, id) in ends.items()
    ]
    signed = revoke(
        party.key,
        Revocation(
            party=party.root.id, device=device, serial=1, reason="Lost.", made_at=now, cuts=tuple(cuts)
        ),
    )
    return {"root": _document(party.root.signed), "document": _document(signed)}


def _document(signed: Signed) -> Any:
    return signed.to_document().model_dump(mode="json")
