"""`hotline-relay status`: whether the relay runs, and its numbers."""

from __future__ import annotations

import http.client
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from hotline.errors import Unreachable
from server.cli.options import as_json, in_folder, opened, show_json
from server.folder import Folder

WITHIN = 5.0  # seconds


@click.command()
@in_folder
@as_json
def status(path: Path, as_json: bool) -> None:
    """Say whether the relay runs, who is logged in and what waits. Exit code 3 when it does not answer.

    \b
    Example:
      hotline-relay status --dir /var/lib/hotline-relay --json
    """
    folder, config = opened(path)
    ready, health = _health(folder)
    if as_json:
        show_json({**ready, **health})
        return
    click.echo(f"{config.name} is open at {ready['url']}; {health['devices']} devices are logged in.")
    for party in health["parties"]:
        waiting = f"{party['waiting']} waiting, {party['waiting_bytes']} bytes"
        click.echo(
            f"  {party['code']}: {waiting}, {party['blob_bytes']} bytes of blobs, {party['expired']} expired"
        )


def _health(folder: Folder) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the process said when it opened, and what it says now. Raises Unreachable."""
    try:
        ready = json.loads(folder.running.read_bytes())
        at = urlsplit(ready["health"])
        connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=WITHIN)
        connection.request("GET", "/healthz")
        return ready, json.loads(connection.getresponse().read())
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise Unreachable(
            f"No relay serves {folder.path}.", f"Start it with `hotline-relay serve --dir {folder.path}`."
        ) from error
