"""Every English sentence of ours that a language has to have: found in the source and in the kinds."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from client.engine.reading.shapes_board import ApartWord
from client.links.refusals import REFUSALS
from client.text.telling import SYSTEM
from client.text.words import ENGLISH
from client.ui.glyphs import SETS
from client.ui.keys import KEYS
from client.ui.screens.settings import CHOICES
from hotline.agreement.clauses import READERS
from hotline.agreement.text import Audience, Function
from hotline.identity.credential import Role
from hotline.identity.numbers import languages
from hotline.kinds.catalogue import KINDS
from hotline.kinds.entries import Entry, Input, entries_of
from hotline.kinds.scales import BANDS, cell_word, likelihood_word
from hotline.procedures.exchange import State
from hotline.transcript.verdict import INCOMPLETE, NOT_SHOWN

ROOT = Path(__file__).resolve().parents[3]
SAYING = ("say", "words")  # what gives a sentence in the officer's language
TABLES = frozenset(
    {"HINT", "LABELS", "MEANINGS", "MONTHS", "SENTENCES", "TITLES", "USES", "WORDS"}
    | {"HISTORY", "PARTS", "PURPOSES", "READERS", "REASONS", "THEMES", "WHO", "_LINE"}
)
"""Module-level tables of English in client/ui whose values are said."""
FROM_THE_DESK = {
    "client/engine/views.py": "body_view",
    "hotline/obligations/explain.py": "",
}
"""Where the desk makes sentences that a screen says: the function, or the whole file."""

REACHED = (
    "hotline/agreement/chain.py",
    "hotline/agreement/clauses.py",
    "hotline/codec.py",
    "hotline/crypto",
    "hotline/envelopes/open.py",
    "hotline/envelopes/slots.py",
    "hotline/errors.py",
    "hotline/identity",
    "hotline/kinds/catalogue.py",
    "hotline/sentence.py",
    "hotline/signed.py",
    "hotline/statements",
    "hotline/transcript",
    "hotline/wire/login.py",
    "hotline/wire/receipts.py",
    "client/engine",
    "client/links",
    "client/station",
    "client/ui",
    "client/vault",
)
BEYOND = (
    "client/engine/doctor",
    "client/engine/exporting.py",
    "client/engine/importing.py",
    "client/vault/backup.py",
    "client/vault/root.py",
    "hotline/transcript/settled.py",
)
"""What of it only commands reach, which speak English."""

BETWEEN_PROGRAMS = frozenset({"answer", "request", "message", "relay url", "settled record"})
"""Documents that no person wrote or reads: what is wrong with them is for who mends the programs."""

ERRORS = frozenset(
    {"Misuse", "Rejected", "Malformed", "BadSignature", "NotTrusted", "CannotOpen", "Refused", "Unavailable"}
    | {
        "Unreachable",
        "StoreFailed",
        "VaultUnavailable",
        "WrongPassphrase",
        "Damaged",
        "Held",
        "Slept",
        "HotlineError",
    }
)
MAKING = frozenset({"invalid", "Verdict", "Standing", "AlarmRaised", "EngineTrouble"})
"""What else is made with a sentence in it."""

VAULTS = ("a desk's vault",)
THINGS = ("channel", "statement", "party", "desk")
PARTS_OF_THE_ENGINE = ("A round", "A tick")
"""Pieces of sentences that stand at a name."""


def sentences() -> set[str]:
    """All of them."""
    return {
        each for each in (*_literals(), *_of_the_desk(), *_of_errors(), *_of_kinds(), *_of_words()) if each
    }


# In the source of the screens


def _literals() -> Iterator[str]:
    for path in sorted((ROOT / "client" / "ui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from _said(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign | ast.AnnAssign):
                yield from _table(node)
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Binding":
                yield from (text for each in node.args[2:3] for text in _texts(each))


def _said(tree: ast.AST) -> Iterator[str]:
    """What `say` is given: a literal, or what its name was given before in the same function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = dict(_given(node))
            for call in _calls(node):
                argument = call.args[0]
                known = given.get(argument.id, []) if isinstance(argument, ast.Name) else [argument]
                yield from (text for each in known for text in _texts(each))


def _calls(tree: ast.AST, names: tuple[str, ...] = SAYING) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names and node.args:
            yield node


def _given(tree: ast.AST) -> dict[str, list[ast.expr]]:
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


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


# What the desk gives, and a screen says


def _of_the_desk() -> Iterator[str]:
    for place, function in FROM_THE_DESK.items():
        tree: ast.AST = ast.parse((ROOT / place).read_text(encoding="utf-8"))
        if function:
            tree = next(
                each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) and each.name == function
            )
        yield from (each for each in _plain(tree) if " " in each.strip())
    yield from (each.why for each in (NOT_SHOWN, INCOMPLETE))


