"""Four parties without keys, and drafts and terms between them: for tests that need no signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import hotline.agreement.clauses
from hotline.agreement.chain import Acceptance, first_terms
from hotline.agreement.clauses import Terms
from hotline.agreement.draft import draft_from_yaml
from hotline.agreement.handwriting import Hand
from hotline.agreement.in_force import Accepted
from hotline.agreement.text import AgreementText, Function, agreement_id, write_agreement
from hotline.crypto.signing import SigningKey
from hotline.ids import AgreementId, PartyId, StatementId
from hotline.kinds.catalogue import AGREEABLE

TEMPLATES = Path(hotline.agreement.clauses.__file__).parent / "templates"
NOW = datetime(2026, 11, 23, 14, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOR, SOU, MED, OBS, NEW = (PartyId(bytes([place]) * 32) for place in range(1, 6))
BY_CODE: Mapping[str, PartyId] = {"NOR": NOR, "SOU": SOU, "MED": MED, "OBS": OBS, "NEW": NEW}
HAND = Hand(BY_CODE)


def template(name: str) -> str:
    """A template as an officer would fill it in: with keys for the relays."""
    text = (TEMPLATES / f"{name}.yaml").read_text(encoding="utf-8")
    return re.sub(r"paste-the-key-of-(\w+)", lambda found: _key(found[1]), text)


def _key(name: str) -> str:
    return SigningKey((name.encode() * 32)[:32]).public.hex()


def draft(text: str) -> AgreementText:
    return draft_from_yaml(text, HAND, AGREEABLE, "draft.yaml")


@cache
def exercise() -> AgreementText:
    return draft(template("exercise"))


@cache
def terms(name: str = "exercise") -> Terms:
    return first_terms(draft(template(name)))


class Record:
    """Amendments of an agreement between two parties, and words on them in a graph of carriers."""

    def __init__(self) -> None:
        text = exercise()
        principals = {"verifiers": (Function.PRINCIPAL,), "quorum": 1}
        kept = {
            "parties": text.parties[:2],
            "verification": text.verification.model_copy(update=principals),
            "voice": text.voice.model_copy(update={"numbers": ()}),
        }
        self.first = Terms(AgreementId(b"P" * 32), terms().channel, text.model_copy(update=kept))
        self.amendments: dict[AgreementId, AgreementText] = {}
        self.words: list[Accepted] = []

    def amend(self, title: str, parent: AgreementId | None = None, **other: object) -> AgreementId:
        """A child of the first agreement, or of another."""
        changes = {"title": title, "parent": parent or self.first.id} | other
        text = self.first.text.model_copy(update=changes)
        id = agreement_id(write_agreement(text))
        self.amendments[id] = text
        return id

    def say(
        self,
        party: PartyId,
        number: int,
        agreement: AgreementId,
        *after: Accepted,
        accept: bool = True,
        made_at: datetime = NOW,
        not_after: datetime = NOW + HOUR,
    ) -> Accepted:
        """A word that comes after those named and all that they come after."""
        said = Acceptance(
            channel=self.first.channel,
            agreement=agreement,
            party=party,
            number=number,
            accept=accept,
            made_at=made_at,
            not_after=not_after,
        )
        past = frozenset(each.id for each in after).union(*(each.after for each in after))
        word = Accepted(StatementId(len(self.words).to_bytes(32, "big")), said, past)
        self.words.append(word)
        return word
