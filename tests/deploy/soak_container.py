"""The relay's image, built and run for real. `make soak` does: it takes minutes, and a base system."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

from client.station.arrivals import ReceiptCame
from hotline.ids import RelayId
from tests.client.links.lines import linked, to_deposit
from tests.deploy.container import INSIDE, USER, Buildah, on_a_read_only_root, serving
from tests.deploy.locked import fetch_locked
from tests.deploy.manual import blocks
from tests.deploy.needs import program
from tests.server.people import living_desk, party

INIT = ["--name", "North", "--operator", "Test", "--url", "wss://localhost:8443", "--exercise"]
CODES = ["AVA", "BRV"]


@pytest.fixture(scope="module")
def buildah(tmp_path_factory):
    """With the image built by the command in OPERATING.md, and a container of it, `relay`."""
    program("buildah", "buildah")
    folder = tmp_path_factory.mktemp("container")
    wheels = folder / "wheels"
    fetch_locked(wheels)
    made = Buildah(folder / "images", wheels)
    made.prepare()
    (typed,) = blocks("sh container")
    made.build(typed)
    made("from", "--name", "relay", "hotline-relay")
    yield made
    shutil.rmtree(folder)  # a gigabyte


@pytest.fixture(scope="module")
def volume(buildah):
    """A relay's folder, made in the container, that serves the parties."""
    made = buildah.folder / "volume"
    made.mkdir(mode=0o700)
    os.chown(made, USER, USER)
    run = ["run", "--isolation", "chroot", "--volume", f"{made}:{INSIDE}", "relay", "--", "hotline-relay"]
    buildah(*run, "init", INSIDE, *INIT)
    for code in CODES:
        buildah(*run, "enroll", "-", stdin=party(code).root.signed.to_json())
    assert [each["code"] for each in json.loads(buildah(*run, "parties", "--json"))] == CODES
    return made


async def served(ready) -> bool:
    """Whether a desk gets a receipt from the relay that said this."""
    mine = living_desk("AVA")
    async with linked(ready["url"], mine, key=RelayId(bytes.fromhex(ready["key"]))) as link:
        link.link.deposit([to_deposit(1, mine.device)])
        await link.until(lambda each: bool(each.of(ReceiptCame)))
    return True


async def test_a_relay_in_a_container_serves(buildah, volume):
    """By buildah, as the image's own user."""
    command = ["buildah", "run", "--isolation", "chroot", "--volume", f"{volume}:{INSIDE}", "relay", "--"]
    with serving([*command, "hotline-relay", "serve", "--port", "0"], buildah.environment) as ready:
        assert await served(ready)


async def test_a_relay_on_a_read_only_root_serves(buildah, volume):
    """Nothing but its own folder has to be written."""
    root = buildah("mount", "relay").decode().strip()
    with serving(on_a_read_only_root(root, volume), buildah.environment) as ready:
        assert await served(ready)


def test_the_image_runs_without_rights(buildah):
    """As a user who owns nothing in it but the relay's folder."""
    told = json.loads(buildah("inspect", "--type", "image", "hotline-relay"))["OCIv1"]["config"]
    root = buildah("mount", "relay").decode().strip()
    found = subprocess.run(["find", root, "-user", str(USER)], check=True, capture_output=True, text=True)

    assert told["User"] == f"{USER}:{USER}"
    assert found.stdout.split() == [root + INSIDE]
