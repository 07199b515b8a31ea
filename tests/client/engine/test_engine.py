from __future__ import annotations

import asyncio
import os
import sys
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from client.engine.attach import attach
from client.engine.engine import Engine
from client.engine.happenings import StoreMended, StoreTrouble
from client.engine.holder import attachable
from client.links.courier import export_courier, import_courier
from client.points import set_hook
from client.station.arrivals import ToDeposit
from client.station.events import EnvelopeSetAside, RelayChanged, StatementArrived
from client.station.station import Station
from hotline.crypto.signing import SigningKey
from hotline.delivery.states import State
from hotline.errors import Misuse, StoreFailed
from hotline.ids import Precedence
from hotline.wire.envelope import Deposit
from server.folder import Folder
from server.tls import make_certificate
from tests.client.engine.world import (
    create_vault,
    desk,
    eventually,
    held,
    make_case,
    make_people_of_case,
    message,
    relay_line,
    relay_parties,
    vault_of,
)
from tests.client.links.lines import WITHIN
from tests.client.links.proxy import proxied
from tests.server.people import public_part
from tests.server.process import RELAY_KEY, Process, make_folder


@pytest.fixture
def people():
    return make_people_of_case()


@pytest.fixture
def relay(tmp_path, people):
    with Process(make_folder(tmp_path / "relay", relay_parties(people))) as process:
        yield process


@pytest.fixture
def case(people, relay):
    return make_case(people, [relay_line(relay.url, RELAY_KEY.public)])


def other_relay(path: Path, people: Any) -> tuple[Folder, SigningKey]:
    """A second relay's folder, with a key of its own."""
    folder = make_folder(path, relay_parties(people))
    key = SigningKey(bytes(range(2, 34)))
    text = (path / "relay.toml").read_text()
    other = Folder(path.with_name(path.name + "-b"))
    other.make(text, key, *make_certificate("localhost", datetime.now(UTC)))
    for party in relay_parties(people):
        other.add_party(party.root)
    assert folder.path != other.path
    return other, key


async def test_what_is_said_arrives(case):
    """Two desks that never met: keys from the directory, the statement, the receipt; then it is quiet."""
    async with desk(case, case.north) as north, desk(case, case.south) as south:
        said = await north.say(message(case, "Are you there?", Precedence.IMMEDIATE))

        assert await held(south, case, said)
        assert await north.wait_quiet(WITHIN)
        await eventually(lambda: north.status().quiet and south.status().quiet)
        status = north.status()
        assert [(each.name, each.up, each.why) for each in status.relays] == [("North", True, "")]
        assert not any(status.waiting.values())


async def test_events_are_told_to_every_reader(case):
    """The terminal and a command that follows see the same."""
    async with desk(case, case.north) as north, desk(case, case.south) as south:
        readers = [south.events(), south.events()]
        said = await north.say(message(case, "One"))
        for reader in readers:
            async with asyncio.timeout(WITHIN):
                while not (
                    isinstance(event := await anext(reader), StatementArrived) and event.statement == said
                ):
                    pass


async def test_a_refused_statement_changes_nothing(case):
    """The error comes to who asked; the line goes on."""
    async with desk(case, case.north) as north:
        with pytest.raises(Misuse):
            await north.call(lambda station: station.transcript(b"nothing"))  # type: ignore[arg-type]

        assert await north.say(message(case, "Still here"))


# The network opens after the store is ready


async def test_the_network_opens_only_when_the_vault_was_read(case):
    """A store that cannot be read or written at start: no relay hears of it."""

    class Broken(Station):
        def tick(self, now):
            raise StoreFailed("The disk is full.")

    opened: list[str] = []
    set_hook(opened.append)
    try:
        with pytest.raises(StoreFailed):
            async with desk(case, case.north, make_station=Broken):
                pass
        await asyncio.sleep(0.2)
    finally:
        set_hook(None)

    assert "link/before-send" not in opened


# When relays fail


async def test_a_killed_relay_is_replaced_by_the_other(tmp_path, people, relay):
    """kill -9 of the one in use: what is said next goes by way of the other, and the reason is shown."""
    folder, key = other_relay(tmp_path / "second", people)
    with Process(folder) as second:
        lines = [relay_line(relay.url, RELAY_KEY.public), relay_line(second.url, key.public, "South")]
        case = make_case(people, lines)
        async with desk(case, case.north) as north, desk(case, case.south) as south:
            assert await held(south, case, await north.say(message(case, "Before")))
            relay.process.kill()
            said = await north.say(message(case, "After", Precedence.IMMEDIATE))

            assert await held(south, case, said)
            await eventually(lambda: not north.status().relays[0].up)
            assert north.status().relays[0].why


