"""A class's fields as an officer meets them: title, help, unit, limits, choices. Made from its JSON Schema.

So there is one description of a field, the class, and forms, templates, schema and page cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from hotline.codec import Document

Schema = Mapping[str, Any]


class Input(StrEnum):
    """How a value is entered."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    YES_NO = "yes-no"
    TIME = "time"
    PARTY = "party"
    STATEMENT = "statement"
    GROUP = "group"  # fields of its own
    MAP = "map"  # words and their values
    HEX = "hex"  # made by machines, like the next
    INCARNATION = "incarnation"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Entry:
    """One field. `many`: a list of such values, at most `most_items`."""

    name: str
    title: str
    help: str
    input: Input
    required: bool
    default: Any
    unit: str
    words: tuple[tuple[str, str], ...]  # what values mean; for a choice: all that may be chosen
    least: int | None  # for numbers the value, for text the characters
    most: int | None
    many: bool
    most_items: int | None
    prose: bool  # free text, of which urgent statements hold little
    made: bool  # filled in by the desk, not by a person
    fields: tuple[Entry, ...]  # of a group


@cache
def entries_of(model: type[Document]) -> tuple[Entry, ...]:
    """The fields in the class's order."""
    schema = model.model_json_schema()
    return _entries(schema, schema.get("$defs", {}))


def _entries(schema: Schema, defs: Schema) -> tuple[Entry, ...]:
    needed = schema.get("required", ())
    properties = schema.get("properties", {})
    return tuple(_entry(name, each, name in needed, defs) for name, each in properties.items())


def _entry(name: str, raw: Schema, required: bool, defs: Schema) -> Entry:
    outer = _resolved(raw, defs)
    many = outer.get("type") == "array"
    inner = _resolved(outer["items"], defs) if many else outer
    return Entry(
        name=name,
        title=str(raw.get("title", outer.get("title", name))),
        help=str(raw.get("description", "")),
        input=_input(inner),
        required=required,
        default=raw.get("default"),
        unit=str(inner.get("unit", "")),
        words=_words(inner, defs),
        least=inner.get("minimum", inner.get("minLength")),
        most=inner.get("maximum", inner.get("maxLength")),
        many=many,
        most_items=outer.get("maxItems") if many else outer.get("maxProperties"),
        prose=bool(inner.get("prose")),
        made=bool(outer.get("made") or inner.get("made")),
        fields=_entries(inner, defs) if _input(inner) is Input.GROUP else (),
    )


def _resolved(raw: Schema, defs: Schema) -> dict[str, Any]:
    """Without references, and without the branch that says a value may be left out."""
    found = dict(raw)
    if "$ref" in found:
        found = dict(defs[found.pop("$ref").removeprefix("#/$defs/")]) | found
    branches = [each for each in found.pop("anyOf", ()) if each.get("type") != "null"]
    return _resolved(branches[0], defs) | found if branches else found


def _input(schema: Schema) -> Input:
    if "input" in schema:
        return Input(schema["input"])
    if "enum" in schema or "const" in schema:
        return Input.CHOICE
    if schema.get("type") == "object" and "properties" not in schema:
        return Input.MAP
    return {"integer": Input.NUMBER, "boolean": Input.YES_NO, "object": Input.GROUP}.get(
        schema.get("type", ""), Input.LINE
    )


def _words(schema: Schema, defs: Schema) -> tuple[tuple[str, str], ...]:
    meanings: Schema = schema.get("words", {})
    values = schema.get("enum") or list(meanings)
    if _input(schema) is Input.MAP:
        values = _resolved(_map_of(schema), defs).get("enum", ())
    return tuple((str(each), str(meanings.get(str(each), ""))) for each in values)


def _map_of(schema: Schema) -> Schema:
    """What the values of a map are."""
    by_key = schema.get("patternProperties") or {"": schema.get("additionalProperties")}
    inner: Schema = next(iter(by_key.values()))
    return inner
