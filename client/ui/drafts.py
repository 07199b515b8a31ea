"""Keeps one form in the vault while it is written: always the newest, under one number.

And what is still being kept when the screen that it was written on has gone already.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from client.ui.begun import Begun
from hotline.errors import HotlineError

if TYPE_CHECKING:
    from client.ui.desk import Desk

KEPT_WITHIN = 10.0  # seconds: a vault that takes longer is closed without it


class Drafted:
    """One draft. What is there already is not kept again; nothing is kept before something was entered."""

    def __init__(self, desk: Desk, begun: Begun) -> None:
        self._desk = desk
        self._begun = begun
        self._number = begun.draft
        self._kept: Mapping[str, Any] | None = None
        self._one_at_a_time = asyncio.Lock()
        self._over = False

    @property
    def number(self) -> int | None:
        return self._number

    def begins(self, values: Mapping[str, Any]) -> None:
        """What stands in the form before anybody changed it."""
        self._kept = dict(values)

    async def keep(self, values: Mapping[str, Any]) -> str | None:
        """When it was kept; None: there was nothing to keep. Raises what the desk raises.

        Whoever asked may go away meanwhile: it is kept, and its number known.
        """
        return await asyncio.shield(self._keep(values))

    async def _keep(self, values: Mapping[str, Any]) -> str | None:
        async with self._one_at_a_time:
            if self._over or self._kept is None or values == self._kept:
                return None
            found = await self._desk.keep_draft(
                self._begun.channel, self._begun.kind, self._begun.kept(values), self._number
            )
            self._number, self._kept = int(found["draft"]), dict(values)
            return str(found["changed_at"])

    async def drop(self) -> None:
        """It was said: from here on nothing of it is kept."""
        async with self._one_at_a_time:
            self._over = True
            if self._number is not None:
                await self._desk.drop_draft(self._number)


class Leftovers:
    """Of one terminal: what goes into the vault without the screen having to wait for it."""

    def __init__(self) -> None:
        self._being_kept: set[asyncio.Task[None]] = set()

    def keep(self, drafted: Drafted, values: Mapping[str, Any]) -> None:
        """Begins to, at once. What the vault cannot take is lost: nobody is there to be told."""
        task = asyncio.create_task(_quietly(drafted, values), name="keep what is left")
        self._being_kept.add(task)
        task.add_done_callback(self._being_kept.discard)

    async def kept(self) -> None:
        """Once all of it is in the vault, or has taken too long."""
        if self._being_kept:
            await asyncio.wait(self._being_kept, timeout=KEPT_WITHIN)


async def _quietly(drafted: Drafted, values: Mapping[str, Any]) -> None:
    with suppress(HotlineError):
        await drafted.keep(values)
