"""nginx in front of a relay, both real, with the configuration in deploy/nginx."""

from __future__ import annotations

import hashlib
import os

import aiohttp
import pytest

from client.station.arrivals import EnvelopeCame, ReceiptCame
from hotline.errors import NotTrusted
from server.tls import make_certificate
from tests.client.links.lines import NORTH, SOUTH, linked, to_deposit
from tests.deploy.front import front
from tests.server.people import NOW
from tests.server.process import connected, trusting
from tests.server.web.here import relay_here


@pytest.fixture
def certificates(tmp_path):
    """Files of two certificates for one name: `certificates("shown")` gives certificate and key."""

    def make(name: str):
        files = tmp_path / f"{name}.pem", tmp_path / f"{name}.key"
        if not files[0].exists():
            for file, content in zip(files, make_certificate("localhost", NOW), strict=True):
                file.write_bytes(content)
        return files

    return make


async def test_desks_talk_through_the_front(tmp_path, certificates):
    """The front's certificate is bound in the log-in, and frames pass, also those in parts."""
    certificate, key = certificates("front")
    large = to_deposit(1, SOUTH.device, size=200_000)
    async with (
        relay_here(tmp_path / "relay", tls="front", certificate=str(certificate)) as relay,
        front(tmp_path / "nginx", certificate, key, relay.running.listen.port) as port,
        linked(f"wss://127.0.0.1:{port}") as north,
        linked(f"wss://127.0.0.1:{port}", SOUTH) as south,
    ):
        north.link.deposit([large])
        await north.until(lambda each: bool(each.of(ReceiptCame)))
        await south.until(lambda each: bool(each.of(EnvelopeCame)))

    assert south.of(EnvelopeCame)[0].public == large.public


async def test_another_certificate_in_front_is_refused(tmp_path, certificates):
    """Whoever ends TLS with a certificate that the relay did not sign for is not the relay's front."""
    shown, key = certificates("shown")
    configured, _ = certificates("configured")
    async with (
        relay_here(tmp_path / "relay", tls="front", certificate=str(configured)) as relay,
        front(tmp_path / "nginx", shown, key, relay.running.listen.port) as port,
    ):
        with pytest.raises(NotTrusted):
            async with linked(f"wss://127.0.0.1:{port}"):
                pass


async def test_a_blob_passes_the_front_chunk_by_chunk(tmp_path, certificates):
    """The largest chunk is not too large for nginx, and comes back whole."""
    certificate, key = certificates("front")
    blob = os.urandom(300 * 1024)
    async with (
        relay_here(tmp_path / "relay", tls="front", certificate=str(certificate)) as relay,
        front(tmp_path / "nginx", certificate, key, relay.running.listen.port) as port,
        connected(f"wss://127.0.0.1:{port}", NORTH) as device,
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {device.token}"}) as http,
    ):
        address = f"https://127.0.0.1:{port}/v1/blobs/{hashlib.sha256(blob).hexdigest()}"
        statuses = []
        for start in (0, 256 * 1024):
            sent = {"Upload-Offset": str(start), "Upload-Length": str(len(blob))}
            chunk = blob[start : start + 256 * 1024]
            async with http.put(address, data=chunk, headers=sent, ssl=trusting()) as answer:
                statuses.append(answer.status)
        async with http.get(address, ssl=trusting()) as answer:
            got = await answer.read()

    assert statuses == [204, 201]
    assert got == blob


async def test_the_relay_learns_the_desks_address_from_the_front_alone(tmp_path, certificates, monkeypatch):
    """What a desk says of its own address is overwritten: limits per address cannot be talked round."""
    certificate, key = certificates("front")
    seen: list[str] = []
    async with (
        relay_here(tmp_path / "relay", tls="front", certificate=str(certificate)) as relay,
        front(tmp_path / "nginx", certificate, key, relay.running.listen.port) as port,
        aiohttp.ClientSession(headers={"X-Forwarded-For": "203.0.113.9"}) as http,
    ):
        rules = relay.running.service.relay
        opened = rules.opened

        def note(session, address, now):
            seen.append(address)
            return opened(session, address, now)

        monkeypatch.setattr(rules, "opened", note)
        async with http.ws_connect(f"wss://127.0.0.1:{port}/v1/session", ssl=trusting()):
            pass

    assert seen == ["127.0.0.1"]


async def test_what_is_for_the_operator_is_not_in_front(tmp_path, certificates):
    """Health and metrics are on an address of their own; the front leads to sessions and blobs only."""
    certificate, key = certificates("front")
    async with (
        relay_here(tmp_path / "relay", tls="front", certificate=str(certificate)) as relay,
        front(tmp_path / "nginx", certificate, key, relay.running.listen.port) as port,
        aiohttp.ClientSession() as http,
    ):
        found = []
        for path in ("healthz", "metrics", "", "v1/sessions"):
            async with http.get(f"https://127.0.0.1:{port}/{path}", ssl=trusting()) as answer:
                found.append(answer.status)

    assert found == [404, 404, 404, 404]
