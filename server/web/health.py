"""`/healthz` and `/metrics`, on an address of their own that only this machine reaches."""

from __future__ import annotations

from aiohttp import web

from hotline.codec import to_rfc3339
from server.web.keys import SERVICE
from server.web.service import Service


async def healthz(request: web.Request) -> web.Response:
    """That the relay is open, and its numbers of the moment."""
    service = request.app[SERVICE]
    return web.json_response(
        {
            "status": "open",
            "name": service.relay.policy.name,
            "time": to_rfc3339(service.clock()),
            "devices": service.relay.devices,
            "parties": await _parties(service),
        }
    )


async def _parties(service: Service) -> list[dict[str, object]]:
    """What each party has waiting here, what it keeps in blobs, and what ever expired unfetched."""
    expired = await service.stores.mailboxes.expired()
    rows: list[dict[str, object]] = []
    for root in service.relay.access.parties:
        waiting = await service.stores.mailboxes.usage_of(root.id)
        rows.append(
            {
                "code": root.document.code,
                "waiting": waiting.count,
                "waiting_bytes": waiting.octets,
                "blob_bytes": await service.stores.blobs.usage_of(root.id),
                "expired": expired.get(root.id, 0),
            }
        )
    return rows


async def metrics(request: web.Request) -> web.Response:
    """The numbers in Prometheus' text form."""
    body = request.app[SERVICE].metrics.text()
    return web.Response(body=body, headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"})
