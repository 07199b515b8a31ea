"""What people write in YAML, read with line numbers: agreements, and the templates of kinds.

Scalars stay as they are written (`NO` is a party's code, `1.10` a clause), only an empty one and `null` are
nothing; the model that reads them says what they mean. Aliases, tags and doubled keys are refused.
In such a hand a party may be named by its code, and a time written without its seconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

import yaml
from pydantic import BeforeValidator, ValidationError, ValidationInfo

from hotline.codec import Model, Time
from hotline.errors import Malformed
from hotline.fields import PartyField
from hotline.ids import PartyId

BYTES = 256 * 1024  # several times the largest agreement with all its comments
DEPTH = 16
Path = tuple[str | int, ...]
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d{3})?Z")


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes: the parties known here by code."""

    parties: Mapping[str, PartyId] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Written:
    """A value as written, and the line of each of its parts; without lines when it comes from a form."""

    what: str
    value: Any
    lines: Mapping[Path, int]

    def line(self, path: Path) -> int:
        """Of this part, or of the nearest around it that is there."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, why: str) -> Malformed:
        """Names line, clause and field."""
        clause = self._clause(path)
        about = ".".join(str(each + 1 if isinstance(each, int) else each) for each in path)
        line = f", line {self.line(path)}" if self.lines else ""
        where = self.what + line + (f", clause {clause}" if clause else "")
        return Malformed(where, f"{about} {why}" if about else why)

    def _clause(self, path: Path) -> str:
        value, clause = self.value, ""
        for step in path:
            value = value.get(step) if isinstance(value, dict) else _nth(value, step)
            if isinstance(value, dict) and isinstance(value.get("clause"), str):
                clause = value["clause"]
        return clause


def _nth(value: object, step: str | int) -> Any:
    inside = isinstance(value, list) and isinstance(step, int) and step < len(value)
    return value[step] if inside else None  # type: ignore[index]


# Fields that a person may write more freely than a program


def _time_by_hand(value: object, info: ValidationInfo) -> object:
    found = _TIME.fullmatch(value) if isinstance(info.context, Hand) and isinstance(value, str) else None
    if found is None:
        return value
    return f"{found[1]}T{found[2]}{found[3] or ':00'}{found[4] or '.000'}Z"


def _party_by_hand(value: object, info: ValidationInfo) -> object:
    if not isinstance(info.context, Hand) or not isinstance(value, str) or len(value) > 5:
        return value
    if value not in info.context.parties:
        raise ValueError(f"names {value}, and no party with that code is known here: import its root first")
    return info.context.parties[value]


WrittenTime = Annotated[Time, BeforeValidator(_time_by_hand)]
WrittenParty = Annotated[PartyField, BeforeValidator(_party_by_hand)]


# YAML to values


class _Loader(yaml.SafeLoader):
    """Only `null`, `~` and nothing at all are resolved; every other scalar is text."""

    yaml_implicit_resolvers = {  # noqa: RUF012  PyYAML's own name and form
        first: [("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)\Z"))] for first in ("~", "n", "")
    }


def read_yaml(text: str, what: str) -> Written:
    """Raises Malformed with the line."""
    if len(text.encode("utf-8", "replace")) > BYTES:
        raise Malformed(what, f"is larger than {BYTES} bytes")
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise Malformed(_marked(what, error.problem_mark), f"is not YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise Malformed(what, "is not YAML: it holds characters or nesting that are not allowed") from error
    reading = _Reading(what)
    value = reading.value(node, ()) if node is not None else None
    return Written(what, value, reading.lines)


class _Reading:
    def __init__(self, what: str) -> None:
        self.what = what
        self.lines: dict[Path, int] = {}
        self._seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.lines[path] = node.start_mark.line + 1
        if id(node) in self._seen:
            raise Malformed(_marked(self.what, node.start_mark), "uses an alias: write it out")
        self._seen.add(id(node))
        if len(path) > DEPTH:
            raise Malformed(_marked(self.what, node.start_mark), "is nested too deep")
        match node:
            case yaml.MappingNode():
                return self._mapping(node, path)
            case yaml.SequenceNode():
                return [self.value(each, (*path, index)) for index, each in enumerate(node.value)]
            case _:
                return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in found:
                raise Malformed(
                    _marked(self.what, key.start_mark), "has a key twice, or one that is not a word"
                )
            found[key.value] = self.value(value, (*path, key.value))
            self.lines[(*path, key.value)] = key.start_mark.line + 1
        return found

    def _scalar(self, node: yaml.Node) -> str | None:
        if node.tag == "tag:yaml.org,2002:null":
            return None
        if node.tag != "tag:yaml.org,2002:str":
            raise Malformed(_marked(self.what, node.start_mark), "uses a tag: write plain values")
        return str(node.value)


def _marked(what: str, mark: yaml.Mark | None) -> str:
    return what if mark is None else f"{what}, line {mark.line + 1}"


# Values to a model


def understood(written: Written, model: type[Model], hand: Hand) -> Model:
    """The model that the writing means. Raises Malformed: the first problem, and the others as advice."""
    try:
        return model.model_validate(written.value, strict=False, context=hand)
    except ValidationError as error:
        raise together(list(_problems(written, error))) from error


def _problems(written: Written, error: ValidationError) -> list[Malformed]:
    found = error.errors(include_url=False, include_input=False, include_context=False)
    places = [each["loc"] for each in found]
    return [
        written.problem(each["loc"], _reason(written, each["loc"], each["msg"]))
        for each in found
        if not any(
            _is_within(place, each["loc"]) for place in places
        )  # a list is short where one of it is bad
    ]


def _is_within(place: Path, outer: Path) -> bool:
    return len(place) > len(outer) > 0 and place[: len(outer)] == outer


def _reason(written: Written, path: Path, said: str) -> str:
    value: Any = written.value
    for step in path:
        value = value.get(step) if isinstance(value, dict) else _nth(value, step)
    return _SAID.get(said) or ("needs a value" if value is None and path else _plainly(said))


def _plainly(said: str) -> str:
    plain = said.removeprefix("Value error, ")
    plain = plain.replace("Input should be", "must be").replace("String should", "must")
    return plain[:1].lower() + plain[1:]


_SAID = {
    "Field required": "is missing",
    "Extra inputs are not permitted": "is not a field here: look for a typing error",
}


def together(problems: list[Malformed], most: int = 8) -> Malformed:
    """The first problem, with the next ones as advice."""
    first, rest = problems[0], problems[1:most]
    return Malformed(first.where, first.why, " ".join(f"Also {each.where}: {each.why}." for each in rest))
