"""The lines that go over the attach socket, and errors on their way through it.

What comes in is read strictly: unknown fields, other types and doubled keys are refused.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from client.engine.attach_sentences import put_back, sentences_in
from hotline.codec import Document, as_document, read_json
from hotline.errors import (
    BadSignature,
    CannotOpen,
    HotlineError,
    Malformed,
    Misuse,
    NotTrusted,
    Refused,
    Rejected,
    StoreFailed,
    Unavailable,
    Unreachable,
    VaultUnavailable,
    WrongPassphrase,
)

LINE_BYTES = 4 * 2**20  # a transcript's page; a request is far smaller

KINDS: dict[str, type[HotlineError]] = {
    "misuse": Misuse,
    "malformed": Malformed,
    "bad-signature": BadSignature,
    "not-trusted": NotTrusted,
    "cannot-open": CannotOpen,
    "refused": Refused,
    "rejected": Rejected,
    "unreachable": Unreachable,
    "store-failed": StoreFailed,
    "vault-unavailable": VaultUnavailable,
    "wrong-passphrase": WrongPassphrase,
    "unavailable": Unavailable,
}


class Request(Document):
    """What is asked for, and with what."""

    do: str = Field(min_length=1, max_length=40)
    with_: dict[str, Any] = Field(alias="with")


class _Answer(Document):
    part: dict[str, Any] | None = None
    done: dict[str, Any] | None = None
    error: dict[str, str] | None = None
    sentences: list[list[Any]] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the three."""

    part: dict[str, Any] | None = None
    done: dict[str, Any] | None = None
    error: dict[str, str] | None = None


def write_request(do: str, what: dict[str, Any]) -> bytes:
    return _line({"do": do, "with": what})


def read_request(line: bytes) -> Request:
    """Raises Malformed."""
    return as_document(read_json(line, "request"), Request, "request")


def write_answer(answer: Answer) -> bytes:
    for name in ("part", "done", "error"):
        if (value := getattr(answer, name)) is not None:
            sentences = list(sentences_in(value))
            return _line({name: value, "sentences": sentences} if sentences else {name: value})
    raise ValueError("an answer says something")


def read_answer(line: bytes) -> Answer:
    """Raises Malformed."""
    read = as_document(read_json(line, "answer"), _Answer, "answer")
    if sum(each is not None for each in (read.part, read.done, read.error)) != 1:
        raise Malformed("answer", "is none or several")
    put_back(read.part or read.done or read.error, read.sentences)
    return Answer(read.part, read.done, read.error)


def error_answer(error: HotlineError) -> Answer:
    """An error as it goes over the socket."""
    kind = next((name for name, made in KINDS.items() if type(error) is made), _branch(error))
    said = {"kind": kind, "what": error.what, "advice": error.advice}
    if isinstance(error, Refused):
        said |= {"code": error.code, "clause": error.clause}
    if isinstance(error, Malformed):
        said |= {"where": error.where, "why": error.why}
    return Answer(error=said)


def _branch(error: HotlineError) -> str:
    return next((name for name, made in reversed(KINDS.items()) if isinstance(error, made)), "unavailable")


def raise_error(said: dict[str, str]) -> None:
    """The error again, on the side that asked."""
    kind, what, advice = said.get("kind", ""), said.get("what", ""), said.get("advice", "")
    if kind == "refused":
        raise Refused(said.get("code", ""), what, said.get("clause", ""), advice)
    if kind == "malformed":
        raise Malformed(said.get("where", ""), said.get("why", ""), advice)
    raise KINDS.get(kind, Unavailable)(what, advice)


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, allow_nan=False).encode() + b"\n"
