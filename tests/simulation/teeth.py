"""Safeguards, each with one substitution that switches it off: the seeds must then fail.

A seed is named for each, by which it was found out, and the words of the promise that is broken then: so
that looking for one is short, and none is missed for a reason that is not its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from client.station import loading, receive, say, sync
from client.station.keyring import Keyring
from client.station.memory import Memory
from client.station.outbox import Outbox
from client.vault import memory as vault_memory
from client.vault.record import RecordShelf
from hotline.delivery import due, have
from hotline.statements.header import Header, trusted_statement
from hotline.transcript.equivocation import Equivocations
from hotline.transcript.order import Order
from hotline.transcript.transcript import Transcript
from hotline.wire.envelope import slot_hash
from server.rules.effects import StoreDeposit
from server.rules.receipts import Kept
from server.rules.relay import Relay
from server.rules.under_way import UnderWay
from server.stores.memory import MemoryMailboxes, _Shelf
from server.stores.port import Answer, Verdict
from server.web.post import Post, _all_have
from tests.simulation.clock import START


@dataclass(frozen=True, slots=True)
class Tooth:
    """`place` and `name`: what is replaced; `off`: by what, made from what was there; `told`: as what."""

    place: Any
    name: str
    off: Callable[[Any], Any]
    seed: int
    told: str

    @contextmanager
    def pulled(self) -> Iterator[None]:
        real = getattr(self.place, self.name)
        setattr(self.place, self.name, self.off(real))
        try:
            yield
        finally:
            setattr(self.place, self.name, real)


def nothing(_real: Any) -> Any:
    return lambda *_args, **_named: None


def always(value: Any) -> Callable[[Any], Any]:
    return lambda _real: lambda *_args, **_named: value


def _settled_by_a_receipt(real: Any) -> Any:
    def receipt(self: Outbox, *given: Any) -> Any:
        moved = real(self, *given)
        for device, statement in moved:
            self.settle(device, statement)
        return moved

    return receipt


def _delivered_when_relayed(real: Any) -> Any:
    def keep_relayed(self: RecordShelf, statement: Any, device: Any, relay: Any) -> None:
        real(self, statement, device, relay)
        self.keep_delivered(statement, device, START)

    return keep_relayed


def _any_key(real: Any) -> Any:
    def learn(self: Keyring, fresh: Any, signed: Any) -> Any:
        if fresh.device in self._peers:
            self._peers[fresh.device] = fresh
        return real(self, fresh, signed)

    return learn


def _own_only(real: Any) -> Any:
    def want(memory: Memory, channel: Any, statement: Any, device: Any, at: Any) -> None:
        if channel.transcript.header(statement).author == memory.me:
            real(memory, channel, statement, device, at)

    return want


def _gone_when_fetched(real: Any) -> Any:
    def fetch(self: MemoryMailboxes, mailbox: Any, *args: Any, **named: Any) -> Any:
        found = real(self, mailbox, *args, **named)
        for each in found:
            self._forget(mailbox, each.seq)
        return found

    return fetch


def _signed_before_stored(real: Any) -> Any:
    def deposit(self: Relay, session: Any, frame: Any, now: Any) -> Any:
        effects = real(self, session, frame, now)
        early = [each for each in effects if isinstance(each, StoreDeposit)]
        answers = [
            Answer(slot.mailbox, slot_hash(slot.octets), Verdict.STORED)
            for each in early
            for slot in each.deposit.slots
        ]
        return [*self.stored(session.id, [Kept(each, answers) for each in early], now), *effects]

    return deposit


def _signed_when_handed_over(real: Any) -> Any:
    def deposit(self: Post, request: StoreDeposit) -> None:
        real(self, request)
        letter = self._came[-1]
        if len(letter.arrival.straight) == len(letter.arrival.seqs) and not letter.reported:
            self._report(letter, _all_have(request))

    return deposit


def _never_let_go(_real: Any) -> Any:
    async def let_go(self: Post, mailbox: Any, seqs: Any) -> None:
        pass

    return let_go


def _only_what_is_settled(real: Any) -> Any:
    def take_up(transcript: Any, kept: Any, without: Any) -> Any:
        upto, _, duties = real(transcript, kept, without)
        return upto, [], duties

    return take_up


UNSETTLED = "not settled"
"""Somebody never got what another has."""

UNHEARD = "did not get a FLASH"
"""A line that is whole again does not carry what is urgent in time."""

STORM = "it does not fall quiet"
"""Desks ask and answer each other without end."""

WAITS = "slots in mailboxes whose desks are there"
"""A relay has forgotten to hand something out, or to let it go."""

TEETH: Mapping[str, Tooth] = {
    "a statement's signature": Tooth(
        receive, "open_statement", lambda _: trusted_statement, 37, "took in a forgery"
    ),
    "a have's signature": Tooth(
        receive, "open_have", lambda _: lambda signed: have._read(signed.payload), 36, "calls delivered what"
    ),
    "a relay keeps a deposit once": Tooth(_Shelf, "has", always(False), 6, "delivered again"),
    "a relay keeps it until it is acknowledged": Tooth(
        MemoryMailboxes, "fetch", _gone_when_fetched, 128, "slots it had signed for"
    ),
    "a relay stores before it signs": Tooth(
        Relay, "_deposit", _signed_before_stored, 19, "slots it had signed for"
    ),
    "a relay waits for the word of whom it handed to": Tooth(
        Post, "deposit", _signed_when_handed_over, 19, "slots it had signed for"
    ),
    "what is under way is not passed over": Tooth(UnderWay, "beyond", always(False), 0, WAITS),
    "what is there is let go": Tooth(Post, "_let_go", _never_let_go, 0, WAITS),
    "a have is a request": Tooth(sync, "_send_lacking", nothing, 6, UNSETTLED),
    "what did not arrive is sent again": Tooth(Outbox, "may_send_again", always(False), 25, UNSETTLED),
    "a receipt does not end the sending": Tooth(
        Outbox, "receipt", _settled_by_a_receipt, 1, "gave up sending"
    ),
    "delivered is proven by a have": Tooth(
        RecordShelf, "keep_relayed", _delivered_when_relayed, 1, "calls delivered what"
    ),
    "a restore begins a new life": Tooth(
        vault_memory,
        "KEPT_OUT_OF_BACKUPS",
        lambda real: tuple(each for each in real if each != "life"),
        27,
        "accuses 1 honest desks",
    ),
    "a life that was forgotten is met": Tooth(Memory, "meet_own", nothing, 28, UNSETTLED),
    "what is said comes after what was seen": Tooth(say, "_parents", always(()), 2, "does not come after"),
    "an older key is left": Tooth(Keyring, "learn", _any_key, 105, "went back to an older sealing key"),
    "what does not open is answered": Tooth(Keyring, "complain", always(False), 7, UNHEARD),
    "what does not open is told": Tooth(receive, "_complain", nothing, 7, UNHEARD),
    "a third party carries": Tooth(sync, "want", _own_only, 8, UNSETTLED),
    "a newcomer says again who it is": Tooth(sync, "_introduction", always([]), 130, STORM),
    "a held body waits for its release": Tooth(
        due, "releases", lambda _: lambda _t, id: [id], 1, "has not released"
    ),
    "a body is for its audience": Tooth(Header, "is_for", always(True), 2, "which is not for it"),
    "nothing goes to whom was taken back": Tooth(
        Transcript, "revocation_of", always(None), 15, "which was taken back"
    ),
    "two histories are proof": Tooth(Equivocations, "placed", nothing, 74, "not as in the model"),
    "what was not settled is read anew": Tooth(
        loading, "_take_up", _only_what_is_settled, 135, "another record"
    ),
    "the order is the links' alone": Tooth(
        Order,
        "slice",
        lambda _: lambda self, start, stop: list(self._held)[start:stop],
        2,
        "another order of arrival",
    ),
}
