"""One process of ours: `hotline` or `hotline-relay` as the same Python runs it, with a log of its own."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any

from hotline.errors import Unavailable

STOPS_WITHIN = 10.0  # seconds from SIGTERM; then it is killed
HOTLINE = "client.main"
RELAY = "server.main"


class Program:
    """A long-running command. What it writes to stderr goes to `log`, run after run."""

    def __init__(self, module: str, arguments: list[str], log: Path, environment: Mapping[str, str]) -> None:
        self._command = [sys.executable, "-m", module, *arguments]
        self._environment = environment
        self.log = log
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        assert self._process is not None, "it was started"
        return self._process.pid

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env=clean_environment(self._environment),
            )

    async def first_line(self) -> bytes:
        """What it says once it is open. Raises Unavailable when it ends instead."""
        assert self._process is not None and self._process.stdout is not None
        line = await self._process.stdout.readline()
        self.check_alive() if line else self._ended()
        return line

    def check_alive(self) -> None:
        """Raises Unavailable when it has ended by itself."""
        assert self._process is not None, "it was started"
        if self._process.returncode is not None:
            self._ended()

    async def kill(self) -> None:
        """kill -9: no leave is taken, nothing is written."""
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    async def stop(self) -> None:
        """Ends it as an operator would."""
        if self._process is None or self._process.returncode is not None:
            return
        self._process.terminate()
        try:
            async with asyncio.timeout(STOPS_WITHIN):
                await self._process.wait()
        except TimeoutError:
            await self.kill()

    def _ended(self) -> None:
        raise Unavailable(f"{' '.join(self._command[1:])} ended by itself.", f"Its log: {self.log}")


async def run(module: str, arguments: list[str], environment: Mapping[str, str]) -> bytes:
    """A command that ends by itself; gives its stdout. Raises Unavailable with what it said."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(environment),
    )
    out, err = await process.communicate()
    if process.returncode:
        raise Unavailable(f"{module} {arguments[0]} failed: {err.decode(errors='replace').strip()}")
    return out


def clean_environment(own: Mapping[str, str]) -> dict[str, str]:
    """This process's without its HOTLINE variables: a real desk's settings have no place in a drill."""
    return {name: value for name, value in os.environ.items() if not name.startswith("HOTLINE_")} | dict(own)


async def together(*works: Coroutine[Any, Any, object]) -> None:
    """All at once. When one fails, the others are ended before its error is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            for work in works:
                group.create_task(work)
    except ExceptionGroup as errors:
        raise errors.exceptions[0] from errors
