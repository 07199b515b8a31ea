"""OPERATING.md, typed word for word on a server that systemd runs; desks try the relay after each step."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.tls import make_certificate
from tests.deploy.locked import fetch_locked
from tests.deploy.machine import on_a_throwaway_machine
from tests.deploy.manual import blocks, marks
from tests.deploy.needs import program, throwaway_machine
from tests.server.people import NOW, living_desk, party

ROOT = Path(__file__).parents[2]

ARRIVE = """\
set -euo pipefail
export PIP_NO_INDEX=1 PIP_FIND_LINKS=/mnt/wheels PIP_CONFIG_FILE=/dev/null PIP_DISABLE_PIP_VERSION_CHECK=1
mkdir --parents /usr/local/src/hotline
cd /mnt/source
cp --recursive hotline client server deploy docs tests pyproject.toml requirements.lock LICENSE \
    /usr/local/src/hotline
cp /mnt/files/* ~
desk() {
    (cd /usr/local/src/hotline; /opt/hotline/bin/python -m tests.deploy.desk \
        wss://127.0.0.1:8443 ~/north.relay.json "$@")
}
"""

# What is done besides the block in which these words stand: things go wrong before it, desks try after it.
BEFORE = {
    "tar --extract": "systemctl stop hotline-relay; rm --recursive /var/lib/hotline-relay",
    "journalctl --unit=hotline-relay --lines": (
        "echo nonsense=1 >> /var/lib/hotline-relay/relay.toml; ! systemctl restart hotline-relay"
    ),
}
AFTER = {
    "hotline-relay card": "desk AVA 1; desk BRV 2; desk CHL 1",
    "AmbientCapabilities": "desk AVA 1; rm --recursive /etc/systemd/system/hotline-relay.service.d",
    "fullchain.pem": "desk AVA 1",
    "nginx -t": "desk AVA 1",
    "fullchain-renewed.pem": "desk AVA 1",
    "curl --silent": (
        "kill -KILL $(systemctl show --property=MainPID --value hotline-relay); sleep 1\n"
        "until hotline-relay status; do sleep 0.5; done; desk AVA 1"
    ),
    "tar --extract": "desk AVA 1",
    "--upgrade-strategy": "desk AVA 1",
    "hotline-relay revoke": "sleep 2; desk BRV 2; desk BRV 1",
    "rm --force /var/lib/hotline-relay/parties": "desk BRV 1; desk AVA 1",
    "rm --recursive --force /var/lib/hotline-relay/store": "desk AVA 1",
    "journalctl --unit=hotline-relay --lines": (
        "systemctl show --property=NRestarts hotline-relay\n"
        "sed --in-place '/^nonsense/d' /var/lib/hotline-relay/relay.toml\n"
        "systemctl restart hotline-relay; desk AVA 1"
    ),
}
TRIED = [
    *("AVA-1 was served", "BRV-2 was served", "CHL-1 was not served"),  # enrolled are two parties
    *["AVA-1 was served"] * 7,  # low port, own certificate, nginx, renewed, killed, restored, upgraded
    *("BRV-2 was not served", "BRV-1 was served"),  # one device is revoked
    *("BRV-1 was not served", "AVA-1 was served"),  # one party has left
    *["AVA-1 was served"] * 2,  # the store was given up, a mistake was mended
]
LEAVE = "find /var/lib/hotline-relay -perm /077 -or -not -user hotline-relay | sed 's/^/not private: /'\n"


def besides(words_and_actions: dict[str, str], block: str) -> str:
    return "\n".join(action for words, action in words_and_actions.items() if words in block)


def script() -> str:
    """All of the page, with the desks' tries between."""
    steps = [f"{besides(BEFORE, block)}\n{block}\n{besides(AFTER, block)}\n" for block in blocks("sh")]
    return "".join([ARRIVE, *steps, LEAVE])


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """What the lock names, as files: the throwaway machine has no network to fetch it from."""
    throwaway_machine()
    folder = tmp_path_factory.mktemp("wheels")
    fetch_locked(folder)
    return folder


@pytest.fixture
def files(tmp_path):
    """What parties and authorities hand to the operator."""
    folder = tmp_path / "files"
    folder.mkdir()
    for code in ("AVA", "BRV"):
        (folder / f"{code.lower()}-root.json").write_bytes(party(code).root.signed.to_json())
    (folder / "brv-2.revocation.json").write_bytes(living_desk("BRV", 2).revocation().to_json())
    for word in ("", "-renewed"):
        certificate, key = make_certificate("relay.example.org", NOW)
        (folder / f"fullchain{word}.pem").write_bytes(certificate)
        (folder / f"privkey{word}.pem").write_bytes(key)
    return folder


def test_the_page_typed_word_for_word_runs_a_relay(tmp_path, wheels, files):
    """From a bare server to a relay under systemd, behind TLS of each kind; lost, restored, upgraded."""
    for name, package in (("nginx", "nginx-light"), ("jq", "jq"), ("curl", "curl"), ("openssl", "openssl")):
        program(name, package)

    told = on_a_throwaway_machine(
        tmp_path / "machine", script(), {"/mnt/source": ROOT, "/mnt/wheels": wheels, "/mnt/files": files}
    )

    assert told.code == 0, told.output[-5000:]
    assert re.findall(r"^\w+-\d was (?:not )?served", told.output, re.MULTILINE) == TRIED, told.output
    assert "nonsense: there is no such key" in told.output
    assert "NRestarts=0" in told.output
    assert "not private" not in told.output
    assert len(set(re.findall(r"^sha256 Fingerprint=.*", told.output, re.MULTILINE))) == 1


def test_each_step_of_the_page_is_one_that_is_tried():
    """What this file adds between the blocks names words that are there, once each."""
    found = blocks("sh")

    for words in {*BEFORE, *AFTER}:
        assert sum(words in block for block in found) == 1, words
    assert marks() == {"sh", "sh container", "text"}
