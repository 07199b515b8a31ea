"""docs/SPEC.md gives every limit by its value, and names no limit that there is not."""

from __future__ import annotations

import re
from datetime import timedelta

from hotline import limits
from tests.hitlist.named import TREE

SPEC = (TREE / "docs" / "SPEC.md").read_text(encoding="utf-8")


def value(name: str) -> int:
    """As the page writes it: a size or a count, or whole seconds."""
    limit = getattr(limits, name)
    return int(limit.total_seconds()) if isinstance(limit, timedelta) else int(limit)


def test_the_table_has_every_limit_with_its_value() -> None:
    """Another program can be written from the page alone, without our source."""
    table = SPEC[SPEC.index("### 13.2 Limits") :]
    told = {name: int(number) for name, number in re.findall(r"^\| `([A-Z_]+)` \| (\d+) \|$", table, re.M)}

    assert told == {name: value(name) for name in vars(limits) if name.isupper() and name != "KIB"}


def test_every_limit_that_the_text_names_is_in_the_table() -> None:
    """A limit that was renamed takes its name along."""
    mentioned = set(re.findall(r"\b[A-Z]{2,}(?:_[A-Z]+)+\b", SPEC))

    assert mentioned - {name for name in vars(limits) if name.isupper()} == set()
