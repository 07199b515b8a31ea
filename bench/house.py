"""Relays to be measured, each a process of its own: Hotline's, with parties and desks, and the bare one."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import cbor2

from client.links.ports import World
from hotline.codec import whole_milliseconds
from hotline.crypto.signing import RootKey, SigningKey
from hotline.identity.credential import Credential, Role, issue
from hotline.identity.root import make_root
from hotline.signed import Signed, signed_from_value
from hotline.wire.frames import Hello, write_frame
from server.folder import Folder
from server.tls import make_certificate

PER_PARTY = 200  # desks; a relay takes 256 of one party
DAY = timedelta(days=1)
CONFIG = {
    "name": "North",
    "operator": "A bench",
    "exercise": True,
    "listen": "127.0.0.1:0",
    "health": "127.0.0.1:0",
    "log_level": "warning",
    # A bench is one address and a few parties; what it measures is not how they are held back.
    "handshakes_per_address": 4096,
    "handshakes": 4096,
    "party_per_second": 1_000_000,
    "party_burst": 1_000_000,
}
"""Everything is checked as ever; the limits alone are out of the way."""
NONCE = bytes(32)  # a bench's log-in need not be fresh
ENDS_WITHIN = 30.0  # seconds


@dataclass(frozen=True, slots=True)
class Desk:
    """A device, with the frame that begins its log-in."""

    key: SigningKey
    hello: bytes


@dataclass(frozen=True, slots=True)
class House:
    """A folder for relays of both kinds, and who may use them."""

    path: Path
    desks: Path  # a file for the loads

    def folder(self, tls: bool) -> Folder:
        return Folder(self.path / ("tls" if tls else "plain"))


def make_house(path: Path, desks: int, world: World) -> House:
    """Parties, desks with credentials, and a relay's folder with TLS and one without, which serve them."""
    now = world.now()
    house = House(path, path / "desks.cbor")
    folders = [house.folder(tls) for tls in (True, False)]
    key = SigningKey.generate(world.entropy)
    for folder, tls in zip(folders, ("own", "none"), strict=True):
        scheme = "wss" if tls == "own" else "ws"
        values = {**CONFIG, "tls": tls, "url": f"{scheme}://localhost:8443"}
        text = "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())
        folder.make(text, key, *make_certificate("localhost", now))
    made: list[tuple[bytes, object]] = []
    while len(made) < desks:
        code = _code(len(made) // PER_PARTY)
        root_key = RootKey.generate(world.entropy)
        root = make_root(code, f"The party {code}", True, root_key, whole_milliseconds(now))
        for folder in folders:
            folder.add_party(root)
        for number in range(min(PER_PARTY, desks - len(made))):
            device = SigningKey.generate(world.entropy)
            credential = Credential(
                party=root.id,
                officer="Anna Example",
                role=Role.LIAISON,
                desk=number + 1,
                device=device.device,
                exercise=True,
                serial=1,
                not_before=whole_milliseconds(now - DAY),
                not_after=whole_milliseconds(now + DAY),
            )
            made.append((device.seed, issue(root_key, credential).to_value()))
    house.desks.write_bytes(cbor2.dumps(made))
    return house


def _code(number: int) -> str:
    """A party's code: letters only."""
    return "P" + chr(ord("A") + number // 26) + chr(ord("A") + number % 26)


def read_desks(file: Path, count: int) -> list[Desk]:
    """The first desks of a house."""
    return [_desk(seed, signed_from_value(value, "credential")) for seed, value in _first(file, count)]


def _first(file: Path, count: int) -> list[tuple[bytes, object]]:
    made: list[tuple[bytes, object]] = cbor2.loads(file.read_bytes())
    assert len(made) >= count
    return made[:count]


def _desk(seed: bytes, credential: Signed) -> Desk:
    return Desk(SigningKey(seed), write_frame(Hello(1, credential, NONCE)))


class Running:
    """One relay's process. `side` is "hotline" or "bare"."""

    def __init__(self, house: House, side: str, tls: bool = False) -> None:
        self.side = side
        self._command = [sys.executable, "-m", *_command(house, side, tls)]

    def __enter__(self) -> Running:
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url: str = json.loads(self._process.stdout.readline())["url"]
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    @property
    def resident_kb(self) -> int:
        """KiB of memory that are this process's own."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("RssAnon"))


def _command(house: House, side: str, tls: bool) -> list[str]:
    folder = house.folder(tls).path
    if side == "hotline":
        return ["server.main", "serve", "--dir", str(folder), "--port", "0"]
    certificate = [str(folder / "certificate.pem"), str(folder / "certificate.key")] if tls else []
    return ["bench.bare_relay", str(folder / "store"), *certificate]
