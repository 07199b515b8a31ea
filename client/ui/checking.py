"""What a form says so far, and what is wrong with it field by field. Judged by the kind's class alone.

Not here: whether the agreement lets it be said; the desk judges that (`preview`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from client.text.tongue import say
from client.ui.when import forms
from hotline.agreement.handwriting import Hand
from hotline.kinds.base import Kind
from hotline.kinds.entries import Entry, Input, entries_of

Path = tuple[str | int, ...]
"""The field, and where in it: `("sources", 0, "text")`."""


@dataclass(frozen=True, slots=True)
class Checked:
    """`content` when nothing is wrong. `faults`: what is, in words, by field."""

    content: Kind | None
    faults: Mapping[Path, str]


def check(kind: type[Kind], values: Mapping[str, Any], hand: Hand, now: datetime) -> Checked:
    """The entries of a form, read as the command line reads them. `now`: for the examples of times."""
    made = kind.made(bytes)
    try:
        content = kind.model_validate({**entered(values), **made}, strict=False, context=hand)
    except ValidationError as error:
        return Checked(None, dict(_faults(kind, error, now)))
    return Checked(content, {})


def entered(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what was left empty, in groups too."""
    found = {name: _entered(each) for name, each in values.items()}
    return {name: each for name, each in found.items() if each not in ("", None, [], {})}


def _entered(value: Any) -> Any:
    if isinstance(value, dict):
        return entered(value)
    if isinstance(value, list):
        return [_entered(each) for each in value]
    return value


def wrong(form: Sequence[Entry], checked: Checked) -> list[Entry]:
    """The fields that something is wrong with, in the form's order."""
    names = {path[0] for path in checked.faults if path}
    return [each for each in form if each.name in names]


def filled(entry: Entry, values: Mapping[str, Any]) -> bool:
    """Whether something was entered there."""
    return entry.name in entered({entry.name: values.get(entry.name, "")})


# Urgent text is short


def prose(form: Sequence[Entry], values: Mapping[str, Any]) -> Iterator[str]:
    """All free text so far, in the form's order."""
    for entry in form:
        value = values.get(entry.name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and entry.fields:
                yield from prose(entry.fields, each)
            elif entry.prose and isinstance(each, str):
                yield each


# Words for what is wrong


def _faults(kind: type[Kind], error: ValidationError, now: datetime) -> Iterator[tuple[Path, str]]:
    for each in error.errors(include_url=False):
        path: Path = each["loc"]
        entry = _entry(entries_of(kind), path)
        if entry is None:
            yield _between(kind, each["msg"])
        else:
            yield path, _words(entry, path, each["type"], each["msg"], each.get("ctx", {}), now)


def _entry(form: Sequence[Entry], path: Path) -> Entry | None:
    """The innermost field on that path."""
    found: Entry | None = None
    for step in path:
        inner = next((each for each in form if each.name == step), None)
        if inner is not None:
            found, form = inner, inner.fields
    return found


def _between(kind: type[Kind], said: str) -> tuple[Path, str]:
    """What is wrong between fields stands at the first field that it names."""
    said = _plain(said)
    named = [each for each in entries_of(kind) if not each.made and each.name in said]
    first = min(named, key=lambda each: said.index(each.name), default=None)
    for each in sorted(named, key=lambda one: -len(one.name)):
        said = said.replace(each.name, say(each.title))
    return (first.name,) if first is not None else (), said


def _words(entry: Entry, path: Path, type_: str, said: str, context: Mapping[str, Any], now: datetime) -> str:
    inside = len(path) > 1 and isinstance(path[-1], int)
    if type_ == "too_long":
        return say("needs no more than {n}", n=context.get("max_length", ""))
    if type_ == "too_short" or (type_ == "missing" and entry.many and not inside):
        return say("needs at least one")
    if type_ == "string_too_long":
        return say("needs no more than {n} characters", n=context.get("max_length", ""))
    if type_ == "value_error" and entry.input is not Input.TIME:
        return _plain(said)
    return _needed(entry, now)


def _needed(entry: Entry, now: datetime) -> str:
    match entry.input:
        case Input.NUMBER if entry.least is not None and entry.most is not None:
            return say("needs a number from {least} to {most}", least=entry.least, most=entry.most)
        case Input.NUMBER:
            return say("needs a whole number")
        case Input.TIME:
            return say("needs a time, like {forms}", forms=forms(now))
        case Input.CHOICE | Input.YES_NO | Input.PARTY:
            return say("needs a choice")
        case Input.MAP if entry.words:
            return say("needs one of {words}", words=", ".join(say(word) for word, _ in entry.words))
        case Input.LINE | Input.TEXT:
            return say("needs a few words") if entry.prose else say("needs another form")
    return say("needs a value")


def _plain(said: str) -> str:
    return say(said.removeprefix("Value error, "))
