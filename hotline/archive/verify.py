"""Reads a transcript file, and finds all that is wrong with it. Needs nothing but the file.

Lines are looked at one by one; the verdicts on statements are the record's own (`hotline.transcript`).
Source: docs/SPEC.md 12.3.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import tee
from typing import Protocol, TypeVar

from hotline.agreement.chain import open_first, signed_by_all
from hotline.agreement.clauses import Terms
from hotline.archive.lines import FirstLine, LastLine, is_whole, read_first
from hotline.archive.looking import Looked, Spoken, look_at
from hotline.archive.report import AuthorRow, Finding, PartyRow, Report, party_rows
from hotline.errors import Rejected
from hotline.identity.root import Root, open_root
from hotline.ids import DeviceId, PartyId, StatementId
from hotline.signed import DsseDocument
from hotline.statements.body import matches
from hotline.statements.header import Statement
from hotline.transcript.graph import founds
from hotline.transcript.transcript import Transcript
from hotline.transcript.verdict import State

A = TypeVar("A")
B = TypeVar("B")


class Map(Protocol):
    """How each line is looked at: as the built-in `map` does it, or by several processes at once."""

    def __call__(self, work: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
        """The results in the order of the items, which are taken as they are needed."""


def verify(lines: Iterable[bytes], each: Map = map) -> Report:
    """What the file holds, and all that is wrong with it. `lines`: each with its end.

    Raises Malformed when the first line is not a transcript's.
    """
    source = iter(lines)
    reading = _Reading(next(source, b""))
    to_look_at, whole = tee(enumerate(source, 2))
    for looked, (number, raw) in zip(each(look_at, to_look_at), whole, strict=True):
        if not reading.take(number, raw, looked):
            break
    return reading.report()


class _Reading:
    """One file while it is read."""

    def __init__(self, raw: bytes) -> None:
        first = read_first(raw)
        self._findings: list[Finding] = []
        self._digest = hashlib.sha256(raw)
        self._terms, self._roots = self._open(first)
        self._transcript = Transcript(self._terms)
        self._lines: dict[StatementId, int] = {}
        self._linked: set[StatementId] = set()  # by a statement above, and not read yet
        self._statements = self._bodies = 0  # as the last line counts them
        self._ended = False

    def _find(self, code: str, why: str, line: int | None = None, *ids: bytes) -> None:
        self._findings.append(Finding(line, code, ids, why))

    # The first line

    def _open(self, first: FirstLine) -> tuple[Terms, list[Root]]:
        """The terms and the parties' roots. Raises Malformed when it is no first agreement."""
        signed = first.agreement.to_signed("transcript, agreement")
        terms = open_first(signed)
        if first.channel != terms.channel:
            self._find("wrong-channel", "The channel is not that of the agreement.", 1, terms.id)
        roots: dict[PartyId, Root] = {}
        for document in first.roots:
            root = self._open_root(document)
            if root is not None and root.id in terms.members and root.id not in roots:
                roots[root.id] = root
            elif root is not None:
                self._find("bad-root", "A root document is of no party of the agreement, or stands twice.", 1)
        for party in signed_by_all(signed, terms.text, roots):
            why = f"The agreement is not signed by {terms.members[party].code}, as far as its root is here."
            self._find("not-signed", why, 1, party)
        return terms, list(roots.values())

    def _open_root(self, document: DsseDocument) -> Root | None:
        try:
            return open_root(document.to_signed("root document"))
        except Rejected as error:
            self._find("bad-root", str(error), 1)
            return None

    # The others

    def take(self, number: int, raw: bytes, looked: Looked) -> bool:
        """Takes up one line. False: nothing after it is worth reading."""
        if self._ended:
            self._find("after-end", "There is more after the last line.", number)
            return False
        match looked:
            case LastLine():
                self._end(number, looked)
            case Spoken():
                self._take(number, looked)
            case Finding():
                self._findings.append(looked)
        self._digest.update(raw)
        return is_whole(raw)

    def _end(self, number: int, last: LastLine) -> None:
        self._ended = True
        if (last.statements, last.bodies) != (self._statements, self._bodies):
            why = f"It should hold {last.statements} statements and {last.bodies} bodies"
            self._find("wrong-counts", f"{why}; {self._statements} and {self._bodies} are here.", number)
        if last.sha256 != self._digest.digest():
            self._find("wrong-hash", "The lines are not those that were written.", number)

    def _take(self, number: int, spoken: Spoken) -> None:
        self._statements += 1
        self._bodies += spoken.body is not None
        statement = spoken.statement
        if isinstance(statement, Finding):
            self._findings.append(statement)
            return
        id, header = statement.id, statement.header
        if header.channel != self._terms.channel:
            self._find("other-channel", "The statement belongs to another channel.", number, id)
        elif id in self._lines:
            self._find("twice", f"The statement stands in line {self._lines[id]} already.", number, id)
        else:
            self._add(number, statement, spoken.body)

    def _add(self, number: int, statement: Statement, body: bytes | None) -> None:
        id = statement.id
        self._lines[id] = number
        if id in self._linked:
            self._find("out-of-order", "A statement above comes after this one.", number, id)
        self._linked.discard(id)
        self._linked.update(each for each in statement.header.comes_after if each not in self._lines)
        if body is not None and not matches(statement.header, body):
            self._find("body-mismatch", "The body is not the one that the header promises.", number, id)
            body = None
        self._transcript.add(statement, body)

    # What follows from all of them

    def report(self) -> Report:
        if not self._ended:
            self._find("no-end", "The last line is missing: the file was cut off.")
        self._findings += [*self._gaps(), *self._verdicts(), *self._alarms()]
        now = self._transcript.terms_for_next()
        return Report(
            channel=self._terms.channel,
            title=now.text.title,
            exercise=self._terms.exercise,
            agreement=now.id,
            statements=len(self._transcript),
            bodies=len(self._transcript) - len(self._transcript.bodies_missing()),
            incomplete=len(self._transcript.incomplete()),
            parties=tuple(self._parties(now)),
            authors=tuple(self._authors()),
            heads=self._transcript.heads(),
            findings=tuple(self._findings),
        )

    def _gaps(self) -> Iterator[Finding]:
        for missing in sorted(self._transcript.missing()):
            yield Finding(None, "missing-ancestor", (missing,), "A statement that others link to is missing.")
        without = self._transcript.bodies_missing()
        for id, line in self._lines.items():
            if id in without and founds(self._transcript.header(id)):
                why = "Its body is missing, and without it what comes after cannot be judged."
                yield Finding(line, "missing-founding-body", (id,), why)

    def _verdicts(self) -> Iterator[Finding]:
        for id, line in self._lines.items():
            entry = self._transcript.entry(id)
            if entry.complete and entry.verdict.state is not State.VALID:
                yield Finding(line, entry.verdict.code, (id,), f"{entry.number}: {entry.verdict.why}")

    def _alarms(self) -> Iterator[Finding]:
        return (Finding(None, each.code, each.statements, each.why) for each in self._transcript.alarms())

    def _parties(self, now: Terms) -> list[PartyRow]:
        roots = [*self._roots, *(desk.root for _, desk in sorted(self._transcript.desks().items()))]
        return _distinct([*party_rows(self._terms, roots), *party_rows(now, roots)])

    def _authors(self) -> Iterator[AuthorRow]:
        desks = self._transcript.desks()
        spoke: Counter[DeviceId] = Counter(self._transcript.header(id).author for id in self._lines)
        return (AuthorRow(device, desks.get(device), count) for device, count in sorted(spoke.items()))


def _distinct(rows: Iterable[A]) -> list[A]:
    return list(dict.fromkeys(rows))
