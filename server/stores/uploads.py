"""What a chunk of a blob has to satisfy in every store, before anything of it is written."""

from __future__ import annotations

from datetime import datetime, timedelta

from hotline.errors import Refused
from hotline.limits import BLOB_BYTES, BLOB_CHUNK_BYTES, TTL_MAX
from server.stores.port import Upload

BEGUN_KEPT = timedelta(
    days=1
)  # since the last chunk: a slow line's night, and no longer in the way of others


def check_upload(upload: Upload, now: datetime) -> None:
    """Let through what a relay takes. Raises Refused: `too-large`, `expired`, `bad-ttl`."""
    if not 0 < upload.size <= BLOB_BYTES:
        raise Refused("too-large", f"A blob has 1 to {BLOB_BYTES} bytes; this has {upload.size}.")
    if upload.expires_at <= now:
        raise Refused("expired", "This blob's time is over before it is here.")
    if upload.expires_at > now + TTL_MAX:
        raise Refused("bad-ttl", f"A blob is kept for at most {TTL_MAX.days} days.")


def check_chunk(upload: Upload, have: int, offset: int, chunk: bytes) -> None:
    """Let through the bytes that come next. Raises Refused: `too-large`, `wrong-offset`."""
    if len(chunk) > BLOB_CHUNK_BYTES:
        raise Refused("too-large", f"A chunk may have {BLOB_CHUNK_BYTES} bytes; this has {len(chunk)}.")
    if offset != have:
        raise Refused("wrong-offset", f"This upload goes on at byte {have}, not {offset}.")
    if offset + len(chunk) > upload.size:
        raise Refused("too-large", f"This upload was to have {upload.size} bytes, and more have come.")


def check_room(used: int, upload: Upload, limit: int) -> None:
    """Let an upload begin if all of it will fit. Raises Refused: `blob-quota`."""
    if used + upload.size > limit:
        raise Refused(
            "blob-quota",
            f"Your party may have {limit} bytes of blobs on this relay.",
            advice="Wait until some have expired.",
        )


def wrong_hash() -> Refused:
    """What is said when all bytes came and are not the blob."""
    return Refused(
        "wrong-hash", "These bytes are not the blob that was announced.", advice="Send it again from 0."
    )


def unknown_blob() -> Refused:
    """What is said when there is nothing to read."""
    return Refused(
        "unknown-blob", "This blob is not here, or its time is over.", advice="Ask its sender for it."
    )
