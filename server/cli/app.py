"""The commands of `hotline-relay`."""

from __future__ import annotations

import click

from server.cli.card import card
from server.cli.enroll import enroll
from server.cli.init import init
from server.cli.parties import parties
from server.cli.revoke import revoke
from server.cli.serve import serve
from server.cli.status import status


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def relay() -> None:
    """Run a relay: it keeps sealed envelopes until their recipients have them, and can read none of them."""


for command in (init, card, enroll, revoke, parties, serve, status):
    relay.add_command(command)