def _plain(tree: ast.AST) -> Iterator[str]:
    """Its texts, but for docstrings and the pieces of f-strings."""
    apart = {id(part) for each in ast.walk(tree) if isinstance(each, ast.JoinedStr) for part in each.values}
    apart |= {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value


# What goes wrong, and what is wrong with what came


def reached() -> Iterator[tuple[Path, ast.Module]]:
    """The source in which errors and reasons are made that a screen may show."""
    for place in REACHED:
        path = ROOT / place
        for each in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            if not any(each.is_relative_to(ROOT / beyond) for beyond in BEYOND):
                yield each, ast.parse(each.read_text(encoding="utf-8"))


def errors_in(tree: ast.Module) -> Iterator[tuple[ast.Call, list[ast.expr]]]:
    """Each that is made, and what is said in it: literals, and what a name was given before."""
    for scope in [
        tree,
        *(each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)),
    ]:
        given = dict(_given(scope))
        for call in ast.walk(scope):
            name = getattr(call.func, "id", "") if isinstance(call, ast.Call) else ""
            if isinstance(call, ast.Call) and name in ERRORS | MAKING and not _between_programs(call):
                parts = [*call.args, *(each.value for each in call.keywords)][name == "Malformed" :]
                known = (given.get(each.id, []) if isinstance(each, ast.Name) else [each] for each in parts)
                yield call, [text for each in known for text in each]


def _between_programs(call: ast.Call) -> bool:
    return any(_document(each) in BETWEEN_PROGRAMS for each in call.args[:1])


def _document(where: ast.expr) -> str:
    """The document that a place is in, where it is a literal."""
    if isinstance(where, ast.JoinedStr):
        where = where.values[0]
    text = where.value if isinstance(where, ast.Constant) else ""
    return text.partition(",")[0] if isinstance(text, str) else ""


def _of_errors() -> Iterator[str]:
    for _, tree in reached():
        for call, parts in errors_in(tree):
            yield from (text for each in parts for text in _texts(each) if " " in text)
            if getattr(call.func, "id", "") == "Malformed":
                yield _document(call.args[0])
        yield from _documents(tree)
        yield from (text for call in _sentences(tree) for text in call)
    yield from (*SYSTEM, *REFUSALS.values(), *READERS.values(), *VAULTS, *THINGS, *PARTS_OF_THE_ENGINE)


def _documents(tree: ast.Module) -> Iterator[str]:
    """A module's one document: `WHAT = "statement header"`."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "WHAT":
            yield from (text for text in _texts(node.value) if text not in BETWEEN_PROGRAMS)


def _sentences(tree: ast.Module) -> Iterator[list[str]]:
    """What `sentence` is given."""
    for scope in [
        tree,
        *(each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)),
    ]:
        given = dict(_given(scope))
        for call in _calls(scope, ("sentence",)):
            argument = call.args[0]
            known = given.get(argument.id, []) if isinstance(argument, ast.Name) else [argument]
            yield [text for each in known for text in _texts(each)]


# In the kinds


def _of_kinds() -> Iterator[str]:
    for kind in KINDS.values():
        yield from (kind.TITLE, kind.MEANING)
        for entry in entries_of(kind):
            yield from _of_entry(entry)
    for path in sorted((ROOT / "hotline" / "kinds").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield from _said(tree)
        yield from _faults(tree)


def _faults(tree: ast.AST) -> Iterator[str]:
    """What a class says is wrong between its fields."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ValueError":
            yield from (text for each in node.args[:1] for text in _texts(each))


def _of_entry(entry: Entry) -> Iterator[str]:
    yield from (each for each in (entry.title, entry.help, entry.unit) if each)
    for value, meaning in entry.words:
        yield meaning
        if entry.input in {Input.CHOICE, Input.MAP} and len(value) > 1:
            yield value.replace("_", " ")
    for each in entry.fields:
        yield from _of_entry(each)


# Words


def _of_words() -> Iterator[str]:
    yield from (key.word for key in KEYS.values())
    yield from (text for each in CHOICES for text in (each.word, each.about))
    for word, sentence in ENGLISH.items():
        yield from (word, sentence)
    yield from (likelihood_word(percent, scale) for scale in BANDS for percent in range(1, 100))
    yield from (cell_word(level, impact) for level in range(1, 6) for impact in range(1, 6))
    yield from (str(each) for each in State)
    yield from _spaced((*Role, *Function, *Audience))
    yield from (each.capitalize() for each in _spaced(Role))
    yield from (*SETS, *languages(), *get_args(ApartWord))


def _spaced(words: Iterable[str]) -> Iterator[str]:
    yield from (str(each).replace("-", " ") for each in words)
