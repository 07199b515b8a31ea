"""Keeps one form in the vault while it is written: always the newest, under one number."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from client.ui.begun import Begun
from client.ui.desk import Desk


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
        """When it was kept; None: there was nothing to keep. Raises what the desk raises."""
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