async def test_a_relay_that_comes_back_is_used_again(people, relay):
    """What was said meanwhile waits, and goes when it is there."""
    async with AsyncExitStack() as stack:
        proxy, url = await stack.enter_async_context(proxied(relay.url))
        case = make_case(people, [relay_line(url, RELAY_KEY.public)])
        relay.process.kill()
        relay.process.wait()
        north = await stack.enter_async_context(desk(case, case.north))
        south = await stack.enter_async_context(desk(case, case.south))
        said = await north.say(message(case, "Nobody there"))
        await eventually(lambda: "cannot be reached" in north.status().relays[0].why)
        assert not await north.wait_quiet(0.2)

        with Process(relay.folder) as again:
            proxy.leads_to(again.url)
            assert await held(south, case, said)


async def test_a_wrong_relay_is_never_used(people, relay):
    """Another key at the address: said in the status, and nothing is handed over."""
    case = make_case(people, [relay_line(relay.url, SigningKey(bytes(32)).public)])
    async with desk(case, case.north) as north:
        await north.say(message(case, "Who are you?"))
        await eventually(lambda: "does not hold the key" in north.status().relays[0].why)
        assert not north.status().relays[0].up


async def test_a_lost_acknowledgement_delivers_nothing_twice(people, relay):
    """The line breaks between commit and acknowledgement: it comes again, and changes nothing."""
    async with AsyncExitStack() as stack:
        proxy, url = await stack.enter_async_context(proxied(relay.url))
        case = make_case(people, [relay_line(url, RELAY_KEY.public)])
        north = await stack.enter_async_context(desk(case, case.north))
        south = await stack.enter_async_context(desk(case, case.south))
        assert await held(south, case, await north.say(message(case, "First")))
        cuts: list[str] = []

        def cut(name: str) -> None:
            if name == "engine/before-acknowledge" and len(cuts) < 3:
                cuts.append(name)
                proxy.cut()

        events = south.events()
        set_hook(cut)
        try:
            said = [await north.say(message(case, f"Number {n}")) for n in range(5)]
            for each in said:
                assert await held(south, case, each)
            assert await south.wait_quiet(WITHIN)
        finally:
            set_hook(None)
        south.leave(events)
        arrived = [each.statement async for each in events if isinstance(each, StatementArrived)]

    assert cuts
    assert sorted(each for each in arrived if each in said) == sorted(said)


async def test_a_flash_overtakes_a_backlog(people, relay):
    """Sixty routine statements wait for a slow wire; the FLASH said last is there before most of them."""
    async with AsyncExitStack() as stack:
        proxy, url = await stack.enter_async_context(proxied(relay.url))
        proxy.up = 0.02
        slow = make_case(people, [relay_line(url, RELAY_KEY.public)])
        north = await stack.enter_async_context(desk(slow, slow.north))
        south = await stack.enter_async_context(desk(slow, slow.south))
        assert await held(south, slow, await north.say(message(slow, "Before")))
        backlog = [await north.say(message(slow, "routine " * 1500)) for _ in range(60)]
        flash = await north.say(message(slow, "Ceasefire at noon", Precedence.FLASH))
        assert await held(south, slow, flash)
        there = await south.call(
            lambda station: sum(each in station.transcript(slow.channel) for each in backlog)
        )

    assert there < 30


# When the disk fails


class FullDisk:
    """A vault whose disk can be full: a transaction fails when it would commit."""

    def __init__(self, vault: Any) -> None:
        self._vault = vault
        self.full = False
        self.failed = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._vault, name)

    def transaction(self) -> Any:
        return self._Transaction(self)

    class _Transaction:
        def __init__(self, disk: FullDisk) -> None:
            self._disk = disk
            self._inner = disk._vault.transaction()

        def __enter__(self) -> None:
            self._inner.__enter__()

        def __exit__(self, kind: Any, error: Any, trace: Any) -> None:
            if kind is None and self._disk.full:
                full = StoreFailed("The disk is full.")
                with suppress(StoreFailed):
                    self._inner.__exit__(StoreFailed, full, None)
                self._disk._loop.call_soon_threadsafe(self._disk.failed.set)
                raise full
            self._inner.__exit__(kind, error, trace)


async def test_a_full_disk_leaves_it_with_the_relay(case):
    """Nothing is acknowledged or said; with room again all of it is there, and both are told."""
    disk = FullDisk(vault_of(case, case.south))
    async with desk(case, case.north) as north, desk(case, case.south, vault=disk) as south:
        assert await held(south, case, await north.say(message(case, "Before")))
        events = south.events()
        disk.full = True
        said = await north.say(message(case, "While it is full"))
        async with asyncio.timeout(WITHIN):
            await disk.failed.wait()
        with pytest.raises(StoreFailed):
            await south.say(message(case, "Not kept"))
        assert not await south.call(lambda station: said in station.transcript(case.channel))
        async with asyncio.timeout(WITHIN):
            while not isinstance(await anext(events), StoreTrouble):
                pass
        disk.full = False

        assert await held(south, case, said)
        async with asyncio.timeout(WITHIN):
            while not isinstance(await anext(events), StoreMended):
                pass


