"""What arrived here and may need the officer, noted by header as it comes, so that nobody looks at all of it.

Not here: whether it still does (`needs`). Everything here may be forgotten: it is read anew from the vault.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from client.station.channel import Channel
from client.station.station import Station
from client.vault.notes import ARRIVALS_AT_ONCE, Arrived, NotesShelf
from hotline.ids import ChannelId, Precedence, StatementId
from hotline.kinds.catalogue import KINDS

SILENT = frozenset({"acknowledgement", "comm-check", "comm-check-answer", "risk-close"})
"""Said by machines or as an answer: nothing to be read, so it is never counted as unread."""


def by_machine(kind: str) -> bool:
    """Whether desks say it by themselves; an unknown kind is somebody's."""
    return kind in KINDS and KINDS[kind].RECORD


@dataclass(slots=True)
class Watched:
    """One channel's, in the order of arrival."""

    last: int = 0
    unread_numbers: list[int] = field(default_factory=list)  # of what others' officers said
    unread: list[StatementId] = field(default_factory=list)  # the same ones
    flashes: list[StatementId] = field(default_factory=list)  # others' FLASH
    questions: list[StatementId] = field(default_factory=list)
    messages: list[StatementId] = field(default_factory=list)  # others' messages: they may ask for a reply
    seen: set[int] = field(default_factory=set)  # arrivals that were seen while an earlier one was not

    def unseen(self, looked: int) -> Sequence[StatementId]:
        """What others' officers said that nobody looked at. `looked`: up to which arrival all were seen."""
        first = bisect_right(self.unread_numbers, looked)
        if not self.seen:
            return self.unread[first:]
        later = zip(self.unread_numbers[first:], self.unread[first:], strict=True)
        return [statement for number, statement in later if number not in self.seen]

    def see(self, arrivals: Iterable[int], looked: int) -> int:
        """Notes these as seen; gives up to which arrival all were seen now."""
        self.seen.update(each for each in arrivals if each > looked)
        for number in self.unread_numbers[bisect_right(self.unread_numbers, looked) :]:
            if number not in self.seen:
                return max(looked, number - 1)
            self.seen.discard(number)
        self.seen.clear()
        return max(looked, self.last)


class Watchlist:
    """All channels of one desk."""

    def __init__(self, notes: NotesShelf) -> None:
        self._notes = notes
        self._watched: dict[ChannelId, Watched] = {}

    def of(self, station: Station, channel: Channel) -> Watched:
        """Up to date with what is held."""
        watched = self._watched.setdefault(channel.id, Watched())
        for arrived in self._new(channel.id, watched.last):
            watched.last = arrived.number
            if arrived.statement in channel.transcript:
                _note(watched, channel, arrived, own=_own(station, channel, arrived.statement))
        return watched

    def _new(self, channel: ChannelId, after: int) -> Iterator[Arrived]:
        while found := self._notes.arrivals(channel, after):
            yield from found
            if len(found) < ARRIVALS_AT_ONCE:
                return
            after = found[-1].number


def _own(station: Station, channel: Channel, statement: StatementId) -> bool:
    return channel.transcript.header(statement).author == station.me


def _note(watched: Watched, channel: Channel, arrived: Arrived, own: bool) -> None:
    header = channel.transcript.header(arrived.statement)
    if header.kind == "risk-question":
        watched.questions.append(arrived.statement)
    if own or by_machine(header.kind) or header.kind in SILENT:
        return
    watched.unread_numbers.append(arrived.number)
    watched.unread.append(arrived.statement)
    if header.kind == "message":
        watched.messages.append(arrived.statement)
    if header.precedence is Precedence.FLASH:
        watched.flashes.append(arrived.statement)
