"""Stories of a relay: its folder, its stores, and the blobs that it takes and gives over HTTP."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import aiohttp

from client.drills.relays import free_port
from hotline import limits
from server.access import Access
from server.config import FILE
from server.folder import Folder
from server.rules.quota import Limits
from server.stores.embedded import open_stores
from server.tls import make_certificate
from tests.points.desks import relay_in
from tests.points.story import Tell
from tests.server.people import living_desk, party
from tests.server.process import RELAY_KEY, connected, make_folder, trusting
from tests.server.stores.crashing_relay import main as deposit_and_acknowledge
from tests.server.stores.samples import DAY, NOON, upload
from tests.server.stores.survived import (
    check_acknowledged,
    check_blobs,
    check_file,
    check_mailbox,
    heard,
)

CONTENT = bytes(range(256)) * (limits.BLOB_CHUNK_BYTES // 256 + 40)
NAME = hashlib.sha256(CONTENT).hexdigest()
STORE_ROUNDS = 4
BLOB = b"0" * 100  # the first that `crashing_relay` uploads


class RelayFolder:
    """A relay is made, serves parties, and is told of a lost device."""

    async def prepare(self, folder: Path) -> None:
        """There is none in the beginning."""

    async def act(self, folder: Path, tell: Tell) -> None:
        relay, access = Folder(folder / "relay"), Access(True)
        if not (relay.path / FILE).exists():
            relay.make('name = "North"\n', RELAY_KEY, *make_certificate("localhost", datetime.now(UTC)))
        for code in ("AVA", "BRV"):
            relay.add_party(party(code).root)
            tell(f"serves {code}")
        relay.load(access)
        signed = living_desk("BRV").revocation()
        relay.add_revocation(access.revoke(signed), signed)
        tell("revoked")

    async def left(self, folder: Path, told: list[str]) -> None:
        relay, access = Folder(folder / "relay"), Access(True)
        if (relay.path / FILE).exists():
            assert relay.key().public == RELAY_KEY.public
        relay.load(access)
        desk = living_desk("BRV")
        assert {f"serves {each.document.code}" for each in access.parties} >= set(told) - {"revoked"}
        assert "revoked" not in told or access.is_revoked(desk.party.root.id, desk.device)

    async def check(self, folder: Path, told: list[str]) -> None:
        assert {"serves AVA", "serves BRV", "revoked"} == set(told)
        await self.left(folder, told)


class RelayStores:
    """Envelopes are deposited and let go, and blobs uploaded, as by many sessions at once."""

    async def prepare(self, folder: Path) -> None:
        """There are none in the beginning."""

    async def act(self, folder: Path, tell: Tell) -> None:
        await deposit_and_acknowledge(folder, lambda *words: tell(" ".join(map(str, words))), STORE_ROUNDS)
        async with open_stores(folder, Limits(), 2**20) as stores:
            await stores.blobs.write(upload(BLOB, expires_at=NOON + 2 * DAY), 0, b"", NOON)

    async def left(self, folder: Path, told: list[str]) -> None:
        async with open_stores(folder, Limits(), 2**20) as stores:
            await check_acknowledged(stores, heard(told))
        check_file(folder / "relay.db")

    async def check(self, folder: Path, told: list[str]) -> None:
        said = heard(told)
        async with open_stores(folder, Limits(), 2**20) as stores:
            await check_mailbox(stores, said, STORE_ROUNDS)
            await check_blobs(stores, said, STORE_ROUNDS)
            assert await stores.blobs.size(upload(BLOB).blob, NOON + 1.5 * DAY) == len(BLOB)
        check_file(folder / "relay.db")


class BlobOverHttp:
    """A device uploads a blob from where the relay says it is, and fetches it."""

    async def prepare(self, folder: Path) -> None:
        listen = f"127.0.0.1:{free_port(os.urandom)}"
        (folder / "listen").write_text(listen)
        make_folder(folder / "relay", [party("AVA")], listen=listen)

    async def act(self, folder: Path, tell: Tell) -> None:
        where = (folder / "listen").read_text()
        async with (
            relay_in(folder / "relay"),
            connected(f"wss://{where}", living_desk("AVA")) as device,
            aiohttp.ClientSession(headers={"Authorization": f"Bearer {device.token}"}) as session,
        ):

            async def ask(method: str, data: bytes | None = None, **more: str) -> tuple[int, int, bytes]:
                url, headers = (
                    f"https://{where}/v1/blobs/{NAME}",
                    {"Upload-Length": str(len(CONTENT)), **more},
                )
                async with session.request(method, url, data=data, headers=headers, ssl=trusting()) as answer:
                    return answer.status, int(answer.headers.get("Upload-Offset", 0)), await answer.read()

            _, offset, _ = await ask("HEAD")
            tell(f"has {offset}")
            while offset < len(CONTENT):
                chunk = CONTENT[offset : offset + limits.BLOB_CHUNK_BYTES]
                status, offset, _ = await ask("PUT", chunk, **{"Upload-Offset": str(offset)})
                assert status in (201, 204), status
                tell(f"has {offset}")
            assert (await ask("HEAD"))[1] == len(CONTENT)
            assert (await ask("GET"))[2] == CONTENT
            tell(f"has {len(CONTENT)}")

    async def left(self, folder: Path, told: list[str]) -> None:
        """What it has of an upload may be less after a power cut: it says so. What was whole is whole."""
        if f"has {len(CONTENT)}" in told:
            await self.check(folder, told)

    async def check(self, folder: Path, told: list[str]) -> None:
        (whole,) = (each for each in (folder / "relay" / "store").rglob(NAME) if each.is_file())
        assert whole.read_bytes() == CONTENT
