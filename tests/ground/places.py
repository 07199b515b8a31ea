"""Where in the source a crash would hurt, and which of these places have a `point` beside them.

A place is a call that commits a transaction, renames a file, waits for the disk or writes to a socket. Its
point stands in the same function, on one of the few lines before it or inside it, and is no other place's.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

TREE = Path(__file__).resolve().parents[2]
PROGRAMS = ("client", "server")
BEFORE = 4  # lines from a point to its place, a `try` and a `timeout` between them

OF_OS = {"rename", "renames", "replace", "link", "fsync", "fdatasync", "sync"}
SENDS = {"send_bytes", "send_str", "send_json", "sendall", "sendto", "send_frame", "writelines"}
STREAMS = {"writer", "_writer", "response", "_response", "transport", "_transport", "socket", "_socket", "ws"}
ANSWERS = {"server/web/blobs.py"}  # where an HTTP answer says that something is kept
APART = "client/ui/"  # it keeps the looks of a terminal, and nothing that anybody said; sockets it knows none
SQL = ("client/vault/", "server/stores/")  # where `with connection:` is a transaction


@dataclass(frozen=True)
class Place:
    """Of a file, from line to line."""

    file: str
    line: int
    end: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


def sources() -> list[tuple[str, str]]:
    """Every file of the two programs, by its path in the tree."""
    paths = [path for program in PROGRAMS for path in sorted((TREE / program).rglob("*.py"))]
    files = [(path.relative_to(TREE).as_posix(), path.read_text(encoding="utf-8")) for path in paths]
    return [(file, source) for file, source in files if not file.startswith(APART)]


def names(source: str) -> list[str]:
    """The points of one file. A point whose name is not written there is called by its expression."""
    calls = [node for node in ast.walk(ast.parse(source)) if _is_point(node)]
    return [ast.literal_eval(each.args[0]) if _is_text(each.args[0]) else ast.unparse(each) for each in calls]


def unpointed(file: str, source: str) -> list[Place]:
    """The places of one file that have no point of their own."""
    tree = ast.parse(source)
    own = {alias.asname or alias.name for alias in _from_os(tree)}
    return [place for body in _bodies(tree) for place in _bare(file, body, own)]


def _bare(file: str, nodes: list[ast.AST], from_os: set[str]) -> Iterator[Place]:
    """In one function: each place takes the nearest point that no other has taken."""
    free = sorted(node.lineno for node in nodes if _is_point(node))
    places = [found for node in nodes if (found := _place(file, node, from_os)) is not None]
    for place in sorted(places, key=lambda each: each.line):
        beside = [line for line in free if place.line - BEFORE <= line <= place.end]
        if beside:
            free.remove(beside[-1])
        else:
            yield place


def _place(file: str, node: ast.AST, from_os: set[str]) -> Place | None:
    if isinstance(node, ast.Call):
        what = _call(file, node, from_os)
    elif isinstance(node, ast.With | ast.AsyncWith) and file.startswith(SQL) and _is_transaction(node):
        what = "a transaction is committed here"
    else:
        return None
    return Place(file, node.lineno, node.end_lineno or node.lineno, what) if what else None


def _call(file: str, call: ast.Call, from_os: set[str]) -> str | None:
    first = call.args[0] if call.args else None
    if isinstance(first, ast.Constant) and str(first.value).upper().startswith(("COMMIT", "END TRANSACTION")):
        return "a transaction is committed here"
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    on = _last(call.func.value) if isinstance(call.func, ast.Attribute) else None
    if (on is None and name in from_os) or (on == "os" and name in OF_OS):
        return f"os.{name}"
    if name in {"rename", "replace", "hardlink_to"} and len(call.args) == 1 and not call.keywords and on:
        return f"a file gets a name by {name}"
    if name in SENDS or (name == "write" and on in STREAMS):
        return f"bytes leave by {name}"
    return "an answer leaves here" if file in ANSWERS and (on, name) == ("web", "Response") else None


def _is_transaction(node: ast.With | ast.AsyncWith) -> bool:
    """`with connection:`, and not `with lock:` or a call."""
    items = [each.context_expr for each in node.items]
    bare = [each for each in items if isinstance(each, ast.Name | ast.Attribute)]
    return any(not _last(each).endswith(("lock", "vault")) for each in bare)


def _last(node: ast.AST) -> str:
    """The last word of `self._socket`; "?" of what is no name."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "?")


def _is_point(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "point"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _from_os(tree: ast.Module) -> Iterator[ast.alias]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            yield from (alias for alias in node.names if alias.name in OF_OS)


def _bodies(tree: ast.Module) -> Iterator[list[ast.AST]]:
    """What stands in each function itself, and in the module itself."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    for owner in ast.walk(tree):
        if isinstance(owner, (ast.Module, *functions)):
            found: list[ast.AST] = []
            ahead = list(ast.iter_child_nodes(owner))
            while ahead:
                node = ahead.pop()
                if not isinstance(node, functions):
                    found.append(node)
                    ahead += ast.iter_child_nodes(node)
            yield found
