"""A served program, and how a test looks at it: as a program that speaks the page's words."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest

from client.browser.child import environment_of
from client.browser.server import Program, serve
from tests.client.browser.visitor import Visitor

GRACE = 0.4  # seconds: a reload in a test is a moment
Serving = Callable[..., AbstractAsyncContextManager[asyncio.Queue[str]]]


@pytest.fixture
def serving() -> Serving:
    """Serves a command while it is entered; gives the addresses as they are told."""

    @asynccontextmanager
    async def served(command: Sequence[str], grace: float = GRACE) -> AsyncIterator[asyncio.Queue[str]]:
        told: asyncio.Queue[str] = asyncio.Queue()
        program = Program(command, environment_of(os.environ))
        running = asyncio.create_task(serve(program, "127.0.0.1", 0, os.urandom, told.put_nowait, grace))
        try:
            yield told
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    return served


@pytest.fixture
async def visitor() -> AsyncIterator[Visitor]:
    async with Visitor() as visitor:
        yield visitor
