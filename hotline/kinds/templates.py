"""A kind as a YAML file to fill in: a comment per field with its unit and limits. And reading it back.

Made from the class. Errors name the line and the field.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import yaml

from hotline import limits
from hotline.agreement.handwriting import Hand, read_yaml, understood
from hotline.kinds.base import Kind
from hotline.kinds.entries import Entry, Input
from hotline.kinds.forms import Form, form_of

_WIDTH = 96
_ASKS = {
    Input.LINE: "one line",
    Input.TEXT: "text",
    Input.NUMBER: "whole number",
    Input.CHOICE: "one of",
    Input.YES_NO: "true or false",
    Input.TIME: "time, like 2026-11-23T14:08Z",
    Input.PARTY: "party's code",
    Input.STATEMENT: "statement's id",
    Input.GROUP: "fields of its own",
    Input.MAP: "words and their values",
    Input.HEX: "hex",
    Input.INCARNATION: "incarnation: number, nonce, restored",
    Input.DOCUMENT: "signed document",
}


def template_of(kind: type[Kind]) -> str:
    """The file to fill in."""
    form = form_of(kind)
    return "\n".join([*_head(form), *(line for each in form.fields for line in ("", *_field(each)))]) + "\n"


def read_template(
    kind: type[Kind], text: str, hand: Hand, made: Mapping[str, Any], what: str = "template"
) -> Kind:
    """The content that a filled-in template holds; `made` is what the desk fills in. Raises Malformed."""
    written = read_yaml(text, what)
    if not isinstance(written.value, dict):
        raise written.problem((), f"holds no fields: begin from the template of {kind.NAME}")
    entered = {name: each for name, each in written.value.items() if each not in (None, [])}
    return understood(replace(written, value={**entered, **made}), kind, hand)


def _head(form: Form) -> Iterator[str]:
    yield f"# {form.kind}: {form.meaning}"
    yield "# Fields marked * are needed; leave the others empty where you have nothing to say."
    if form.refers_to.kinds is not None:
        yield f"# It refers to: {', '.join(sorted(form.refers_to.kinds))}."
    elif form.refers_to.required:
        yield "# It refers to a statement."
    if form.least_precedence:
        yield f"# It is at least {form.least_precedence.name}."
    yield f"# IMMEDIATE and FLASH hold at most {limits.URGENT_WORDS} words in all."


def _field(entry: Entry) -> Iterator[str]:
    mark = " *" if entry.required else ""
    yield from _comment(f"{entry.title}{mark}. {entry.help} ({limits_of(entry)})")
    for value, meaning in entry.words:
        if meaning:
            yield from _comment(f"  {value}: {meaning}")
    if entry.many:
        yield f"{entry.name}: []"
        yield from _example(entry)
    elif entry.input is Input.TEXT and entry.default is None:
        yield f"{entry.name}: |-\n  "
    else:
        yield f"{entry.name}: {_default(entry)}".rstrip()


def _comment(text: str) -> Iterator[str]:
    return (f"# {line}" for line in textwrap.wrap(text, _WIDTH, drop_whitespace=True, subsequent_indent="  "))


def _example(entry: Entry) -> Iterator[str]:
    """How several values are written, as a comment to copy."""
    if not entry.fields:
        yield f"#  - {_ASKS[entry.input]}"
        return
    for place, each in enumerate(entry.fields):
        asks = f"{each.title}: {limits_of(each)}"
        yield f"#  {'-' if place == 0 else ' '} {each.name}: {'' if each.required else '# '}{asks}"


def _default(entry: Entry) -> str:
    if entry.default is None:
        return ""
    return yaml.safe_dump(entry.default, allow_unicode=True, width=10_000).removesuffix("...\n").strip()


def limits_of(entry: Entry) -> str:
    """What may stand there, in a few words: `whole number, 1 to 99 percent`."""
    asks = _ASKS[entry.input]
    if entry.input is Input.CHOICE:
        asks += f" {', '.join(value for value, _ in entry.words)}"
    elif entry.input is Input.NUMBER and entry.most is not None:
        asks += f", {entry.least} to {entry.most}"
    elif entry.most is not None:
        asks += f", at most {entry.most:,} characters"
    if entry.unit:
        asks += f" {entry.unit}"
    if entry.many:
        asks = f"a list, at most {entry.most_items}: {asks}"
    elif entry.input is Input.MAP:
        asks += f": {', '.join(value for value, _ in entry.words)}"
    return asks
