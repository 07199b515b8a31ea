"""Opens the client to a browser on this machine, and closes it again; one session after the other."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from aiohttp import web

from client.browser.child import Child
from client.browser.door import LOOPBACK, Door
from client.browser.session import RELOADS_WITHIN, Session
from client.browser.site import Site
from hotline.errors import Misuse
from hotline.ids import Entropy

STOPS_WITHIN = 1.0  # seconds for requests that are under way at the end


@dataclass(frozen=True, slots=True)
class Program:
    """What runs for whoever is let in."""

    command: Sequence[str]
    environment: Mapping[str, str]


async def serve(
    program: Program,
    host: str,
    port: int,
    entropy: Entropy,
    tell: Callable[[str], None],
    grace: float = RELOADS_WITHIN,
) -> None:
    """Tells an address, serves the one session that it opens, and so on until cancelled.

    Port 0 is any free one; `grace` is how many seconds a reload may take. Raises Misuse when it cannot
    listen there.
    """
    with _listening(host, port) as listening:
        door = Door(listening.getsockname()[1], entropy)
        start = partial(Child.start, program.command, program.environment)
        site = Site(door, lambda: Session(start, grace))
        runner = web.AppRunner(site.app(), access_log=None, shutdown_timeout=STOPS_WITHIN)
        await runner.setup()
        try:
            await web.SockSite(runner, listening).start()
            while True:
                tell(door.renew())
                await site.one_session()
        finally:
            await runner.cleanup()


def _listening(host: str, port: int) -> socket.socket:
    if host != LOOPBACK:
        raise Misuse(
            f"The browser's door is on this machine only: {LOOPBACK}, not {host}.",
            "From another machine, forward the port: ssh -L 8400:127.0.0.1:8400 and --port 8400.",
        )
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        raise Misuse(
            f"Port {port} cannot be had: {error.strerror}.", "Choose another with --port."
        ) from error
