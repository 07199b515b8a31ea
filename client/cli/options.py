"""What several commands have in common: the profile, --json and --plain, the wait, files in and out."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

import click
from click.core import ParameterSource

from client.cli.output import Output, tell
from client.engine.disk import FILE_BYTES, read_bytes
from client.engine.profiles import DEFAULT, Profile, profile_named
from client.points import point
from hotline.errors import Misuse, StoreFailed

FILE = click.Path(dir_okay=False, allow_dash=True, path_type=Path)
PRIVATE = 0o600  # the owner's alone: what names officers' telephones, or is for one reader
PUBLIC = 0o644  # cards: they are handed to everyone, and an operator's relay reads them as another user


def _profile(context: click.Context, option: click.Parameter, word: str) -> Profile:
    """After the command goes before ahead of it, and both go before the environment."""
    name, root, typed = str(option.name), context.find_root(), ParameterSource.COMMANDLINE
    ahead = root.params.get(name) if root.get_parameter_source(name) is typed else None
    if ahead is not None and context.get_parameter_source(name) is not typed:
        word = ahead
    return profile_named(word, os.environ)


profile_word = click.Option(
    ["--profile"],
    default=DEFAULT,
    envvar="HOTLINE_PROFILE",
    metavar="NAME|PATH",
    help="Which desk on this machine; also after a command.  [env: HOTLINE_PROFILE]",
)


with_profile = click.option(
    "--profile",
    default=DEFAULT,
    envvar="HOTLINE_PROFILE",
    callback=_profile,
    metavar="NAME|PATH",
    help="Which desk on this machine.  [env: HOTLINE_PROFILE]",
)


def with_wait(
    seconds: float = 10.0, meaning: str = "How long the line is tried."
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Adds --wait, with that many seconds where none are given."""
    return click.option(
        "--wait",
        type=click.FloatRange(0, 3600),
        default=seconds,
        show_default=True,
        metavar="SECONDS",
        help=meaning,
    )


out_file = click.option("--out", type=FILE, default=Path("-"), help="Write it here.  [default: stdout]")
out_or_named = click.option(
    "--out",
    type=FILE,
    help="Write it here; - is stdout.  [default: a file named after it; stdout when that is no terminal]",
)


def with_output(command: Callable[..., None]) -> Callable[..., None]:
    """Adds --json and --plain, and hands over the `output` that they ask for."""

    @click.option("--json", "as_json", is_flag=True, help="One JSON object a line, for programs.")
    @click.option("--plain", "as_plain", is_flag=True, help="Sentences that read well aloud.")
    @functools.wraps(command)
    def with_both(*args: Any, as_json: bool, as_plain: bool, **options: Any) -> None:
        command(*args, output=Output(as_json, as_plain), **options)

    return with_both


def read_file(file: Path) -> bytes:
    """A file's bytes, or stdin's for `-`. Raises Misuse."""
    if str(file) == "-":
        return sys.stdin.buffer.read(FILE_BYTES)
    return read_bytes(file)


def read_text(file: Path) -> str:
    """A file's text. Raises Misuse."""
    try:
        return read_file(file).decode()
    except UnicodeDecodeError as error:
        raise Misuse(f"{file} is not UTF-8 text.") from error


def hand_out(out: Path | None, name: str, content: bytes, mode: int = PRIVATE) -> None:
    """Where --out says; else, for a person at a terminal, a new file of that name; else stdout."""
    if out is None:
        out = _free(Path(name)) if sys.stdout.isatty() else Path("-")
    write_file(out, content, mode)


def _free(path: Path) -> Path:
    """The name itself, or the first with a number that nobody has."""
    names = (path if n == 1 else path.with_stem(f"{path.stem}-{n}") for n in count(1))
    return next(name for name in names if not name.exists())


def write_file(file: Path, content: bytes, mode: int = PRIVATE) -> None:
    """A new file, or stdout for `-`. Raises Misuse when the name is taken."""
    with writing(file, mode) as out:
        out.write(content.rstrip(b"\n") + b"\n" if str(file) == "-" else content)


@contextmanager
def writing(file: Path, mode: int = PRIVATE) -> Iterator[BinaryIO]:
    """What `write_file` writes, piece by piece. A file that was not written whole is taken away again."""
    if str(file) == "-":
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    try:
        with _new(file, mode) as out:
            yield out
    except OSError as error:
        raise StoreFailed(f"{file} cannot be written: {error.strerror}.") from error
    tell(f"Written: {file}")


@contextmanager
def _new(file: Path, mode: int) -> Iterator[BinaryIO]:
    try:
        number = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    except FileExistsError as error:
        raise Misuse(f"{file} is there already.", "Nothing was overwritten; choose another name.") from error
    try:
        with os.fdopen(number, "wb") as out:
            yield out
            out.flush()
            point("handed-out/before-sync")
            os.fsync(out.fileno())
    except BaseException:
        file.unlink(missing_ok=True)
        raise
