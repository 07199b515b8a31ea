"""`hotline party`: its commands."""

from __future__ import annotations

from client.cli.app import LazyGroup

PARTY = "client.cli.party"

command = LazyGroup(
    name="party",
    help="""A party's root: it makes the party, says who speaks for it, and signs what binds it.

    The root has a vault file of its own. Keep it off line, and a copy of it in a safe.

    \b
    Example:
      hotline party create BRV "Republic of Bravo" --root brv.root --exercise
      hotline party credential credential-request.json --root brv.root --out credential.json
    """,
    no_args_is_help=True,
    sections={
        "Commands": {
            "create": (f"{PARTY}.create", "Make a new party."),
            "card": (f"{PARTY}.card", "The root's card, for every other party."),
            "credential": (f"{PARTY}.credential", "Let a desk speak for the party."),
            "revoke": (f"{PARTY}.revoke", "Take a desk back."),
            "sign": (f"{PARTY}.sign", "Sign an agreement, or accept an amendment."),
        }
    },
)
