"""Sudden death at any step: what was not committed is gone, what was committed is there.

A fuse is lit with a number of steps: each statement of the database is one, and each thing done after it. When
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

    @property
    def lit(self) -> bool:
        return self._left is not None

    def light(self, steps: int) -> None:
        self._left = steps

    def put_out(self) -> None:
        self._left = None

    def step(self) -> None:
        """Raises Died when it was the last."""
        if self._left is None:
            return
        self._left -= 1
        if self._left <= 0:
            self._left = None
            raise Died

    def watch(self, connection: apsw.Connection) -> None:
        """Every statement that this database runs is a step, those within a transaction too."""

        def before(_cursor: object, _sql: object, _values: object) -> bool:
            self.step()
            return True

        connection.exec_trace = before
