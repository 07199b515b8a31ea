"""What a command prints: stdout for what was asked, stderr for everything else.

Others' text is made harmless here once more, whoever wrote the line: nothing raw reaches the terminal. In
JSON every control character is escaped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import click

from client.text.clean import clean_line

STYLES = {"EXERCISE": "bold yellow", "FLASH": "bold red", "IMMEDIATE": "bold", "UNVERIFIED": "bold"}


@dataclass
class Output:
    """How the officer wants to read: JSON for programs, plain for reading aloud, or with a little colour."""

    json: bool = False
    plain: bool = False

    def show(self, value: Mapping[str, Any], lines: Iterable[str]) -> None:
        """One thing: as an object, or as its lines."""
        if self.json:
            put_json(value)
        elif self.plain:
            put(*lines)
        else:
            _put_calmly(lines)


def put(*lines: str) -> None:
    """Lines on stdout, cleaned; none becomes two."""
    for line in lines:
        click.echo(clean_line(line))
    sys.stdout.flush()


def put_json(value: Mapping[str, Any]) -> None:
    """One object on one line; nothing in it can move a cursor."""
    click.echo(json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f"))
    sys.stdout.flush()


def tell(text: str) -> None:
    """A line on stderr, cleaned."""
    click.echo(clean_line(text), err=True)


def _put_calmly(lines: Iterable[str]) -> None:
    """A few words stand out; no boxes, and no colour where the terminal has none."""
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        text = Text(clean_line(line))
        for word, style in STYLES.items():
            text.highlight_words([word], style)
        console.print(text)
    console.file.flush()
