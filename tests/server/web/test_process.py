"""A relay as its operator runs it: a process, over TLS."""

from __future__ import annotations

import asyncio
import json
import resource
import signal
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from hotline.ids import DeviceId, Precedence, RelayId
from hotline.wire.envelope import envelope_id
from hotline.wire.frames import Ack, Closing, Deliver, Empty, ReceiptFrame, RefusedFrame
from hotline.wire.receipts import open_receipt
from tests.server.people import deposit, living_desk, party
from tests.server.process import RELAY_KEY, Process, connected, make_folder

NORTH, SOUTH, EAST = living_desk("AVA"), living_desk("BRV"), living_desk("BRV", 2)
PARTIES = (party("AVA"), party("BRV"))


@pytest.fixture
def folder(tmp_path):
    return make_folder(tmp_path / "relay", PARTIES)


async def test_a_deposit_reaches_the_other_desk(folder):
    """Deposit, receipt, delivery, acknowledgement, empty; and the health page has counted it."""
    with Process(folder) as relay:
        async with connected(relay.url, NORTH) as north, connected(relay.url, SOUTH) as south:
            await south.until(Empty)
            frame = deposit(7, SOUTH.device, size=100_000)
            await north.send(frame)
            receipt = await north.until(ReceiptFrame)
            delivery = await south.until(Deliver)
            await south.send(Ack((delivery.n,)))
            await south.until(Empty)
            metrics = await _get(f"{relay.ready['health']}/metrics")

        kept = open_receipt(receipt.receipt, RelayId(RELAY_KEY.public))
        assert kept.deposits[0][0] == envelope_id(frame.public)
        assert (delivery.public, delivery.slot) == (frame.public, frame.slots[0][1])
        assert 'hotline_deliveries_total{precedence="routine"} 1.0' in metrics


async def test_what_was_receipted_survives_a_kill(folder):
    """kill -9 in the middle of traffic: every receipted deposit is there after the restart."""
    receipted: set[bytes] = set()
    with Process(folder) as relay:
        async with connected(relay.url, NORTH) as north:
            frames = {ref: deposit(ref, SOUTH.device) for ref in range(400)}
            sending = asyncio.create_task(_send_all(north, frames.values()))
            while len(receipted) < 150:
                answer = await north.until(ReceiptFrame)
                receipted |= {frames[ref].public for ref in answer.refs}
            relay.process.kill()
            relay.process.wait()
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)

    with Process(folder) as relay:
        async with connected(relay.url, SOUTH) as south:
            got = await _drain(south)

    assert receipted <= got


async def test_what_was_receipted_survives_a_kill_or_its_desk_has_it(folder):
    """kill -9 while two desks are connected, and one of them acknowledges nothing."""
    receipted: set[tuple[bytes, DeviceId]] = set()
    acknowledged: set[bytes] = set()
    with Process(folder) as relay:
        async with (
            connected(relay.url, NORTH) as north,
            connected(relay.url, SOUTH) as south,
            connected(relay.url, EAST) as east,
        ):
            for each in (south, east):
                await each.until(Empty)
            to = [(SOUTH.device,), (EAST.device,), (SOUTH.device, EAST.device)]
            frames = {ref: deposit(ref, *to[ref % 3]) for ref in range(400)}
            work = [
                asyncio.create_task(_send_all(north, frames.values())),
                asyncio.create_task(_acknowledge_all(south, acknowledged)),
            ]
            while len(receipted) < 150:
                answer = await north.until(ReceiptFrame)
                receipted |= {(frames[ref].public, box) for ref in answer.refs for box in to[ref % 3]}
            relay.process.kill()
            relay.process.wait()
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)

    with Process(folder) as relay:
        async with connected(relay.url, SOUTH) as south, connected(relay.url, EAST) as east:
            got = {SOUTH.device: await _drain(south) | acknowledged, EAST.device: await _drain(east)}

    assert acknowledged
    assert {box for _, box in receipted} == {SOUTH.device, EAST.device}
    assert all(public in got[box] for public, box in receipted)


async def _acknowledge_all(device, acknowledged: set[bytes]) -> None:
    while True:
        delivery = await device.until(Deliver)
        acknowledged.add(delivery.public)
        await device.send(Ack((delivery.n,)))


async def test_a_relay_killed_before_it_wrote_delivers_a_repeated_deposit_again(folder):
    """The receipt was for what the desk had acknowledged, and the desk knows what it holds."""
    frame = deposit(7, SOUTH.device)
    with Process(folder, HOTLINE_CRASH_AT="store/before-commit:1") as relay:
        async with connected(relay.url, NORTH) as north, connected(relay.url, SOUTH) as south:
            await south.until(Empty)
            await north.send(frame)
            first = await south.until(Deliver)
            await south.send(Ack((first.n,)))
            receipts = [await north.until(ReceiptFrame)]
            relay.process.terminate()  # then it would write what it knows
            assert await asyncio.to_thread(relay.process.wait, 30) == -signal.SIGKILL

    with Process(folder) as relay:
        async with connected(relay.url, NORTH) as north, connected(relay.url, SOUTH) as south:
            await south.until(Empty)
            for _ in range(2):
                await north.send(frame)
            second = await south.until(Deliver)
            await south.send(Ack((second.n,)))
            while sum(len(each.refs) for each in receipts) < 3:
                receipts.append(await north.until(ReceiptFrame))
        async with connected(relay.url, SOUTH) as south:
            assert isinstance(await south.next(), Empty)

    assert (second.public, second.slot) == (first.public, first.slot)
    opened = [open_receipt(each.receipt, RelayId(RELAY_KEY.public)) for each in receipts]
    assert len({rows for each in opened for rows in each.deposits}) == 1, "all of the same"


