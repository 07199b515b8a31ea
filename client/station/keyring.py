"""The keys that seal and open: this device's sealing keys, the peers', the pairs between them, and links.

Not here: what is in the envelopes. Every change is written to the vault's shelf at once, inside the caller's
transaction. Source: docs/SPEC.md 6 and 7.4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from client.station.ports import InPair, LinkRecord, OutPair, OwnKey, Vault
from hotline import limits
from hotline.crypto.sealing import SealingKey
from hotline.crypto.signing import SigningKey
from hotline.envelopes.items import Item, KeyItem, LinkItem
from hotline.envelopes.links import Link, open_link, open_link_for, sign_link
from hotline.envelopes.open import Opened, open_full, open_short
from hotline.envelopes.pairs import check_sealing_public, pair_id
from hotline.envelopes.seal import Recipient
from hotline.envelopes.slots import FullSlot, read_slot
from hotline.errors import CannotOpen
from hotline.identity.sealing_key import SealingKeyAnnouncement, announce, open_announcement
from hotline.ids import Counter, DeviceId, Entropy, Incarnation, PairId, SealingKeyId
from hotline.signed import Signed

NO_KEY = SealingKeyId(bytes(32))
COMPLAIN_EVERY = timedelta(minutes=1)
CLOCK_WENT_BACK = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FromPeer:
    """An opened envelope: its items, and the device that sealed it, when the pair tells it."""

    items: tuple[Item, ...]
    sender: DeviceId | None
    links: tuple[tuple[Link, Signed], ...]
    pair: InPair | None  # that a full slot brought


class Keyring:
    """All keys of one device but the one it signs with."""

    def __init__(
        self,
        vault: Vault,
        signing: SigningKey,
        next_counter: Callable[[], Counter],
        entropy: Entropy,
        is_known: Callable[[DeviceId], bool],
    ) -> None:
        """`is_known`: whether a device is a peer's. Nothing is kept of others."""
        self._shelf = vault.keys
        self._signing = signing
        self._next_counter = next_counter
        self._entropy = entropy
        self._is_known = is_known
        self._own = {key.id: key for key in self._shelf.own_keys()}
        self._made: dict[SealingKeyId, SealingKey] = {}  # of the own ones, those that opened something
        self._announced = dict(self._shelf.peer_keys())
        self._peers = {device: open_announcement(signed) for device, signed in self._announced.items()}
        self._out = {(pair.peer, pair.key): pair for pair in self._shelf.out_pairs()}
        self._in = {pair.pair: pair for pair in self._shelf.in_pairs()}
        self._links = {record.peer: open_link(record.link) for record in self._shelf.links()}
        self._full_from: set[DeviceId] = set()
        self._complain_to: set[DeviceId] = set()
        self._complained_at: datetime | None = None
        self._doubted: set[DeviceId] = set()  # their keys are asked for: what is sealed may open no more
        self._doubted_at: datetime | None = None

    # This device's sealing keys

    @property
    def current(self) -> OwnKey:
        return next(reversed(self._own.values()))

    def rotate_at(self, rotate: timedelta) -> datetime | None:
        """When a new sealing key is due; None: at once, there is none."""
        return self.current.made_at + rotate if self._own else None

    def rotate(self, now: datetime, rotate: timedelta, retain: timedelta) -> bool:
        """Makes a new sealing key when it is time, and erases those whose time is over."""
        fresh = not self._own or self.current.superseded_at is not None
        if not fresh:
            made_at = self.current.made_at
            fresh = not made_at - CLOCK_WENT_BACK <= now < made_at + rotate
        if fresh:
            self.supersede(now)
            self._make(now, rotate + retain)
        for key in list(self._own.values()):
            if key.superseded_at is not None and key.superseded_at + retain <= now:
                self._erase(key.id)
        for device in {pair.peer for pair in self._out.values()}:
            if self._peers[device].not_after <= now:
                self._forget_pairs(device)  # the other end has erased the key they came by
        return fresh

    def supersede(self, now: datetime) -> None:
        """The next `rotate` makes a new key, whatever the time."""
        for key in self._own.values():
            if key.superseded_at is None:
                self._keep_own(replace(key, superseded_at=now))

    def _make(self, now: datetime, useful: timedelta) -> None:
        key = SealingKey.generate(self._entropy)
        announced = announce(self._next_counter(), key.public, now + useful, self._signing)
        self._keep_own(OwnKey(key.id, key.private, announced, now, None))

    def _keep_own(self, key: OwnKey) -> None:
        self._own[key.id] = key
        self._shelf.keep_own_key(key)

    def _erase(self, key: SealingKeyId) -> None:
        del self._own[key]
        self._made.pop(key, None)
        self._in = {pair: kept for pair, kept in self._in.items() if kept.key != key}
        self._shelf.erase_own_key(key)

    # The peers' sealing keys

    def knows(self, device: DeviceId) -> bool:
        return device in self._peers

    def sure_of(self) -> set[DeviceId]:
        """The desks whose key is known, and is not asked for."""
        return self._peers.keys() - self._doubted

    def announcement_of(self, device: DeviceId) -> Signed | None:
        """A peer's newest key as that peer signed it, for others who lack it."""
        return self._announced.get(device)

    def stale(self, device: DeviceId, now: datetime) -> bool:
        """Whether a directory should be asked for a newer key of this device."""
        known = self._peers.get(device)
        return known is None or known.not_after <= now or self.doubts(device, now)

    def doubts(self, device: DeviceId, now: datetime) -> bool:
        """Whether its key is asked for: for a minute, or until it came."""
        asked_at = self._doubted_at
        fresh = asked_at is not None and timedelta(0) <= now - asked_at < COMPLAIN_EVERY
        return fresh and device in self._doubted

    def doubt(self, devices: Iterable[DeviceId], now: datetime) -> None:
        """The directories are asked for the newest key of these."""
        self._doubted.update(devices)
        self._doubted_at = now

    def answered(self, device: DeviceId) -> None:
        """A directory gave its key: it need not be asked again."""
        self._doubted.discard(device)

    def learn(self, fresh: SealingKeyAnnouncement, signed: Signed) -> DeviceId | None:
        """Takes a peer's newest key, as it was opened. Gives the device if two keys have one counter.

        Raises Rejected.
        """
        known = self._peers.get(fresh.device)
        self.answered(fresh.device)
        if (
            known == fresh
            or not self._is_known(fresh.device)
            or (known is not None and known.counter > fresh.counter)
        ):
            return None
        check_sealing_public(fresh.public)
        if known is not None and known.counter == fresh.counter and known.public != fresh.public:
            return fresh.device
        if known is None or known.counter < fresh.counter:
            self._peers[fresh.device], self._announced[fresh.device] = fresh, signed
            self._shelf.keep_peer_key(fresh.device, signed)
            self._forget_pairs(fresh.device, fresh.id)
        return None

    def newest_of(self, device: DeviceId) -> SealingKeyAnnouncement | None:
        """A peer's newest key that is known here."""
        return self._peers.get(device)

    def life_of(self, device: DeviceId) -> Incarnation | None:
        """In which a peer announced its newest key."""
        known = self._peers.get(device)
        return known.counter.incarnation if known is not None else None

    def _forget_pairs(self, peer: DeviceId, but: SealingKeyId = NO_KEY) -> None:
        self._out = {at: pair for at, pair in self._out.items() if at[0] != peer or at[1] == but}
        self._shelf.drop_out_pairs(peer, but)

    # Sealing

    def recipient(self, device: DeviceId) -> Recipient:
        """How to lock an envelope for this device, whose key is known: full until its link named the pair."""
        pair = self._pair_for(device)
        public = None if pair.confirmed else self._peers[device].public
        return Recipient(device=device, key_id=pair.key, secret=pair.secret, public=public)

    def stranger(self, announced: SealingKeyAnnouncement) -> Recipient:
        """How to lock one envelope for a key that is not its device's newest. Nothing is kept of it."""
        secret = self._entropy(32)
        return Recipient(announced.device, announced.id, secret, announced.public)

    def _pair_for(self, device: DeviceId) -> OutPair:
        key = self._peers[device].id
        if (device, key) not in self._out:
            secret = self._entropy(32)
            self._keep_out(OutPair(device, key, pair_id(secret), secret, confirmed=False))
        return self._out[device, key]

    def _keep_out(self, pair: OutPair) -> None:
        self._out[pair.peer, pair.key] = pair
        self._shelf.keep_out_pair(pair)

    def items_for(self, devices: Iterable[DeviceId]) -> list[Item]:
        """The links and the key that these readers need from this device, to go into an envelope for them."""
        items: list[Item] = []
        if any(self._lacks_key(device) for device in devices):
            items.append(KeyItem(self.current.announcement))
        for device in devices:
            if self._lacks_link(device):
                items.append(LinkItem(sign_link(self._link_to(device), self._signing)))
                self._complain_to.discard(device)
        return items

    def _lacks_key(self, device: DeviceId) -> bool:
        link = self._links.get(device)
        return link is None or link.mine is None or link.mine[1] != self.current.id

    def _lacks_link(self, device: DeviceId) -> bool:
        unconfirmed = not self._pair_for(device).confirmed
        return unconfirmed or device in self._full_from or device in self._complain_to

    def _link_to(self, device: DeviceId) -> Link:
        pair = self._pair_for(device)
        held = [kept for kept in self._in.values() if kept.peer == device]
        theirs = (held[-1].pair, held[-1].key) if held else None
        return Link(self._signing.device, device, self._next_counter(), (pair.pair, pair.key), theirs)

    # Opening

    def open(self, public: bytes, slot: bytes) -> FromPeer:
        """Opens an envelope. Raises CannotOpen, Malformed, BadSignature. Nothing is kept of it yet."""
        read = read_slot(slot)
        if isinstance(read, FullSlot):
            return self._open_full(public, read)
        pair = self._in.get(read.pair)
        if pair is None:
            raise CannotOpen("The envelope names a pair that is not held here.")
        opened = open_short(public, read, pair.secret, pair.key)
        return FromPeer(opened.items, pair.peer, self._links_for_me(opened), None)

    def _open_full(self, public: bytes, slot: FullSlot) -> FromPeer:
        own = self._own.get(slot.key_id)
        if own is None:
            raise CannotOpen("The envelope was sealed to a key that is no longer held here.")
        key = self._made[own.id] = self._made.get(own.id) or SealingKey(own.private)
        opened = open_full(public, slot, key)
        links = self._links_for_me(opened)
        made = (opened.pair_id, own.id)
        sender = next((link.sender for link, _ in links if link.mine == made), None)
        pair = InPair(sender, own.id, made[0], opened.pair_secret) if sender is not None else None
        return FromPeer(opened.items, sender, links, pair)

    def keep(self, opened: FromPeer) -> None:
        """Keeps the pair that an envelope brought and what its links say, of peers only: to be asked when
        its statements were taken, which may be what makes its sender known."""
        for link, signed in opened.links:
            known = self._links.get(link.sender)
            if self._is_known(link.sender) and (known is None or known.counter < link.counter):
                self._shelf.keep_link(LinkRecord(link.sender, signed))
                self._take_link(link)
        if opened.sender is None or not self._is_known(opened.sender):
            return
        if opened.pair is None:
            self._full_from.discard(opened.sender)
        else:
            self._full_from.add(opened.sender)
            self._keep_in(opened.pair)

    def _keep_in(self, pair: InPair) -> None:
        if pair.pair in self._in:
            return
        held = [kept.pair for kept in self._in.values() if kept.peer == pair.peer]
        for oldest in held[: len(held) + 1 - limits.PAIRS_PER_SENDER]:
            self._drop_in(oldest)
        self._in[pair.pair] = pair
        self._shelf.keep_in_pair(pair)

    def _drop_in(self, pair: PairId) -> None:
        del self._in[pair]
        self._shelf.drop_in_pair(pair)

    def _links_for_me(self, opened: Opened) -> tuple[tuple[Link, Signed], ...]:
        documents = [item.signed for item in opened.items if isinstance(item, LinkItem)]
        found = [(open_link_for(self._signing.device, signed), signed) for signed in documents]
        return tuple((link, signed) for link, signed in found if link is not None)

    def _take_link(self, link: Link) -> None:
        self._links[link.sender] = link
        for pair in list(self._out.values()):
            if pair.peer == link.sender:
                confirmed = link.theirs == (pair.pair, pair.key)
                if confirmed != pair.confirmed:
                    self._keep_out(replace(pair, confirmed=confirmed))

    def complain(self, peers: Iterable[DeviceId], now: datetime) -> bool:
        """After an envelope that did not open: every peer gets this device's link, at most once a minute.

        The other end may have lost this one's newest key as well, and then cannot open the link either: so
        the directories are asked for the newest of everyone's. Also for this device's own, which tells a desk
        that was restored that it lived on since.
        """
        last = self._complained_at
        if last is not None and timedelta(0) <= now - last < COMPLAIN_EVERY:
            return False
        self._complained_at = now
        self._complain_to.update(peers)
        self.doubt([*self._complain_to, self._signing.device], now)
        return True
