"""Logs as JSON lines on stderr: what happened, when, in which session. No contents, no officers' names."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

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


def set_up(level: str) -> None:
    """Everything that is logged in this process goes to stderr as JSON lines."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.getLogger("aiohttp.access").setLevel(logging.WARNING)
