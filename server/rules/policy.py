"""What an operator sets for sessions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from hotline import limits
from hotline.wire.login import NO_CERTIFICATE
from server.rules.pace import Pace


@dataclass(frozen=True, slots=True)
class Policy:
    """The relay's name and certificate as log-in binds them, and its limits."""

    name: str
    certificate_hash: bytes = NO_CERTIFICATE  # of what the outside sees: the relay's or its TLS front's
    ttl_max: timedelta = limits.TTL_MAX
    pace: Pace = field(default_factory=Pace)
    handshakes_per_address: int = 32  # desks behind one address that come back together after an outage
    handshakes: int = 512  # at once, from everywhere
    devices_per_party: int = 256  # logged in at once: a party makes as many credentials as it likes
