"""`hotline doctor`: what is well, what is not, and what to do about it."""

from __future__ import annotations

import click

from client.cli.options import with_output, with_profile, with_wait
from client.cli.output import Output
from client.cli.reach import ask_desk, reached
from client.engine.profiles import Profile
from client.engine.verbs import Answer
from hotline.errors import Refused


@click.command()
@with_profile
@with_output
@with_wait(5.0, "How long the relays are tried.")
def command(profile: Profile, output: Output, wait: float) -> None:
    """Look at this desk from all sides: clock, disk, files, keys, relays, agreements, record.

    Each is ok, warn or bad, with what to do. The exit code is 1 when anything is bad.

    \b
    Example:
      hotline doctor --plain
    """
    rows = ask_desk(_rows(profile, wait))
    for row in rows:
        output.show(row, _lines(row, output.plain))
    bad = sorted({row["check"] for row in rows if row["word"] == "bad"})
    if bad:
        raise Refused("not-well", f"To be mended: {', '.join(bad)}.")


async def _rows(profile: Profile, wait: float) -> list[Answer]:
    async with reached(profile) as desk:
        return list((await desk.ask("doctor", {"wait": wait}))["rows"])


def _lines(row: Answer, aloud: bool) -> list[str]:
    if aloud:
        return [f"{row['check'].capitalize()}, {row['word']}. {row['what']} {row['do'] or ''}".strip()]
    advice = [f"{'':20}{row['do']}"] if row["do"] else []
    return [f"{row['word']:<6}{row['check']:<14}{row['what']}", *advice]
