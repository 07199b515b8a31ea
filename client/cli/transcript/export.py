"""`hotline transcript export`: a channel's record as a file."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.options import out_file, with_profile, writing
from client.cli.output import tell
from client.cli.reach import ask_desk, reached
from client.engine.profiles import Profile


@click.command()
@with_profile
@click.argument("channel")
@out_file
def command(profile: Profile, channel: str, out: Path) -> None:
    """Write the record of CHANNEL (its title, or id): all statements, and the bodies that this desk holds.

    What is still held back in a sealed exchange is left out. The file is not encrypted.

    \b
    Example:
      hotline transcript export "Northern line" --out northern.transcript
    """

    async def write() -> None:
        async with reached(profile) as desk:
            lines = desk.stream("transcript-export", {"channel": channel})
            first = await anext(lines)  # before there is a file: a channel that is not there leaves none
            with writing(out) as file:
                file.write(_bytes(first))
                async for each in lines:
                    file.write(_bytes(each))

    ask_desk(write())
    tell("It is not encrypted: whoever has it can read what this desk can read.")


def _bytes(line: dict[str, str]) -> bytes:
    return line["line"].encode() + b"\n"
