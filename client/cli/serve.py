"""`hotline serve`: the client in a browser on this machine."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import click

from client.browser.child import environment_of
from client.browser.door import LOOPBACK
from client.browser.server import Program, serve
from client.cli.options import with_profile
from client.cli.output import put, tell
from client.engine.profiles import Profile
from client.engine.world import real_world


@click.command()
@with_profile
@click.option("--port", type=click.IntRange(1024, 65535), help="Listen there.  [default: any free one]")
@click.option("--host", default=LOOPBACK, show_default=True, help="This machine only; no other is taken.")
def command(profile: Profile, port: int | None, host: str) -> None:
    """Show the client of this profile in a browser on this machine, until Ctrl-C.

    It prints an address that works once. Whoever opens it has the client; closing the tab ends it, and then a
    new address is printed.

    \b
    Example:
      hotline serve --profile watch
      hotline serve --port 8400
    """
    program = Program(client_of(profile), environment_of(os.environ))
    asyncio.run(_serve(program, host, port or 0))


def client_of(profile: Profile) -> list[str]:
    """The command line of this profile's client."""
    return [sys.executable, "-m", "client.main", "--profile", str(profile.folder)]


async def _serve(program: Program, host: str, port: int) -> None:
    serving = asyncio.create_task(serve(program, host, port, real_world().entropy, put))
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, serving.cancel)
    tell("Open this address in a browser on this machine. It works once. Ctrl-C ends all.")
    try:
        await serving
    except asyncio.CancelledError:
        tell("Nothing is served any more.")
