"""Log-in: hello → challenge → proof → welcome. Nobody else gets past.

The challenge signs both nonces, the relay's name and the certificate that the outside sees; the proof signs
the same. So neither can be used a second time, nor towards another relay, nor by one who sits in the middle.
Source: docs/SPEC.md 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from hotline import limits
from hotline.crypto.signing import SigningKey
from hotline.errors import BadSignature, Refused
from hotline.ids import Entropy
from hotline.wire.frames import Challenge, Hello, Proof, SessionTerms, Welcome
from hotline.wire.login import NONCE_BYTES, challenge, login_message, verify_proof
from server.access import Access
from server.rules.policy import Policy
from server.rules.session import Session

TOKEN_BYTES = 32


@dataclass(frozen=True)
class Door:
    """Lets devices of served parties in."""

    key: SigningKey
    access: Access
    policy: Policy
    entropy: Entropy

    def challenge(self, session: Session, hello: Hello, now: datetime) -> Challenge:
        """Takes the credential, and asks for proof that its device is there. Raises Rejected."""
        try:
            session.admitted = self.access.admit(hello.credential, now)
        except BadSignature as reason:
            raise Refused("not-admitted", f"The credential is not good: {reason.what}") from reason
        nonce = self.entropy(NONCE_BYTES)
        name, certificate = self.policy.name, self.policy.certificate_hash
        session.login_message = login_message(session.admitted.device, hello.nonce, nonce, name, certificate)
        return Challenge(nonce, name, certificate, challenge(session.login_message, self.key))

    def welcome(self, session: Session, proof: Proof, now: datetime) -> Welcome:
        """Lets the device in if it signed. Raises Refused."""
        try:
            verify_proof(session.login_message, proof.signature, session.who.device)
        except BadSignature as reason:
            raise Refused("not-admitted", "The device did not prove that it holds its key.") from reason
        session.token = self.entropy(TOKEN_BYTES).hex()
        return Welcome(session.token, now, self._terms)

    @cached_property
    def _terms(self) -> SessionTerms:
        return SessionTerms(
            window=limits.DELIVERY_WINDOW,
            in_flight=limits.DEPOSITS_IN_FLIGHT,
            ttl_max=self.policy.ttl_max // timedelta(seconds=1),
            envelope_bytes=limits.ENVELOPE_BYTES,
        )
