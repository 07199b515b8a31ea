"""What the page says: keys as bytes, everything else as a small JSON object. Read strictly."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import WSMessage, WSMsgType
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from hotline.errors import Malformed

MESSAGE_BYTES = 64 * 1024  # the page cuts what is pasted into smaller pieces
COLUMNS, ROWS = 500, 300  # a wall of screens; more would only cost memory


class _Said(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Size(_Said):
    """How many columns and rows the window has room for."""

    columns: int = Field(ge=2, le=COLUMNS)
    rows: int = Field(ge=2, le=ROWS)


class Drawn(_Said):
    """So many more bytes of what was sent stand on the screen."""

    drawn: int = Field(ge=1)


@dataclass(frozen=True, slots=True)
class Keys:
    """What was typed, pasted or clicked, as a terminal says it."""

    octets: bytes


Message = Size | Drawn | Keys

_TEXT: TypeAdapter[Size | Drawn] = TypeAdapter(Size | Drawn)


def read_message(message: WSMessage) -> Message:
    """One WebSocket message of the page. Raises Malformed."""
    match message.type, message.data:
        case WSMsgType.BINARY, bytes() as octets:
            return Keys(octets)
        case WSMsgType.TEXT, str() as text:
            return _read_text(text)
    raise Malformed("the page's message", "it is neither text nor bytes")


def _read_text(text: str) -> Size | Drawn:
    try:
        return _TEXT.validate_json(text)
    except ValidationError as error:
        raise Malformed("the page's message", "it is neither a size nor a receipt") from error
