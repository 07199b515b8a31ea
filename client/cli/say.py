"""`hotline say`: says a statement of any kind."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from client.cli.options import FILE, read_text, with_output, with_profile, with_wait
from client.cli.output import Output
from client.cli.reach import ask_desk, reached
from client.cli.said import show_said
from client.engine.profiles import Profile
from client.engine.verbs import Answer
from hotline.errors import Misuse
from hotline.kinds.catalogue import kind_named
from hotline.kinds.templates import template_of


@click.command()
@with_profile
@with_output
@with_wait()
@click.argument("channel")
@click.argument("kind")
@click.argument("file", required=False, type=FILE)
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="One field; may be repeated.")
@click.option("--text", help="The text, for kinds that have one.")
@click.option("--precedence", metavar="P", help="ROUTINE, PRIORITY, IMMEDIATE or FLASH; R, P, O or Z.")
@click.option("--re", "refers_to", metavar="ID", help="What it refers to: BRV-2-17, or an id.")
@click.option("--to", metavar="CODES", help="For whom, where the agreement lets you name them: BRV,CED.")
@click.option("--held", is_flag=True, help="Hold the body back, where the agreement allows it.")
@click.option("--template", is_flag=True, help="Print the template of KIND, and say nothing.")
def command(
    profile: Profile,
    output: Output,
    wait: float,
    channel: str,
    kind: str,
    file: Path | None,
    fields: tuple[str, ...],
    text: str | None,
    precedence: str | None,
    refers_to: str | None,
    to: str | None,
    held: bool,
    template: bool,
) -> None:
    """Say a statement of KIND on CHANNEL (its title, or id).

    The content comes from FILE (YAML; - is stdin), from --set and --text, or from your editor. It is kept
    before anything is sent; exit code 3 says that it is queued and no relay took it yet.

    \b
    Example:
      hotline say "Northern line" message --text "The bridge is open." --precedence P
      hotline say "Northern line" comm-check --set level=link
    """
    if template:
        click.echo(template_of(kind_named(kind)), nl=False)
        return
    typed = _typed(kind, file, not (fields or text))
    request = {
        "channel": channel,
        "kind": kind,
        "yaml": typed,
        "file": str(file) if file and str(file) != "-" else kind,
        "set": _fields(fields),
        "text": text,
        "precedence": precedence,
        "re": refers_to,
        "to": to,
        "held": held,
        "wait": wait,
    }

    async def say() -> Answer:
        async with reached(profile) as desk:
            return await desk.ask("say", request)

    show_said(output, ask_desk(say()))


def _typed(kind: str, file: Path | None, nothing_else: bool) -> str | None:
    if file is not None:
        return read_text(file)
    if not nothing_else:
        return None
    template = template_of(kind_named(kind))
    if not sys.stdin.isatty():
        raise Misuse("There is nothing to say.", "Give FILE, --set or --text; --template prints a form.")
    edited = click.edit(template, extension=".yaml")
    if edited is None or edited == template:
        raise Misuse("Nothing was written, so nothing was said.")
    return edited


def _fields(pairs: tuple[str, ...]) -> Mapping[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise Misuse(f"--set {pair} has no value.", "Write it as field=value.")
    return {name.strip(): value for name, _, value in (pair.partition("=") for pair in pairs)}
