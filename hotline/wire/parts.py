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
class _Cut:
    """A frame that is too large to go whole."""

    frame: bytes
    stream: int = 0  # numbered when its first part goes
    sent: int = 0


class Outgoing:
    """What waits to be sent on one connection: highest precedence first, in order within it."""

    def __init__(self) -> None:
        self._queues: dict[Precedence, deque[bytes | _Cut]] = {}  # of those of which something waits
        self._streams = 0
        self.waiting_bytes = 0

    def push(self, frame: bytes, precedence: Precedence) -> None:
        """Takes a written frame."""
        queue = self._queues.get(precedence)
        if queue is None:
            queue = self._queues[precedence] = deque()
        queue.append(frame if len(frame) <= MESSAGE_BYTES else _Cut(frame))
        self.waiting_bytes += len(frame)

    def next_parts(self) -> list[bytes]:
        """The next messages to send together: no longer than one part may be, as nothing waits for more."""
        messages: list[bytes] = []
        room = MESSAGE_BYTES
        while self._queues:
            highest = max(self._queues)
            queue = self._queues[highest]
            while queue and _octets(queue[0]) <= room:
                message = self._take(queue)
                messages.append(message)
                room -= len(message)
            if queue:
                return messages
            del self._queues[highest]
        return messages

    def next_part(self) -> bytes | None:
        """The next message to send, or none when nothing waits. It is gone from here."""
        if not self._queues:
            return None
        highest = max(self._queues)
        queue = self._queues[highest]
        message = self._take(queue)
        if not queue:
            del self._queues[highest]
        return message

    def _take(self, queue: deque[bytes | _Cut]) -> bytes:
        first = queue[0]
        if isinstance(first, bytes):
            self.waiting_bytes -= len(first)
            queue.popleft()
            return first
        part = self._cut(first)
        if part.last:
            queue.popleft()
        return write_frame(part)

    def _cut(self, large: _Cut) -> Part:
        if not large.sent:
            self._streams += 1
            large.stream = self._streams
        data = large.frame[large.sent : large.sent + limits.FRAME_PART_BYTES]
        large.sent += len(data)
        self.waiting_bytes -= len(data)
        return Part(large.stream, large.sent == len(large.frame), data)


def _octets(waiting: bytes | _Cut) -> int:
    """At most so many the next message of it has."""
    return len(waiting) if isinstance(waiting, bytes) else MESSAGE_BYTES


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
