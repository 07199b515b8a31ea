"""The relay's rules, watched; and lied to, where the relay only pretends to keep something."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from hotline.crypto.signing import SigningKey
from hotline.ids import DeviceId, Entropy
from hotline.wire.envelope import slot_hash
from server.access import Access
from server.rules.effects import Effect, SessionId, StoreDeposit
from server.rules.policy import Policy
from server.rules.receipts import Kept
from server.rules.relay import Relay
from server.stores.port import Answer, Arrival, Verdict
from tests.simulation.debts import Debts


class WatchedRules(Relay):
    """For one life of the relay's process."""

    def __init__(
        self, key: SigningKey, access: Access, policy: Policy, entropy: Entropy, debts: Debts
    ) -> None:
        super().__init__(key, access, policy, entropy)
        self._debts = debts
        self._pretended: dict[tuple[SessionId, int], tuple[StoreDeposit, list[Answer]]] = {}

    def arrived(self, arrival: Arrival, now: datetime) -> list[Effect]:
        effects = super().arrived(arrival, now)
        self._debts.handed_over(arrival)
        return effects

    def pretend(self, request: StoreDeposit, withheld: AbstractSet[DeviceId]) -> StoreDeposit:
        """Gives what is left of it to be kept; the rest is signed for with it."""
        deposit = request.deposit
        rest = [slot for slot in deposit.slots if slot.mailbox in withheld]
        self._debts.withheld(deposit.envelope, rest)
        answers = [Answer(slot.mailbox, slot_hash(slot.octets), Verdict.STORED) for slot in rest]
        self._pretended[request.session, request.ref] = (request, answers)
        left = tuple(slot for slot in deposit.slots if slot.mailbox not in withheld)
        return replace(request, deposit=replace(deposit, slots=left))

    def stored_nothing(self, request: StoreDeposit, now: datetime) -> list[Effect]:
        """Nothing is left of it to be kept."""
        return self.stored(request.session, [Kept(request, [])], now)

    def stored(self, session: SessionId, kept: Sequence[Kept], now: datetime) -> list[Effect]:
        return super().stored(session, [self._with_pretended(each) for each in kept], now)

    def _with_pretended(self, kept: Kept) -> Kept:
        request, answers = self._pretended.pop((kept.request.session, kept.request.ref), (kept.request, []))
        return Kept(request, [*(kept.answers or ()), *answers])
