"""`hotline serve` as it is typed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from yarl import URL

from client.cli.serve import client_of
from client.engine.profiles import Profile
from tests.client.browser.visitor import WITHIN, Visitor
from tests.client.cli.conftest import Hotline


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "localhost"])
def test_it_listens_on_loopback_only(hotline: Hotline, host: str) -> None:
    """Anything else is refused with a sentence that says what to do instead."""
    done = hotline("serve", "--host", host)

    assert done.code == 2
    assert f"on this machine only: 127.0.0.1, not {host}." in done.err
    assert "ssh -L" in done.err
    assert done.out == ""


def test_it_shows_the_client_of_that_profile(tmp_path: Path) -> None:
    """The same Python, the same profile, wherever its folder is."""
    command = client_of(Profile("watch", tmp_path / "watch"))

    assert command == [sys.executable, "-m", "client.main", "--profile", str(tmp_path / "watch")]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_ctrl_c_ends_all(empty: Path, number: int) -> None:
    """It prints one address, lets one in, and leaves nothing behind."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "client.main", "serve", "--profile", "ava"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=os.environ | {"HOTLINE_HOME": str(empty)},
    )
    assert process.stdout is not None
    async with asyncio.timeout(WITHIN), Visitor() as visitor:
        address = (await process.stdout.readline()).decode().strip()
        page = await visitor.enter(address)
        line = await visitor.connect()
        process.send_signal(number)
        code, _ = await line.ends()
        out, err = await process.communicate()

        assert code == 1000
        assert process.returncode == 0
        assert b"Nothing is served any more." in err
        assert b"http" not in err
        assert out.count(b"http") <= 1  # a client that had ended before us is followed by another address
        with pytest.raises(OSError, match=str(URL(page).port)):
            await visitor.get(page)
