"""Stories of desks: two that talk over a relay, one that comes to its first agreement, a browser's tab.

Desks and relay are one process here, and die together: what they said to each other is on three disks.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, WSMsgType, web
from aiohttp.test_utils import TestServer

from client.browser.tab import Tab
from client.drills.relays import free_port
from client.engine.attach import attach
from client.engine.engine import Engine
from client.engine.exporting import transcript_lines
from client.engine.first_agreements import kept_copy, take_agreement
from client.engine.holder import attachable
from client.engine.reading.evidence import RECORD, write_evidence
from client.engine.world import real_world
from client.station.say import Saying
from client.station.station import Station
from client.vault.file import unlock
from client.vault.vault import DeskVault
from hotline.agreement.chain import open_first
from hotline.archive.verify import verify
from hotline.delivery.states import State
from hotline.ids import ChannelId, Precedence, StatementId
from hotline.signed import PayloadType, sign_by_root, signed_from_json
from hotline.transcript.transcript import Transcript
from server.config import read_config
from server.folder import Folder
from server.web.server import Running, running
from server.world import entropy, now
from tests.client.engine.crashing_desk import PASSPHRASE
from tests.client.engine.world import create_vault, make_case, make_people_of_case, relay_line, relay_parties
from tests.client.links.lines import SHORT, WITHIN
from tests.points.story import Tell, names_in
from tests.server.process import RELAY_KEY, make_folder
from tests.server.stores.survived import check_file
from tests.simulation.promises import read

DESKS = ("north", "south")
EACH = 2  # statements of a desk in one life


class Talk:
    """Both desks say something, each through the socket of its process, until both have all of it.

    Then one is away, so that the relay has to write down what the other says.
    """

    async def prepare(self, folder: Path) -> None:
        people = make_people_of_case()
        listen = f"127.0.0.1:{free_port(os.urandom)}"
        make_folder(folder / "relay", relay_parties(people), listen=listen)
        case = make_case(people, [relay_line(f"wss://{listen}", RELAY_KEY.public)])
        (folder / "channel").write_text(case.channel.hex())
        for name, person in zip(DESKS, case.people, strict=True):
            create_vault(folder / name / "vault", case, person)

    async def act(self, folder: Path, tell: Tell) -> None:
        channel = channel_of(folder)
        async with relay_in(folder / "relay"), desk_in(folder / "north", channel) as north:
            async with desk_in(folder / "south", channel) as south:
                for _ in range(EACH):
                    for name in DESKS:
                        await _say(folder / name, tell)
                await _until(partial(_settled, north, south, channel))
            for _ in range(EACH):
                await _say(folder / "north", tell)
                await _until(partial(_relayed, north, channel))
            async with desk_in(folder / "south", channel) as south:
                await _until(partial(_settled, north, south, channel))

    async def left(self, folder: Path, told: list[str]) -> None:
        held = [record_of(folder / name, channel_of(folder)) for name in DESKS]
        assert set(told) <= {id.hex() for each in held for id in each.order()}

    async def check(self, folder: Path, told: list[str]) -> None:
        reads = []
        for name in DESKS:
            with opened(folder / name) as vault:
                station = Station(vault, os.urandom, datetime.now(UTC))
                transcript = station.transcript(channel_of(folder))
                texts = [dict(entry.content)["text"] for entry in _messages(transcript)]
                assert set(told) <= {id.hex() for id in transcript.order()}
                assert len(texts) == len(set(texts)) >= len(told)
                assert not transcript.alarms()
                report = verify(transcript_lines(station, next(iter(station.channels()))))
                assert report.intact, report.findings
                reads.append(read(transcript))
        assert reads[0] == reads[1]
        check_file(folder / "relay" / "store" / "relay.db")


def _messages(transcript: Any) -> Any:
    entries = [transcript.entry(id) for id in transcript.order() if transcript.header(id).kind == "message"]
    assert all(entry.content is not None for entry in entries)
    return entries


async def _say(desk: Path, tell: Tell) -> None:
    attached = await attach(desk)
    assert attached is not None
    tell((await attached.ask("say", {"text": os.urandom(8).hex()}))["id"])


async def _until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(WITHIN):
        while not await true():  # noqa: ASYNC110  nobody tells of both desks
            await asyncio.sleep(0.05)


def _far(station: Station, channel: ChannelId, state: State) -> bool:
    """Whether all that this desk said has come so far."""
    transcript = station.transcript(channel)
    own = [id for id in transcript.order() if transcript.header(id).author == station.me]
    return all(station.state(channel, id).word >= state for id in own)


async def _relayed(desk: Engine, channel: ChannelId) -> bool:
    return await desk.call(lambda station: _far(station, channel, State.RELAYED))


async def _settled(north: Engine, south: Engine, channel: ChannelId) -> bool:
    """Both hold the same, and each knows that the other has what it said."""

    def held(station: Station) -> tuple[list[StatementId], bool]:
        return list(station.transcript(channel).order()), _far(station, channel, State.DELIVERED)

    one, other = await north.call(held), await south.call(held)
    return one[0] == other[0] and one[1] and other[1]


class FirstAgreement:
    """A copy with one signature is kept until the other comes; then the record is written as evidence."""

    async def prepare(self, folder: Path) -> None:
        people = make_people_of_case()
        nobody = f"wss://127.0.0.1:{free_port(os.urandom)}"
        case = make_case(people, [relay_line(nobody, RELAY_KEY.public)])
        (folder / "channel").write_text(case.channel.hex())
        create_vault(folder / "north" / "vault", case, case.north, join=False)
        for name, person in zip(DESKS, case.people, strict=True):
            signed = sign_by_root(PayloadType.AGREEMENT, case.agreement.payload, person.party.key)
            (folder / f"{name}.json").write_bytes(signed.to_json())

    async def act(self, folder: Path, tell: Tell) -> None:
        channel, drafts = channel_of(folder), folder / "north" / "drafts"
        by_north, by_south = (signed_from_json((folder / f"{n}.json").read_bytes(), n) for n in DESKS)
        with opened(folder / "north") as vault:
            async with Engine(vault, real_world(), SHORT) as engine:
                if not await engine.call(lambda station: channel in [c.id for c in station.channels()]):
                    kept = kept_copy(drafts, open_first(by_north))
                    tell(f"found {len(kept.signatures) if kept else 0}")
                    await take_agreement(engine, drafts, by_north)
                    tell("kept")
                    assert (await take_agreement(engine, drafts, by_south))["in_force"]
                    tell("in force")
                where = folder / f"evidence-{len(names_in(folder))}"
                await write_evidence(engine, {"channel": channel.hex(), "path": str(where)})
                tell(f"evidence {where.name}")

    async def left(self, folder: Path, told: list[str]) -> None:
        """A kept signature is there, and so is a channel that is in force; what is evidence is whole."""
        with opened(folder / "north") as vault:
            station = Station(vault, os.urandom, datetime.now(UTC))
            joined = channel_of(folder) in [each.id for each in station.channels()]
        terms = open_first(signed_from_json((folder / "north.json").read_bytes(), "north"))
        kept = kept_copy(folder / "north" / "drafts", terms)
        assert joined or "in force" not in told
        assert joined or (kept is not None and kept.signatures) or "kept" not in told
        _check_evidence(folder, told)

    async def check(self, folder: Path, told: list[str]) -> None:
        assert all(each != "found 0" for each in told[told.index("kept") :])
        with opened(folder / "north") as vault:
            station = Station(vault, os.urandom, datetime.now(UTC))
            assert channel_of(folder) in [each.id for each in station.channels()]
        _check_evidence(folder, told)


def _check_evidence(folder: Path, told: list[str]) -> None:
    for name in [each.split()[1] for each in told if each.startswith("evidence")]:
        report = verify((folder / name / RECORD).read_bytes().splitlines(keepends=True))
        assert report.intact, report.findings


class BrowserTab:
    """What a tab was shown before the death it is shown again by the next start; it is nobody's only copy."""

    async def prepare(self, folder: Path) -> None:
        """The screen is not on disk: the program draws it anew."""

    async def act(self, folder: Path, tell: Tell) -> None:
        screens = [b"screen %d" % number for number in range(3)]
        server = TestServer(web.Application())
        server.app.router.add_get("/", partial(_show, screens=screens))
        async with server, ClientSession() as session, session.ws_connect(server.make_url("/")) as tab:
            for screen in screens:
                received = await tab.receive()
                assert (received.type, received.data) == (WSMsgType.BINARY, screen)
                tell(screen.decode())

    async def left(self, folder: Path, told: list[str]) -> None:
        assert not names_in(folder)

    async def check(self, folder: Path, told: list[str]) -> None:
        assert told[-3:] == ["screen 0", "screen 1", "screen 2"]


