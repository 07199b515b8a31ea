"""Two desks over a relay that is really there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hotline.identity.root import open_root
from hotline.signed import signed_from_json
from server.folder import Folder
from tests.client.cli.conftest import Hotline
from tests.client.cli.trail import walk
from tests.server.process import RELAY_KEY, Process, make_folder


@pytest.fixture
def relay(empty: Path) -> Folder:
    """A relay on a port of its own, which the agreement names and which serves both parties."""
    return make_folder(empty / "relay", [])


def test_what_is_said_is_relayed_read_and_acknowledged(empty: Path, relay: Folder, hotline: Hotline) -> None:
    """Exit code 0 once a relay took it; the other fetches it with `sync`, and the answer comes back."""
    with Process(relay) as process:
        walk(empty, f'name: north, url: "{process.url}", operator: Test', RELAY_KEY.public.hex())
        for low in ("ava", "brv"):
            relay.add_party(open_root(signed_from_json((empty / f"{low}-root.json").read_bytes())))
        hotline("sync", "--profile=brv", "--wait=20")  # its sealing key is in the directory from now on

        said = hotline("say", "northern", "message", "--text=The bridge is open.", "--wait=20", "--json")
        first = json.loads(said.out)
        synced = hotline("sync", "--profile=brv", "--wait=20")
        read = json.loads(hotline("read", "northern", "--json", "--profile=brv").out)
        acked = hotline("ack", read["number"], "--profile=brv", "--wait=20")
        hotline("sync", "--wait=20")
        shown = json.loads(hotline("show", read["number"], "--json").out)

    assert (first["state"], first["relayed"], first["of"]) == ("relayed", 1, 1)
    assert (said.code, synced.code, acked.code) == (0, 0, 0), (said, synced, acked)
    assert read["body"]["text"] == "The bridge is open."
    assert shown["state"] == "read"
