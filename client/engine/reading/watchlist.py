"""What arrived here and may need the officer, noted as it comes, so that nobody looks at all of it.

Where very much is new at once, as when a desk is opened, the record's own indexes tell who said what kind of
thing; no header is fetched for it. Not here: whether it still needs anybody (`needs`). Everything here may be
forgotten: it is read anew from the vault.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime

from client.station.channel import Channel
from client.station.station import Station
from client.vault.notes import ARRIVALS_AT_ONCE, Arrived, NotesShelf
from hotline.ids import ChannelId, Precedence, StatementId
from hotline.kinds.catalogue import KINDS
from hotline.kinds.line import Message

SILENT = frozenset({"acknowledgement", "comm-check", "comm-check-answer", "risk-close"})
"""Said by machines or as an answer: nothing to be read, so it is never counted as unread."""


BY_MACHINES = frozenset({"risk-close"} | {kind.NAME for kind in KINDS.values() if kind.RECORD})
"""What desks say by themselves; it is shown to whoever asks for it."""
QUESTION, MESSAGE = "risk-question", "message"
MANY = 200  # that are new at once: then the indexes are quicker than as many headers
WISHES = 500  # of the newest messages are looked at for a wish; one further back is history


def by_machine(kind: str) -> bool:
    """Whether desks say it by themselves; an unknown kind is somebody's."""
    return kind in BY_MACHINES


@dataclass(slots=True)
class Watched:
    """One channel's, in the order of arrival."""

    last: int = 0
    unread_numbers: list[int] = field(default_factory=list)  # of what others' officers said
    unread: list[StatementId] = field(default_factory=list)  # the same ones
    flashes: list[StatementId] = field(default_factory=list)  # others' FLASH
    questions: list[StatementId] = field(default_factory=list)
    wishes: dict[StatementId, datetime | None] = field(default_factory=dict)
    """Others' messages that ask for a reply, or may: until when, once that was looked at."""
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
        arrived = list(self._new(channel.id, watched.last))
        if arrived:
            watched.last = arrived[-1].number
            held = [each for each in arrived if each.statement in channel.transcript]
            _note(watched, held, _sorted_out(station, channel, held))
            _look_for_wishes(watched, channel)
        return watched

    def _new(self, channel: ChannelId, after: int) -> Iterator[Arrived]:
        while found := self._notes.arrivals(channel, after):
            yield from found
            if len(found) < ARRIVALS_AT_ONCE:
                return
            after = found[-1].number


@dataclass(frozen=True, slots=True)
class Sorted:
    """Of some statements: who said them, and what kind of thing they are."""

    own: Set[StatementId]
    quiet: Set[StatementId]
    flashes: Set[StatementId]
    questions: Set[StatementId]
    messages: Set[StatementId]


def _sorted_out(station: Station, channel: Channel, arrived: Sequence[Arrived]) -> Sorted:
    if len(arrived) > MANY:
        return _by_indexes(station, channel)
    headers = {each.statement: channel.transcript.header(each.statement) for each in arrived}
    return Sorted(
        {id for id, header in headers.items() if header.author == station.me},
        {id for id, header in headers.items() if header.kind in SILENT or by_machine(header.kind)},
        {id for id, header in headers.items() if header.precedence is Precedence.FLASH},
        {id for id, header in headers.items() if header.kind == QUESTION},
        {id for id, header in headers.items() if header.kind == MESSAGE},
    )


def _by_indexes(station: Station, channel: Channel) -> Sorted:
    """The same of all that is held."""
    transcript = channel.transcript
    own = {id for life in transcript.lives(station.me) for id in transcript.chain(station.me, life)}
    quiet = {id for kind in (*SILENT, *BY_MACHINES) for id in transcript.of_kind(kind)}
    return Sorted(
        own,
        quiet,
        set(transcript.of_precedence(Precedence.FLASH)),
        set(transcript.of_kind(QUESTION)),
        set(transcript.of_kind(MESSAGE)),
    )


def _note(watched: Watched, arrived: Iterable[Arrived], which: Sorted) -> None:
    for each in arrived:
        id = each.statement
        if id in which.questions:
            watched.questions.append(id)
        if id in which.own or id in which.quiet:
            continue
        watched.unread_numbers.append(each.number)
        watched.unread.append(id)
        if id in which.messages:
            watched.wishes[id] = None
        if id in which.flashes:
            watched.flashes.append(id)


def _look_for_wishes(watched: Watched, channel: Channel) -> None:
    """Looks at the newest of what may ask for a reply, and forgets what does not."""
    for id in list(watched.wishes)[:-WISHES]:
        del watched.wishes[id]
    for id, until in list(watched.wishes.items()):
        content = channel.transcript.entry(id).content if until is None else None
        if isinstance(content, Message) and content.reply_by is not None:
            watched.wishes[id] = content.reply_by
        elif content is not None:
            del watched.wishes[id]
