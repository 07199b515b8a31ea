"""One statement as it is held here, with all that is known of it from the links alone."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from hotline.ids import StatementId
from hotline.kinds.base import Kind
from hotline.statements.header import Header, Statement
from hotline.transcript.ancestry import Spot
from hotline.transcript.desks import Desk
from hotline.transcript.documents import Carried
from hotline.transcript.verdict import Verdict


class Shelf(Protocol):
    """Where statements are kept that were verified when they came."""

    def statement(self, id: StatementId) -> Statement:
        """One that is kept."""

    def body(self, id: StatementId) -> bytes | None:
        """Its padded body; None while there is none."""


class Held:
    """Header and body are here, or on the shelf and fetched when they are asked for."""

    __slots__ = (
        "_body",
        "_shelf",
        "_statement",
        "begun",
        "carried",
        "content",
        "desk",
        "has_body",
        "id",
        "spot",
        "unmet",
        "verdict",
        "whole",
    )

    def __init__(
        self, id: StatementId, statement: Statement | None = None, shelf: Shelf | None = None
    ) -> None:
        self.id = id
        self._statement = statement
        self._shelf = shelf
        self._body: bytes | None = None
        self.has_body = False
        self.unmet = 0  # links that are not complete yet, and the founding body while it is missing
        self.spot: Spot | None = None  # set when complete
        self.whole = False  # the author's chain is held from here down to seq 1
        self.begun = False  # when complete: whether the incarnation begins with `desk`
        self.desk: Desk | None = None  # who speaks, when complete and the card is good
        self.carried: Carried | None = None  # what a Record statement carries, when it verifies
        self.content: Kind | None = None
        self.verdict: Verdict | None = None  # only when nothing can change it any more

    @property
    def statement(self) -> Statement:
        if self._statement is None:
            assert self._shelf is not None, "it is here or on the shelf"
            self._statement = self._shelf.statement(self.id)
        return self._statement

    @property
    def body(self) -> bytes | None:
        """The padded body. What is on the shelf is not kept here as well."""
        if self._body is None and self.has_body and self._shelf is not None:
            return self._shelf.body(self.id)
        return self._body

    def take_body(self, body: bytes | None) -> None:
        """None: it is on the shelf."""
        self._body = body
        self.has_body = True

    @property
    def header(self) -> Header:
        known = self._statement  # looked up here too: nothing is asked for so often
        return (known if known is not None else self.statement).header

    @property
    def complete(self) -> bool:
        return self.spot is not None

    @property
    def key(self) -> tuple[datetime, StatementId]:
        """What orders statements of which neither came before the other."""
        return self.header.said_at, self.id
