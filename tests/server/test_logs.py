"""What an operator reads in the relay's log."""

from __future__ import annotations

import json
import logging

from server.logs import JsonLines


def test_what_others_named_does_not_paint_the_terminal() -> None:
    """A line of the log is ASCII: escape codes, C1 bytes and bidirectional overrides are written out."""
    hostile = "\x1b[2J\x9b31m\u202eevil\n"
    record = logging.LogRecord("hotline.relay", logging.INFO, "", 0, "closed", (), None)
    record.fields = {"why": hostile}

    line = JsonLines().format(record)

    assert line.isascii() and line.isprintable()
    assert json.loads(line)["why"] == hostile
