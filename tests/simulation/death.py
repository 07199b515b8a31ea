"""Sudden death at any step: what was not committed is gone, what was committed is there.

A fuse is lit with a number of steps: each change of the database is one, and each thing done after it. When
it has burnt down, `Died` is raised where that step would have been.
"""

from __future__ import annotations

import apsw


class Died(BaseException):
    """The process ends here. Nothing in it may go on, so no `except` of ours may catch it."""


class Fuse:
    """Of one process. It is not lit in the beginning."""

    def __init__(self) -> None:
        self._left: int | None = None
        self._database: apsw.Connection | None = None

    @property
    def lit(self) -> bool:
        return self._left is not None

    def light(self, steps: int) -> None:
        self._left = steps
        if self._database is not None:
            self._database.exec_trace = self._before

    def put_out(self) -> None:
        self._left = None
        if self._database is not None:
            self._database.exec_trace = None

    def step(self) -> None:
        """Raises Died when it was the last."""
        if self._left is None:
            return
        self._left -= 1
        if self._left <= 0:
            self._left = None  # the database goes on calling: it must not be told otherwise within its call
            raise Died

    def watch(self, database: apsw.Connection) -> None:
        """Every statement that changes this database is a step, also the beginning and the end of one."""
        self._database = database

    def _before(self, _cursor: object, sql: str, _values: object) -> bool:
        if not sql.startswith("SELECT"):
            self.step()
        return True
