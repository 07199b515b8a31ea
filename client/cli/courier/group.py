"""`hotline courier`: its commands."""

from __future__ import annotations

from client.cli.app import LazyGroup

COURIER = "client.cli.courier"

command = LazyGroup(
    name="courier",
    help="""Envelopes carried by hand: sealed as on the wire, so whoever carries them can read nothing.

    \b
    Example:
      hotline courier export /media/stick/to-bravo.courier
      hotline courier import /media/stick/to-alpha.courier
    """,
    no_args_is_help=True,
    sections={
        "Commands": {
            "export": (f"{COURIER}.export", "Write what waits to a file."),
            "import": (f"{COURIER}.import_file", "Take in what a file brings."),
        }
    },
)
