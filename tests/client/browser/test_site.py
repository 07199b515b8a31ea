"""The door as a browser meets it: over HTTP."""

from __future__ import annotations

import aiohttp
import pytest
from yarl import URL

from client.browser.pages import TYPES
from tests.client.browser.conftest import Serving
from tests.client.browser.visitor import Visitor

ECHO = ["/bin/sh", "-c", "echo here I am; stty raw -echo; cat"]


async def test_the_address_leads_to_the_page_and_its_files(serving: Serving, visitor: Visitor) -> None:
    """All that the page is made of comes from here."""
    async with serving(ECHO) as told:
        page = await visitor.enter(await told.get())

        assert (await visitor.get(page))[0] == 200
        for name, content_type in TYPES.items():
            async with visitor.http.get(page / name) as answer:
                assert (answer.status, answer.content_type) == (200, content_type)
                assert await answer.read()


async def test_the_cookie_is_for_this_session_alone(serving: Serving, visitor: Visitor) -> None:
    """No script reads it, no other site's request carries it, no other folder gets it."""
    async with serving(ECHO) as told, visitor.http.get(await told.get()) as answer:
        (cookie,) = answer.cookies.values()

        assert cookie["httponly"] is True
        assert cookie["samesite"] == "Strict"
        assert len(cookie["path"].strip("/")) == 43
        assert (cookie["expires"], cookie["max-age"], cookie["domain"]) == ("", "", "")


async def test_a_second_use_is_refused_with_a_page_that_says_why(serving: Serving, visitor: Visitor) -> None:
    """Also to the browser that used it first."""
    async with serving(ECHO) as told, Visitor() as other:
        address = await told.get()
        page = await visitor.enter(address)

        for each in (visitor, other):
            status, text = await each.get(address)
            assert status == 403
            assert "This address does not let anybody in." in text
        assert (await visitor.get(page))[0] == 200


@pytest.mark.parametrize(
    "path", ["/", "/enter/", "/enter/x", "/favicon.ico", "/x/", "/x/page.js", "/x/line", "/../etc"]
)
async def test_without_a_pass_there_is_nothing(serving: Serving, visitor: Visitor, path: str) -> None:
    async with serving(ECHO) as told:
        address = URL(await told.get())

        assert (await visitor.get(address.origin().with_path(path)))[0] == 403


@pytest.mark.parametrize("name", ["", "page.js", "line"])
async def test_the_folder_without_the_cookie_is_nothing(
    serving: Serving, visitor: Visitor, name: str
) -> None:
    """Nor with another cookie."""
    async with serving(ECHO) as told, Visitor() as other:
        page = await visitor.enter(await told.get())
        own = {"Origin": str(page.origin())}

        assert (await other.get(page / name, headers=own))[0] == 403
        for value in ("x", page.path.strip("/")):
            wrong = own | {"Cookie": f"hotline-{page.port}={value}"}
            assert (await other.get(page / name, headers=wrong))[0] == 403


async def test_other_files_and_other_ways_of_asking_are_refused(serving: Serving, visitor: Visitor) -> None:
    """What is not named is not there, also for who has a pass."""
    async with serving(ECHO) as told:
        page = await visitor.enter(await told.get())

        for name in ("page.html", "LICENSE-xterm.txt", "..%2fdoor.py", "xterm.mjs.map", "a/b"):
            assert (await visitor.get(URL(f"{page}{name}", encoded=True)))[0] == 403
        for method in ("HEAD", "POST", "PUT", "DELETE", "OPTIONS"):
            async with visitor.http.request(method, page) as answer:
                assert answer.status == 403


async def test_a_look_ahead_does_not_use_the_address_up(serving: Serving, visitor: Visitor) -> None:
    """A browser that fetches what one may be about to open, or asks for the headers only."""
    async with serving(ECHO) as told:
        address = await told.get()

        assert (await visitor.get(address, headers={"Sec-Purpose": "prefetch;prerender"}))[0] == 403
        async with visitor.http.head(address) as answer:
            assert answer.status == 403
        await visitor.enter(address)


@pytest.mark.parametrize("host", ["evil.example", "localhost:{port}", "127.0.0.1", "127.0.0.1:1"])
async def test_under_another_name_nothing_is_there(serving: Serving, visitor: Visitor, host: str) -> None:
    """The token is not used up either."""
    async with serving(ECHO) as told:
        address = URL(await told.get())
        named = {"Host": host.format(port=address.port)}

        assert (await visitor.get(address, headers=named))[0] == 403
        page = await visitor.enter(str(address))
        assert (await visitor.get(page, headers=named))[0] == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://localhost:{port}", "http://127.0.0.1:1", "null", None]
)
async def test_a_foreign_origin_may_not_connect(
    serving: Serving, visitor: Visitor, origin: str | None
) -> None:
    """Although its request carries the cookie."""
    async with serving(ECHO) as told:
        page = await visitor.enter(await told.get())
        headers = {"Origin": origin.format(port=page.port)} if origin else {}

        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await visitor.http.ws_connect(page / "line", headers=headers)
        assert refused.value.status == 403


async def test_every_answer_forbids_the_rest_of_the_world(serving: Serving, visitor: Visitor) -> None:
    """Page, file, refusal and entry alike."""
    async with serving(ECHO) as told:
        address = await told.get()
        page = await visitor.enter(address)

        for url in (page, page / "page.js", address, page.with_path("/x")):
            async with visitor.http.get(url, headers={"Origin": "http://evil.example"}) as answer:
                told_rules = answer.headers["Content-Security-Policy"]
                rules = dict(rule.split(" ", 1) for rule in told_rules.split("; "))
                assert rules["default-src"] == "'none'"
                assert rules["script-src"] == "'self'"
                assert rules["connect-src"] == f"'self' ws://127.0.0.1:{page.port}"
                assert "http" not in told_rules
                assert answer.headers["Referrer-Policy"] == "no-referrer"
                assert answer.headers["Cache-Control"] == "no-store"
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert not [name for name in answer.headers if name.startswith("Access-Control")]


@pytest.mark.parametrize(
    "said",
    [
        '{"columns": 1, "rows": 24}',
        '{"columns": 80, "rows": 99999}',
        '{"columns": 80.5, "rows": 24}',
        '{"columns": 80, "rows": 24, "more": 1}',
        '{"drawn": -5}',
        "[]",
        "no json",
    ],
)
async def test_a_message_that_is_not_the_pages_ends_the_connection(
    serving: Serving, visitor: Visitor, said: str
) -> None:
    async with serving(ECHO) as told:
        await visitor.enter(await told.get())
        line = await visitor.connect()
        await line.sees("here I am")
        await line.socket.send_str(said)

        code, sentence = await line.ends()
        assert code == 1008
        assert sentence.startswith("the page's message: ")


async def test_a_message_that_is_too_large_ends_the_connection(serving: Serving, visitor: Visitor) -> None:
    async with serving(ECHO) as told:
        await visitor.enter(await told.get())
        line = await visitor.connect()
        await line.sees("here I am")
        await line.type("x" * 70_000)

        assert (await line.ends())[0] == 1009


async def test_keys_before_the_size_end_the_connection(serving: Serving, visitor: Visitor) -> None:
    async with serving(ECHO) as told:
        page = await visitor.enter(await told.get())
        own = {"Origin": str(page.origin())}
        async with visitor.http.ws_connect(page / "line", headers=own) as socket:
            await socket.send_bytes(b"x")
            await socket.receive()

            assert socket.close_code == 1008
