"""JSON Schema of every kind, and the reference page docs/KINDS.md: both made from the classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hotline import limits
from hotline.kinds.base import Kind
from hotline.kinds.catalogue import CATALOGUE_VERSION, KINDS
from hotline.kinds.entries import Entry, Input, entries_of
from hotline.kinds.templates import limits_of


def schema_of(kind: type[Kind]) -> dict[str, Any]:
    """JSON Schema (2020-12) of the kind's content, with our own keys about how a value is entered."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:hotline:kind:{kind.NAME}"}
    return head | kind.model_json_schema() | {"title": kind.TITLE, "description": kind.MEANING}


def reference_page(kinds: Iterable[type[Kind]] = tuple(KINDS.values())) -> str:
    """docs/KINDS.md."""
    return "\n".join([_HEAD, *(line for each in kinds for line in _kind(each))]) + "\n"


_HEAD = f"""# What can be said

Catalogue version {CATALOGUE_VERSION}. Made from the classes in `hotline/kinds/`; write it anew with
`python -m hotline.kinds.page`. Fields marked * are needed. Titles in _italics_ are free text: all of it
together is at most {limits.URGENT_WORDS} words in an IMMEDIATE or FLASH statement. Which party may say what
to whom is for the agreement; Record kinds and `acknowledgement` need no clause. The least precedence of a
kind is ROUTINE where it is not said. Text is never empty, and one line holds neither U+000A nor U+000D."""


def _kind(kind: type[Kind]) -> Iterator[str]:
    yield from ("", f"## `{kind.NAME}`", "", kind.MEANING, "")
    yield f"Family: {kind.FAMILY}. {_refers(kind)} {_precedence(kind)}{_record(kind)}"
    yield from ("", "| field | what | limits |", "| ----- | ---- | ------ |")
    for entry in entries_of(kind):
        yield from _rows(entry, "")


def _refers(kind: type[Kind]) -> str:
    if kind.REFERS_TO.kinds is not None:
        to = ", ".join(f"`{each}`" for each in sorted(kind.REFERS_TO.kinds))
    else:
        to = "any statement"
    return f"Refers to {to}." if kind.REFERS_TO.required else f"May refer to {to}."


def _precedence(kind: type[Kind]) -> str:
    least = f"At least {kind.LEAST_PRECEDENCE.name}; " if kind.LEAST_PRECEDENCE else ""
    return f"{least}{kind.DEFAULT_PRECEDENCE.name} unless said otherwise."


def _record(kind: type[Kind]) -> str:
    if kind.RECORD:
        return " A Record kind: for everyone, never held."
    return " Its body may be held back where the agreement lets it." if kind.MAY_BE_HELD else ""


def _rows(entry: Entry, within: str) -> Iterator[str]:
    name = f"`{within}{entry.name}`{' *' if entry.required else ''}"
    title = f"_{entry.title}_" if entry.prose else entry.title
    meanings = "; ".join(f"{value} {meaning}" for value, meaning in entry.words if meaning)
    what = f"{title}. {entry.help}" + (f" {meanings}." if meanings else "")
    yield f"| {name} | {what} | {limits_of(entry)}{', made by the desk' if _by_desk(entry) else ''} |"
    for each in entry.fields:
        yield from _rows(each, f"{within}{entry.name}.")


def _by_desk(entry: Entry) -> bool:
    return entry.made and entry.input is not Input.DOCUMENT


if __name__ == "__main__":
    import sys

    sys.stdout.write(reference_page())
