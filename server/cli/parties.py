"""`hotline-relay parties`: who is served."""

from __future__ import annotations

from pathlib import Path

import click

from hotline.codec import to_rfc3339
from hotline.identity.numbers import root_digits
from hotline.identity.root import Root
from server.cli.options import access_of, as_json, in_folder, opened, show_json


@click.command()
@in_folder
@as_json
def parties(path: Path, as_json: bool) -> None:
    """List the parties served, with their root codes.

    \b
    Example:
      hotline-relay parties --dir /var/lib/hotline-relay
    """
    access = access_of(*opened(path))
    rows = [_row(root) for root in sorted(access.parties, key=lambda root: root.document.code)]
    if as_json:
        show_json(rows)
        return
    for row in rows:
        click.echo(f"{row['code']}  {row['name']}  {row['root_code']}")
    if not rows:
        click.echo("Nobody yet. Add parties with `hotline-relay enroll`.", err=True)


def _row(root: Root) -> dict[str, object]:
    return {
        "code": root.document.code,
        "name": root.document.name,
        "party": root.id.hex(),
        "root_code": root_digits(root.signed.payload),
        "exercise": root.document.exercise,
        "made_at": to_rfc3339(root.document.made_at),
    }
