"""`hotline transcript`: its commands."""

from __future__ import annotations

from client.cli.app import LazyGroup

TRANSCRIPT = "client.cli.transcript"

command = LazyGroup(
    name="transcript",
    help="""The record of a channel as a file that anyone can verify, without a desk of their own.

    \b
    Example:
      hotline transcript export "Northern line" --out northern.transcript
      hotline transcript verify northern.transcript
    """,
    no_args_is_help=True,
    sections={
        "Commands": {
            "export": (f"{TRANSCRIPT}.export", "Write a channel's record to a file."),
            "verify": (f"{TRANSCRIPT}.verify", "Verify such a file: says all that is wrong with it."),
        }
    },
)
