"""Chromium without a window, driven by its DevTools protocol. What it asks of anybody is noted.

Source: https://chromedevtools.github.io/devtools-protocol/
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp

ALONE = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
    "--window-size=1000,640",
)
WITHIN = 10.0  # seconds for anything that is waited for; a slow machine is no fault of the page
Answer = dict[str, Any]


class Navigated(AssertionError):
    """The page went away while it was asked."""


class Page:
    """One tab. Selectors and scripts are the page's; keys and mouse come as from a person."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._asked: dict[int, asyncio.Future[Answer]] = {}
        self.requested: list[str] = []
        self.complaints: list[str] = []

    async def call(self, method: str, **what: Any) -> Answer:
        number = next(self._numbers)
        answer = self._asked[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": what})
        async with asyncio.timeout(WITHIN):
            return await answer

    async def listen(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            if "id" in said:
                self._answered(said)
            else:
                await self._happened(said["method"], said["params"])

    def _answered(self, said: Answer) -> None:
        future = self._asked.pop(said["id"])
        if "error" in said:
            words = said["error"]["message"]
            future.set_exception((Navigated if "navigated" in words else AssertionError)(words))
        else:
            future.set_result(said["result"])

    async def _happened(self, method: str, what: Answer) -> None:
        match method:
            case "Network.requestWillBeSent":
                self.requested.append(what["request"]["url"])
            case "Network.webSocketCreated":
                self.requested.append(what["url"])
            case "Log.entryAdded":
                self.complaints.append(f"{what['entry']['text']} {what['entry'].get('url')}")
            case "Runtime.exceptionThrown":
                self.complaints.append(what["exceptionDetails"]["exception"]["description"])
            case "Page.javascriptDialogOpening":  # "leave this page?"
                await self._socket.send_json(
                    {"id": 0, "method": "Page.handleJavaScriptDialog", "params": {"accept": True}}
                )
                self._asked[0] = asyncio.get_running_loop().create_future()

    async def evaluate(self, script: str) -> Any:
        done = await self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, userGesture=True
        )
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    async def open(self, url: str) -> None:
        await self.call("Page.navigate", url=url)

    async def text(self) -> str:
        """All that stands on the page, screen and notice; spaces as spaces."""
        try:
            found = await self.evaluate("document.body ? document.body.innerText : ''")
        except Navigated:
            return ""
        return str(found or "").replace("\xa0", " ")

    async def shows(self, words: str) -> str:
        """Waits until the words stand on the page, and gives all that stands there."""
        return await self._until(lambda text: words in text, f"{words!r} is not on the page")

    async def lacks(self, words: str) -> str:
        """Waits until something stands on the page, and not these words."""
        return await self._until(lambda text: bool(text) and words not in text, f"{words!r} is on the page")

    async def _until(self, right: Callable[[str], bool], wrong: str) -> str:
        await self.call("Page.bringToFront")  # what is hidden is not drawn
        text = ""
        try:
            async with asyncio.timeout(WITHIN):
                while not right(text):
                    await asyncio.sleep(0.05)  # a person looks as often
                    text = await self.text()
        except TimeoutError:
            raise AssertionError(f"{wrong}:\n{text}\n{self.complaints}") from None
        return text

    async def type(self, text: str) -> None:
        for letter in text:
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            await self.call("Input.dispatchKeyEvent", type="keyUp", key=letter)

    async def press(self, key: str, code: int, text: str = "", modifiers: int = 0) -> None:
        what = {"key": key, "code": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        await self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **what)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **what)

    async def enter(self) -> None:
        await self.press("Enter", 13, "\r")

    async def paste(self) -> None:
        """Ctrl+V; what it does is the browser's, unless the page wants the keys for itself."""
        control, v = {"modifiers": 2}, {"key": "v", "code": "KeyV", "windowsVirtualKeyCode": 86}
        await self.call("Input.dispatchKeyEvent", type="rawKeyDown", commands=["paste"], **v, **control)
        await self.call("Input.dispatchKeyEvent", type="keyUp", **v, **control)

    async def click(self, x: float, y: float) -> None:
        for kind in ("mousePressed", "mouseReleased"):
            await self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    async def resize(self, width: int, height: int) -> None:
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    async def picture(self) -> bytes:
        """As PNG: for whoever wants to look at it."""
        taken = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(taken["data"])


class Browser:
    """One Chromium with a folder of its own."""

    def __init__(self, session: aiohttp.ClientSession, port: int) -> None:
        self._session = session
        self._at = f"http://127.0.0.1:{port}"

    @asynccontextmanager
    async def page(self) -> AsyncIterator[Page]:
        """A new tab, closed again at the end."""
        async with self._session.put(f"{self._at}/json/new?about:blank") as answer:
            target = await answer.json()
        async with self._session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            page = Page(socket)
            listening = asyncio.create_task(page.listen())
            try:
                for domain in ("Network", "Page", "Runtime", "Log"):
                    await page.call(f"{domain}.enable")
                yield page
            finally:
                async with self._session.get(f"{self._at}/json/close/{target['id']}"):
                    pass
                listening.cancel()


@asynccontextmanager
async def chromium(program: str, folder: Path) -> AsyncIterator[Browser]:
    """A browser that is ended with its folder."""
    process = await asyncio.create_subprocess_exec(
        program,
        *ALONE,
        f"--user-data-dir={folder}",
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with aiohttp.ClientSession() as session:
            yield Browser(session, await asyncio.to_thread(_port, folder / "DevToolsActivePort"))
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def _port(file: Path) -> int:
    """Chromium writes down where it listens."""
    for _ in range(int(WITHIN / 0.05)):
        if file.exists() and "\n" in (said := file.read_text()):
            return int(said.split()[0])
        time.sleep(0.05)  # it says so no other way
    raise AssertionError("Chromium does not start.")
