"""What the relay counts for its operator, in the text form that Prometheus reads. Numbers only, no names.

What is counted with each deposit is counted by the event loop alone, without a lock, and takes Prometheus'
form when it is asked for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter as Tally
from collections.abc import Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from hotline.ids import Precedence
from hotline.wire.frames import Deliver, Frame, ReceiptFrame, RefusedFrame, Welcome
from server.rules.receipts import Kept
from server.stores.port import Verdict

PRECEDENCES = [each.name.lower() for each in Precedence]
SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Durations:
    """How long something took, by SECONDS."""

    def __init__(self) -> None:
        self._counts = [0] * (len(SECONDS) + 1)  # the last is for what took longer
        self._sum = 0.0

    def add(self, seconds: float) -> None:
        self._counts[bisect_left(SECONDS, seconds)] += 1
        self._sum += seconds

    def family(self, name: str, documentation: str) -> Metric:
        """As Prometheus has it: each bucket holds those before it too."""
        names = [*map(str, map(float, SECONDS)), "+Inf"]
        buckets = list(zip(names, accumulate(self._counts), strict=True))
        return HistogramMetricFamily(name, documentation, buckets=buckets, sum_value=self._sum)


class OfDeposits(Collector):
    """What is counted with each deposit."""

    def __init__(self) -> None:
        self.slots: Tally[str] = Tally(dict.fromkeys(Verdict, 0))
        self.deliveries: Tally[str] = Tally(dict.fromkeys(PRECEDENCES, 0))
        self.seconds = Durations()

    def collect(self) -> Iterator[Metric]:
        """For the registry."""
        slots = "Slots of deposits, by what became of them."
        yield _family("hotline_slots", slots, "verdict", self.slots)
        yield _family("hotline_deliveries", "Envelopes handed out.", "precedence", self.deliveries)
        durable = "From a deposit's arrival until it was durable, or its recipients had it."
        yield self.seconds.family("hotline_deposit_seconds", durable)


def _family(name: str, documentation: str, label: str, tally: Tally[str]) -> Metric:
    family = CounterMetricFamily(name, documentation, labels=[label])
    for value, count in tally.items():
        family.add_metric([value], count)
    return family


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
        self.refused = Counter("hotline_refused", "Refusals.", ["code"], registry=self.registry)
        self.receipts = Counter("hotline_receipts", "Receipts signed.", registry=self.registry)
        self.store_failures = Counter(
            "hotline_store_failures", "Times that a store could not do its work.", registry=self.registry
        )
        self.expired = Counter(
            "hotline_expired", "Slots that expired without being fetched.", registry=self.registry
        )
        self._deposits = OfDeposits()
        self.registry.register(self._deposits)

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
                self._deposits.deliveries[PRECEDENCES[precedence]] += 1
            case RefusedFrame():
                for refusal in frame.refusals:
                    self.refused.labels(refusal.code).inc()
            case _:
                pass

    def kept(self, kept: Kept, seconds: float) -> None:
        """Count what the store answered to a deposit."""
        self._deposits.seconds.add(seconds)
        for each in kept.answers or ():
            self._deposits.slots[each.verdict] += 1
