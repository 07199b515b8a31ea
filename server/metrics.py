"""What the relay counts for its operator, in the text form that Prometheus reads. Numbers only, no names."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from hotline.ids import Precedence
from hotline.wire.frames import Deliver, Frame, ReceiptFrame, RefusedFrame, Welcome
from server.rules.receipts import Kept
from server.stores.port import Verdict

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """One relay's numbers, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.connections = Gauge("hotline_connections", "Open connections.", registry=self.registry)
        self.devices = Gauge("hotline_devices", "Devices logged in.", registry=self.registry)
        self.logins = Counter("hotline_logins", "Devices let in.", registry=self.registry)
        self.closed = Counter(
            "hotline_closed", "Sessions ended by the relay.", ["code"], registry=self.registry
        )
        self.slots = Counter(
            "hotline_slots", "Slots of deposits, by what became of them.", ["verdict"], registry=self.registry
        )
        self.refused = Counter("hotline_refused", "Refusals.", ["code"], registry=self.registry)
        self.receipts = Counter("hotline_receipts", "Receipts signed.", registry=self.registry)
        self.deliveries = Counter(
            "hotline_deliveries", "Envelopes handed out.", ["precedence"], registry=self.registry
        )
        self.commit = Histogram(
            "hotline_deposit_seconds",
            "From a deposit's arrival until it was durable, or its recipients had it.",
            registry=self.registry,
            buckets=SECONDS,
        )
        self.store_failures = Counter(
            "hotline_store_failures", "Times that a store could not do its work.", registry=self.registry
        )
        self.expired = Counter(
            "hotline_expired", "Slots that expired without being fetched.", registry=self.registry
        )

        # Children are looked up once: a label costs more than to count.
        self._slots = {each: self.slots.labels(each.value) for each in Verdict}
        self._delivered = {each: self.deliveries.labels(each.name.lower()) for each in Precedence}

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self.registry)

    def sent(self, frame: Frame, precedence: Precedence) -> None:
        """Count what is said to a device."""
        match frame:
            case Welcome():
                self.logins.inc()
            case ReceiptFrame():
                self.receipts.inc()
            case Deliver():
                self._delivered[precedence].inc()
            case RefusedFrame():
                for refusal in frame.refusals:
                    self.refused.labels(refusal.code).inc()
            case _:
                pass

    def kept(self, kept: Kept, seconds: float) -> None:
        """Count what the store answered to a deposit."""
        self.commit.observe(seconds)
        for each in kept.answers or ():
            self._slots[each.verdict].inc()
