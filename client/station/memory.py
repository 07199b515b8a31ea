"""What the station holds between two verbs: all of it is rebuilt from the vault, and may be lost.

Not here: anything that decides. Source of truth is the vault; whoever changes one changes both.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from client.station.channel import Channel
from client.station.contacts import Contacts
from client.station.events import Event
from client.station.keyring import Keyring
from client.station.opened import OpenedLately
from client.station.outbox import Outbox
from client.station.ports import Life, Vault
from hotline.agreement.chain import open_first
from hotline.crypto.signing import SigningKey
from hotline.delivery.due import header_due
from hotline.errors import Misuse
from hotline.identity.card import Card, verified_card
from hotline.ids import ChannelId, Counter, DeviceId, Entropy, Incarnation, PartyId, RelayId
from hotline.signed import Signed


class Memory:
    """One device's working state. Opening it begins a new incarnation when the vault has none."""

    def __init__(self, vault: Vault, entropy: Entropy, now: datetime) -> None:
        self.vault = vault
        self.entropy = entropy
        identity = vault.profile.identity()
        self.signing = SigningKey(identity.signing_seed)
        self.me: DeviceId = self.signing.device
        if identity.root is None or identity.credential is None:
            raise Misuse("This desk has no credential yet.", "Import the one that its party's root issued.")
        self.card: Card = verified_card(identity.root, identity.credential)
        kept = vault.profile.life()
        if kept is None:
            with vault.transaction():
                kept = self._begin_life(now)
        self._life = kept
        self._renewed = False
        self.contacts = Contacts(vault)
        self.keyring = Keyring(vault, self.signing, self.next_counter, entropy, self.is_known)
        self.opened = OpenedLately()
        self.outbox = Outbox(vault)
        self.set_aside = len(vault.outbox.put_aside())
        self.channels: dict[ChannelId, Channel] = {}
        for channel, agreement in vault.profile.agreements():
            self.open_channel(channel, agreement)
        self.up: set[RelayId] = set()
        self.emptied = dict(vault.outbox.emptied())
        self.events: list[Event] = []

    @property
    def life(self) -> Incarnation:
        return self._life.incarnation

    @property
    def party(self) -> PartyId:
        return self.card.root.id

    def next_counter(self) -> Counter:
        """Ascends over all that this device ever signs for sync; called inside a transaction."""
        self._life = Life(self.life, self._life.counter + 1)
        self.vault.profile.keep_life(self._life)
        return Counter(self.life, self._life.counter)

    def open_channel(self, channel: ChannelId, agreement: Signed) -> Channel:
        """Loads a channel's record from the vault."""
        self.channels[channel] = Channel(open_first(agreement), self.vault)
        return self.channels[channel]

    def channel(self, channel: ChannelId) -> Channel:
        """Raises Misuse when this desk is not on it."""
        if channel not in self.channels:
            raise Misuse("This desk is not on that channel.", "`hotline channels` lists those it is on.")
        return self.channels[channel]

    def ways(self, channel: ChannelId) -> list[RelayId]:
        """The relays that this channel uses, as far as they are up."""
        if channel not in self.channels:
            return []
        lines = self.channels[channel].transcript.terms_for_next().text.relays
        return [line.key for line in lines if line.key in self.up]

    def peers(self, channel: Channel) -> Iterator[DeviceId]:
        """The other desks on this channel: they spoke there, or are known by card. Their party is a member,
        and did not take them back."""
        peers = channel.neighbours(self.contacts.credentials).peers
        return (device for device in peers if device != self.me)

    def is_peer(self, channel: Channel, device: DeviceId) -> bool:
        """Whether that desk is one of a member, and was not taken back: what it sends is listened to."""
        known = channel.neighbours(self.contacts.credentials).get(device)
        return known is not None and known.peer

    def is_known(self, device: DeviceId) -> bool:
        """Whether that desk is a peer on any channel."""
        return any(self.is_peer(channel, device) for channel in self.channels.values())

    def may_have(self, channel: Channel, device: DeviceId, now: datetime) -> bool:
        """Whether anything of this channel is to go to that desk: a peer, whose credential is good now."""
        known = channel.neighbours(self.contacts.credentials).get(device)
        return known is not None and header_due(channel.transcript, known.credential, now)

    def party_of(self, channel: Channel, device: DeviceId) -> PartyId | None:
        known = channel.neighbours(self.contacts.credentials).get(device)
        return known.credential.party if known else None

    def wait(self, least: float, most: float) -> float:
        """A number of seconds between these, by the dice: so that not all speak at once."""
        return least + (most - least) * int.from_bytes(self.entropy(2)) / 65536

    def clock_went_back(self, now: datetime) -> None:
        """Nothing here waits for a moment that only the wrong clock knew."""
        self.outbox.clock_went_back(now)
        for channel in self.channels.values():
            channel.clock_went_back(now)

    def drain(self) -> list[Event]:
        """The events of the verb that ends."""
        events, self.events = self.events, []
        return events

    def live_anew(self, now: datetime) -> None:
        """Begins a new incarnation, inside a transaction: what it says comes after what is whole here."""
        self._life = self._begin_life(now)

    def _begin_life(self, now: datetime) -> Life:
        former = self.vault.profile.former_life()
        number = max(former.number + 1 if former else 0, int(now.timestamp()))
        life = Life(Incarnation(number, self.entropy(16), restored=former is not None), 0)
        self.vault.profile.keep_life(life)
        return life

    def meet_own(self, life: Incarnation, now: datetime) -> None:
        """A document of this device came from an incarnation newer than this one, which a restore forgot: a
        still newer one begins. Once a start: a vault that was copied must not chase its copy."""
        if life > self.life and not self._renewed:
            self._renewed = True
            self.vault.profile.keep_life(Life(life, 0))
            self._life = self._begin_life(now)
            self.keyring.supersede(now)
