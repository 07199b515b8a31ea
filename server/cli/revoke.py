"""`hotline-relay revoke`: shut out a device."""

from __future__ import annotations

from pathlib import Path

import click

from hotline.signed import signed_from_json
from server.cli.options import FILE, access_of, in_folder, opened, read_file


@click.command()
@in_folder
@click.argument("file", type=FILE)
def revoke(path: Path, file: Path) -> None:
    """Shut out the device that a party's root has revoked. A relay that runs ends its session within seconds.

    \b
    Example:
      hotline-relay revoke --dir /var/lib/hotline-relay brv-2.revocation.json
    """
    folder, config = opened(path)
    signed = signed_from_json(read_file(file), str(file))
    revocation = access_of(folder, config).revoke(signed)
    folder.add_revocation(revocation, signed)
    click.echo(f"The device {revocation.device.hex()[:16]}… is shut out.")
