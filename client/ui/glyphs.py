"""The shapes on screen: the usual ones, and plain ASCII for fonts and habits that lack them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set. `bars` by precedence, ROUTINE first; `done` and `left` make a bar of time."""

    full: str
    empty: str
    half: str
    check: str
    cross: str
    clock: str
    alert: str
    unsure: str
    courier: str
    verifier: str
    bars: tuple[str, str, str, str]
    rule: str
    column: str
    done: str
    left: str
    dot: str
    dash: str
    arrow: str
    below: str
    opening: str
    closing: str
    ellipsis: str
    enter: str
    lower: str  # the lower half of a cell; none: nothing is drawn half


UNICODE = Glyphs(
    full="●",
    empty="○",
    half="◐",
    check="✓",
    cross="✗",
    clock="◷",
    alert="!",
    unsure="?",
    courier="⇥",
    verifier="◇",
    bars=(" ", "│", "┃", "█"),
    rule="─",
    column="│",
    done="━",
    left="╌",
    dot="·",
    dash="–",
    arrow="›",
    below="↓",
    opening="“",
    closing="”",
    ellipsis="…",
    enter="⏎",
    lower="▄",
)
PLAIN = Glyphs(
    full="*",
    empty="o",
    half="~",
    check="ok",
    cross="x",
    clock="@",
    alert="!",
    unsure="?",
    courier=">",
    verifier="v",
    bars=(" ", "|", "H", "#"),
    rule="-",
    column="|",
    done="=",
    left="-",
    dot="-",
    dash="-",
    arrow=">",
    below="v",
    opening='"',
    closing='"',
    ellipsis="...",
    enter="enter",
    lower="",
)
SETS = {"unicode": UNICODE, "plain": PLAIN}


class _Chosen:
    def __init__(self) -> None:
        self.glyphs = UNICODE


_CHOSEN = _Chosen()


def choose(name: str) -> None:
    """From here on `glyphs` gives this set. Raises KeyError."""
    _CHOSEN.glyphs = SETS[name]


def glyphs() -> Glyphs:
    return _CHOSEN.glyphs
