"""`hotline verify`: two people compare root codes over a voice line, each typing what the other reads out."""

from __future__ import annotations

import click

from client.cli.options import with_profile
from client.cli.output import put, tell
from client.cli.reach import ask_desk, reached
from client.engine.profiles import Profile
from client.engine.verbs import Answer, Verbs


@click.command()
@with_profile
@click.argument("party")
@click.option("--with", "who", metavar="NAME", help="Who reads the digits out at the other end.")
@click.option("--how", default="voice line", show_default=True, help="How you reached them.")
@click.option("--digits", help="The 24 digits that they read out.  [default: asked for]")
@click.option("--words", "language", metavar="LANGUAGE", help="Show your own root also as twelve words.")
@click.option("--qr", is_flag=True, help="Show your own digits also as a QR code.")
@click.option("--show", is_flag=True, help="Only show your own digits.")
def command(
    profile: Profile,
    party: str,
    who: str | None,
    how: str,
    digits: str | None,
    language: str | None,
    qr: bool,
    show: bool,
) -> None:
    """Compare root codes with PARTY. Call a number that you know, never one that came through the channel.

    Read your own 24 digits out; type all of theirs. Only then it is said whether they are right.

    \b
    Example:
      hotline verify BRV --with "B. Officer" --how "embassy switchboard"
    """
    ask_desk(_verify(profile, party, who, how, digits, language, qr, show))


async def _verify(
    profile: Profile,
    party: str,
    who: str | None,
    how: str,
    digits: str | None,
    language: str | None,
    qr: bool,
    show: bool,
) -> None:
    async with reached(profile) as desk:
        about = await desk.ask("digits", {"party": party, "language": language or "english"})
        _show_own(about, language is not None, qr)
        if show:
            return
        await _compare(desk, about, who, how, digits)


def _show_own(about: Answer, words: bool, qr: bool) -> None:
    put(f"Read out: {about['own_digits']}")
    if words:
        put(f"In words: {about['own_words']}")
    if qr:
        _show_qr(str(about["own_digits"]).replace(" ", ""))


def _show_qr(digits: str) -> None:
    import sys

    import segno

    segno.make(digits, micro=False).terminal(out=sys.stdout, compact=True)


async def _compare(desk: Verbs, about: Answer, who: str | None, how: str, digits: str | None) -> None:
    code = about["party"]
    if about["verified"]:
        tell(f"{code} was verified {about['verified']}.")
    name = who or click.prompt(f"Who reads the digits of {code} out", err=True)
    typed = digits or click.prompt(f"The 24 digits of {code}", err=True)
    answer = await desk.ask("verify", {"party": code, "digits": typed, "who": name, "how": how})
    put(f"{answer['party']} is verified: {answer['verified']}.")
