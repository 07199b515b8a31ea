"""A transcript as the lines of a file. Source: docs/SPEC.md 12.2.

The lines are made one after another, so that a long record is never in memory a second time. Not here: whom
the bodies concern. The file holds what this desk holds, but for what is still held back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from hotline.archive.lines import FirstLine, LastLine, StatementLine, written
from hotline.delivery.due import releases
from hotline.ids import ChannelId, StatementId
from hotline.signed import Signed
from hotline.statements.header import Statement
from hotline.transcript.transcript import Transcript

Shown = tuple[Statement, bytes | None]
"""A statement, with its body if that may be in the file."""


def export(
    channel: ChannelId, agreement: Signed, roots: Iterable[Signed], said: Iterable[Shown]
) -> Iterator[bytes]:
    """The file's lines, each with its end. `roots`: in the agreement's order; `said`: ancestors first."""
    digest = hashlib.sha256()
    documents = tuple(each.to_document() for each in roots)
    first = FirstLine(
        hotline="transcript", channel=channel, agreement=agreement.to_document(), roots=documents
    )
    line = written(first)
    digest.update(line)
    yield line
    statements = bodies = 0
    for statement, body in said:
        line = written(StatementLine(header=statement.signed.to_document(), body=body))
        digest.update(line)
        statements, bodies = statements + 1, bodies + (body is not None)
        yield line
    yield written(LastLine(statements=statements, bodies=bodies, sha256=digest.digest()))


def shown_in(transcript: Transcript) -> Iterator[Shown]:
    """All that is held now, in display order; a body that is held back only once it is released."""
    for id in transcript.order():
        entry = transcript.entry(id)
        yield entry.statement, entry.body if _is_open(transcript, id) else None


def _is_open(transcript: Transcript, id: StatementId) -> bool:
    return not transcript.header(id).held or bool(releases(transcript, id))
