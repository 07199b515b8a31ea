"""Every English sentence of ours that a language has to have: found in the source, and in the kinds' classes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from client.text.words import ENGLISH
from client.ui.keys import KEYS
from hotline.agreement.text import Audience, Function
from hotline.identity.credential import Role
from hotline.kinds.catalogue import KINDS
from hotline.kinds.entries import Entry, entries_of
from hotline.kinds.scales import BANDS
from hotline.procedures.exchange import State

ROOT = Path(__file__).resolve().parents[3]
TABLES = ("WORDS", "SENTENCES", "TITLES", "MONTHS", "LABELS")
"""Module-level tables of English in client/ui whose values are said."""


def sentences() -> set[str]:
    """All of them."""
    return {*_literals(), *_of_kinds(), *_of_words()}


def _literals() -> Iterator[str]:
    for path in sorted((ROOT / "client" / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say" and node.args:
                yield from _texts(node.args[0])
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                yield from _table(node)


def _table(node: ast.Assign | ast.AnnAssign) -> Iterator[str]:
    """The values of a table by one of these names."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    if any(isinstance(each, ast.Name) and each.id in TABLES for each in targets) and node.value is not None:
        values = node.value.values if isinstance(node.value, ast.Dict) else [node.value]
        for each in values:
            yield from _texts(each)


def _texts(node: ast.expr) -> Iterator[str]:
    """A literal, or the literals that a choice or a tuple is made of."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp():
            yield from (*_texts(node.body), *_texts(node.orelse))
        case ast.Tuple() | ast.List():
            for each in node.elts:
                yield from _texts(each)


def _of_kinds() -> Iterator[str]:
    for kind in KINDS.values():
        yield from (kind.TITLE, kind.MEANING)
        for entry in entries_of(kind):
            yield from _of_entry(entry)


def _of_entry(entry: Entry) -> Iterator[str]:
    yield from (each for each in (entry.title, entry.help, entry.unit) if each)
    for value, meaning in entry.words:
        yield meaning or value
    for each in entry.fields:
        yield from _of_entry(each)


def _of_words() -> Iterator[str]:
    yield from (key.word for key in KEYS.values())
    for word, sentence in ENGLISH.items():
        yield from (word, sentence)
    yield from (word for bands in BANDS.values() for _, _, word in bands)
    yield from (str(each) for each in State)
    yield from (str(each).replace("-", " ") for each in (*Role, *Function, *Audience))
