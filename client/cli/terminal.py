"""`hotline` without a command: the terminal of a profile, for whoever sits at one."""

from __future__ import annotations

import os
import sys

import click

from client.cli.errors import BROKEN
from client.engine.profiles import profile_named
from hotline.errors import Misuse

DUMB = {"", "dumb"}


def terminal(word: str) -> None:
    """Opens it until the officer leaves. Raises Misuse where nothing can be drawn."""
    profile = profile_named(word, os.environ)
    check_drawable()
    from client.ui.start import open_terminal

    if not open_terminal(profile):
        raise click.exceptions.Exit(BROKEN)


def check_drawable() -> None:
    """Raises Misuse where nothing can be drawn, or nobody sits."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Misuse("This needs a terminal, with somebody at it.", "Use the commands: `hotline --help`.")
    if os.environ.get("TERM", "") in DUMB:
        raise Misuse("This terminal cannot draw.", "Set TERM, or use the commands: `hotline --help`.")
