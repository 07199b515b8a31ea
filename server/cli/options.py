"""What several commands have in common: the folder, --json, files that may come from stdin."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from hotline.errors import Misuse
from server.access import Access
from server.config import PREFIX, Config, read_config
from server.folder import Folder

in_folder = click.option(
    "--dir",
    "path",
    envvar=f"{PREFIX}DIR",
    default=Path(),
    show_default="here",
    type=click.Path(file_okay=False, path_type=Path),
    help="The relay's folder.",
)
as_json = click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
FILE = click.Path(dir_okay=False, allow_dash=True, path_type=Path)


def opened(path: Path) -> tuple[Folder, Config]:
    """The folder and the configuration in force. Raises Misuse."""
    return Folder(path), read_config(path, os.environ)


def access_of(folder: Folder, config: Config) -> Access:
    """Whom the folder says is served. Raises Misuse."""
    access = Access(config.exercise)
    folder.load(access)
    return access


def read_file(file: Path) -> bytes:
    """A file's bytes, or stdin's for `-`. Raises Misuse."""
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise Misuse(f"{file} cannot be read: {error.strerror}.") from error


def show_json(value: Mapping[str, object] | list[dict[str, object]]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False))
