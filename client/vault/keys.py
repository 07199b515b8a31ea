"""The shelf of sealing keys and pairs. What is removed from it is gone from the disk.

`Rows.erase` and `secure_delete` see to that together: the one clears the log, the other the pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from client.station.ports import InPair, LinkRecord, OutPair, OwnKey
from client.vault.rows import Rows
from client.vault.values import (
    from_moment,
    from_moment_or_none,
    from_signed,
    to_moment,
    to_moment_or_none,
    to_signed,
)
from hotline.ids import DeviceId, PairId, SealingKeyId
from hotline.signed import Signed

KEEP_OWN_KEY = """
    INSERT INTO own_key (id, private, announcement, made_at, superseded_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET superseded_at = excluded.superseded_at
"""
KEEP_IN_PAIR = """
    INSERT INTO in_pair (pair, peer, key, secret) VALUES (?, ?, ?, ?) ON CONFLICT (pair) DO NOTHING
"""


class KeysShelf:
    """The `Keys` port on tables."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def own_keys(self) -> Sequence[OwnKey]:
        """See `Keys.own_keys`."""
        found = self._rows.all(
            "SELECT id, private, announcement, made_at, superseded_at FROM own_key ORDER BY number"
        )
        return [
            OwnKey(
                SealingKeyId(key), private, to_signed(said), to_moment(made_at), to_moment_or_none(superseded)
            )
            for key, private, said, made_at, superseded in found
        ]

    def keep_own_key(self, key: OwnKey) -> None:
        """See `Keys.keep_own_key`. The same key again notes when it was superseded."""
        self._rows.write(
            KEEP_OWN_KEY,
            key.id,
            key.private,
            from_signed(key.announcement),
            from_moment(key.made_at),
            from_moment_or_none(key.superseded_at),
        )

    def erase_own_key(self, key: SealingKeyId) -> None:
        """See `Keys.erase_own_key`."""
        self._rows.erase("DELETE FROM in_pair WHERE key = ?", key)
        self._rows.erase("DELETE FROM own_key WHERE id = ?", key)

    def peer_keys(self) -> Sequence[tuple[DeviceId, Signed]]:
        """See `Keys.peer_keys`."""
        found = self._rows.all("SELECT device, signed FROM peer_key")
        return [(DeviceId(device), to_signed(signed)) for device, signed in found]

    def keep_peer_key(self, device: DeviceId, announcement: Signed) -> None:
        """See `Keys.keep_peer_key`. It replaces the one before."""
        self._rows.write("INSERT OR REPLACE INTO peer_key VALUES (?, ?)", device, from_signed(announcement))

    def out_pairs(self) -> Sequence[OutPair]:
        """See `Keys.out_pairs`."""
        found = self._rows.all("SELECT peer, key, pair, secret, confirmed FROM out_pair")
        return [
            OutPair(DeviceId(peer), SealingKeyId(key), PairId(pair), secret, bool(confirmed))
            for peer, key, pair, secret, confirmed in found
        ]

    def keep_out_pair(self, pair: OutPair) -> None:
        """See `Keys.keep_out_pair`. The newer replaces the older."""
        self._rows.write(
            "INSERT OR REPLACE INTO out_pair VALUES (?, ?, ?, ?, ?)",
            pair.peer,
            pair.key,
            pair.pair,
            pair.secret,
            pair.confirmed,
        )

    def drop_out_pairs(self, peer: DeviceId, but: SealingKeyId) -> None:
        """See `Keys.drop_out_pairs`."""
        self._rows.erase("DELETE FROM out_pair WHERE peer = ? AND key != ?", peer, but)

    def in_pairs(self) -> Sequence[InPair]:
        """See `Keys.in_pairs`."""
        found = self._rows.all("SELECT peer, key, pair, secret FROM in_pair ORDER BY number")
        return [
            InPair(DeviceId(peer), SealingKeyId(key), PairId(pair), secret)
            for peer, key, pair, secret in found
        ]

    def keep_in_pair(self, pair: InPair) -> None:
        """See `Keys.keep_in_pair`. The same pair again changes nothing."""
        self._rows.write(KEEP_IN_PAIR, pair.pair, pair.peer, pair.key, pair.secret)

    def drop_in_pair(self, pair: PairId) -> None:
        """See `Keys.drop_in_pair`."""
        self._rows.erase("DELETE FROM in_pair WHERE pair = ?", pair)

    def links(self) -> Sequence[LinkRecord]:
        """See `Keys.links`."""
        found = self._rows.all("SELECT peer, signed FROM link")
        return [LinkRecord(DeviceId(peer), to_signed(signed)) for peer, signed in found]

    def keep_link(self, link: LinkRecord) -> None:
        """See `Keys.keep_link`. It replaces the one before."""
        self._rows.write("INSERT OR REPLACE INTO link VALUES (?, ?)", link.peer, from_signed(link.link))
