"""Pair secrets: what a sender shares with a reader for one sealing key, so that later slots are short.

The id is derived from the secret, so nobody can choose one. Source: docs/SPEC.md 6 and 7.4.
"""

from __future__ import annotations

from hotline.crypto.labels import PAIR, PAIR_ID
from hotline.crypto.sealing import KEY_BYTES, derive, encapsulate
from hotline.ids import Entropy, PairId

PAIR_ID_BYTES = 16


def new_pair(entropy: Entropy) -> bytes:
    """A fresh pair secret."""
    return entropy(KEY_BYTES)


def pair_id(secret: bytes) -> PairId:
    return PairId(derive(secret, PAIR_ID)[:PAIR_ID_BYTES])


def check_sealing_public(public: bytes) -> None:
    """That something can be sealed to an announced key. Raises Malformed.

    To be asked when an announcement is taken in: one bad key must not stop the sealing for all the others.
    """
    encapsulate(bytes(KEY_BYTES), public, PAIR)
