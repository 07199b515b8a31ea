"""Reading what the attach socket hands over: any JSON, so each field is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hotline.errors import Malformed

Request = Mapping[str, Any]


def text(request: Request, name: str, default: str | None = None) -> str:
    """A text field. Raises Malformed."""
    value = request.get(name, default)
    if not isinstance(value, str):
        raise Malformed(f"request, {name}", "needs text")
    return value


def optional_text(request: Request, name: str) -> str | None:
    """A text field that may be missing or null. Raises Malformed."""
    return None if request.get(name) is None else text(request, name)


def flag(request: Request, name: str) -> bool:
    """A yes or no; no when it is not said. Raises Malformed."""
    value = request.get(name, False)
    if not isinstance(value, bool):
        raise Malformed(f"request, {name}", "needs true or false")
    return value


def texts(request: Request, name: str) -> Mapping[str, str]:
    """Words and their texts; none when it is not said. Raises Malformed."""
    value = request.get(name, {})
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise Malformed(f"request, {name}", "needs texts by their names")
    return value


def entries(request: Request, name: str) -> Mapping[str, Any]:
    """Anything by its name; nothing when it is not said. Raises Malformed."""
    value = request.get(name, {})
    if not isinstance(value, dict):
        raise Malformed(f"request, {name}", "needs an object")
    return value


def seconds(request: Request, name: str = "wait") -> float:
    """How long to wait; 0 when it is not said. Raises Malformed."""
    value = request.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 3600:
        raise Malformed(f"request, {name}", "needs seconds from 0 to 3600")
    return float(value)
