"""What a load says to a relay and hears from it, as bytes: to Hotline's, and to the bare one.

Both give the same few facts, so that one load measures both. Nothing is verified here that the relay has to
prove: what it costs a desk is not what is measured.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import cbor2

from bench.house import NONCE, Desk
from bench.line import Line
from hotline.ids import Precedence
from hotline.wire.envelope import PublicPart, write_public
from hotline.wire.frames import Ack, Challenge, DepositFrame, Pong, Proof, read_frame, write_frame
from hotline.wire.login import login_message, prove

PUBLIC_BYTES = 1024
SLOT_BYTES = 80  # a short slot
TTL_SECONDS = 3600
SEALED_BYTES = PUBLIC_BYTES - 44  # what is around it takes the rest


@dataclass(slots=True)
class Heard:
    """Facts from messages that came together."""

    kept: list[int]  # refs of deposits that are acknowledged
    came: list[int]  # delivery numbers
    urgent: list[bool]  # whether each of those is a FLASH
    reply: bytes | None = None  # what keeps the session alive


class Tongue(Protocol):
    async def enter(self, line: Line, desk: Desk) -> None:
        """From the upgrade until the relay takes deposits."""

    def deposit(self, ref: int, desk: Desk, precedence: Precedence) -> bytes:
        """A message that deposits an envelope which no other ref has."""

    def acknowledge(self, numbers: Sequence[int]) -> bytes: ...

    def hear(self, messages: Sequence[bytes]) -> Heard: ...


class Hotline:
    """Hotline's frames."""

    async def enter(self, line: Line, desk: Desk) -> None:
        line.send(desk.hello)
        challenge = read_frame(await line.next())
        if not isinstance(challenge, Challenge):
            raise ConnectionError(str(challenge))
        message = login_message(
            desk.key.device, NONCE, challenge.nonce, challenge.name, challenge.certificate
        )
        line.send(write_frame(Proof(prove(message, desk.key))))
        welcome = cbor2.loads(await line.next())
        if welcome[0] != "welcome":
            raise ConnectionError(str(welcome))

    def deposit(self, ref: int, desk: Desk, precedence: Precedence) -> bytes:
        commitment = ref.to_bytes(32, "big")
        sealed = desk.key.public + bytes(SEALED_BYTES - 32)
        public = write_public(PublicPart(1, precedence, TTL_SECONDS, commitment, sealed))
        return write_frame(DepositFrame(ref, public, ((desk.key.device, bytes(SLOT_BYTES)),)))

    def acknowledge(self, numbers: Sequence[int]) -> bytes:
        return write_frame(Ack(tuple(numbers)))

    def hear(self, messages: Sequence[bytes]) -> Heard:
        heard = Heard([], [], [])
        for message in messages:
            frame = cbor2.loads(message)
            match frame[0]:
                case "receipt":
                    heard.kept += frame[1]
                case "deliver":
                    heard.came.append(frame[1])
                    heard.urgent.append(frame[3][2] == Precedence.FLASH)  # version, then precedence
                case "ping":
                    heard.reply = write_frame(Pong(frame[1]))
                case "empty":
                    pass
                case _:
                    raise ConnectionError(str(frame))
        return heard


class Bare:
    """The bare relay's messages, of the same size."""

    async def enter(self, line: Line, desk: Desk) -> None:
        line.send(desk.key.public)
        await line.next()

    def deposit(self, ref: int, desk: Desk, precedence: Precedence) -> bytes:
        return b"D" + struct.pack(">Q", ref) + desk.key.public + bytes(PUBLIC_BYTES + SLOT_BYTES)

    def acknowledge(self, numbers: Sequence[int]) -> bytes:
        return b"A" + struct.pack(f">{len(numbers)}Q", *numbers)

    def hear(self, messages: Sequence[bytes]) -> Heard:
        heard = Heard([], [], [])
        for message in messages:
            if message[:1] == b"K":
                heard.kept += struct.unpack(f">{len(message) // 8}Q", message[1:])
            else:
                heard.came.append(int.from_bytes(message[1:9], "big"))
                heard.urgent.append(True)
        return heard


TONGUES: dict[str, Tongue] = {"hotline": Hotline(), "bare": Bare()}
