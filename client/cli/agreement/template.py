"""`hotline agreement template`: an agreement to begin from."""

from __future__ import annotations

from importlib.resources import files

import click

from hotline.errors import Misuse

FOLDER = files("hotline.agreement") / "templates"
END = ".yaml"


@click.command()
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """Print the template NAME; without a name, list them.

    \b
    Example:
      hotline agreement template exercise > line.yaml
    """
    names = sorted(
        each.name.removesuffix(".yaml") for each in FOLDER.iterdir() if each.name.endswith(".yaml")
    )
    if name is None:
        click.echo("\n".join(names))
    elif name in names:
        click.echo((FOLDER / f"{name}{END}").read_text(encoding="utf-8"), nl=False)
    else:
        raise Misuse("There is no such template.", f"There are: {', '.join(names)}.")
