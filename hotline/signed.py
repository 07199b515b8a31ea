"""A signed document: payload type, payload bytes, signatures. The bytes that were signed are kept.

Not here: what the documents say. Source: DSSE v1.0.0 (secure-systems-lab/dsse); docs/SPEC.md 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum

from hotline import limits
from hotline.codec import Base64, Document, Hex32, as_document, read_document, write_document
from hotline.crypto.signing import (
    MLDSA65_SIGNATURE_BYTES,
    RootKey,
    RootPublicKey,
    SigningKey,
    verify_ed25519,
)
from hotline.errors import BadSignature, Malformed
from hotline.sentence import sentence
from hotline.shapes import array_of, exact_bytes, record, some_bytes, some_text


class PayloadType(StrEnum):
    """Every thing that can be signed, each under a name of its own."""

    ROOT = "application/vnd.hotline.root.v1+json"
    CREDENTIAL_REQUEST = "application/vnd.hotline.credential-request.v1+json"
    CREDENTIAL = "application/vnd.hotline.credential.v1+json"
    REVOCATION = "application/vnd.hotline.revocation.v1+json"
    AGREEMENT = "application/vnd.hotline.agreement.v1+json"
    ACCEPTANCE = "application/vnd.hotline.acceptance.v1+json"
    STATEMENT = "application/vnd.hotline.statement.v1+json"
    HAVE = "application/vnd.hotline.have.v1+cbor"
    LINK = "application/vnd.hotline.link.v1+cbor"
    SEALING_KEY = "application/vnd.hotline.sealing-key.v1+cbor"
    CHALLENGE = "application/vnd.hotline.challenge.v1+cbor"
    PROOF = "application/vnd.hotline.proof.v1+cbor"
    RECEIPT = "application/vnd.hotline.receipt.v1+cbor"
    RELAY_CARD = "application/vnd.hotline.relay-card.v1+json"
    COURIER = "application/vnd.hotline.courier.v1+cbor"


@dataclass(frozen=True, slots=True)
class Signature:
    key_id: bytes  # 32 bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Signed:
    """A payload with its signatures. Nothing is known to be true of it before it was verified."""

    type: PayloadType
    payload: bytes
    signatures: tuple[Signature, ...]

    @property
    def message(self) -> bytes:
        """What the signatures are over."""
        return authentication_encoding(self.type, self.payload)

    def merged(self, other: Signed) -> Signed:
        """With the signatures of both. Raises Malformed when the payloads differ.

        To be done with what `only_verified` gives: a forged signature would keep the true one out.
        """
        if (self.type, self.payload) != (other.type, other.payload):
            raise Malformed("signed document", "is another document: only signatures on one payload merge")
        known = {each.key_id for each in self.signatures}
        fresh = tuple(each for each in other.signatures if each.key_id not in known)
        return _checked(replace(self, signatures=self.signatures + fresh), "signed document")

    def to_value(self) -> list[object]:
        """The CBOR form, as a value to put into a larger one."""
        return [str(self.type), self.payload, [[each.key_id, each.value] for each in self.signatures]]

    def to_json(self) -> bytes:
        """A DSSE envelope, as it stands in files."""
        return write_document(self.to_document())

    def to_document(self) -> DsseDocument:
        """The DSSE envelope as a part of a larger document."""
        signatures = tuple(DsseSignature(keyid=each.key_id, sig=each.value) for each in self.signatures)
        return DsseDocument(payloadType=self.type, payload=self.payload, signatures=signatures)


class DsseSignature(Document):
    keyid: Hex32
    sig: Base64


class DsseDocument(Document):
    """The DSSE envelope in JSON."""

    payloadType: PayloadType  # noqa: N815  the name is DSSE's
    payload: Base64
    signatures: tuple[DsseSignature, ...]

    def to_signed(self, what: str = "signed document") -> Signed:
        """Raises Malformed when a limit is broken."""
        signatures = tuple(Signature(each.keyid, each.sig) for each in self.signatures)
        return _checked(Signed(self.payloadType, self.payload, signatures), what)


def authentication_encoding(payload_type: str, payload: bytes) -> bytes:
    """DSSE's PAE: type and payload, each behind its length."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def sign_by_device(payload_type: PayloadType, payload: bytes, key: SigningKey) -> Signed:
    value = key.sign(authentication_encoding(payload_type, payload))
    return Signed(payload_type, payload, (Signature(key.public, value),))


