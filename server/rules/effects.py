"""What a relay wants done, as values: frames to send, things to store, sessions to end.

Whoever carries them out says how it went through the methods of `relay.Relay` that are named beside each.
"""

from __future__ import annotations

from typing import NewType

from hotline.ids import DeviceId, Precedence
from hotline.signed import Signed
from hotline.values import value
from hotline.wire.frames import Frame
from server.rules.order import Cursor
from server.stores.port import Announcement, Deposit

SessionId = NewType("SessionId", int)
"""Names one connection; whoever opens it chooses a number that was not used before."""


@value
class Send:
    """Send this frame; what is more urgent goes first, also between the parts of what is not."""

    session: SessionId
    frame: Frame
    precedence: Precedence


@value
class Close:
    """Say why, then end the connection. The relay has already forgotten the session.

    `finish`: what waits to be sent goes out first; otherwise it is dropped.
    """

    session: SessionId
    code: str
    sentence: str
    finish: bool = False


@value
class Watch:
    """From now on until the session ends, tell `Relay.hint` what comes for this mailbox."""

    session: SessionId
    mailbox: DeviceId


@value
class StoreDeposit:
    """Tell `Relay.arrived`, keep it, then `Relay.settled` and `Relay.stored`.

    Nothing comes into a mailbox otherwise: a session that is caught up is told that it is empty without a
    look. `stored` may come first: when all its recipients have acknowledged it.
    """

    session: SessionId
    ref: int
    deposit: Deposit


@value
class StoreAck:
    """Let these go; no answer is needed. When it fails they are delivered again one day."""

    session: SessionId
    mailbox: DeviceId
    seqs: tuple[int, ...]


@value
class Fetch:
    """Read what waits, then `Relay.fetched`."""

    session: SessionId
    mailbox: DeviceId
    cursor: Cursor
    lowest: Precedence
    count: int
    octets: int


@value
class PutKey:
    """Keep the announcement if it is the newest, then `Relay.key_found` with what is newest now."""

    session: SessionId
    ref: int
    announcement: Announcement


@value
class GetKey:
    """Look the newest announcement up, then `Relay.key_found`."""

    session: SessionId
    ref: int
    device: DeviceId


@value
class StoreRevocation:
    """Keep the root's document so that it outlives the process, then `Relay.revocation_kept`."""

    session: SessionId
    ref: int
    revocation: Signed


Effect = Send | Close | Watch | StoreDeposit | StoreAck | Fetch | PutKey | GetKey | StoreRevocation
