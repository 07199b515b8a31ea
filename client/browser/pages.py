"""What the browser is given: the page, its files, refusals; and the headers that go with all of it.

The rules let the page load and connect to nothing but this server. Styles alone may stand inline: xterm.js
writes them as it draws. No page is ever made of anything that came from outside.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files

from aiohttp import web

from client.browser.door import Door, Pass
from hotline.errors import Refused

NOTHING_HERE = Refused("nothing", "There is nothing here.")

TYPES = {
    "page.js": "text/javascript",
    "page.css": "text/css",
    "icon.svg": "image/svg+xml",
    "xterm.mjs": "text/javascript",
    "xterm.css": "text/css",
}
"""The files that the page is made of; no other is handed out."""

_STATIC = files("client.browser") / "static"

_PLAIN = """<!doctype html>
<html lang="en">
<meta charset="utf-8">{head}
<title>Hotline</title>
<style>
body {{ background: #10141a; color: #d8dee6; font: 16px/1.5 monospace; margin: 4em auto; max-width: 42em }}
</style>
<h1>Hotline</h1>
<p>{sentence}</p>
</html>
"""


def headers(door: Door) -> dict[str, str]:
    """On every answer, whatever it is."""
    rules = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self'",
        "connect-src": f"'self' ws://{door.host}",  # not every browser takes 'self' for the WebSocket too
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
        "require-trusted-types-for": "'script'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in rules.items()),
        "Cache-Control": "no-store",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "clipboard-read=(), camera=(), microphone=(), geolocation=()",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def entered(door: Door, given: Pass) -> web.Response:
    """The cookie, and the way to the page.

    Not a redirect: after a click in another page (a terminal may itself be one) no browser would send the new
    cookie along with it.
    """
    folder = f"/{given.folder}/"
    onwards = (
        f'<meta http-equiv="refresh" content="0; url={folder}"><link rel="icon" href="{folder}icon.svg">'
    )
    response = _plain("The client opens.", 200, onwards)
    response.set_cookie(door.cookie_name, given.cookie, path=folder, httponly=True, samesite="Strict")
    return response


def refusal(refused: Refused) -> web.Response:
    """A page that says why, and what to do."""
    return _plain(str(refused), 403)


def page() -> web.Response:
    return _file("page.html", "text/html")


def file(name: str) -> web.Response:
    """One of the page's files. Raises Refused for any other."""
    if name not in TYPES:
        raise NOTHING_HERE
    return _file(name, TYPES[name])


def _file(name: str, content_type: str) -> web.Response:
    return web.Response(body=(_STATIC / name).read_bytes(), content_type=content_type, charset="utf-8")


def _plain(sentence: str, status: int, head: str = "") -> web.Response:
    text = _PLAIN.format(sentence=escape(sentence), head=head)
    return web.Response(text=text, status=status, content_type="text/html")
