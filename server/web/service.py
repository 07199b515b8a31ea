"""The rules at work: what they want done is done with the stores and the sockets, and reported back to them.

When the store cannot write or read, that is an answer, never an end. Not here: deposits and acknowledgements
on their way (`post`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from hotline import limits
from hotline.errors import Misuse, Refused, Rejected, StoreFailed
from hotline.ids import DeviceId
from server.folder import Folder, Seen, Stamp
from server.logs import event, trouble
from server.metrics import Metrics
from server.rules.effects import (
    Close,
    Effect,
    Fetch,
    GetKey,
    PutKey,
    Send,
    SessionId,
    StoreAck,
    StoreDeposit,
    StoreRevocation,
    Watch,
)
from server.rules.relay import Relay
from server.rules.requests import BUSY
from server.stores.embedded import Stores
from server.web.link import Link
from server.web.post import Post

TICK = 1.0  # seconds
EXPIRE_EVERY = 60  # ticks
FAILED = "Something went wrong in the relay. Its operator can see what."


class Service:
    """One relay that is open: its rules, its stores, its sessions."""

    def __init__(
        self,
        relay: Relay,
        stores: Stores,
        folder: Folder,
        seen: Seen,
        metrics: Metrics,
        clock: Callable[[], datetime],
    ) -> None:
        self.relay = relay
        self.stores = stores
        self.metrics = metrics
        self.clock = clock
        self._folder = folder
        self._seen = seen  # of the folder: a party may fill it with revocations, and each is verified once
        self._stamp: Stamp = folder.stamp()
        self._keeping = asyncio.Lock()
        self._links: dict[SessionId, Link] = {}
        self._numbers = count(1)
        self._tasks: set[asyncio.Task[None]] = set()
        self._post = Post(
            relay,
            stores.mailboxes,
            metrics,
            clock,
            self.carry_out,
            self._start,
            self._store_failed,
            asyncio.get_running_loop(),
        )
        self._nobody = asyncio.Event()
        self._nobody.set()
        metrics.connections.set_function(lambda: len(self._links))
        metrics.devices.set_function(lambda: relay.devices)

    # What the sockets tell

    def open(self, link: Link, address: str) -> SessionId:
        """A connection is there."""
        session = SessionId(next(self._numbers))
        self._links[session] = link
        self._nobody.clear()
        self.carry_out(self.relay.opened(session, address, self.clock()))
        return session

    def received(self, session: SessionId, message: bytes) -> None:
        self.carry_out(self.relay.received(session, message, self.clock()))

    def end(self, session: SessionId, code: str, sentence: str) -> None:
        """Close a session for a reason that the rules do not know of."""
        self.carry_out(self.relay.end(session, code, sentence))

    def lost(self, session: SessionId) -> None:
        """The connection is gone."""
        event("disconnected", session=session)
        self.relay.lost(session)
        link = self._links.pop(session)
        link.unwatch()
        link.drop()
        if not self._links:
            self._nobody.set()

    # What the rules want

    def carry_out(self, effects: Iterable[Effect]) -> None:
        """Do what the rules want. Sending and closing at once, the stores' work beside."""
        for effect in effects:
            match effect:
                case Send():
                    self._send(effect)
                case Close():
                    self._close(effect)
                case Watch():
                    self._watch(effect)
                case StoreDeposit():
                    self._post.deposit(effect)
                case StoreAck():
                    self._post.acknowledge(effect)
                case Fetch():
                    self._look(effect)
                case PutKey() | GetKey() | StoreRevocation():
                    self._start(self._request(effect), [effect.session])

    def _send(self, effect: Send) -> None:
        if link := self._links.get(effect.session):
            self.metrics.sent(effect.frame, effect.precedence)
            link.push(effect.frame, effect.precedence)

    def _watch(self, effect: Watch) -> None:
        event("logged in", session=effect.session, device=effect.mailbox.hex()[:16])
        if link := self._links.get(effect.session):
            link.unwatch = self.stores.mailboxes.watch(effect.mailbox, partial(self._hint, effect.mailbox))

    def _close(self, effect: Close) -> None:
        self.metrics.closed.labels(effect.code).inc()
        event("session closed", session=effect.session, code=effect.code)
        if link := self._links.get(effect.session):
            link.unwatch()
            link.close(effect.code, effect.sentence, effect.finish)

    def _hint(self, mailbox: DeviceId) -> None:
        self.carry_out(self.relay.hint(mailbox, self.clock()))

    # The stores

    def _look(self, effect: Fetch) -> None:
        """Most mailboxes are empty most of the time: that is said at once."""
        if self.stores.mailboxes.holds(effect.mailbox):
            self._start(self._fetch(effect), [effect.session])
        else:
            self.carry_out(self.relay.fetched(effect.session, (), self.clock()))

    async def _fetch(self, effect: Fetch) -> None:
        try:
            found = await self.stores.mailboxes.fetch(
                effect.mailbox,
                effect.cursor,
                self.clock(),
                lowest=effect.lowest,
                count=effect.count,
                octets=effect.octets,
            )
        except StoreFailed as failure:
            self._store_failed("fetch", failure)
            self.relay.fetch_failed(effect.session)
            return
        self.carry_out(self.relay.fetched(effect.session, found, self.clock()))

    async def _request(self, effect: PutKey | GetKey | StoreRevocation) -> None:
        try:
            effects = await self._answer(effect)
        except Refused as reason:
            effects = self.relay.refused(effect.session, effect.ref, reason)
        except StoreFailed as failure:
            self._store_failed("request", failure)
            effects = self.relay.refused(effect.session, effect.ref, BUSY)
        self.carry_out(effects)

    async def _answer(self, effect: PutKey | GetKey | StoreRevocation) -> list[Effect]:
        keys = self.stores.keys
        match effect:
            case PutKey(announcement=announcement):
                await keys.put(announcement, self.clock())
                document = await keys.get(announcement.device, self.clock())
            case GetKey(device=device):
                document = await keys.get(device, self.clock())
            case StoreRevocation():
                return await self._keep_revocation(effect)
        return self.relay.key_found(effect.session, effect.ref, document)

    async def _keep_revocation(self, effect: StoreRevocation) -> list[Effect]:
        revocation = self.relay.access.revoke(effect.revocation)
        async with self._keeping:  # two of one device would write one file
            await asyncio.to_thread(self._folder.add_revocation, revocation, effect.revocation)
        event("device revoked", device=revocation.device.hex()[:16])
        return self.relay.revocation_kept(effect.session, effect.ref)

    def _store_failed(self, what: str, failure: StoreFailed) -> None:
        self.metrics.store_failures.inc()
        trouble("the store failed", doing=what, why=failure.what)

    # Time

    async def keep_time(self) -> None:
        """Once a second, until cancelled: what is due by the clock, and what others put into the folder."""
        for ticks in count(1):
            await asyncio.sleep(TICK)
            try:
                await self._tick(ticks)
            except Exception as failure:  # noqa: BLE001  whatever one second met, sessions are timed in the next
                trouble("a second's work failed", failure)

    async def _tick(self, ticks: int) -> None:
        self._end_what_is_over(self.clock())
        await self._look_into_folder()
        if ticks % EXPIRE_EVERY == 0:
            await self._expire()

    def _end_what_is_over(self, now: datetime) -> None:
        for session in self.relay.silent(now):
            link = self._links[session]
            # What nobody reads cannot be heard.
            silent_for = timedelta(0) if link.crowded else link.silent_for
            if silent_for < limits.SILENCE:
                self.relay.bytes_came(session, now - silent_for)
        self.carry_out(self.relay.tick(now))

    async def _look_into_folder(self) -> None:
        stamp = await asyncio.to_thread(self._folder.stamp)
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            await asyncio.to_thread(self._folder.load, self.relay.access, self._seen)
        except (Misuse, Rejected) as reason:
            trouble("a file in the folder is not good", why=str(reason))
        self.carry_out(self.relay.shut_out())

    async def _expire(self) -> None:
        now = self.clock()
        try:
            gone = await self.stores.mailboxes.expire(now)
            await self.stores.keys.expire(now)
            await self.stores.blobs.expire(now)
        except StoreFailed as failure:
            self._store_failed("expire", failure)
            return
        self.metrics.expired.inc(sum(gone.values()))

    # The end

    async def stop(self, within: float) -> None:
        """Finish what was begun, tell every desk, and wait for the sockets to close; all within that time."""
        try:
            async with asyncio.timeout(within):
                await self._until_idle()
                self.carry_out(self.relay.close_all("This relay stops. Another relay is tried."))
                await self._nobody.wait()
        except TimeoutError:
            trouble("stopped in the middle of it", sessions=len(self._links), work=len(self._tasks))

    async def _until_idle(self) -> None:
        while self._tasks or self._post.busy:
            self._post.hurry()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await asyncio.sleep(0)  # what came back together is reported in the next turn

    def _start(self, work: Coroutine[None, None, None], sessions: Iterable[SessionId]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(partial(self._finished, sessions))

    def _finished(self, sessions: Iterable[SessionId], task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (failure := task.exception()) is not None:
            trouble("a request failed", failure, sessions=list(sessions))
            for session in sessions:
                self.end(session, "busy", FAILED)
