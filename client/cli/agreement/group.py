"""`hotline agreement`: its commands."""

from __future__ import annotations

from client.cli.app import LazyGroup

AGREEMENT = "client.cli.agreement"

command = LazyGroup(
    name="agreement",
    help="""Draft an agreement, check it, and make the bytes that every party's root signs.

    \b
    Example:
      hotline agreement template exercise > line.yaml
      hotline agreement check line.yaml --party ava-root.json --party brv-root.json
      hotline agreement make line.yaml --party ava-root.json --party brv-root.json --out line.json
    """,
    no_args_is_help=True,
    sections={
        "Commands": {
            "template": (f"{AGREEMENT}.template", "An agreement to begin from, with comments."),
            "check": (f"{AGREEMENT}.check", "Find mistakes; names line and clause."),
            "make": (f"{AGREEMENT}.make", "Write the document to be signed."),
            "show": (f"{AGREEMENT}.show", "An agreement as people read it."),
        }
    },
)