async def test_poison_is_set_aside_and_the_rest_goes_on(case):
    """An envelope that breaks the station five times is kept whole, and others arrive meanwhile."""

    class Fragile(Station):
        def receive(self, arrivals, now):
            if any(getattr(each, "public", b"") == poison.public for each in arrivals):
                raise RuntimeError("a bug")
            return super().receive(arrivals, now)

    poison = Deposit(public_part(7), ((case.south.key.device, b"slot"),))
    async with desk(case, case.north) as north, desk(case, case.south, make_station=Fragile) as south:
        assert await held(south, case, await north.say(message(case, "Before")))
        events = south.events()
        await _deposit(north, poison)
        said = await north.say(message(case, "After"))

        assert await held(south, case, said)
        async with asyncio.timeout(WITHIN):
            while not isinstance(aside := await anext(events), EnvelopeSetAside):
                pass
        assert "again and again" in aside.why
        kept = await south.call(lambda station: station._vault.outbox.put_aside())
        assert [each.public for _, each in kept] == [poison.public]
        assert await south.wait_quiet(WITHIN)


async def _deposit(engine: Engine, envelope: Deposit) -> None:
    link = next(iter(engine._lines)).link
    assert link is not None
    link.deposit([ToDeposit(envelope.id, envelope.public, envelope.slots, Precedence.ROUTINE)])


# When the desk is killed


async def test_a_desk_killed_between_commit_and_acknowledgement(tmp_path, case):
    """kill -9 there, three times: all comes again, is held once, and the mailbox is emptied in the end."""
    path = tmp_path / "profile" / "vault"
    path.parent.mkdir()
    create_vault(path, case, case.south)
    async with desk(case, case.north) as north:
        said = await north.say(message(case, "Will you be killed?"))
        killed = [await _run_desk(path, HOTLINE_CRASH_AT="engine/before-acknowledge") for _ in range(3)]
        assert await _run_desk(path) == (0, b"quiet\n")

        assert killed == [(-9, b"")] * 3
        assert await north.wait_quiet(WITHIN)
        state = await north.call(lambda station: station.state(case.channel, said))
        assert state.word is State.DELIVERED


async def _run_desk(path: Path, **environment: str) -> tuple[int | None, bytes]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.client.engine.crashing_desk",
        str(path),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **environment},
        cwd=Path(__file__).parents[3],
    )
    said, _ = await process.communicate()
    return process.returncode, said


# Other ways


async def test_a_courier_carries_what_waits(tmp_path, case, relay):
    """No relay is left: a file brings it, twice without harm, and it is not called relayed."""
    path = tmp_path / "stick.hotline"
    async with desk(case, case.north) as north, desk(case, case.south) as south:
        assert await held(south, case, await north.say(message(case, "Before")))
        relay.process.kill()
        said = await north.say(message(case, "By hand"))
        waiting = await north.call(
            lambda station: [Deposit(each.public, each.slots) for each in station.memory.outbox.waiting()]
        )
        await asyncio.to_thread(export_courier, path, waiting, case.north.key, datetime.now(UTC))
        assert await north.call(lambda station: station.memory.vault.record.relayed(said)) == []
        carried = await asyncio.to_thread(import_courier, path, case.south.key.device)
        events = south.events()
        for _ in range(2):
            await south.do(lambda station, now: station.receive(carried.arrivals, now))

        assert await held(south, case, said)
        south.leave(events)
        arrived = [each.statement async for each in events if isinstance(each, StatementArrived)]
        assert arrived.count(said) == 1


async def test_say_while_the_engine_runs(tmp_path, case):
    """A command that finds the vault held asks the holder, and the statement goes out from there."""
    async with desk(case, case.north) as north, desk(case, case.south) as south:

        async def say(what):
            return {"id": (await north.say(message(case, what["text"]))).hex()}

        async with attachable(tmp_path, {"say": say}):
            attached = await attach(tmp_path)
            assert attached is not None
            answer = await attached.ask("say", {"text": "From the other window"})

            assert await held(south, case, bytes.fromhex(answer["id"]))  # type: ignore[arg-type]


async def test_links_come_and_go_in_the_events(case):
    """Up when it is logged in."""
    async with desk(case, case.north) as north:
        events = north.events()
        async with asyncio.timeout(WITHIN):
            while not isinstance(change := await anext(events), RelayChanged):
                pass
        assert change.up
