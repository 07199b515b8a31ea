"""What a check says of a statement: valid, invalid by a code, or not to be judged yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    VALID = "valid"
    INVALID = "invalid"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`code` is for programs and empty when all is well; `clause` is the agreement's; `why` is a sentence."""

    state: State
    code: str = ""
    clause: str = ""
    why: str = ""


VALID = Verdict(State.VALID)
NOT_SHOWN = Verdict(State.VALID, "body-not-shown", "", "It depends on a body that is not shown to you.")
INCOMPLETE = Verdict(State.WAITING, "history-incomplete", "", "An ancestor of it has not arrived yet.")


def invalid(code: str, why: str, clause: str = "") -> Verdict:
    return Verdict(State.INVALID, code, clause, why)
