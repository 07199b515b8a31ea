"""`hotline completion`: the script that lets a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from client.cli.app import hotline

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the script for SHELL; it completes commands, options, and words that are chosen from a list.

    \b
    Example:
      hotline completion bash > ~/.local/share/bash-completion/completions/hotline
      hotline completion zsh > ~/.zfunc/_hotline
      hotline completion fish > ~/.config/fish/completions/hotline.fish
    """
    made_by = get_completion_class(shell)
    assert made_by is not None, "click knows these shells"
    click.echo(made_by(hotline, {}, "hotline", "_HOTLINE_COMPLETE").source())
