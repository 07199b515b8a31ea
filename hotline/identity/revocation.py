"""Revocations: a root takes a device back, and names the last of its statements that it still stands by.

Not here: what becomes of the statements beyond (`hotline.transcript.standing`). Source: docs/SPEC.md 3.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from hotline import limits
from hotline.codec import Document, Time, read_document, write_document
from hotline.crypto.signing import RootKey
from hotline.errors import NotTrusted
from hotline.fields import ChannelField, DeviceField, IncarnationField, PartyField, StatementField
from hotline.identity.credential import Serial
from hotline.identity.root import Root
from hotline.ids import ChannelId, Incarnation
from hotline.signed import PayloadType, Signed, sign_by_root, verify_by_root

WHAT = "revocation"


class Cut(Document):
    """The last statement recognised of one incarnation on one channel; seq 0 and no id: none."""

    channel: ChannelField
    incarnation: IncarnationField
    seq: int = Field(ge=0, le=limits.SEQ_MAX)
    id: StatementField | None

    @model_validator(mode="after")
    def _id_with_seq(self) -> Cut:
        if (self.seq == 0) != (self.id is None):
            raise ValueError("id is null for seq 0, and only then")
        return self


class Revocation(Document):
    """Of one device. Of two by one root for one device the higher serial counts."""

    v: Literal[1] = 1
    party: PartyField
    device: DeviceField
    serial: Serial
    reason: Annotated[str, Field(max_length=400)]
    made_at: Time
    cuts: tuple[Cut, ...] = Field(max_length=limits.CUTS)

    @model_validator(mode="after")
    def _one_cut_each(self) -> Revocation:
        places = {(cut.channel, cut.incarnation.value) for cut in self.cuts}
        if len(places) != len(self.cuts):
            raise ValueError("cuts must name each channel and incarnation once")
        return self

    def cut(self, channel: ChannelId, life: Incarnation) -> Cut | None:
        """What the root says of this incarnation; none means that nothing of it is recognised."""
        return next(
            (cut for cut in self.cuts if (cut.channel, cut.incarnation.value) == (channel, life)), None
        )

    def cut_for(self, channel: ChannelId, life: Incarnation) -> int:
        """The last seq that is recognised; 0 for what is not named."""
        cut = self.cut(channel, life)
        return cut.seq if cut else 0


def revoke(root_key: RootKey, revocation: Revocation) -> Signed:
    """The root's signatures on it."""
    return sign_by_root(PayloadType.REVOCATION, write_document(revocation), root_key)


def open_revocation(signed: Signed, root: Root) -> Revocation:
    """Reads and verifies. Raises Malformed, BadSignature, NotTrusted."""
    verify_by_root(signed, PayloadType.REVOCATION, root.key)
    revocation = read_document(signed.payload, Revocation, WHAT, limits.BODY_BYTES)
    if revocation.party != root.id:
        raise NotTrusted("The revocation names another party than the one that signed it.")
    return revocation
