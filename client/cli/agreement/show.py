"""`hotline agreement show`: an agreement as people read it, from a file or from a channel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from client.cli.options import read_file, with_output, with_profile
from client.cli.output import Output
from client.cli.reach import ask_desk, reached
from client.engine.disk import is_there
from client.engine.profiles import Profile
from hotline.agreement.text import WHAT, AgreementText, read_agreement
from hotline.codec import as_document, read_json
from hotline.errors import Misuse
from hotline.kinds.plain import plain_text
from hotline.signed import PayloadType, signed_from_json


@click.command()
@with_profile
@with_output
@click.argument("source", metavar="FILE|CHANNEL")
def command(profile: Profile, output: Output, source: str) -> None:
    """Show the agreement in FILE, or the one in force on CHANNEL.

    \b
    Example:
      hotline agreement show line.json
      hotline agreement show "Northern line"
    """
    text = _from_file(Path(source)) if is_there(Path(source)) else _in_force(profile, source)
    fields = text.model_dump(mode="json")
    output.show(fields, plain_text([f"{text.title}", *_lines(fields)], text.exercise))


def _from_file(path: Path) -> AgreementText:
    raw = read_file(path)
    value = read_json(raw, str(path))
    if isinstance(value, dict) and "payloadType" in value:
        signed = signed_from_json(raw, str(path))
        if signed.type is not PayloadType.AGREEMENT:
            raise Misuse(f"{path} is another kind of document than an agreement.")
        return read_agreement(signed.payload)
    return read_agreement(raw.rstrip(b"\n"))


def _in_force(profile: Profile, channel: str) -> AgreementText:
    async def ask() -> dict[str, Any]:
        async with reached(profile) as desk:
            return await desk.ask("agreement", {"channel": channel})

    return as_document(ask_desk(ask()), AgreementText, WHAT)


def _lines(fields: dict[str, Any]) -> Iterator[str]:
    """Every field in a line, lists one entry a line."""
    for name, value in fields.items():
        if name in {"v", "title", "exercise"}:
            continue
        title = name.replace("_", " ").capitalize()
        if isinstance(value, list):
            yield f"{title}:"
            yield from (f"  {_said(each)}" for each in value)
        else:
            yield f"{title}: {_said(value)}"


def _said(value: Any) -> str:
    match value:
        case dict():
            return ", ".join(f"{name.replace('_', ' ')} {_said(each)}" for name, each in value.items())
        case list():
            return "; ".join(map(_said, value)) or "none"
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
    return str(value)
