from __future__ import annotations

from datetime import timedelta

import pytest

from client.links.session import ClientSession
from client.station.arrivals import DepositRefused, MailboxEmpty, ReceiptCame
from hotline import limits
from hotline.crypto.signing import SigningKey
from hotline.errors import BadSignature, NotTrusted, Refused
from hotline.ids import EnvelopeId, RelayId
from hotline.wire.envelope import slot_hash
from hotline.wire.frames import (
    Challenge,
    Closing,
    Empty,
    KeyFrame,
    Ping,
    Pong,
    ReceiptFrame,
    Refusal,
    RefusalCode,
    RefusedFrame,
    SessionTerms,
    Welcome,
)
from hotline.wire.login import NO_CERTIFICATE, certificate_hash, challenge, login_message
from hotline.wire.receipts import Receipt, sign_receipt
from tests.client.links.lines import NORTH, SOUTH, to_deposit
from tests.server.people import NOW, dice, living_desk

KEY = SigningKey(bytes(range(1, 33)))
RELAY = RelayId(KEY.public)
EAST = living_desk("CRM")
TERMS = SessionTerms(window=64, in_flight=2, ttl_max=3600, envelope_bytes=2**18)


def session(certificate: bytes | None = None) -> ClientSession:
    return ClientSession(RELAY, NORTH.key, NORTH.credential, certificate, dice("nonce"))


def challenge_for(session: ClientSession, key: SigningKey = KEY, named: bytes = NO_CERTIFICATE) -> Challenge:
    nonce = bytes(32)
    message = login_message(NORTH.device, session._nonce, nonce, "North", named)
    return Challenge(nonce, "North", named, challenge(message, key))


def opened() -> ClientSession:
    made = session()
    made.frame(challenge_for(made), NOW)
    made.frame(Welcome("token", NOW, TERMS), NOW)
    return made


def receipt(*deposits: tuple[EnvelopeId, tuple[tuple[bytes, bytes], ...]], key: SigningKey = KEY):
    return sign_receipt(Receipt(RELAY, NOW, deposits), key)  # type: ignore[arg-type]


def test_the_certificate_is_the_live_one():
    """Named by the relay and seen on the wire must agree, in every combination."""
    made = session(b"a certificate")
    made.frame(challenge_for(made, named=certificate_hash(b"a certificate")), NOW)
    for live, named in [
        (b"another", certificate_hash(b"a certificate")),
        (b"any", NO_CERTIFICATE),
        (None, bytes(31) + b"1"),
    ]:
        made = session(live)
        with pytest.raises(NotTrusted, match="between"):
            made.frame(challenge_for(made, named=named), NOW)


def test_another_relay_s_signature_is_refused():
    """Only the key that the agreement names will do."""
    made = session()
    with pytest.raises(NotTrusted):
        made.frame(challenge_for(made, SigningKey(bytes(32))), NOW)


@pytest.mark.parametrize("frame", [Welcome("token", NOW, TERMS), Empty(NOW), Ping(1)])
def test_nothing_comes_before_the_proof(frame):
    """A relay that skips the log-in proves nothing."""
    with pytest.raises(Refused) as refused:
        session().frame(frame, NOW)

    assert refused.value.code == "unexpected"


def test_a_receipt_counts_for_what_was_deposited_here():
    """Slots that were never handed over, or other bytes of them, are left out of it."""
    made = opened()
    mine = to_deposit(1, SOUTH.device, EAST.device)
    ref = made.deposit(mine).ref  # type: ignore[union-attr]
    slots = ((SOUTH.device, slot_hash(mine.slots[0][1])), (EAST.device, slot_hash(b"other bytes")))
    other = (to_deposit(2, SOUTH.device).envelope, slots)
    outcome = made.frame(ReceiptFrame((ref, 99), receipt((mine.envelope, slots), other)), NOW)

    assert outcome.arrivals == [ReceiptCame(RELAY, NOW, ((mine.envelope, SOUTH.device),))]
    assert made.room == TERMS.in_flight


def test_a_forged_receipt_ends_the_session():
    """It is signed by the relay or it is none."""
    with pytest.raises(BadSignature):
        opened().frame(ReceiptFrame((), receipt(key=SigningKey(bytes(32)))), NOW)


def test_a_refusal_of_one_mailbox_leaves_the_others():
    """The deposit stays under way until the rest of it is answered."""
    made = opened()
    ref = made.deposit(to_deposit(1, SOUTH.device, EAST.device)).ref  # type: ignore[union-attr]
    refusal = Refusal(EAST.device, RefusalCode.MAILBOX_FULL, "Full.", 5000)
    outcome = made.frame(RefusedFrame(ref, (refusal,)), NOW)

    assert [(each.device, each.code, each.retry_at) for each in outcome.arrivals] == [  # type: ignore[union-attr]
        (EAST.device, "mailbox-full", NOW + timedelta(seconds=5))
    ]
    assert made.room == TERMS.in_flight - 1


