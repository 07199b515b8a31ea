"""What becomes of a sealing key's announcement, given the one that is kept: the same in every store."""

from __future__ import annotations

from datetime import datetime

from hotline.errors import Refused
from hotline.ids import Counter
from server.stores.port import Announced, Announcement


def judge(kept: tuple[bytes, bytes] | None, new: Announcement) -> Announced:
    """Compares with what is kept: its `counter_key` and its document."""
    if kept is None or counter_key(new.counter) > kept[0]:
        return Announced.NEWEST
    if counter_key(new.counter) < kept[0]:
        return Announced.OLDER
    return Announced.SAME if new.document == kept[1] else Announced.CONFLICT


def check_not_after(announcement: Announcement, now: datetime) -> None:
    """Let through what somebody may still seal for. Raises Refused: `expired`."""
    if announcement.not_after <= now:
        raise Refused("expired", "This sealing key's time is over.", advice="Announce a new one.")


def counter_key(counter: Counter) -> bytes:
    """The counter as bytes that sort as it does. Two that differ only in `restored` are one counter."""
    number, nonce, _ = counter.incarnation
    return number.to_bytes(8, "big") + nonce + counter.n.to_bytes(8, "big")
