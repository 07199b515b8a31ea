"""`/v1/blobs/{sha256}`: sealed files, in chunks, for devices that are logged in. Source: docs/SPEC.md 8.

`Upload-Offset` is as in tus 1.0.0: it says where a chunk belongs, and in an answer where the next one does.
"""

from __future__ import annotations

from datetime import timedelta

from aiohttp import web
from aiohttp.typedefs import Handler

from hotline import limits
from hotline.errors import Refused, StoreFailed
from hotline.ids import BlobId
from server.access import Admitted
from server.logs import trouble
from server.points import point
from server.stores.port import Progress, Upload
from server.web.keys import SERVICE

OFFSET, LENGTH, TTL = "Upload-Offset", "Upload-Length", "Upload-TTL"
STATUS = {
    "wrong-offset": 409,
    "too-large": 413,
    "blob-quota": 507,
    "expired": 410,
    "wrong-hash": 422,
    "unknown-blob": 404,
    "malformed": 400,
    "not-admitted": 401,
    "busy": 503,
}


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A refusal is a status, a code and a sentence; a store that fails is `busy`."""
    try:
        response: web.StreamResponse = await handler(request)
    except Refused as reason:
        return _refused(reason)
    except StoreFailed as failure:
        trouble("the store failed", doing="blob", why=failure.what)
        return _refused(Refused("busy", "The relay cannot write now.", advice="Try again in a while."))
    return response


def _refused(reason: Refused) -> web.Response:
    status = STATUS.get(reason.code, 400)
    return web.json_response({"code": reason.code, "sentence": str(reason)}, status=status)


async def put(request: web.Request) -> web.Response:
    """Take one chunk: 204 and where the next one belongs, or 201 once the whole is kept."""
    service = request.app[SERVICE]
    upload, offset = _upload(request), _number(request, OFFSET)
    chunk = await request.read()
    progress = await service.stores.blobs.write(upload, offset, chunk, service.clock())
    return _progress(progress, 201 if progress.done else 204)


async def head(request: web.Request) -> web.Response:
    """How large a blob is that is here whole; or, with `Upload-Length`, how far this device's upload is."""
    service = request.app[SERVICE]
    _holder(request)
    size = await service.stores.blobs.size(_blob(request), service.clock())
    if size is not None:
        point("blobs/before-size")
        return web.Response(headers={"Content-Length": str(size), OFFSET: str(size)})
    if LENGTH not in request.headers:
        raise Refused("unknown-blob", "This relay does not have the blob.")
    return _progress(await service.stores.blobs.progress(_upload(request)), 204)


async def get(request: web.Request) -> web.StreamResponse:
    """The blob, or from `Range: bytes=offset-` on."""
    service = request.app[SERVICE]
    _holder(request)
    blob = _blob(request)
    size = await service.stores.blobs.size(blob, service.clock())
    if size is None:
        raise Refused("unknown-blob", "This relay does not have the blob.")
    start, stop = _range(request, size)
    response = web.StreamResponse(status=206 if "Range" in request.headers else 200)
    response.content_length = stop - start
    if response.status == 206:
        response.headers["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    await response.prepare(request)
    while start < stop:
        octets = min(limits.BLOB_CHUNK_BYTES, stop - start)
        chunk = await service.stores.blobs.read(blob, start, service.clock(), octets=octets)
        point("blobs/before-piece")
        await response.write(chunk)
        start += len(chunk)
    await response.write_eof()
    return response


def _upload(request: web.Request) -> Upload:
    holder = _holder(request)
    seconds = _number(request, TTL, limits.TTL_DEFAULT // timedelta(seconds=1))
    ttl = min(timedelta(seconds=min(seconds, 10**9)), request.app[SERVICE].relay.policy.ttl_max)
    expires_at = request.app[SERVICE].clock() + ttl
    return Upload(holder.party, holder.device, _blob(request), _number(request, LENGTH), expires_at)


def _holder(request: web.Request) -> Admitted:
    """Who asks, by the token of their session. Raises Refused."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    holder = request.app[SERVICE].relay.holder(token) if scheme == "Bearer" else None
    if holder is None:
        raise Refused("not-admitted", "The token is none of a session that is open.")
    return holder


def _blob(request: web.Request) -> BlobId:
    return BlobId(bytes.fromhex(request.match_info["sha256"]))


def _number(request: web.Request, header: str, default: int | None = None) -> int:
    text = request.headers.get(header, "" if default is None else str(default))
    if not text.isascii() or not text.isdecimal() or len(text) > 15:
        raise Refused("malformed", f"The header {header} needs a whole number.")
    return int(text)


def _range(request: web.Request, size: int) -> tuple[int, int]:
    """First byte and the one after the last. Raises Refused."""
    try:
        start, stop, _ = request.http_range.indices(size)
    except ValueError:
        start = stop = size
    if "Range" in request.headers and start >= stop:
        raise Refused("malformed", f"The range is outside the blob's {size} bytes.")
    return start, stop


def _progress(progress: Progress, status: int) -> web.Response:
    point("blobs/before-answer")
    return web.Response(status=status, headers={OFFSET: str(progress.offset)})
