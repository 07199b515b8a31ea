"""What a traceback, a log or a debugger prints of our values: no key, no secret, nobody's words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hotline.crypto.sealing import SealingKey
from hotline.crypto.signing import RootKey, SigningKey
from hotline.envelopes.items import BodyItem
from hotline.envelopes.open import Opened
from hotline.envelopes.seal import Recipient
from hotline.ids import DeviceId, PairId, SealingKeyId, StatementId
from hotline.wire.frames import SessionTerms, Welcome

SECRET = b"SECRET-" + bytes(25)
ID = bytes(32)


@pytest.mark.parametrize(
    "value",
    [
        SigningKey(SECRET),
        RootKey(SECRET, SECRET),
        SealingKey(SECRET * 3),
        Recipient(DeviceId(ID), SealingKeyId(ID), SECRET),
        Opened((), SECRET, PairId(ID[:16])),
        BodyItem(StatementId(ID), SECRET),
        Welcome("SECRET-token", datetime(2026, 11, 23, tzinfo=UTC), SessionTerms(1, 1, 1, 1)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_secret_is_not_shown(value: object) -> None:
    for shown in (repr(value), str(value), f"{value}"):
        assert "SECRET" not in shown
        assert SECRET.hex() not in shown
