"""The commands of `hotline`, as a newcomer needs them. A command's file is read when it is called."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from client.cli.options import profile_word

Commands = Mapping[str, tuple[str, str]]
"""Name → its module, and the line that --help shows."""

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class LazyGroup(click.Group):
    """A group whose commands' files are read when they are called, so that --help is there at once."""

    def __init__(self, *, sections: Mapping[str, Commands], **settings: object) -> None:
        super().__init__(context_settings=HELP, **settings)  # type: ignore[arg-type]
        self._sections = sections
        self._modules = {name: module for part in sections.values() for name, (module, _) in part.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self._modules:
            return None
        command = import_module(self._modules[cmd_name]).command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for title, part in self._sections.items():
            with formatter.section(title):
                formatter.write_dl([(name, line) for name, (_, line) in part.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Commands with their lines, from the table: no command's file is read for it."""
        lines = {name: line for part in self._sections.values() for name, (_, line) in part.items()}
        commands = [CompletionItem(name, help=line) for name, line in lines.items()]
        begun = [each for each in commands if each.value.startswith(incomplete)]
        return begun + click.Command.shell_complete(self, ctx, incomplete)


def _without_a_command(profile: str) -> None:
    """The terminal for a person at one; elsewhere the help, as before."""
    context = click.get_current_context()
    if context.invoked_subcommand is not None:
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.exceptions.NoArgsIsHelpError(context)
    from client.cli.terminal import terminal

    terminal(profile)


CLI = "client.cli"

hotline = LazyGroup(
    name="hotline",
    help="""A crisis line between parties that do not trust each other.

    Without a command it opens the terminal; the first time it leads you onto the line.

    \b
    Example:
      hotline
      hotline say "Northern line" message --text "The bridge is open."
      hotline read "Northern line" --follow
    """,
    invoke_without_command=True,
    callback=_without_a_command,
    params=[profile_word],
    sections={
        "Get onto the line": {
            "party": (f"{CLI}.party.group", "A party's root: create it, issue credentials, sign."),
            "init": (f"{CLI}.init", "Make this desk's key and vault, and ask for a credential."),
            "import": (f"{CLI}.import_files", "Take in cards, credentials, agreements: any of our files."),
            "card": (f"{CLI}.card", "This desk's card, to hand to the other desks."),
            "contacts": (f"{CLI}.contacts", "The parties known here, and who verified them."),
            "verify": (f"{CLI}.verify", "Compare root codes with a party over a voice line."),
            "agreement": (f"{CLI}.agreement.group", "Draft, check, make and show an agreement."),
        },
        "Talk": {
            "channels": (f"{CLI}.channels", "The channels this desk is on."),
            "say": (f"{CLI}.say", "Say a statement."),
            "read": (f"{CLI}.read", "Read a channel, or follow it."),
            "show": (f"{CLI}.show", "One statement with everything about it."),
            "ack": (f"{CLI}.ack", "Acknowledge: received, not a consent."),
        },
        "Keep the line": {
            "status": (f"{CLI}.status", "Relays, what waits, what is owed."),
            "sync": (f"{CLI}.sync", "Send and fetch until nothing is left to do."),
            "run": (f"{CLI}.run", "Keep the line; other commands attach to it."),
            "serve": (f"{CLI}.serve", "The client in a browser on this machine."),
            "doctor": (f"{CLI}.doctor", "Look at everything, and say what to do."),
            "courier": (f"{CLI}.courier.group", "Envelopes carried by hand."),
            "transcript": (f"{CLI}.transcript.group", "The record as a file that anyone can verify."),
            "backup": (f"{CLI}.backup", "A copy of the vault in one encrypted file."),
            "restore": (f"{CLI}.restore", "A vault from a backup."),
            "completion": (f"{CLI}.completion", "A script that lets your shell complete commands."),
            "demo": (f"{CLI}.demo", "A short crisis on this machine."),
            "play": (f"{CLI}.play", "Sit at a desk of that crisis; the others answer by script."),
        },
    },
)
