"""What each relay was offered and what it refused, while this process runs: whose turn it is.

Not here: what is to be sent. Forgetting all of it does no harm: deposits are idempotent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from hotline.ids import DeviceId, EnvelopeId, RelayId

RECEIPT_WAIT = timedelta(seconds=10)  # a relay that is silent this long is passed over for the next
OFFER_AGAIN = timedelta(minutes=5)  # a relay that never answered is offered the same again


class Offers:
    """By envelope, so that all of it goes when the envelope goes."""

    def __init__(self) -> None:
        self._offered: dict[EnvelopeId, dict[RelayId, datetime]] = defaultdict(dict)
        self._refused: dict[EnvelopeId, dict[tuple[DeviceId, RelayId], datetime | None]] = defaultdict(dict)

    def offer(self, envelope: EnvelopeId, relay: RelayId, now: datetime) -> None:
        self._offered[envelope][relay] = now

    def is_offered(self, envelope: EnvelopeId, relay: RelayId, now: datetime) -> bool:
        at = self._offered.get(envelope, {}).get(relay)
        return at is not None and now - at < OFFER_AGAIN

    def is_offered_anywhere(self, envelope: EnvelopeId) -> bool:
        """Whether a relay was given it, over a line that is still there."""
        return bool(self._offered.get(envelope))

    def is_awaited(self, envelope: EnvelopeId, relays: Iterable[RelayId], now: datetime) -> bool:
        """Whether one of these may still be about to sign for it."""
        offered = self._offered.get(envelope, {})
        return any(relay in offered and now - offered[relay] < RECEIPT_WAIT for relay in relays)

    def refuse(
        self, envelope: EnvelopeId, device: DeviceId, relay: RelayId, retry_at: datetime | None
    ) -> None:
        """That relay does not take that slot before its time, or ever; others may."""
        self._refused[envelope][device, relay] = retry_at
        self._offered.get(envelope, {}).pop(relay, None)

    def is_refused(self, envelope: EnvelopeId, device: DeviceId, relay: RelayId, now: datetime) -> bool:
        refused = self._refused.get(envelope, {})
        if (device, relay) not in refused:
            return False
        retry_at = refused[device, relay]
        return retry_at is None or retry_at > now

    def line_lost(self, relay: RelayId) -> None:
        """What this relay has not signed for is offered again, there or elsewhere."""
        for offered in self._offered.values():
            offered.pop(relay, None)

    def forget(self, envelope: EnvelopeId) -> None:
        self._offered.pop(envelope, None)
        self._refused.pop(envelope, None)

    def forget_all(self) -> None:
        self._offered.clear()
        self._refused.clear()

    def again_at(self, now: datetime) -> datetime | None:
        """When another relay, or one that refused or was silent, should be offered something."""
        offered = [at for relays in self._offered.values() for at in relays.values()]
        times = [at + pause for at in offered for pause in (RECEIPT_WAIT, OFFER_AGAIN)]
        times += [at for refused in self._refused.values() for at in refused.values() if at is not None]
        return min((at for at in times if at > now), default=None)
