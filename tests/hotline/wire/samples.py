"""One frame of every class."""

from __future__ import annotations

from hotline.ids import RelayId
from hotline.signed import Signed
from hotline.wire import frames as f
from hotline.wire.receipts import Receipt, sign_receipt
from tests.hotline.people import NOW, desk

BRAVO = desk("BRV")
RELAY = RelayId(BRAVO.device)
RECEIPT: Signed = sign_receipt(Receipt(RELAY, NOW, ()), BRAVO.key)

FRAMES: list[f.Frame] = [
    f.Hello(1, BRAVO.signed_credential, bytes(32)),
    f.Challenge(bytes(32), "North", b"\1" * 32, b"\2" * 64),
    f.Proof(b"\3" * 64),
    f.Welcome("token", NOW, f.SessionTerms(64, 256, 3600, 1000)),
    f.DepositFrame(1, b"public", ((BRAVO.device, b"slot"),)),
    f.ReceiptFrame((1, 2), RECEIPT),
    f.RefusedFrame(
        1,
        (
            f.Refusal(BRAVO.device, f.RefusalCode.MAILBOX_FULL, "It is full.", 1000),
            f.Refusal(None, f.RefusalCode.REVOKED, "It is revoked.", None),
        ),
    ),
    f.Deliver(7, NOW, b"public", b"slot"),
    f.Ack((7, 8)),
    f.Empty(NOW),
    f.KeyPut(1, BRAVO.announcement()),
    f.KeyGet(2, BRAVO.device),
    f.KeyFrame(2, BRAVO.announcement()),
    f.KeyFrame(2, None),
    f.Revoke(3, BRAVO.signed_credential),
    f.Done(3),
    f.Ping(4),
    f.Pong(4),
    f.Closing("too-fast", "Slower, please."),
    f.Part(1, True, b"x"),
]
