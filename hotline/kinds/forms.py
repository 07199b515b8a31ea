"""What the terminal asks for a kind: title, meaning, and its fields in order. Made from the class.

What a form gives back are texts, lists of texts and groups of texts; `filled` reads them as a template's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hotline.agreement.handwriting import Hand, Written, understood
from hotline.ids import Precedence
from hotline.kinds.base import Kind, Refers
from hotline.kinds.entries import Entry, entries_of


@dataclass(frozen=True, slots=True)
class Form:
    """A kind as an officer fills it in. `fields`: without those that the desk makes."""

    kind: str
    title: str
    meaning: str
    refers_to: Refers
    may_be_held: bool
    precedence: Precedence  # to begin with
    least_precedence: Precedence
    fields: tuple[Entry, ...]


def form_of(kind: type[Kind]) -> Form:
    return Form(
        kind.NAME,
        kind.TITLE,
        kind.MEANING,
        kind.REFERS_TO,
        kind.MAY_BE_HELD,
        max(kind.DEFAULT_PRECEDENCE, kind.LEAST_PRECEDENCE),
        kind.LEAST_PRECEDENCE,
        tuple(each for each in entries_of(kind) if not each.made),
    )


def filled(kind: type[Kind], values: Mapping[str, Any], hand: Hand, made: Mapping[str, Any]) -> Kind:
    """The content that these entries mean; `made` is what the desk fills in. Raises Malformed, naming fields.

    An empty entry counts as left out. Parties may be named by code, times written without seconds.
    """
    entered = {name: each for name, each in values.items() if each not in ("", None, [], ())}
    return understood(Written(kind.TITLE, {**entered, **made}, {}), kind, hand)
