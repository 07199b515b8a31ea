"""Opens the relay to the network once its stores are ready, and closes it again in order."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from hotline import limits
from hotline.errors import Misuse
from hotline.ids import Entropy
from hotline.wire.login import NO_CERTIFICATE
from server import tls
from server.access import Access
from server.config import Address, Config
from server.folder import Folder, Seen
from server.logs import event
from server.metrics import Metrics
from server.rules.relay import Relay
from server.stores.embedded import open_stores
from server.web.app import desks, operator
from server.web.doorman import Doorman
from server.web.service import Service
from server.web.sockets import tame_tls

MIB = 1024 * limits.KIB
KEEP_ALIVE = 30.0  # seconds that a connection may idle between two blob requests
LINGER = 1.0  # seconds for what is left of a body that was refused


@dataclass(frozen=True, slots=True)
class Running:
    """A relay that is open, and where."""

    service: Service
    listen: Address
    health: Address


@asynccontextmanager
async def running(
    folder: Folder, config: Config, clock: Callable[[], datetime], entropy: Entropy
) -> AsyncIterator[Running]:
    """A relay in this folder: open when this is entered, stopped and committed when it is left.

    Raises Misuse, Unavailable, StoreFailed before anything is open.
    """
    certificate_hash, context = _certificate(folder, config)
    access = Access(config.exercise)
    seen: Seen = set()
    folder.load(access, seen)
    key = folder.key()
    with folder.locked():
        async with open_stores(folder.store, config.limits, config.party_blobs_mib * MIB) as stores:
            relay = Relay(key, access, config.policy(certificate_hash), entropy)
            service = Service(relay, stores, folder, seen, Metrics(), clock)
            async with _open(service, config, context) as opened:
                yield opened


def _certificate(folder: Folder, config: Config) -> tuple[bytes, ssl.SSLContext | None]:
    """What the log-in names, and the TLS of the relay's own if it has any."""
    if config.tls == "none":
        return NO_CERTIFICATE, None
    certificate = folder.path / config.certificate
    hashed = tls.hash_of_file(certificate)
    if config.tls == "front":
        return hashed, None
    return hashed, tls.context(certificate, folder.path / config.certificate_key)


@asynccontextmanager
async def _open(service: Service, config: Config, context: ssl.SSLContext | None) -> AsyncIterator[Running]:
    """The network, from here on: the stores are ready."""
    tame_tls()
    doorman = Doorman()
    for_desks = _runner(desks(service, doorman, config.tls == "front"))
    for_operator = _runner(operator(service))
    await for_desks.setup()
    await for_operator.setup()
    timekeeper = asyncio.create_task(service.keep_time())
    try:
        health = await _listen(_server(for_operator), config.health)
        opened = await _listen(doorman.watches(_server(for_desks)), config.listen, context)
        event("open", listen=str(_address(opened)), health=str(_address(health)))
        yield Running(service, _address(opened), _address(health))
        event("stopping", devices=service.relay.devices)
        opened.close()
        await service.stop(config.stop_within_seconds)
        health.close()
    finally:
        timekeeper.cancel()
        await for_desks.cleanup()
        await for_operator.cleanup()
        event("stopped")


def _runner(app: web.Application) -> web.AppRunner:
    return web.AppRunner(
        app, access_log=None, keepalive_timeout=KEEP_ALIVE, lingering_time=LINGER, shutdown_timeout=LINGER
    )


def _server(runner: web.AppRunner) -> web.Server:
    assert runner.server is not None
    return runner.server


async def _listen(
    factory: Callable[[], asyncio.BaseProtocol], address: Address, context: ssl.SSLContext | None = None
) -> asyncio.Server:
    within = limits.HANDSHAKE.total_seconds() if context else None
    try:
        return await asyncio.get_running_loop().create_server(
            factory, address.host, address.port, ssl=context, ssl_handshake_timeout=within, backlog=512
        )
    except OSError as error:
        raise Misuse(
            f"The relay cannot listen on {address}: {error.strerror}.",
            "Set `listen` or `health` in relay.toml to a free address of this machine.",
        ) from error


def _address(server: asyncio.Server) -> Address:
    host, port, *_ = server.sockets[0].getsockname()
    return Address(host, port)
