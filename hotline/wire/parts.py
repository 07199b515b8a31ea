"""Large frames in parts: one sender's queue, one receiver's table of what is half here.

A frame that is small enough goes whole. Of the others one of each precedence is under way at most, so that an
urgent frame waits for one part of a large one and never for all of it. Stream numbers ascend: a part of a
stream that has ended is seen. Source: docs/SPEC.md 8.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from hotline import limits
from hotline.errors import Malformed
from hotline.ids import Precedence
from hotline.wire.frames import Frame, Part, read_frame, write_frame

MESSAGE_BYTES = limits.FRAME_PART_BYTES + 64  # a part with its frame around it


@dataclass(slots=True)
class _UnderWay:
    frame: bytes
    stream: int = 0  # numbered when its first part goes
    sent: int = 0


class Outgoing:
    """What waits to be sent on one connection: highest precedence first, in order within it."""

    def __init__(self) -> None:
        self._queues: dict[Precedence, deque[_UnderWay]] = {}  # of those of which something waits
        self._streams = 0
        self.waiting_bytes = 0

    def push(self, frame: bytes, precedence: Precedence) -> None:
        """Takes a written frame."""
        if precedence not in self._queues:
            self._queues[precedence] = deque()
        self._queues[precedence].append(_UnderWay(frame))
        self.waiting_bytes += len(frame)

    def next_parts(self) -> list[bytes]:
        """The next messages to send together: no longer than one part may be, as nothing waits for more."""
        messages: list[bytes] = []
        octets = 0
        while octets + self._next_octets() <= MESSAGE_BYTES and (message := self.next_part()) is not None:
            messages.append(message)
            octets += len(message)
        return messages

    def next_part(self) -> bytes | None:
        """The next message to send, or none when nothing waits. It is gone from here."""
        if not self._queues:
            return None
        highest = max(self._queues)
        queue = self._queues[highest]
        under_way = queue[0]
        message = self._cut(under_way)
        if under_way.sent == len(under_way.frame):
            queue.popleft()
        if not queue:
            del self._queues[highest]
        return message

    def _next_octets(self) -> int:
        """At most so many the next message has."""
        if not self._queues:
            return 0
        under_way = self._queues[max(self._queues)][0]
        return min(len(under_way.frame), MESSAGE_BYTES)

    def _cut(self, under_way: _UnderWay) -> bytes:
        size = len(under_way.frame)
        if size <= MESSAGE_BYTES:
            under_way.sent = size
            self.waiting_bytes -= size
            return under_way.frame
        if not under_way.sent:
            self._streams += 1
            under_way.stream = self._streams
        data = under_way.frame[under_way.sent : under_way.sent + limits.FRAME_PART_BYTES]
        under_way.sent += len(data)
        self.waiting_bytes -= len(data)
        return write_frame(Part(under_way.stream, under_way.sent == size, data))


class Incoming:
    """Puts the parts of one connection together. What it refuses should end the connection."""

    def __init__(self) -> None:
        self._open: dict[int, bytearray] = {}
        self._newest = 0

    def feed(self, message: bytes) -> Frame | None:
        """The frame that this message is or completes. Raises Malformed."""
        if len(message) > MESSAGE_BYTES:
            raise Malformed("message", f"is {len(message)} bytes, at most {MESSAGE_BYTES} are read")
        frame = read_frame(message)
        return self._add(frame) if isinstance(frame, Part) else frame

    def _add(self, part: Part) -> Frame | None:
        if not part.last and len(part.data) != limits.FRAME_PART_BYTES:
            raise Malformed("part.data", f"needs {limits.FRAME_PART_BYTES} bytes unless it is the last")
        gathered = self._stream(part.stream)
        if len(gathered) + len(part.data) > limits.FRAME_BYTES:
            raise Malformed("part", f"makes a frame of more than {limits.FRAME_BYTES} bytes")
        gathered += part.data
        return self._complete(part.stream) if part.last else None

    def _stream(self, stream: int) -> bytearray:
        if stream in self._open:
            return self._open[stream]
        if stream <= self._newest:
            raise Malformed("part.stream", "is one that is not open, and new ones ascend")
        if len(self._open) >= limits.PARTS_OPEN:
            raise Malformed("part.stream", f"is one more than the {limits.PARTS_OPEN} that may be open")
        self._newest = stream
        return self._open.setdefault(stream, bytearray())

    def _complete(self, stream: int) -> Frame:
        frame = read_frame(bytes(self._open.pop(stream)))
        if isinstance(frame, Part):
            raise Malformed("part", "holds another part")
        return frame
