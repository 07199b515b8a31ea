"""`hotline-relay init`: a new relay's folder."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import click

from hotline.crypto.signing import SigningKey
from server.config import Address, Config, check_exposure, from_text
from server.folder import Folder
from server.world import entropy, now

TEMPLATE = """\
# This relay's configuration. deploy/relay.toml in the source is the manual of every key.
# Each may also come from the environment: HOTLINE_RELAY_LISTEN=… is above `listen`.

name = {name}
operator = {operator}
exercise = {exercise}
url = {url}
listen = {listen}
health = {health}
tls = {tls}
"""


@click.command()
@click.argument("path", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", required=True, help="What agreements call the relay.")
@click.option("--operator", required=True, help="Who runs it, in words.")
@click.option("--url", default="wss://localhost:8443", show_default=True, help="Where desks reach it.")
@click.option("--listen", help="Address and port to listen on.  [default: from the url]")
@click.option("--health", default="127.0.0.1:9464", show_default=True, help="Where its health is told.")
@click.option("--tls", type=click.Choice(["own", "front", "none"]), default="own", show_default=True)
@click.option("--exercise/--real", default=None, help="For exercises, or for real use.")
def init(
    path: Path,
    name: str,
    operator: str,
    url: str,
    listen: str | None,
    health: str,
    tls: str,
    exercise: bool | None,
) -> None:
    """Make the folder DIR of a new relay: its key, a certificate and a configuration.

    \b
    Example:
      hotline-relay init /var/lib/hotline-relay --name North --operator "Foreign Office of AVA" \\
        --url wss://relay.example.org:8443 --real
    """
    if exercise is None:
        raise click.UsageError("Say --exercise or --real: it is for the relay's life.")
    text = TEMPLATE.format(
        name=_quoted(name),
        operator=_quoted(operator),
        exercise=str(exercise).lower(),
        url=_quoted(url),
        listen=_quoted(listen or _listen(url, tls)),
        health=_quoted(health),
        tls=_quoted(tls),
    )
    from server.tls import make_certificate  # what reads and makes certificates: no other command needs it

    config = check_exposure(from_text(text))
    key = SigningKey.generate(entropy)
    Folder(path).make(text, key, *make_certificate(config.host, now()))
    click.echo(_next_steps(path, config, key))


def _next_steps(path: Path, config: Config, key: SigningKey) -> str:
    return (
        f"The relay {config.name} is in {path}. Its key: {key.public.hex()}\n"
        f"Next: hotline-relay enroll --dir {path} ROOT.json …, then hotline-relay serve --dir {path}"
    )


def _listen(url: str, tls: str) -> str:
    """Where a url's port leads: everywhere, or loopback if the url or the lack of TLS says so."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "wss" else 80)
    here = tls != "own" or Address(parts.hostname or "", 0).loopback
    return f"{'127.0.0.1' if here else '0.0.0.0'}:{port}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
