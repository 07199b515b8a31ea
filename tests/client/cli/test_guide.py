"""The commands in docs/GUIDE.md are true: each is there, with these options and as many arguments."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from client.cli.app import hotline
from server.cli.app import relay
from tests.client.cli.trail import ROOT

GUIDE = (ROOT / "docs" / "GUIDE.md").read_text(encoding="utf-8")
PROGRAMS: dict[str, click.Command] = {"hotline": hotline, "hotline-relay": relay}
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
LEFT_OUT = {"completion", "demo"}  # for the first hour, not for the work
INLINE = re.compile(r"`(hotline(?:-relay)? [^`]+)`")


def lines() -> Iterator[str]:
    for block in BLOCK.findall(GUIDE):
        yield from block.splitlines()


def leaf(words: list[str]) -> tuple[click.Command, click.Context, list[str]]:
    """The command that the words name, and what follows it. Raises UsageError for none."""
    command, context = PROGRAMS[words[0]], click.Context(PROGRAMS[words[0]])
    rest = words[1:]
    while isinstance(command, click.Group) and rest:
        name, found, rest = command.resolve_command(context, rest)
        assert found is not None
        command, context = found, click.Context(found, parent=context, info_name=name)
    return command, context, rest


def typed(line: str) -> list[str]:
    words = shlex.split(line)
    return words[: words.index(">")] if ">" in words else words


def check(line: str) -> None:
    """Reads the line as click would, without doing anything. Raises UsageError."""
    command, context, rest = leaf(typed(line))
    assert not isinstance(command, click.Group), line
    given, left, _ = command.make_parser(context).parse_args(list(rest))
    assert not left, line
    for parameter in command.params:
        value = given.get(parameter.name or "")
        missing = value is None or value == () or type(value).__name__ == "Sentinel"
        assert not (parameter.required and missing), (line, parameter.name)
        if isinstance(parameter.type, click.Choice) and not missing:
            assert value in parameter.type.choices, (line, value)


@pytest.mark.parametrize("line", sorted(lines()))
def test_a_command_line_of_the_guide_is_understood(line: str) -> None:
    """As it stands: command, options, arguments, words chosen from a list."""
    check(line)


@pytest.mark.parametrize("line", sorted(set(INLINE.findall(GUIDE))))
def test_a_command_named_in_the_text_is_there(line: str) -> None:
    """With the options that are named with it; its arguments may be left out."""
    command, context, rest = leaf(typed(line))
    known = {name for each in command.get_params(context) for name in each.opts}

    assert not isinstance(command, click.Group)
    assert {word for word in rest if word.startswith("-")} <= known


@pytest.mark.parametrize(
    "line", ["hotline frobnicate", "hotline ack", "hotline ack A B", "hotline read x --loud", "hotline party"]
)
def test_a_line_that_is_not_true_is_found_out(line: str) -> None:
    """So the test above can fail."""
    with pytest.raises((click.UsageError, AssertionError)):
        check(line)


def test_every_link_within_the_guide_leads_somewhere() -> None:
    """Each anchor is a heading."""
    headings = re.findall(r"^#+ (.+)$", GUIDE, re.MULTILINE)
    anchors = {re.sub(r"[^a-z0-9 -]", "", each.lower()).replace(" ", "-") for each in headings}

    assert set(re.findall(r"\(#([a-z-]+)\)", GUIDE)) <= anchors


def test_the_guide_speaks_of_every_command_that_an_officer_has() -> None:
    """What is not named anywhere in it nobody will find."""
    commands = hotline.list_commands(click.Context(hotline))

    assert {name for name in commands if f"hotline {name}" not in GUIDE} == LEFT_OUT
