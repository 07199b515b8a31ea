"""Other processes that compute for this one, so that what waits in great numbers uses all cores.

Python computes in one thread at a time, and the cryptography library does not let go of it. A worker is
handed values and gives back values; it opens no file and no socket. Its memory is guarded as this process's
is, and gone when it ends: with `close`, and when this process is no more, whatever ended it. A worker takes
half a second to begin. Not here: what they are to do.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing.connection import wait
from types import TracebackType
from typing import Any, TypeVar

from client.undumped import leave_no_core_dump

A = TypeVar("A")
B = TypeVar("B")

PORTION = 200  # of a long list, handed over at once: some 20 ms of work
PORTIONS = 2  # a worker has one under way, and one that waits for it
WORTH_IT = 2_000  # a shorter list is done before a worker has begun


class Workers:
    """So many processes. They begin with the first work that they are given."""

    def __init__(self, count: int) -> None:
        self.count = count
        # Spawned, not forked: nothing of this process's memory but what is handed over is in theirs.
        self._pool = ProcessPoolExecutor(
            count, mp_context=multiprocessing.get_context("spawn"), initializer=_begin
        )

    def submit(self, work: Callable[..., B], *values: Any) -> Future[B]:
        """Begins it in one of them as soon as one is free; `work` is a function of a module."""
        return self._pool.submit(work, *values)

    def close(self) -> None:
        """What was not begun is not done; what was is waited for. Then the processes end."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(work: Callable[[A], B], items: Iterable[A]) -> Iterator[B]:
    """What `map` gives, in that order; on all cores if there is much. Items are taken as they are needed."""
    source = iter(items)
    first = list(islice(source, WORTH_IT))
    every = chain(first, source)
    if len(first) < WORTH_IT or cores() == 1:
        yield from map(work, every)
        return
    with Workers(cores()) as workers:
        under_way: deque[Future[list[B]]] = deque()
        while portion := list(islice(every, PORTION)):
            under_way.append(workers.submit(_each, work, portion))
            if len(under_way) > PORTIONS * workers.count:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _each(work: Callable[[A], B], portion: list[A]) -> list[B]:
    return [work(each) for each in portion]


# In a worker


def _begin() -> None:
    gc.freeze()  # what was imported stays
    leave_no_core_dump()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever presses Ctrl-C means the one that is attended
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A process that was killed cannot tell its workers to end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
