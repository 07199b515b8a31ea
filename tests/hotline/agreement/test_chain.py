"""Signing copies of an agreement, and one party's word on an amendment."""

from __future__ import annotations

import pytest

from hotline.agreement.chain import (
    Acceptance,
    accept,
    first_terms,
    open_acceptance,
    open_first,
    sign_agreement,
    signed_by_all,
)
from hotline.agreement.draft import draft_from_yaml
from hotline.agreement.handwriting import Hand
from hotline.agreement.text import AgreementText, Function, agreement_id, write_agreement
from hotline.errors import BadSignature, Malformed, NotTrusted
from hotline.ids import AgreementId, ChannelId
from hotline.kinds.catalogue import AGREEABLE
from hotline.signed import PayloadType, Signed, sign_by_root
from tests.hotline.agreement.parties import MED, OBS, template
from tests.hotline.people import DAY, NOW, desk

NOR, SOU = desk("NOR"), desk("SOU")
ROOTS = {each.root.id: each.root for each in (NOR, SOU)}


def agreed() -> AgreementText:
    """Between two parties with real keys."""
    hand = Hand({"NOR": NOR.root.id, "SOU": SOU.root.id, "MED": MED, "OBS": OBS})
    text = draft_from_yaml(template("exercise"), hand, AGREEABLE)
    quorum = text.verification.model_copy(update={"verifiers": (Function.PRINCIPAL,)})
    return text.model_copy(update={"parties": text.parties[:2], "verification": quorum})


TEXT = agreed()
PAYLOAD = write_agreement(TEXT)


def copy(name: str) -> Signed:
    return sign_agreement(PAYLOAD, desk(name).root_key)


def test_it_is_in_force_when_every_root_has_signed_the_same_bytes() -> None:
    assert signed_by_all(copy("NOR"), TEXT, ROOTS) == [SOU.root.id]
    assert signed_by_all(copy("SOU"), TEXT, ROOTS) == [NOR.root.id]

    merged = copy("NOR").merged(copy("SOU"))

    assert signed_by_all(merged, TEXT, ROOTS) == []
    assert open_first(merged).id == agreement_id(PAYLOAD)


def test_half_a_root_signature_is_none() -> None:
    merged = copy("NOR").merged(copy("SOU"))
    for left_out in merged.signatures:
        rest = tuple(each for each in merged.signatures if each is not left_out)
        assert len(signed_by_all(Signed(merged.type, merged.payload, rest), TEXT, ROOTS)) == 1


def test_a_root_that_is_not_known_here_has_not_signed() -> None:
    assert signed_by_all(copy("NOR").merged(copy("SOU")), TEXT, {NOR.root.id: NOR.root}) == [SOU.root.id]


def test_a_signature_over_another_type_does_not_count() -> None:
    signed = sign_by_root(PayloadType.ACCEPTANCE, PAYLOAD, NOR.root_key)

    assert NOR.root.id in signed_by_all(signed, TEXT, ROOTS)
    with pytest.raises(Malformed, match="another kind of document"):
        open_first(signed)


def test_an_amendment_constitutes_no_channel() -> None:
    with pytest.raises(Malformed, match="an amendment constitutes no channel"):
        first_terms(TEXT.model_copy(update={"parent": AgreementId(b"p" * 32)}))


def test_nobody_signs_what_is_no_agreement() -> None:
    with pytest.raises(Malformed):
        sign_agreement(b"{}", NOR.root_key)


def acceptance() -> Acceptance:
    return Acceptance(
        channel=ChannelId(b"c" * 32),
        agreement=AgreementId(b"a" * 32),
        party=NOR.root.id,
        number=1,
        accept=True,
        made_at=NOW,
        not_after=NOW + DAY,
    )


def test_an_acceptance_is_read_as_it_was_signed() -> None:
    assert open_acceptance(accept(NOR.root_key, acceptance()), NOR.root) == acceptance()


def test_an_acceptance_that_another_signed_is_refused() -> None:
    with pytest.raises(BadSignature):
        open_acceptance(accept(SOU.root_key, acceptance()), NOR.root)
    with pytest.raises(NotTrusted):
        open_acceptance(accept(SOU.root_key, acceptance()), SOU.root)
