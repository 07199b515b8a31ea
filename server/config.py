"""What an operator sets: relay.toml, and the environment above it. `deploy/relay.toml` is its manual.

Every mistake is named with its file or variable, the key, and what is allowed there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from hotline.errors import Misuse
from server.rules.pace import Pace
from server.rules.policy import Policy
from server.rules.quota import MIB, Level, Limits

PREFIX = "HOTLINE_RELAY_"
FILE = "relay.toml"


class Address(NamedTuple):
    """Where to listen. Port 0: the system chooses."""

    host: str
    port: int

    @property
    def loopback(self) -> bool:
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def _read_address(value: object) -> object:
    if isinstance(value, Address):
        return value
    host, _, port = str(value).rpartition(":")
    if not isinstance(value, str) or not host or not port.isdecimal() or int(port) > 65535:
        raise ValueError("needs an address and a port, like 0.0.0.0:8443 or [::1]:0")
    return Address(host.strip("[]"), int(port))


def _read_path(value: object) -> object:
    return Path(value) if isinstance(value, str) and value else value


Listen = Annotated[Address, BeforeValidator(_read_address)]
File = Annotated[Path, BeforeValidator(_read_path)]
Words = Annotated[str, Field(min_length=1, max_length=80)]
Many = Annotated[int, Field(ge=1, le=2**40)]

DEFAULT = Limits()
PACE = Pace()


class Config(BaseModel):
    """All that can be set. Paths are taken from the relay's folder."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, arbitrary_types_allowed=True)

    name: Words
    operator: Words
    exercise: bool
    url: Annotated[str, Field(pattern=r"^wss?://[^\s/]+$", max_length=200)]

    listen: Listen = Address("0.0.0.0", 8443)
    health: Listen = Address("127.0.0.1", 9464)
    tls: Literal["own", "front", "none"] = "own"
    certificate: File = Path("certificate.pem")
    certificate_key: File = Path("certificate.key")

    ttl_max_days: Annotated[int, Field(ge=1, le=90)] = 90
    mailbox_envelopes: Many = DEFAULT.mailbox.count
    mailbox_mib: Many = DEFAULT.mailbox.octets // MIB
    share_envelopes: Many = DEFAULT.share.count
    share_mib: Many = DEFAULT.share.octets // MIB
    party_envelopes: Many = DEFAULT.party.count
    party_mib: Many = DEFAULT.party.octets // MIB
    party_blobs_mib: Many = 4096
    party_per_second: Many = int(PACE.per_second)
    party_burst: Many = PACE.burst
    handshakes_per_address: Many = 32
    handshakes: Many = 512
    stop_within_seconds: Annotated[int, Field(ge=1, le=300)] = 10
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    @property
    def limits(self) -> Limits:
        return Limits(
            mailbox=Level(self.mailbox_envelopes, self.mailbox_mib * MIB),
            share=Level(self.share_envelopes, self.share_mib * MIB),
            party=Level(self.party_envelopes, self.party_mib * MIB),
        )

    @property
    def host(self) -> str:
        """The host that desks connect to."""
        return urlsplit(self.url).hostname or "localhost"

    def policy(self, certificate_hash: bytes) -> Policy:
        return Policy(
            name=self.name,
            certificate_hash=certificate_hash,
            ttl_max=timedelta(days=self.ttl_max_days),
            pace=Pace(float(self.party_per_second), self.party_burst),
            handshakes_per_address=self.handshakes_per_address,
            handshakes=self.handshakes,
        )


def from_text(text: str, file: Path = Path(FILE)) -> Config:
    """The configuration in a file's text alone. Raises Misuse."""
    return _checked(_toml(text, file), file, set())


def read_config(folder: Path, environment: Mapping[str, str]) -> Config:
    """The configuration in force. Raises Misuse."""
    file = folder / FILE
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        advice = f"Make one with `hotline-relay init {folder}`."
        raise Misuse(f"{file} cannot be read: {error.strerror}.", advice) from error
    overrides = _overrides(environment)
    return check_exposure(_checked({**_toml(text, file), **overrides}, file, set(overrides)))


def check_exposure(config: Config) -> Config:
    """The configuration, if nothing of it is open to a network without TLS. Raises Misuse."""
    if config.tls != "own" and not config.listen.loopback:
        raise Misuse(
            f'The relay would listen on {config.listen} without TLS (tls = "{config.tls}").',
            'Set tls = "own", or listen = "127.0.0.1:…" with a TLS front on this machine.',
        )
    if not config.health.loopback:
        raise Misuse(
            f'health = "{config.health}" is open to a network, and it asks for no log-in.',
            'Set health = "127.0.0.1:9464", and fetch it from this machine.',
        )
    if config.url.startswith("ws:") and not Address(config.host, 0).loopback:
        raise Misuse(f'url = "{config.url}" has no TLS.', "Set url to an address that begins with wss://.")
    return config


def _toml(text: str, file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise Misuse(f"{file} is not TOML: {error}.", "deploy/relay.toml is an example.") from error


def _checked(values: Mapping[str, object], file: Path, overridden: set[str]) -> Config:
    try:
        return Config.model_validate(dict(values))
    except ValidationError as error:
        raise _explained(error, file, overridden) from error


def _overrides(environment: Mapping[str, str]) -> dict[str, object]:
    """What the environment sets, by key. Raises Misuse for a variable that names no key."""
    found: dict[str, object] = {}
    for variable, text in environment.items():
        key = variable.removeprefix(PREFIX).lower()
        if not variable.startswith(PREFIX) or key == "dir":
            continue
        if key not in Config.model_fields:
            raise Misuse(f"{variable} sets nothing.", f"There are: {', '.join(Config.model_fields)}.")
        found[key] = _typed(key, text)
    return found


def _typed(key: str, text: str) -> object:
    """TOML's types for a variable's text, where the key wants one; else the text, and the check will say."""
    if Config.model_fields[key].annotation is bool and text in ("true", "false"):
        return text == "true"
    if Config.model_fields[key].annotation is int and text.lstrip("-").isdecimal():
        return int(text)
    return text


def _explained(error: ValidationError, file: Path, overridden: set[str]) -> Misuse:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    key = str(first["loc"][0])
    where = f"{PREFIX}{key.upper()}" if key in overridden else f"{file}, {key}"
    if first["type"] == "extra_forbidden":
        return Misuse(f"{where}: there is no such key.", f"There are: {', '.join(Config.model_fields)}.")
    if first["type"] == "missing":
        return Misuse(f"{where}: must be set.", "deploy/relay.toml says what it means.")
    return Misuse(
        f"{where}: {first['msg'].removeprefix('Value error, ')}.", "deploy/relay.toml says what it means."
    )
