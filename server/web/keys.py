"""What the handlers find in the application."""

from __future__ import annotations

from aiohttp import web

from server.web.service import Service

SERVICE = web.AppKey("service", Service)
FRONT = web.AppKey("front", bool)
"""Whether a TLS front on this machine speaks for those who connect."""
