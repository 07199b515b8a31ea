"""The officer's side without the world: three verbs, and what the lines should do next.

Say, receive and tick each run in one transaction of the vault; what they give back is true on disk. No
socket, no file, no clock, no dice: time and entropy are handed in. When a verb fails, the vault undoes all of
it, and the station reads its memory anew before the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from client.station import sync
from client.station.arrivals import Arrival, EnvelopeCame, ToDeposit
from client.station.channel import Channel
from client.station.deliveries import LOOK_AGAIN
from client.station.dispatch import seal_due
from client.station.duties import fulfil, introduce
from client.station.events import Event, Joined
from client.station.memory import Memory
from client.station.ports import Vault
from client.station.receive import set_aside, take, take_key
from client.station.say import Saying, check_saying, say
from hotline.agreement.chain import open_first, signed_by_all
from hotline.agreement.text import RelayLine
from hotline.delivery.states import StatementState, state_of
from hotline.errors import Refused
from hotline.identity.card import Card
from hotline.ids import ChannelId, DeviceId, Entropy, PartyId, Precedence, RelayId, StatementId
from hotline.obligations.owed import Obligation, obligations
from hotline.sentence import sentence
from hotline.signed import Signed
from hotline.transcript.transcript import Transcript
from hotline.wire.envelope import envelope_id

ROTATE_DEFAULT = timedelta(hours=1)
RETAIN_DEFAULT = timedelta(days=7)
POISON_TRIES = 5
CLOCK_STEP = timedelta(seconds=10)  # a smaller step back delays by no more than itself


class Station:
    """One device at work. Not safe for two callers at once."""

    def __init__(self, vault: Vault, entropy: Entropy, now: datetime) -> None:
        self._vault = vault
        self._entropy = entropy
        self._memory = Memory(vault, entropy, now)
        self._trusted = True  # False: memory may hold what the vault undid
        self._wake: datetime | None = now
        self._latest: datetime | None = None  # when the last verb ran, by this desk's clock

    # The three verbs

    def say(self, saying: Saying, now: datetime) -> tuple[StatementId, list[Event]]:
        """Keeps and queues one statement. Raises Rejected or Misuse: then nothing was said."""
        self.recover(now)
        check_saying(self._memory, saying, now)
        with self._verb(now):
            introduce(self._memory, self._memory.channel(saying.channel), now)
            statement = say(self._memory, saying, now)
        return statement, self._memory.drain()

    def receive(self, arrivals: Sequence[Arrival], now: datetime) -> list[Event]:
        """Takes in all that arrived, in one transaction; then deliveries may be acknowledged."""
        with self._verb(now):
            for arrival in arrivals:
                take(self._memory, arrival, now)
        return self._memory.drain()

    def tick(self, now: datetime) -> list[Event]:
        """Does what time alone asks for."""
        with self._verb(now):
            pass
        return self._memory.drain()

    def wake_at(self, now: datetime) -> datetime | None:
        """When to tick and to look for deposits at the latest. Do so once, then ask again."""
        offers = self._memory.outbox.offer_again_at(now)
        return min((at for at in (self._wake, offers) if at is not None), default=None)

    def _next(self, now: datetime, waiting: bool) -> datetime | None:
        """The first moment after this verb at which time alone asks for something."""
        times = [self._memory.outbox.wake_at(now), self._memory.keyring.rotate_at(self._periods()[0])]
        for channel in self._memory.channels.values():
            times += [channel.plan.at, channel.gap_at, sync.next_test(channel)]
        if waiting:
            times.append(now + LOOK_AGAIN)
        return min((at for at in times if at is not None and at > now), default=None)

    @contextmanager
    def _verb(self, now: datetime) -> Iterator[None]:
        """One transaction: what the caller does, then everything that follows from it."""
        with self._change(now):
            if self._latest is None or now < self._latest - CLOCK_STEP:
                self._memory.clock_went_back(now)
            self._latest = now
            self._memory.keyring.rotate(now, *self._periods())
            yield
            self._follow_up(now)

    @contextmanager
    def _change(self, now: datetime) -> Iterator[None]:
        """One transaction; when it is undone, memory is no longer what the vault holds."""
        self.recover(now)
        self._trusted = False
        with self._vault.transaction():
            yield
        self._trusted = True

    def recover(self, now: datetime) -> None:
        """Reads the memory anew after a verb that was undone; for who reads it between two verbs."""
        if not self._trusted:
            up = self._memory.up
            self._memory = Memory(self._vault, self._entropy, now)
            self._memory.up = up
            self._trusted = True

    def _follow_up(self, now: datetime) -> None:
        memory = self._memory
        waiting = False
        memory.outbox.expire(now)
        sync.send_again(memory, now)
        for channel in memory.channels.values():
            waiting |= fulfil(memory, channel, now)
            sync.ask_again(memory, channel, now)
            sync.test_line(memory, channel, now)
        seal_due(memory, now)
        for channel in memory.channels.values():
            sync.send_haves(memory, channel, now)
            channel.settle(self._vault)
        self._wake = self._next(now, waiting)

    def _periods(self) -> tuple[timedelta, timedelta]:
        """How often the sealing key changes and how long it is retained: the shortest that is agreed."""
        terms = [channel.transcript.terms_for_next() for channel in self._memory.channels.values()]
        rotate = min((each.rotate for each in terms), default=ROTATE_DEFAULT)
        return rotate, min((each.retain for each in terms), default=RETAIN_DEFAULT)

    def poisoned(self, came: EnvelopeCame, why: str, now: datetime) -> list[Event]:
        """Counts a failure that was no refusal; after five the envelope is set aside whole."""
        with self._change(now):
            if self._vault.outbox.count_attempt(envelope_id(came.public)) >= POISON_TRIES:
                set_aside(self._memory, came, why, now)
        return self._memory.drain()

    # For people

    def join(self, agreement: Signed, now: datetime) -> list[Event]:
        """Puts this desk on the agreement's channel. Raises Refused while not all roots have signed."""
        terms = open_first(agreement)
        missing = signed_by_all(agreement, terms.text, self._memory.contacts.roots)
        if missing:
            codes = ", ".join(terms.members[party].code for party in missing)
            raise Refused(
                "not-in-force", sentence("The agreement is not signed by {parties}.", parties=codes)
            )
        with self._verb(now):
            if terms.channel not in self._memory.channels:
                self._vault.profile.keep_agreement(terms.channel, agreement)
                channel = self._memory.open_channel(terms.channel, agreement)
                self._memory.events.append(Joined(channel.id))
                sync.plan_have(channel, self._memory.peers(channel), now)
        return self._memory.drain()

    def import_root(self, root: Signed, now: datetime) -> list[Event]:
        """Makes a party known. Raises Rejected."""
        with self._verb(now):
            self._memory.contacts.import_root(root)
        return self._memory.drain()

    def import_card(self, card: Card, now: datetime) -> list[Event]:
        """Makes a desk known, and sends it what is due to it. Raises Rejected."""
        memory = self._memory
        with self._verb(now):
            memory.contacts.import_card(card)
            for channel in memory.channels.values():
                channel.card_changed()
            if card.key is not None:
                take_key(memory, card.key, now)
            for channel in memory.channels.values():
                if card.credential.device in set(memory.peers(channel)):
                    sync.greet(memory, channel, card.credential.device, now)
        return memory.drain()

    def verify(self, party: PartyId, digits: str, who: str, how: str, now: datetime) -> None:
        """Marks a party's root as verified when the 24 digits are right. Raises Malformed, NotTrusted."""
        with self._change(now):
            self._memory.contacts.verify(party, digits, who, how, now)

    @property
    def me(self) -> DeviceId:
        return self._memory.me

    @property
    def party(self) -> PartyId:
        return self._memory.party

    @property
    def memory(self) -> Memory:
        """To read, for those who show it."""
        return self._memory

    def card(self) -> Card:
        """This desk's card with its newest sealing key."""
        return Card(
            self._memory.card.root,
            self._memory.card.credential,
            self._memory.card.signed_credential,
            self.publication(),
        )

    def channels(self) -> Sequence[Channel]:
        return list(self._memory.channels.values())

    def transcript(self, channel: ChannelId) -> Transcript:
        return self._memory.channel(channel).transcript

    def state(self, channel: ChannelId, statement: StatementId) -> StatementState:
        """How far a statement came, for each party that is to have it."""
        record = self._vault.record
        known = {device: each.party for device, each in self._memory.contacts.credentials.items()}
        relayed, delivered = record.relayed(statement), record.delivered(statement)
        return state_of(self.transcript(channel), statement, relayed, delivered, known)

    def obligations(self, channel: ChannelId, now: datetime) -> list[Obligation]:
        return obligations(self.transcript(channel), now)

    def quiet(self) -> bool:
        """All receipted, every mailbox empty, no gap known."""
        memory = self._memory
        gaps = any(channel.gap_at is not None for channel in memory.channels.values())
        plans = any(channel.plan.at is not None for channel in memory.channels.values())
        return memory.outbox.empty and not gaps and not plans

    # For the lines

    def relays(self) -> list[RelayLine]:
        """Every relay that an agreement in force names, each once."""
        lines = {
            line.key: line
            for channel in self._memory.channels.values()
            for line in channel.transcript.terms_for_next().text.relays
        }
        return list(lines.values())

    def deposits(
        self, relay: RelayId, now: datetime, room: int, least: Precedence = Precedence.ROUTINE
    ) -> list[ToDeposit]:
        """What this relay should be given now, most urgent first. Only what was committed."""
        self.recover(now)
        using = {
            channel.id: [line.key for line in channel.transcript.terms_for_next().text.relays]
            for channel in self._memory.channels.values()
        }
        up = [line.key for line in self.relays() if line.key in self._memory.up]
        channels = {channel for channel, keys in using.items() if relay in keys}
        return self._memory.outbox.to_deposit(relay, up, channels, now, room, least)

    def waiting(self) -> Mapping[Precedence, int]:
        """How much no relay has taken yet, by precedence."""
        return self._memory.outbox.unreceipted()

    def wanted_keys(self, now: datetime) -> list[DeviceId]:
        """The desks whose sealing key a directory should be asked for."""
        self.recover(now)
        peers = {
            device for channel in self._memory.channels.values() for device in self._memory.peers(channel)
        }
        keyring = self._memory.keyring
        own = {self.me} if keyring.doubts(self.me, now) else set()
        return sorted({device for device in peers if keyring.stale(device, now)} | own)

    def publication(self) -> Signed:
        """This device's newest sealing key, for every directory."""
        return self._memory.keyring.current.announcement

    def revocations(self) -> list[Signed]:
        """What the relays should know of devices taken back."""
        return [signed for channel in self.channels() for signed in channel.revocations()]
