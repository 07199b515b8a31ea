"""Whoever comes to the door: a plain HTTP client that keeps cookies, and can speak as the page does."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path
from typing import Any

import aiohttp
from yarl import URL

WITHIN = 10.0  # seconds for anything that is waited for
FOLDER = re.compile(r"url=/([^/]+)/")


class Visitor:
    """One browser, as far as the server can tell."""

    def __init__(self) -> None:
        self.http = aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True))
        self.page = URL()

    async def __aenter__(self) -> Visitor:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.close()

    async def get(self, url: str | URL, **how: Any) -> tuple[int, str]:
        async with self.http.get(url, **how) as answer:
            return answer.status, await answer.text()

    async def enter(self, address: str) -> URL:
        """Uses an address; gives the page that it leads to."""
        status, text = await self.get(address)
        assert status == 200, text
        found = FOLDER.search(text)
        assert found is not None, text
        self.page = URL(address).with_path(f"/{found[1]}/")
        return self.page

    async def connect(self, columns: int = 80, rows: int = 24) -> Line:
        """What the page does once it is loaded."""
        socket = await self.http.ws_connect(
            self.page / "line", headers={"Origin": str(self.page.origin())}, timeout=aiohttp.ClientWSTimeout()
        )
        await socket.send_json({"columns": columns, "rows": rows})
        return Line(socket)


class Line:
    """One tab."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seen = b""

    async def type(self, text: str) -> None:
        await self.socket.send_bytes(text.encode())

    async def sees(self, words: str) -> str:
        """Waits for the words, draws all that comes, and gives all that came."""
        async with asyncio.timeout(WITHIN):
            while words.encode() not in self.seen:
                message = await self.socket.receive()
                assert message.type is aiohttp.WSMsgType.BINARY, (message, self.seen)
                self.seen += message.data
                await self.socket.send_json({"drawn": len(message.data)})
        return self.seen.decode()

    async def ends(self) -> tuple[int | None, str]:
        """Waits until it is closed; gives the code and the sentence."""
        async with asyncio.timeout(WITHIN):
            while (message := await self.socket.receive()).type is aiohttp.WSMsgType.BINARY:
                self.seen += message.data
        return self.socket.close_code, str(message.extra or "")


def is_alive(process: int) -> bool:
    """Whether it runs; one that has ended and was not yet fetched does not."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


async def is_gone(process: int) -> bool:
    """Whether it ends, soon."""
    for _ in range(int(WITHIN / 0.02)):
        if not is_alive(process):
            return True
        await asyncio.sleep(0.02)  # no child of this process: nobody tells
    os.kill(process, 9)
    return False
