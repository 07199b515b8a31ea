"""Who wants to hear that something came for a mailbox."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hotline.ids import DeviceId
from server.stores.port import Answer, Arrival, Verdict


class Watchers:
    """Calls those who watch a mailbox. Each watches for itself; one mailbox may have several."""

    def __init__(self) -> None:
        self._watching: dict[DeviceId, list[Callable[[], None]]] = {}

    def watch(self, mailbox: DeviceId, woken: Callable[[], None]) -> Callable[[], None]:
        """Call `woken` from now on; gives how to stop that, which may be called twice."""
        self._watching.setdefault(mailbox, []).append(woken)
        return lambda: self._stop(mailbox, woken)

    def tell(self, arrival: Arrival, answers: Iterable[Answer]) -> None:
        """Wake those for whom something was stored that they were not handed straight."""
        for seq, answer in zip(arrival.seqs, answers, strict=True):
            if answer.verdict is Verdict.STORED and seq not in arrival.straight:
                for woken in tuple(self._watching.get(answer.mailbox, ())):
                    woken()

    def _stop(self, mailbox: DeviceId, woken: Callable[[], None]) -> None:
        left = [other for other in self._watching.get(mailbox, ()) if other is not woken]
        self._watching[mailbox] = left
        if not left:
            del self._watching[mailbox]
