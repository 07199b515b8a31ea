"""What its author declared lost: it is not asked for any more, and is taken in all the same if it comes.

Not here: when a desk declares it (`client.station.losses`). Source: docs/SPEC.md 7.3.
"""

from __future__ import annotations

from hotline.ids import DeviceId, StatementId
from hotline.kinds.record import Lost
from hotline.statements.header import Header
from hotline.transcript.places import Gap
from hotline.transcript.transcript import Transcript
from hotline.transcript.verdict import VALID


def declared_lost(transcript: Transcript) -> list[Gap]:
    """The places that their own authors' desks gave up, in display order."""
    entries = (transcript.entry(id) for id in transcript.of_kind("lost"))
    return [
        _gap(entry.header.author, entry.content)
        for entry in entries
        if entry.verdict == VALID and isinstance(entry.content, Lost)
    ]


def sought(transcript: Transcript) -> set[StatementId]:
    """Linked to, not held, and not declared lost."""
    missing = transcript.missing()
    gaps = declared_lost(transcript) if missing else []
    return {id for id in missing if not any(_lies_in(transcript, id, gap) for gap in gaps)}


def _gap(author: DeviceId, content: Lost) -> Gap:
    return Gap(author, content.incarnation.value, content.from_seq, content.to_seq)


def _lies_in(transcript: Transcript, id: StatementId, gap: Gap) -> bool:
    """Whether what follows it in its author's chain shows that its place is there."""
    return any(_follows(header, id, gap) for header in transcript.linked_by(id))


def _follows(header: Header, id: StatementId, gap: Gap) -> bool:
    same = (header.author, header.life) == (gap.author, gap.life)
    return same and header.prev == id and gap.first <= header.seq - 1 <= gap.last
