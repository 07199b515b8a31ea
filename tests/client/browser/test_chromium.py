"""The whole of it in a real browser without a window: what a person sees, types and clicks."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from yarl import URL

from tests.client.browser.chromium import Browser, chromium
from tests.client.browser.conftest import Serving
from tests.client.browser.visitor import is_alive
from tests.deploy.needs import program

PROGRAM = [sys.executable, "-m", "tests.client.browser.program"]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = program("chromium", "chromium")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with chromium(path, Path(folder)) as browser:
            yield browser


LEFT_OVER = """(() => {
  const screen = document.querySelector(".xterm-screen").getBoundingClientRect();
  return { width: innerWidth - screen.width, height: innerHeight - screen.height };
})()"""


NOTES = """
window.copied = new Promise((done) => {
  const write = navigator.clipboard.writeText.bind(navigator.clipboard);
  navigator.clipboard.writeText = (text) => write(text).then(() => done(text));
});
AudioContext = class extends AudioContext { constructor() { super(); window.rang = true; } };
0"""


def process_in(text: str) -> int:
    found = re.search(r"process (\d+)", text)
    assert found is not None
    return int(found[1])


async def test_an_officer_works_in_the_browser(serving: Serving, browser: Browser) -> None:
    """Text, keys, mouse, copying, the window's size, a reload, the end; and nothing leaves loopback."""
    async with serving(PROGRAM, grace=10) as told, browser.page() as page:
        address = URL(await told.get())
        await page.open(str(address))
        text = await page.shows("process")
        assert "The line is open." in text
        assert "│ ● ○ ◐ ◷  │ █████░░░ │" in text

        await page.type("hello")
        await page.enter()
        await page.shows("told: hello")
        await page.click(300, 300)
        await page.shows("clicked 3")

        await page.evaluate(NOTES)
        await page.press("F2", 113)
        assert await page.evaluate("window.copied") == "copied by the program ●"
        await page.press("F3", 114)
        await page.evaluate("navigator.clipboard.writeText('pasted ●')")
        await page.paste()
        await page.enter()
        await page.shows("told: pasted ●")
        assert await page.evaluate("window.rang")

        await page.resize(620, 420)
        await page.shows("size 6")
        left_over = await page.evaluate(LEFT_OVER)
        assert 0 <= left_over["width"] < 15  # less than a letter
        assert 0 <= left_over["height"] < 25
        await page.evaluate("document.activeElement.blur()")
        await page.shows("nobody looks")
        await page.call("Page.reload")
        await page.shows("somebody looks")
        await page.shows("told: pasted ●")
        await page.shows(f"process {process_in(text)}")
        assert page.complaints == []
        await page.type("quit")
        await page.enter()
        await page.shows("The client has ended.")

        assert {URL(each).host for each in page.requested} == {"127.0.0.1"}
        assert {URL(each).port for each in page.requested} == {address.port}


async def test_the_tab_catches_up_after_a_flood(serving: Serving, browser: Browser) -> None:
    """More than is sent ahead: some is left out, and the screen is whole in the end."""
    async with serving(PROGRAM, grace=10) as told, browser.page() as page:
        await page.open(await told.get())
        before = await page.shows("process")
        await page.press("F4", 115)
        await page.type("on")
        await page.enter()
        await page.shows("told: on")

        await page.shows("The line is open.")
        await page.lacks("flood")
        await page.shows(f"process {process_in(before)}")


async def test_the_address_works_once_and_the_client_ends_with_the_tab(
    serving: Serving, browser: Browser
) -> None:
    """Another tab of the same browser is told why; and an old tab that is opened again."""
    async with serving(PROGRAM, grace=2) as told:
        address = await told.get()
        async with browser.page() as page, browser.page() as other:
            await page.open(address)
            process = process_in(await page.shows("process"))
            at = await page.evaluate("location.href")
            await other.open(address)
            await other.shows("This address does not let anybody in.")

            assert is_alive(process)
        assert await told.get() != address
        assert not is_alive(process)
        async with browser.page() as late:
            await late.open(at)
            await late.shows("This browser has no session here, or it has ended.")


TRIES = """
new Promise((done) => {{
  const line = new WebSocket("{line}");
  line.onopen = () => done("open");
  line.onerror = () => done("refused");
}})
"""


async def test_a_foreign_page_gets_nothing(serving: Serving, browser: Browser) -> None:
    """Not even one on another port, whose requests carry the cookie, and that knows the folder."""
    async with serving(PROGRAM, grace=10) as told, browser.page() as page, browser.page() as foreign:
        await page.open(await told.get())
        text = await page.shows("process")
        at = URL(await page.evaluate("location.href"))
        line = str(at.with_scheme("ws") / "line")
        async with elsewhere() as address:
            for host in ("127.0.0.1", "localhost"):
                await foreign.open(str(address.with_host(host)))
                await foreign.shows("another service")
                assert await foreign.evaluate(TRIES.format(line=line)) == "refused"
                script = f"fetch('{at}', {{credentials: 'include'}}).then(() => 'read', () => 'refused')"
                assert await foreign.evaluate(script) == "refused"

        await page.type("here")
        await page.enter()
        assert process_in(await page.shows("told: here")) == process_in(text)


class elsewhere:  # noqa: N801  reads as a place
    """Another service on this machine."""

    async def __aenter__(self) -> URL:
        app = web.Application()
        app.router.add_get("/", self._page)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return URL(f"http://127.0.0.1:{self._runner.addresses[0][1]}/")

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _page(self, _request: web.Request) -> web.Response:
        return web.Response(text="another service", content_type="text/html")
