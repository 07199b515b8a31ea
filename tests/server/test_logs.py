"""What an operator reads in the relay's log."""

from __future__ import annotations

import json
import logging

import pytest
from aiohttp.http_exceptions import BadHttpMessage

from server.logs import OF_REQUESTS, JsonLines


def test_what_others_named_does_not_paint_the_terminal() -> None:
    """A line of the log is ASCII: escape codes, C1 bytes and bidirectional overrides are written out."""
    hostile = "\x1b[2J\x9b31m\u202eevil\n"
    record = logging.LogRecord("hotline.relay", logging.INFO, "", 0, "closed", (), None)
    record.fields = {"why": hostile}

    line = JsonLines().format(record)

    assert line.isascii() and line.isprintable()
    assert json.loads(line)["why"] == hostile


@pytest.mark.parametrize(
    ("failure", "level"), [(BadHttpMessage("b'GET /secret'"), "info"), (KeyError(), "error")]
)
def test_no_address_and_no_byte_of_a_request_is_logged(failure: Exception, level: str) -> None:
    """Noise is told without alarm; a failure of ours with its trace; neither with who was there."""
    said = "Error handling request from %s"
    caught = (type(failure), failure, None)
    record = logging.LogRecord("aiohttp.server", logging.ERROR, "", 0, said, ("192.0.2.7",), caught)
    logging.getLogger("hotline.relay").setLevel(logging.INFO)

    shown = OF_REQUESTS.filter(record)
    line = JsonLines().format(record)

    assert shown
    assert json.loads(line)["level"] == level
    assert ("trace" in json.loads(line)) == (level == "error")
    assert "192.0.2.7" not in line and "secret" not in line