def sign_by_root(payload_type: PayloadType, payload: bytes, key: RootKey) -> Signed:
    values = key.sign(authentication_encoding(payload_type, payload))
    return Signed(payload_type, payload, tuple(Signature(*pair) for pair in values.items()))


def verify_by_device(signed: Signed, payload_type: PayloadType, device: bytes) -> bytes:
    """The payload, if this device or relay and nobody else signed it so. Raises BadSignature."""
    _check_type(signed, payload_type)
    if [each.key_id for each in signed.signatures] != [device]:
        raise BadSignature("It is not signed by the device that it names.")
    verify_ed25519(device, signed.signatures[0].value, signed.message)
    return signed.payload


def verify_by_root(signed: Signed, payload_type: PayloadType, root: RootPublicKey) -> bytes:
    """The payload, if this root signed it with both its keys. Others' signatures are left aside."""
    _check_type(signed, payload_type)
    root.verify({each.key_id: each.value for each in signed.signatures}, signed.message)
    return signed.payload


def only_verified(signed: Signed, roots: Iterable[RootPublicKey]) -> Signed:
    """Without every signature that is not of one of these roots, or of one whose two do not both verify."""
    values = {each.key_id: each.value for each in signed.signatures}
    kept: set[bytes] = set()
    for root in roots:
        with suppress(BadSignature, Malformed):
            root.verify(values, signed.message)
            kept.update(root.key_ids)
    return replace(signed, signatures=tuple(each for each in signed.signatures if each.key_id in kept))


def signed_from_value(value: object, what: str) -> Signed:
    """Reads the CBOR form. Raises Malformed."""
    kind, payload, signatures = _SHAPE(value, what)
    if kind not in _TYPES:
        raise Malformed(f"{what}.type", "is not a payload type of this protocol")
    return _checked(Signed(_TYPES[kind], payload, tuple(Signature(*each) for each in signatures)), what)


def signed_from_json(raw: bytes, what: str = "signed document") -> Signed:
    """Reads a DSSE envelope from a file. Raises Malformed."""
    return read_document(raw, DsseDocument, what, limits.DOCUMENT_BYTES).to_signed(what)


def signed_from_document(value: object, what: str) -> Signed:
    """Reads a DSSE envelope from within a larger document. Raises Malformed."""
    return as_document(value, DsseDocument, what).to_signed(what)


_TYPES = {str(each): each for each in PayloadType}
_SHAPE = record(
    [
        ("type", some_text(80)),
        ("payload", some_bytes(limits.DOCUMENT_BYTES)),
        (
            "signatures",
            array_of(
                record([("keyid", exact_bytes(32)), ("sig", some_bytes(MLDSA65_SIGNATURE_BYTES))]),
                limits.SIGNATURES,
            ),
        ),
    ]
)


def _checked(signed: Signed, what: str) -> Signed:
    ids = [each.key_id for each in signed.signatures]
    if not ids or len(ids) > limits.SIGNATURES or len(set(ids)) != len(ids):
        raise Malformed(
            f"{what}.signatures",
            sentence("needs 1 to {most} signatures of different keys", most=limits.SIGNATURES),
        )
    return signed


def _check_type(signed: Signed, payload_type: PayloadType) -> None:
    if signed.type is not payload_type:
        raise BadSignature(
            sentence(
                "It was signed as {one}, not as {other}.", one=_short(signed.type), other=_short(payload_type)
            )
        )


def _short(payload_type: PayloadType) -> str:
    return payload_type.split("hotline.")[1].split(".")[0]
