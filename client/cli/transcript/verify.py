"""`hotline transcript verify`: all that is wrong with a transcript file. Needs no desk and no passphrase."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from client.cli.options import FILE, with_output
from client.cli.output import Output
from client.cli.transcript.findings import report_lines
from client.verifying import verified
from hotline import limits
from hotline.archive.report import report_view
from hotline.errors import Misuse, Rejected


@click.command()
@with_output
@click.argument("file", type=FILE)
def command(output: Output, file: Path) -> None:
    """Verify the transcript in FILE (`-` for stdin): signatures, chains, credentials, and the agreement.

    Ends with 0 if it is intact, 1 if not, 2 if it is no transcript. Whose the roots are only people can
    tell: compare the root codes over a voice line.

    \b
    Example:
      hotline transcript verify northern.transcript
      hotline transcript verify --json - < northern.transcript | jq .findings
    """
    with _opened(file) as opened:
        report = verified(_lines(opened, file))
    output.show(report_view(report), report_lines(report))
    if not report.intact:
        raise Rejected(f"Not intact; findings: {len(report.findings)}.")


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        opened = file.open("rb")
    except OSError as error:
        raise Misuse(f"{file} cannot be read: {error.strerror}.") from error
    with opened:
        yield opened


def _lines(opened: BinaryIO, file: Path) -> Iterator[bytes]:
    """Lines with their ends; of one that is longer than any may be, only as much as shows it."""
    try:
        while line := opened.readline(limits.TRANSCRIPT_LINE_BYTES + 2):
            yield line
    except OSError as error:
        raise Misuse(f"{file} cannot be read: {error.strerror}.") from error
