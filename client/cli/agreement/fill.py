"""A template with its parties and relays written in from their cards, so that nobody copies keys by hand.

The template's text stays as it is but for the lists: `parties`, `relays`, and the `numbers` of its parties.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import chain, repeat

from hotline.identity.relay_card import RelayCard
from hotline.identity.root import Root

_FUNCTION = re.compile(r"function: ([a-z-]+)")
_CODE = re.compile(r"\{party: ([A-Z]{2,5}),")


def fill(template: str, parties: Sequence[Root], relays: Sequence[RelayCard]) -> str:
    """The template; a list for which no card is given keeps its placeholders."""
    lines = template.split("\n")
    if parties:
        rows = _rows(lines, "parties:")
        functions = chain(_found(_FUNCTION, rows), repeat("observer"))
        codes = dict(zip(_found(_CODE, rows), [each.document.code for each in parties], strict=False))
        lines = _listed(lines, "parties:", [_party(each, next(functions)) for each in parties])
        lines = _listed(lines, "  numbers:", _renamed(_rows(lines, "  numbers:"), codes))
    if relays:
        lines = _listed(lines, "relays:", [_relay(each) for each in relays])
    return "\n".join(lines)


def _rows(lines: Sequence[str], head: str) -> list[str]:
    """What stands set in under that line; nothing without such a line."""
    if head not in lines:
        return []
    start, indent = lines.index(head) + 1, _indent(head)
    end = next((n for n in range(start, len(lines)) if not lines[n].startswith(indent)), len(lines))
    return list(lines[start:end])


def _listed(lines: Sequence[str], head: str, items: Sequence[str]) -> list[str]:
    """The list under that line has these items in place of its own. Without that line all stays."""
    if head not in lines:
        return list(lines)
    start = lines.index(head) + 1
    rest = lines[start + len(_rows(lines, head)) :]
    return [*lines[:start], *(f"{_indent(head)}- {each}" for each in items), *rest]


def _indent(head: str) -> str:
    return " " * (len(head) - len(head.lstrip()) + 2)


def _found(pattern: re.Pattern[str], rows: Sequence[str]) -> list[str]:
    return [found[1] for row in rows if (found := pattern.search(row))]


def _renamed(numbers: Sequence[str], codes: Mapping[str, str]) -> list[str]:
    """The numbers of the template's parties, for those that stand in their place."""
    known = [(row.strip().removeprefix("- "), _CODE.search(row)) for row in numbers]
    return [
        _CODE.sub(f"{{party: {codes[found[1]]},", row) for row, found in known if found and found[1] in codes
    ]


def _party(root: Root, function: str) -> str:
    code, name = root.document.code, json.dumps(root.document.name, ensure_ascii=False)
    return f"{{party: {root.id.hex()}, code: {code}, name: {name}, function: {function}}}"


def _relay(card: RelayCard) -> str:
    fields = {"name": card.name, "url": card.url, "key": card.key.hex(), "operator": card.operator}
    written = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return f"{{{', '.join(written)}}}"
