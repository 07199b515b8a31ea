"""Others' text, made harmless: it cannot move the cursor, colour, reorder, hide or stack anything.

What might do so is shown as what it is, `⟦1B⟧`, or left out where it only carries nothing visible. Honest
text in any script stays as it is: accents, joined emoji, and the joiners that Persian or Hindi need.
Not here: markup of our own libraries, which is never parsed in others' text.
Sources: Unicode 17, UAX #9 (bidirectional controls), UTS #51 (emoji), TR #36 (security).
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

MARKS = 5  # combining marks on one character: Hebrew with vowels and accents needs four
_SPACE_FOR = {"\t": " ", "\r\n": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n"}
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_JOINERS = {_ZWNJ, _ZWJ}
_SELECTORS = {"\ufe0e", "\ufe0f"}  # text or emoji presentation of the symbol before
_KEYCAP = "\u20e3"

# Shown as what they are, because they change what a reader sees: the bidirectional overrides, embeddings and
# isolates. The three plain direction marks are left out: cleaned lines stand alone.
_SHOWN = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}

# Invisible, and not a control: soft hyphen, joiners of marks, fillers, selectors, tags.
_INVISIBLE = {
    chr(code)
    for code in (
        *(0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
        *range(0x180B, 0x1810),
        *(0x200B, 0x200E, 0x200F),
        *range(0x2060, 0x2066),
        *range(0x206A, 0x2070),
        *range(0xFE00, 0xFE0E),
        *range(0x1D173, 0x1D17B),
        *range(0xE0000, 0xE1000),
    )
}
_VISIBLE_FORMATS = {chr(code) for code in (*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x08E2, 0x110BD, 0x110CD)}
_BAD = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINING = range(0x0590, 0x18B0)  # Hebrew to Mongolian: the scripts in which joiners have a use


def clean(text: str) -> str:
    """The text in harmless characters and line feeds. Cleaning it again changes nothing."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    for raw, plain in _SPACE_FOR.items():
        text = text.replace(raw, plain)
    before, text = text, _joined("".join(map(_harmless, text)))
    while before != text:  # what was left out may have stood between a joiner and what it joined
        before, text = text, _joined(text)
    return text


def clean_line(text: str, width: int | None = None) -> str:
    """The text as one line, cut with an ellipsis to that many terminal cells."""
    line = " ".join(clean(text).split("\n"))
    return line if width is None else _cut(line, width)


def clean_segment(text: str) -> str:
    """A piece of a line that is drawn already, for the terminal's own filter: nothing active is left in it.

    A piece may begin within a character that another piece began, so only single characters are judged. The
    line keeps its width: controls, which have none, are left out, and what has no picture gets one.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_passive, text))


@lru_cache(maxsize=4096)
def _passive(one: str) -> str:
    if one in _JOINERS or _drawn(one):
        return one
    return "\ufffd" if unicodedata.category(one) in {"Cs", "Co", "Cn"} and one not in _INVISIBLE else ""


@lru_cache(maxsize=4096)
def _drawn(one: str) -> bool:
    return one not in _INVISIBLE and (unicodedata.category(one) not in _BAD or one in _VISIBLE_FORMATS)


@lru_cache(maxsize=4096)
def _harmless(one: str) -> str:
    """One character for itself: as it is, made visible, or left out."""
    if one == "\n" or one in _JOINERS or _drawn(one):
        return one
    return "" if one in _INVISIBLE and one not in _SHOWN else f"⟦{ord(one):02X}⟧"


# What depends on the characters around


def _joined(text: str) -> str:
    """Without joiners and selectors that join nothing, and without towers of marks."""
    kept: list[str] = []
    marks = 0
    for place, one in enumerate(text):
        after = text[place + 1 : place + 2]
        before = kept[-1] if kept else "\n"
        if one in _JOINERS:
            keep = _joins(before, one, after)
        elif one in _SELECTORS:
            keep = _is_symbol(before) or (before in "#*0123456789" and after == _KEYCAP)
        elif _is_mark(one):
            marks += 1
            keep = marks <= MARKS
            if keep and before == "\n":
                kept.append("◌")  # else it would stand on what we draw before it
        else:
            marks, keep = 0, True
        if keep:
            kept.append(one)
    return "".join(kept)


def _joins(before: str, joiner: str, after: str) -> bool:
    if not after:
        return False
    if joiner == _ZWJ and (_is_symbol(before) or before in _SELECTORS) and _is_symbol(after):
        return True
    return all(ord(each) in _JOINING and unicodedata.category(each)[0] in "LM" for each in (before, after))


def _is_symbol(one: str) -> bool:
    """An emoji or another symbol, or the skin colour of one."""
    return unicodedata.category(one) in {"So", "Sm", "Sk"}


def _is_mark(one: str) -> bool:
    return unicodedata.category(one)[0] == "M" and one not in _SELECTORS


# Widths


def cells(text: str) -> int:
    """How many terminal cells the cleaned text takes; no fewer than a terminal draws."""
    return sum(map(_cells_of, text))


@lru_cache(maxsize=4096)
def _cells_of(one: str) -> int:
    if one in _JOINERS or one in _SELECTORS or unicodedata.category(one) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(one) in {"W", "F"} else 1


def _cut(line: str, width: int) -> str:
    if cells(line) <= width:
        return line
    used = end = 0
    for place, one in enumerate(line):
        used += _cells_of(one)
        if used > width - 1:
            break
        end = place + 1
    return line[:end].rstrip(_ZWJ) + "…" if width > 0 else ""
