"""Log-in: each signature is for this device, this relay, this connection, this certificate."""

from __future__ import annotations

import pytest

from hotline import limits
from hotline.errors import BadSignature, NotTrusted
from hotline.ids import RelayId
from hotline.wire.frames import write_frame
from hotline.wire.login import (
    NO_CERTIFICATE,
    certificate_hash,
    challenge,
    check_certificate,
    login_message,
    prove,
    verify_challenge,
    verify_proof,
)
from tests.hotline.people import desk
from tests.hotline.wire.samples import FRAMES

DEVICE, RELAY = desk("BRV"), desk("DLT")
RELAY_ID = RelayId(RELAY.device)
CLIENT, SERVER, CERTIFICATE = b"\1" * 32, b"\2" * 32, b"\3" * 32
MESSAGE = login_message(DEVICE.device, CLIENT, SERVER, "North", CERTIFICATE)

OTHERS = {
    "another device": login_message(RELAY.device, CLIENT, SERVER, "North", CERTIFICATE),
    "an old client nonce": login_message(DEVICE.device, bytes(32), SERVER, "North", CERTIFICATE),
    "an old relay nonce": login_message(DEVICE.device, CLIENT, bytes(32), "North", CERTIFICATE),
    "another relay's name": login_message(DEVICE.device, CLIENT, SERVER, "South", CERTIFICATE),
    "another certificate": login_message(DEVICE.device, CLIENT, SERVER, "North", NO_CERTIFICATE),
}


def test_both_signatures_verify():
    verify_challenge(MESSAGE, challenge(MESSAGE, RELAY.key), RELAY_ID)
    verify_proof(MESSAGE, prove(MESSAGE, DEVICE.key), DEVICE.device)


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_signature_is_of_no_use_elsewhere(other):
    """Recorded on one connection, played into another: refused."""
    with pytest.raises(BadSignature):
        verify_challenge(other, challenge(MESSAGE, RELAY.key), RELAY_ID)
    with pytest.raises(BadSignature):
        verify_proof(other, prove(MESSAGE, DEVICE.key), DEVICE.device)


def test_neither_side_can_send_the_others_signature_back():
    """A relay that reflects a proof as its challenge, or the other way round."""
    with pytest.raises(BadSignature):
        verify_proof(MESSAGE, challenge(MESSAGE, DEVICE.key), DEVICE.device)
    with pytest.raises(BadSignature):
        verify_challenge(MESSAGE, prove(MESSAGE, RELAY.key), RELAY_ID)


def test_another_relay_cannot_sign_for_the_one_in_the_agreement():
    with pytest.raises(BadSignature):
        verify_challenge(MESSAGE, challenge(MESSAGE, DEVICE.key), RELAY_ID)


def test_the_certificate_is_that_of_this_connection():
    """Whoever stands between has another one, and cannot make the relay sign for it."""
    check_certificate(certificate_hash(b"der"), b"der")
    with pytest.raises(NotTrusted):
        check_certificate(certificate_hash(b"der"), b"another der")


def test_no_certificate_is_accepted_only_without_tls():
    """Zero elsewhere would switch the check off."""
    check_certificate(NO_CERTIFICATE, None)
    with pytest.raises(NotTrusted):
        check_certificate(NO_CERTIFICATE, b"der")
    with pytest.raises(NotTrusted):
        check_certificate(certificate_hash(b"der"), None)


def test_a_log_in_has_time_on_a_slow_line_that_loses_packets():
    """9,600 bit/s, 1.2 seconds each way, and each of its four flights stalls once for three seconds."""
    hello, challenge, proof, welcome = FRAMES[:4]
    octets = sum(len(write_frame(each)) for each in (hello, challenge, proof, welcome))
    assert (hello.NAME, welcome.NAME) == ("hello", "welcome")

    takes = octets / (9_600 / 8) + 4 * (1.2 + 3.0)

    assert takes < limits.HANDSHAKE.total_seconds()
