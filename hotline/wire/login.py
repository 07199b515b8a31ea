"""Log-in: relay and device each sign one message that names both, both nonces and the live certificate.

So neither signature is of use on another connection, to another relay, or behind another certificate.
Source: docs/SPEC.md 8.
"""

from __future__ import annotations

import hashlib

from hotline.crypto.signing import SigningKey, verify_ed25519
from hotline.errors import NotTrusted
from hotline.ids import DeviceId, RelayId
from hotline.shapes import write_cbor
from hotline.signed import PayloadType, authentication_encoding

NONCE_BYTES = 32
NO_CERTIFICATE = bytes(32)  # only on loopback without TLS


def login_message(
    device: DeviceId, client_nonce: bytes, relay_nonce: bytes, name: str, certificate: bytes
) -> bytes:
    """What both sign. `name` is the relay's, `certificate` the SHA-256 of its certificate."""
    return write_cbor([1, device, client_nonce, relay_nonce, name, certificate])


def challenge(message: bytes, key: SigningKey) -> bytes:
    """The relay's signature."""
    return key.sign(authentication_encoding(PayloadType.CHALLENGE, message))


def verify_challenge(message: bytes, signature: bytes, relay: RelayId) -> None:
    """Raises BadSignature."""
    verify_ed25519(relay, signature, authentication_encoding(PayloadType.CHALLENGE, message))


def prove(message: bytes, key: SigningKey) -> bytes:
    """The device's signature."""
    return key.sign(authentication_encoding(PayloadType.PROOF, message))


def verify_proof(message: bytes, signature: bytes, device: DeviceId) -> None:
    """Raises BadSignature."""
    verify_ed25519(device, signature, authentication_encoding(PayloadType.PROOF, message))


def certificate_hash(der: bytes) -> bytes:
    """How the log-in names a certificate."""
    return hashlib.sha256(der).digest()


def check_certificate(named: bytes, live: bytes | None) -> None:
    """That the relay named the certificate (DER) of this very connection. Raises NotTrusted.

    `live` is none only on loopback without TLS.
    """
    expected = NO_CERTIFICATE if live is None else certificate_hash(live)
    if named != expected:
        raise NotTrusted(
            "The relay signed for another certificate than this connection has: someone stands between.",
            "Tell the relay's operator. Another relay is tried.",
        )
