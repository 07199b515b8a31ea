"""One client process, and the tab that shows it. Each ends with the other.

A tab that goes may be a reload: the client waits a little for the next one. There is never more than one: a
second tab takes the place of the first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from client.browser.child import Child, Keyboard
from client.browser.messages import Drawn, Keys, Message, Size
from client.browser.recall import Recall
from client.browser.tab import Tab
from hotline.errors import Refused

RELOADS_WITHIN = 10.0  # seconds; also for the first tab to come
LAST_WORDS = 1.0  # seconds for what the client wrote before it ended
REDRAWS_WITHIN = (
    2.0  # seconds from a new size; one that is busy for longer is drawn wrong until it draws again
)
QUIET = 0.1  # seconds without a word: it has drawn what it had to

ENDED = "The client has ended. `hotline serve` prints a new address."
STOPPED = "`hotline serve` was ended."
MOVED = "The client is shown in another tab now."


class Session:
    """From the moment that a browser was let in."""

    def __init__(self, start: Callable[[Size], Awaitable[Child]], grace: float = RELOADS_WITHIN) -> None:
        self._start = start
        self._grace = grace
        self._recall = Recall()
        self._keyboard = Keyboard()
        self._child: Child | None = None
        self._size: Size | None = None
        self._tab: Tab | None = None
        self._present = asyncio.Event()
        self._absent = asyncio.Event()
        self._absent.set()
        self._over = False
        self._wrote = asyncio.Event()
        self._stale = False
        self._redrawing: asyncio.Task[None] | None = None

    async def run(self) -> None:
        """Until the client has ended, or its tab is gone, or this is cancelled. Leaves no process behind."""
        farewell = STOPPED
        try:
            if await self._shown():
                assert self._size is not None, "a tab comes with its size"
                self._child = await self._start(self._size)
                self._resize(self._size)  # it may have changed meanwhile
                await self._until_either_goes(self._child)
                farewell = ENDED
        finally:
            await self._leave(farewell)

    async def attach(self, tab: Tab, size: Size) -> None:
        """Show the client in this tab from now on. Raises Refused when it has ended."""
        if self._over:
            raise Refused("ended", ENDED)
        before, self._tab = self._tab, tab
        self._absent.clear()
        self._present.set()
        self._resize(size)
        if self._child is not None:
            self._show_anew()
        if before is not None:
            await before.close(MOVED)

    def detach(self, tab: Tab) -> None:
        """The tab is gone."""
        if self._tab is tab:
            self._tab = None
            self._present.clear()
            self._absent.set()

    def hear(self, tab: Tab, message: Message) -> None:
        """What a tab says; one that was replaced is no longer listened to."""
        if self._tab is not tab:
            return
        match message:
            case Size():
                self._resize(message)
            case Drawn(drawn=count):
                if tab.drawn(count):
                    self._show_anew()
            case Keys(octets=keys):
                self._keyboard.type(keys)

    async def _shown(self) -> bool:
        """Whether there is a tab, or soon was one."""
        try:
            async with asyncio.timeout(self._grace):
                await self._present.wait()
        except TimeoutError:
            return False
        return True

    async def _until_gone(self) -> None:
        while True:
            await self._absent.wait()
            if not await self._shown():
                return

    async def _until_either_goes(self, child: Child) -> None:
        pumping = asyncio.create_task(self._pump(child))
        typing = asyncio.create_task(child.listen(self._keyboard))
        ended = asyncio.create_task(child.wait())
        gone = asyncio.create_task(self._until_gone())
        try:
            await asyncio.wait({ended, gone}, return_when=asyncio.FIRST_COMPLETED)
            await child.end()  # still read from: who cannot write cannot end
            await asyncio.wait({pumping}, timeout=LAST_WORDS)
        finally:
            await child.end()
            await _cancel(pumping, typing, ended, gone)

    async def _pump(self, child: Child) -> None:
        """Always reads on, whether anybody looks or not."""
        while output := await child.read():
            self._recall.follow(output)
            self._wrote.set()
            if self._tab is not None:
                self._tab.show(output)

    async def _leave(self, farewell: str) -> None:
        self._over = True
        if self._redrawing is not None:
            self._redrawing.cancel()
        child, self._child = self._child, None
        if self._tab is not None:
            await self._tab.close(farewell)
        if child is not None:
            child.close()

    def _resize(self, size: Size) -> None:
        self._size = size
        if self._child is not None:
            self._child.resize(size)

    def _show_anew(self) -> None:
        assert self._tab is not None, "somebody looks"
        self._tab.show(self._recall.greeting())
        self._stale = self._recall.own_screen
        if self._stale and (self._redrawing is None or self._redrawing.done()):
            self._redrawing = asyncio.create_task(self._redraw())

    async def _redraw(self) -> None:
        """Another size, and back once that was seen: a program draws nothing when the size stays."""
        assert self._size is not None and self._child is not None
        while self._stale:
            self._stale = False
            self._child.resize(self._size.model_copy(update={"rows": self._size.rows - 1}))
            await self._drawn()
            self._resize(self._size)
            await self._drawn()

    async def _drawn(self) -> None:
        """Until the program has written something, and then no more."""
        with suppress(TimeoutError):
            async with asyncio.timeout(REDRAWS_WITHIN):
                await self._next_words()
                with suppress(TimeoutError):
                    while True:
                        async with asyncio.timeout(QUIET):
                            await self._next_words()

    async def _next_words(self) -> None:
        self._wrote.clear()
        await self._wrote.wait()


async def _cancel(*tasks: asyncio.Task[object]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