def test_a_refusal_without_a_mailbox_is_for_all():
    """And final where the relay names no time."""
    made = opened()
    ref = made.deposit(to_deposit(1, SOUTH.device, EAST.device)).ref  # type: ignore[union-attr]
    outcome = made.frame(RefusedFrame(ref, (Refusal(None, RefusalCode.TOO_LARGE, "Too large.", None),)), NOW)

    refused = [each for each in outcome.arrivals if isinstance(each, DepositRefused)]
    assert {each.device for each in refused} == {SOUTH.device, EAST.device}
    assert all(each.retry_at is None for each in refused)
    assert made.room == TERMS.in_flight


def test_a_key_nobody_asked_for_is_left_aside():
    """A relay cannot push keys; and it gives one answer to each question."""
    made = opened()
    announcement = SOUTH.announcement()
    assert made.frame(KeyFrame(7, announcement), NOW).arrivals == []
    ref = made.ask_keys([SOUTH.device], 0.0, 10.0)[0].ref  # type: ignore[union-attr]
    assert made.ask_keys([SOUTH.device], 20.0, 10.0) == []
    assert len(made.frame(KeyFrame(ref, announcement), NOW).arrivals) == 1
    assert made.frame(KeyFrame(ref, announcement), NOW).arrivals == []


def test_a_directory_is_not_asked_without_end():
    """A desk whose clock is ahead takes every key for an old one, also the newest."""
    made = opened()
    ref = made.ask_keys([SOUTH.device], 0.0, 10.0)[0].ref  # type: ignore[union-attr]
    made.frame(KeyFrame(ref, SOUTH.announcement()), NOW)

    assert made.ask_keys([SOUTH.device], 9.9, 10.0) == []
    assert len(made.ask_keys([SOUTH.device], 10.0, 10.0)) == 1


def test_pings_are_answered_and_closing_says_why():
    """A ping gets its own number back; the relay's last word is passed on."""
    made = opened()
    assert made.frame(Ping(5), NOW).send[0][0] == Pong(5)
    assert made.frame(Empty(NOW), NOW).arrivals == [MailboxEmpty(RELAY, NOW)]
    with pytest.raises(Refused, match="Maintenance") as refused:
        made.frame(Closing("closing", "Maintenance until noon."), NOW)

    assert refused.value.code == "closing"


def test_no_relay_asks_for_more_patience_than_an_hour():
    """It is not trusted with delay: a huge number overflows nothing, and who was not named is left aside."""
    for retry in (2**53 - 1, 7_200_000):
        made = opened()
        made.deposit(to_deposit(1, SOUTH.device))
        refusals = tuple(
            Refusal(mailbox, RefusalCode.BUSY, "Later.", retry)
            for mailbox in (EAST.device, SOUTH.device, SOUTH.device, None)
        )
        outcome = made.frame(RefusedFrame(made._next_ref, refusals), NOW)

        refused = [each for each in outcome.arrivals if isinstance(each, DepositRefused)]
        assert {(each.device, each.retry_at) for each in refused} == {
            (SOUTH.device, NOW + timedelta(hours=1))
        }


def test_a_mailbox_refused_after_the_others_were_receipted_is_told():
    """A relay sends the receipt for what it kept, then the refusal of the rest: neither is lost."""
    made = opened()
    mine = to_deposit(1, SOUTH.device, EAST.device)
    ref = made.deposit(mine).ref  # type: ignore[union-attr]
    slots = ((SOUTH.device, slot_hash(mine.slots[0][1])),)
    made.frame(ReceiptFrame((ref,), receipt((mine.envelope, slots))), NOW)

    refusal = Refusal(EAST.device, RefusalCode.MAILBOX_FULL, "Full.", 1000)
    outcome = made.frame(RefusedFrame(ref, (refusal,)), NOW)

    refused = [each for each in outcome.arrivals if isinstance(each, DepositRefused)]
    assert [(each.device, each.envelope) for each in refused] == [(EAST.device, mine.envelope)]


def test_no_relay_takes_more_deposits_at_once_than_the_protocol_has():
    """What it promises would otherwise be queued here without end."""
    made = session()
    made.frame(challenge_for(made), NOW)
    made.frame(Welcome("token", NOW, SessionTerms(64, 2**53 - 1, 3600, 2**18)), NOW)

    assert made.room == limits.DEPOSITS_IN_FLIGHT
