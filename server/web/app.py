"""The relay's two applications: one for desks, one for the operator's machine."""

from __future__ import annotations

from aiohttp import web

from hotline import limits
from server.web import blobs, health
from server.web.doorman import Doorman
from server.web.keys import FRONT, SERVICE
from server.web.service import Service
from server.web.session import session

BLOB = "/v1/blobs/{sha256:[0-9a-f]{64}}"


def desks(service: Service, doorman: Doorman, front: bool) -> web.Application:
    """Sessions and blobs."""
    app = web.Application(
        middlewares=[doorman.middleware, blobs.refusals], client_max_size=limits.BLOB_CHUNK_BYTES
    )
    app[SERVICE], app[FRONT] = service, front
    app.router.add_get("/v1/session", session)
    app.router.add_put(BLOB, blobs.put)
    app.router.add_head(BLOB, blobs.head)
    app.router.add_get(BLOB, blobs.get, allow_head=False)
    return app


def operator(service: Service) -> web.Application:
    """Health and metrics."""
    app = web.Application()
    app[SERVICE] = service
    app.router.add_get("/healthz", health.healthz)
    app.router.add_get("/metrics", health.metrics)
    return app
