"""`hotline init`: a new desk's key and vault, and the file that asks its party's root for a credential."""

from __future__ import annotations

from pathlib import Path

import click

from client.cli.options import FILE, with_profile, write_file
from client.cli.output import tell
from client.cli.reach import new_passphrase, world
from client.engine.joining import Newcomer, begin_desk, fingerprint
from client.engine.profiles import Profile
from hotline.identity.credential import Role, open_request

ROLES = [str(role) for role in Role]


@click.command()
@with_profile
@click.option("--officer", required=True, metavar="NAME", help="Who works at this desk.")
@click.option("--role", type=click.Choice(ROLES), required=True, help="As what the officer acts.")
@click.option("--exercise/--real", required=True, default=None, help="For life: for exercises, or real use.")
@click.option("--request", "out", type=FILE, default=Path("credential-request.json"), show_default=True)
def command(profile: Profile, officer: str, role: str, exercise: bool, out: Path) -> None:
    """Make this desk's key and its vault, and write a credential request.

    The request goes to the keeper of the party's root; what comes back is taken in with `hotline import`.

    \b
    Example:
      hotline init --officer "A. Officer" --role duty-officer --exercise
    """
    newcomer = Newcomer(officer, Role(role), exercise)
    vault, signed = begin_desk(profile, newcomer, new_passphrase(profile.name), world())
    vault.close()
    write_file(out, signed.to_json())
    tell(f"This desk is {profile.name}, in {profile.folder}. Next: its root issues a credential from {out}.")
    tell(f"Its key begins {fingerprint(open_request(signed).device)}: the root's keeper can compare it.")