async def _send_all(device, frames) -> None:
    for frame in frames:
        await device.send(frame)


async def _drain(device) -> set[bytes]:
    got: set[bytes] = set()
    while not isinstance(frame := await device.next(), Empty):
        assert isinstance(frame, Deliver)
        got.add(frame.public)
        await device.send(Ack((frame.n,)))
    return got


async def test_a_flash_overtakes_five_hundred_routine(folder):
    """A desk that reads slowly gets the FLASH before most of its backlog."""
    with Process(folder) as relay:
        async with connected(relay.url, NORTH) as north:
            for start in range(0, 500, 100):
                for ref in range(start, start + 100):
                    await north.send(deposit(ref, SOUTH.device, size=20_000))
                await _receipts(north, 100)
            async with connected(relay.url, SOUTH) as south:
                first = await south.until(Deliver)
                flash = deposit(999, SOUTH.device, precedence=Precedence.FLASH)
                await north.send(flash)
                await north.until(ReceiptFrame)
                before = 0
                while first.public != flash.public:
                    first = await south.until(Deliver)
                    before += 1

    assert before < 100  # the window and what the two kernels held, not the backlog


async def _receipts(device, count: int) -> None:
    while count > 0:
        count -= len((await device.until(ReceiptFrame)).refs)


async def test_a_stop_answers_what_it_took_and_says_goodbye(folder):
    """SIGTERM: every deposit that was taken is receipted, then `closing`, then the process ends well."""
    with Process(folder) as relay:
        async with connected(relay.url, NORTH) as north, connected(relay.url, SOUTH) as south:
            await north.send(deposit(1, SOUTH.device))
            await south.until(Deliver)
            relay.process.send_signal(signal.SIGTERM)

            assert isinstance(await north.until(ReceiptFrame), ReceiptFrame)
            assert (await north.until(Closing)).code == "closing"
            assert (await south.until(Closing)).code == "closing"
        assert await asyncio.to_thread(relay.process.wait, 30) == 0
        assert not folder.running.exists()


async def test_a_full_disk_is_answered_with_busy(folder):
    """Nothing is acknowledged that is not durable; once there is room the same deposit goes in."""
    with Process(folder) as relay:
        async with connected(relay.url, NORTH) as north:
            limit = (100_000, resource.RLIM_INFINITY)
            resource.prlimit(relay.process.pid, resource.RLIMIT_FSIZE, limit)
            await north.send(deposit(1, SOUTH.device, size=150_000))
            refused = await north.until(RefusedFrame)
            unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.prlimit(relay.process.pid, resource.RLIMIT_FSIZE, unlimited)
            await north.send(deposit(1, SOUTH.device, size=150_000))
            answer = await north.until((ReceiptFrame, RefusedFrame))

    assert [(each.code, bool(each.retry)) for each in refused.refusals] == [("busy", True)]
    assert isinstance(answer, ReceiptFrame)


async def test_what_the_operator_adds_counts_without_a_restart(folder):
    """A party enrolled and a device revoked while the relay runs."""
    late = living_desk("LAT")
    with Process(folder) as relay:
        async with connected(relay.url, NORTH) as north:
            folder.add_party(party("LAT").root)
            await _eventually_logs_in(relay.url, late)
            revocation = NORTH.revocation()
            await asyncio.to_thread(_command, folder, "revoke", "-", stdin=revocation.to_json())

            assert (await north.until(Closing)).code == "revoked"


async def _eventually_logs_in(url: str, desk) -> None:
    for _ in range(50):
        try:
            async with connected(url, desk):
                return
        except (AssertionError, EOFError):
            await asyncio.sleep(0.2)
    pytest.fail("the party was never served")


async def test_status_tells_what_waits(folder):
    """For people and for programs; and says so when nobody serves."""
    with Process(folder) as relay:
        async with connected(relay.url, NORTH) as north:
            await north.send(deposit(1, SOUTH.device))
            await north.until(ReceiptFrame)
            told = json.loads(await asyncio.to_thread(_command, folder, "status", "--json"))

    assert told["devices"] == 1
    assert {each["code"]: each["waiting"] for each in told["parties"]} == {"AVA": 1, "BRV": 0}
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        _command(folder, "status")
    assert stopped.value.returncode == 3


def _command(folder, name: str, *arguments: str, stdin: bytes = b"") -> bytes:
    command = [sys.executable, "-m", "server.main", name, "--dir", str(folder.path), *arguments]
    root = Path(__file__).parents[3]
    return subprocess.run(command, input=stdin, check=True, capture_output=True, cwd=root).stdout


def test_two_processes_do_not_serve_one_folder(folder):
    """The second says so and ends; the first goes on."""
    with Process(folder), pytest.raises(subprocess.CalledProcessError) as second:
        _command(folder, "serve")

    assert second.value.returncode == 3
    assert b"Another process serves" in second.value.stderr


async def _get(url: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(url) as response:
        assert response.status == 200
        return await response.text()