async def _show(request: web.Request, screens: list[bytes]) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    tab = Tab(socket)
    for screen in screens:
        tab.show(screen)
    await tab.close("The end.")
    return socket


def _saying(channel: ChannelId, text: str) -> Saying:
    content = {"subject": text, "text": text, "language": "en"}
    return Saying(channel, "message", content, Precedence.ROUTINE)


def record_of(folder: Path, channel: ChannelId) -> Transcript:
    with opened(folder) as vault:
        return Station(vault, os.urandom, datetime.now(UTC)).transcript(channel)


def channel_of(folder: Path) -> ChannelId:
    return ChannelId(bytes.fromhex((folder / "channel").read_text()))


def opened(folder: Path) -> DeskVault:
    return unlock(folder / "vault", PASSPHRASE, datetime.now(UTC))


@asynccontextmanager
async def desk_in(folder: Path, channel: ChannelId) -> AsyncIterator[Engine]:
    """An engine on the vault in this folder, which can be asked to say something."""
    with opened(folder) as vault:
        async with Engine(vault, real_world(), SHORT) as engine:

            async def say(what: dict[str, Any]) -> dict[str, Any]:
                return {"id": (await engine.say(_saying(channel, what["text"]))).hex()}

            async with attachable(folder, {"say": say}):
                yield engine


@asynccontextmanager
async def relay_in(folder: Path) -> AsyncIterator[Running]:
    async with running(Folder(folder), read_config(folder, {}), now, entropy) as relay:
        yield relay
