"""What an officer began to write and did not say: kept in the vault, and gone once it is said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from client.engine.naming import find_channel
from client.engine.requests import Request, text
from client.engine.views import View
from client.station.station import Station
from client.vault.notes import Draft
from client.vault.vault import DeskVault
from hotline.codec import to_rfc3339
from hotline.errors import Malformed
from hotline.kinds.catalogue import kind_named
from hotline.sentence import sentence

DRAFT_BYTES = 256 * 1024  # a full form, with room; the vault is no place for files


def keep_draft(station: Station, vault: DeskVault, request: Request, now: datetime) -> View:
    """`channel`, `kind`, `fields` (an object); `draft`: its number, for one that is there."""
    fields = request.get("fields")
    if not isinstance(fields, dict):
        raise Malformed("request, fields", "needs an object")
    written = json.dumps(fields)
    if len(written) > DRAFT_BYTES:
        raise Malformed("request, fields", sentence("holds more than {most} bytes", most=DRAFT_BYTES))
    channel, kind = find_channel(station, text(request, "channel")), kind_named(text(request, "kind"))
    number = _number(request) or vault.notes.next_draft()
    with vault.transaction():
        vault.notes.keep_draft(Draft(number, channel.id, kind.NAME, written, now))
    return {"draft": number, "changed_at": to_rfc3339(now)}


def drop_draft(vault: DeskVault, request: Request) -> View:
    number = _number(request)
    if number is not None:
        with vault.transaction():
            vault.notes.drop_draft(number)
    return {}


def drafts(vault: DeskVault) -> Sequence[View]:
    """The newest first."""
    return [_view(each) for each in vault.notes.drafts()]


def _view(draft: Draft) -> dict[str, Any]:
    return {
        "draft": draft.number,
        "channel": draft.channel.hex(),
        "kind": draft.kind,
        "fields": json.loads(draft.fields),
        "changed_at": to_rfc3339(draft.changed_at),
    }


def _number(request: Request) -> int | None:
    number = request.get("draft")
    if number is None or (isinstance(number, int) and not isinstance(number, bool)):
        return number
    raise Malformed("request, draft", "needs a number")
