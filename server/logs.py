"""Logs as JSON lines on stderr: what happened, when, in which session.

No contents, no officers' names and no addresses, whoever logs: also what libraries would say of a request.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

from aiohttp.http_exceptions import HttpProcessingError

from hotline.codec import to_rfc3339

LOG = logging.getLogger("hotline.relay")


def event(name: str, **fields: object) -> None:
    """Something that an operator may want to know of."""
    LOG.info(name, extra={"fields": fields})


def trouble(name: str, failure: BaseException | None = None, **fields: object) -> None:
    """Something that an operator should look at."""
    LOG.error(name, exc_info=failure, extra={"fields": fields})


class JsonLines(logging.Formatter):
    """One JSON object a line, also for what libraries log."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line = {"at": to_rfc3339(at), "level": record.levelname.lower(), "event": record.getMessage()}
        if record.name != LOG.name:
            line["logger"] = record.name
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        # ASCII: what others named must not paint the terminal of who reads this.
        return json.dumps({**line, **getattr(record, "fields", {})}, default=str)


class OfRequests(logging.Filter):
    """aiohttp names who sent a request that failed, and shows its bytes. A stranger's noise is no trouble."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.args:
            record.msg, record.args = "a request failed", ()
        if record.exc_info and isinstance(record.exc_info[1], HttpProcessingError):
            record.msg, record.exc_info = "what came is no request", None
            record.levelno = min(record.levelno, logging.INFO)
            record.levelname = logging.getLevelName(record.levelno)
        return LOG.isEnabledFor(record.levelno)


OF_REQUESTS = OfRequests()


def set_up(level: str) -> None:
    """Everything that is logged in this process goes to stderr as JSON lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("aiohttp.server").addFilter(OF_REQUESTS)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
