"""One relay's task: connects, logs in, hands over what comes, and begins again when it ends.

The station hears of a link only while it is up. Why it is down is in the status, and told when it changes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from client.engine.happenings import EngineTrouble, Feeds, RelayTrouble
from client.engine.inbox import Inbox, Waiting
from client.engine.status import RelayStatus
from client.links.backoff import Backoff, wait
from client.links.ports import Timing, World
from client.links.relay import Came, Credentials, RelayLink, Slept, open_link
from client.links.tasks import until_first_ends
from client.station.arrivals import EnvelopeCame, LinkDown, LinkUp, MailboxEmpty
from hotline.agreement.text import RelayLine
from hotline.errors import HotlineError, Rejected
from hotline.ids import RelayId
from hotline.sentence import sentence

LOG = logging.getLogger("hotline.engine")


class Line:
    """`changed` is called when the link is up, or has room again."""

    def __init__(
        self,
        line: RelayLine,
        credentials: Credentials,
        world: World,
        timing: Timing,
        inbox: Inbox,
        feeds: Feeds,
        changed: Callable[[], None],
    ) -> None:
        self.line = line
        self.relay = RelayId(line.key)
        self.link: RelayLink | None = None
        self.retired_at: datetime | None = None
        self.settled = False  # it was up once, or could not be reached once
        self._credentials = credentials
        self._world = world
        self._timing = timing
        self._inbox = inbox
        self._feeds = feeds
        self._changed = changed
        self._backoff = Backoff(world, timing)
        self._since = world.now()
        self._proof_at: datetime | None = None
        self._why: str = sentence("Not connected yet.")
        self._refused = False
        self._ahead: timedelta | None = None
        self._empty = False
        self._tries = 0
        self._next_at: float | None = None  # by the monotonic clock; None while it is up, or being tried
        self._wanted = asyncio.Event()  # somebody wants it tried now
        self._task = asyncio.create_task(self._keep(), name=f"line {line.name}")

    async def stop(self) -> None:
        """Takes leave of the relay and ends."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def try_now(self) -> None:
        """Ends the wait for the next try; the waits after it begin with the shortest again."""
        if self._next_at is not None:
            self._backoff.anew()
            self._wanted.set()

    @property
    def status(self) -> RelayStatus:
        return RelayStatus(
            relay=self.relay,
            name=self.line.name,
            url=self.line.url,
            up=self.link is not None,
            since=self._since,
            proof_at=self.link.heard_at if self.link else self._proof_at,
            why=self._why,
            retired=self.retired_at is not None,
            empty=self.link is not None and self._empty,
            refused=self._refused,
            ahead=self._ahead,
            tries=self._tries,
            next_in=None if self._next_at is None else max(0.0, self._next_at - self._world.monotonic()),
        )

    async def _keep(self) -> None:
        while True:
            self._tries += 1
            slept = await self._once()
            pause = self._backoff.short() if slept else self._backoff.next()
            self._wanted.clear()
            self._next_at = self._world.monotonic() + pause
            await until_first_ends(self._wait(pause), self._want())
            self._next_at = None

    async def _wait(self, pause: float) -> None:
        if await wait(pause, self._world, self._timing):
            await self._world.sleep(self._backoff.short())

    async def _want(self) -> None:
        await self._wanted.wait()

    async def _once(self) -> bool:
        """One session, or one vain try. True when it ended because the machine slept."""
        try:
            async with open_link(self.line, self._credentials, self._world, self._timing) as link:
                await self._session(link)
        except Slept as error:
            self._down(error.sentence)
            return True
        except HotlineError as error:
            self._down(error.sentence, refused=isinstance(error, Rejected))
        except Exception as error:  # whatever a relay makes us stumble over, it is tried again
            LOG.exception("a session broke")
            self._feeds.tell(
                [
                    EngineTrouble(
                        sentence("A session broke: {what}", what=type(error).__name__), self._world.now()
                    )
                ]
            )
            self._down(sentence("Something broke here; see the log."))
        return False

    async def _session(self, link: RelayLink) -> None:
        began = self._world.monotonic()
        self._up(link)
        why: str = sentence("The session was ended here.")
        try:
            await link.run(self._take, self._changed)
        except HotlineError as error:
            why = error.sentence
            raise
        finally:
            self._backoff.ended(self._world.monotonic() - began)
            self._proof_at = link.heard_at
            self.link = None
            self._inbox.add(Waiting(LinkDown(self.relay, why)))

    async def _take(self, came: Came) -> None:
        match came.arrival:
            case MailboxEmpty():
                self._empty = True
            case EnvelopeCame():
                self._empty = False
        await self._inbox.put(came)

    def _up(self, link: RelayLink) -> None:
        self.link, self._why, self._empty = link, "", False
        self._since = self._world.now()
        self._refused, self._ahead, self._tries = False, link.ahead, 0
        self.settled = True
        self._inbox.add(Waiting(LinkUp(self.relay)))

    def _down(self, why: str, refused: bool = False) -> None:
        self._refused = refused
        if not self._why:
            self._since = self._world.now()  # it was up until now
        if self._why != why:
            self._feeds.tell([RelayTrouble(self.relay, self.line.name, why, self._world.now())])
        self._why = why
        self.settled = True
        self._changed()
