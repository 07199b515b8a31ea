"""Revocations: what a root still stands by of a device, and nothing else."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from hotline import limits
from hotline.codec import write_document
from hotline.errors import BadSignature, NotTrusted
from hotline.fields import IncarnationField
from hotline.identity.revocation import Cut, Revocation, open_revocation, revoke
from hotline.ids import ChannelId, Incarnation, StatementId
from hotline.signed import PayloadType, sign_by_root
from tests.hotline.mangling import refused
from tests.hotline.people import LIFE, NOW, desk

BRAVO, DELTA = desk("BRV"), desk("DLT")
CHANNEL = ChannelId(b"\x01" * 32)
CUT = Cut(channel=CHANNEL, incarnation=IncarnationField.of(LIFE), seq=17, id=StatementId(b"\x02" * 32))


def revocation(*cuts: Cut) -> Revocation:
    return Revocation(
        party=BRAVO.root.id, device=BRAVO.device, serial=1, reason="Lost", made_at=NOW, cuts=cuts
    )


def test_a_revocation_reads_back():
    signed = revoke(BRAVO.root_key, revocation(CUT))

    assert open_revocation(signed, BRAVO.root) == revocation(CUT)


def test_what_is_named_is_cut_there_and_the_rest_at_the_beginning():
    """A thief's new incarnation, or a channel that nobody thought of, is not recognised at all."""
    opened = revocation(CUT)

    assert opened.cut_for(CHANNEL, LIFE) == 17
    assert opened.cut_for(ChannelId(b"\x03" * 32), LIFE) == 0
    for other in (
        Incarnation(LIFE.number + 1, LIFE.nonce, LIFE.restored),
        Incarnation(LIFE.number, bytes(16), LIFE.restored),
        Incarnation(LIFE.number, LIFE.nonce, not LIFE.restored),
    ):
        assert opened.cut_for(CHANNEL, other) == 0


def test_only_the_partys_own_root_revokes():
    """Another's is refused, and so is one half of ours."""
    signed = revoke(BRAVO.root_key, revocation())
    with pytest.raises(BadSignature):
        open_revocation(revoke(DELTA.root_key, revocation()), BRAVO.root)
    with pytest.raises(NotTrusted):
        open_revocation(revoke(DELTA.root_key, revocation()), DELTA.root)
    with pytest.raises(BadSignature):
        open_revocation(replace(signed, signatures=signed.signatures[:1]), BRAVO.root)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"cuts": [{"seq": 0}]}, "cuts.0"),
        ({"cuts": [{"id": None}]}, "cuts.0"),
        ({"cuts": [{"seq": -1}]}, "cuts.0.seq"),
        ({"cuts": [{}, {"seq": 18}]}, "cuts must name"),
        ({"serial": 0}, "serial"),
        ({"reason": "x" * 401}, "reason"),
    ],
)
def test_a_wrong_field_is_refused_by_its_name(change, field):
    """A cut without its id, twice the same place, and so on."""
    fields = json.loads(write_document(revocation(CUT)))
    if "cuts" in change:
        change = {"cuts": [fields["cuts"][0] | each for each in change["cuts"]]}
    payload = json.dumps(fields | change).encode()

    refused(
        lambda: open_revocation(sign_by_root(PayloadType.REVOCATION, payload, BRAVO.root_key), BRAVO.root),
        "revocation",
        field,
    )


def test_the_largest_revocation_fits_into_a_statement():
    """With the root that signed it, in the JSON of a body."""
    cuts = [
        CUT.model_copy(
            update={"incarnation": IncarnationField(number=2**40, nonce=bytes(16), restored=False)}
        ).model_copy(update={"channel": ChannelId(bytes([n]) * 32), "seq": limits.SEQ_MAX})
        for n in range(limits.CUTS)
    ]
    largest = revocation(*cuts).model_copy(update={"reason": "\u20ac" * 400})
    signed = revoke(BRAVO.root_key, largest)

    assert open_revocation(signed, BRAVO.root).cuts
    assert len(signed.to_json()) + len(BRAVO.root.signed.to_json()) + 500 < limits.BODY_BYTES
