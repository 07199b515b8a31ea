"""A statement that is being written: of which kind, about what, and what stands in its form so far.

Not here: what may be said (`Writing`), and what is wrong with it (`checking`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.engine.reading.shapes import Row
    from client.engine.reading.shapes_writing import Draft

VALUES, ABOUT = "values", "re"
PRECEDENCE, READERS = "@precedence", "@to"
"""Beside the fields of the kind: how urgent, and to whom where the officer says so."""


@dataclass(frozen=True, slots=True)
class Begun:
    """`about`: what it refers to. `draft`: its number in the vault, for one that was kept."""

    channel: str
    kind: str
    about: Row | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    draft: int | None = None
    saved_at: str | None = None

    def kept(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """As a draft holds it."""
        return {VALUES: dict(values), ABOUT: self.about["id"] if self.about else None}


def values_of(draft: Draft) -> Mapping[str, Any]:
    """What stood in its form."""
    found = draft["fields"].get(VALUES)
    return found if isinstance(found, dict) else {}


def about_of(draft: Draft) -> str | None:
    """The id of what it refers to."""
    found = draft["fields"].get(ABOUT)
    return found if isinstance(found, str) else None


def first_words(draft: Draft) -> str:
    """Something to know it by: the first text in it."""
    texts = [each for name, each in values_of(draft).items() if isinstance(each, str) and name[:1] != "@"]
    return next((each.split("\n")[0] for each in texts if " " in each), next(iter(texts), ""))
