"""The shelf of who this is, whom it knows, and which channels it is on."""

from __future__ import annotations

from collections.abc import Sequence

from client.station.ports import Identity, KeptRoot, Life
from client.vault.rows import Rows
from client.vault.values import from_signed, from_signed_or_none, to_signed, to_signed_or_none
from hotline.errors import Misuse
from hotline.ids import ChannelId, DeviceId, Incarnation, PartyId
from hotline.signed import Signed


class ProfileShelf:
    """The `Profile` port on tables."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def identity(self) -> Identity:
        """See `Profile.identity`. Raises Misuse before the first one was kept."""
        row = self._rows.first("SELECT signing_seed, root, credential FROM identity")
        if row is None:
            raise Misuse("This vault has no identity yet.", "Begin with `hotline init`.")
        seed, root, credential = row
        return Identity(seed, to_signed_or_none(root), to_signed_or_none(credential))

    def keep_identity(self, identity: Identity) -> None:
        """See `Profile.keep_identity`."""
        self._rows.write(
            "INSERT OR REPLACE INTO identity VALUES (1, ?, ?, ?)",
            identity.signing_seed,
            from_signed_or_none(identity.root),
            from_signed_or_none(identity.credential),
        )

    def life(self) -> Life | None:
        """See `Profile.life`."""
        row = self._rows.first("SELECT number, nonce, restored, counter FROM life")
        return Life(Incarnation(row[0], row[1], bool(row[2])), row[3]) if row else None

    def keep_life(self, life: Life) -> None:
        """See `Profile.keep_life`."""
        number, nonce, restored = life.incarnation
        self._rows.write(
            "INSERT OR REPLACE INTO life VALUES (1, ?, ?, ?, ?)", number, nonce, restored, life.counter
        )
        self._rows.write(
            "INSERT OR REPLACE INTO former_life SELECT one, number, nonce, restored FROM life"
            " WHERE NOT EXISTS (SELECT 1 FROM former_life WHERE nonce = life.nonce)"
        )

    def former_life(self) -> Incarnation | None:
        """See `Profile.former_life`."""
        row = self._rows.first("SELECT number, nonce, restored FROM former_life")
        return Incarnation(row[0], row[1], bool(row[2])) if row else None

    def roots(self) -> Sequence[KeptRoot]:
        """See `Profile.roots`."""
        found = self._rows.all("SELECT party, signed, verified FROM root")
        return [KeptRoot(PartyId(party), to_signed(signed), verified) for party, signed, verified in found]

    def keep_root(self, root: KeptRoot) -> None:
        """See `Profile.keep_root`."""
        self._rows.write(
            "INSERT OR REPLACE INTO root VALUES (?, ?, ?)",
            root.party,
            from_signed(root.signed),
            root.verified,
        )

    def credentials(self) -> Sequence[tuple[DeviceId, Signed]]:
        """See `Profile.credentials`."""
        found = self._rows.all("SELECT device, signed FROM credential")
        return [(DeviceId(device), to_signed(signed)) for device, signed in found]

    def keep_credential(self, device: DeviceId, credential: Signed) -> None:
        """See `Profile.keep_credential`. The newer replaces the older."""
        self._rows.write("INSERT OR REPLACE INTO credential VALUES (?, ?)", device, from_signed(credential))

    def agreements(self) -> Sequence[tuple[ChannelId, Signed]]:
        """See `Profile.agreements`."""
        found = self._rows.all("SELECT channel, signed FROM agreement ORDER BY number")
        return [(ChannelId(channel), to_signed(signed)) for channel, signed in found]

    def keep_agreement(self, channel: ChannelId, agreement: Signed) -> None:
        """See `Profile.keep_agreement`."""
        self._rows.write(
            "INSERT INTO agreement (channel, signed) VALUES (?, ?)"
            " ON CONFLICT (channel) DO UPDATE SET signed = excluded.signed",
            channel,
            from_signed(agreement),
        )
