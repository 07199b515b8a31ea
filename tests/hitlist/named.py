"""The tests that a page of docs/ names as `path::test`, and which of them the tree has."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
NAME = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def named(text: str) -> list[tuple[str, str]]:
    """Every (file, test) that the text names."""
    return NAME.findall(text)


def exists(path: str, name: str) -> bool:
    """Whether that file defines a test function of that name."""
    return name in _tests(TREE / path)


@cache
def _tests(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return frozenset(n.name for n in nodes if isinstance(n, functions) and n.name.startswith("test_"))
