"""What a statement says, with our own words in the officer's language: titles, units, coded values.

What people wrote stays as they wrote it. Not here: how it looks (`statement`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from client.engine.reading.shapes import ChannelRow, Owed
from client.text.tongue import say, spoken
from client.ui.times import span
from hotline.ids import PartyId

if TYPE_CHECKING:
    from hotline.kinds.base import Kind

ENGLISH = "en"
DURATIONS = frozenset({"t", "waited"})
Codes = Mapping[PartyId, str]


def kinds() -> Mapping[str, type[Kind]]:
    """Every kind. Read when the first statement is laid out, so that the first frame need not wait for it."""
    from hotline.kinds.catalogue import KINDS

    return KINDS


def codes_of(channel: ChannelRow | None) -> Codes:
    """The parties' codes by their ids."""
    parties = channel["parties"] if channel is not None else []
    return {PartyId(bytes.fromhex(each["party"])): each["code"] for each in parties}


def text_of(kind: str, body: Mapping[str, Any] | None, text: Sequence[str], codes: Codes) -> Sequence[str]:
    """`text`: as the desk gives it, in English; so it stays where the kind or the body is not known."""
    known = kinds().get(kind)
    if spoken() == ENGLISH or known is None or body is None:
        return text
    from hotline.codec import as_document

    return as_document(dict(body), known, kind).plain(codes, say)


def summary_of(kind: str | None, summary: str | None) -> str:
    """One line about it; nothing where that line would be ours and not the officer's language."""
    known = kinds().get(kind or "")
    ours = known is not None and not known.SUMMARY_IS_WRITTEN
    return "" if spoken() != ENGLISH and ours else summary or ""


def owed_of(owed: Owed) -> str:
    """An obligation as a sentence: who owes what, since when the clock runs, how it stands."""
    if spoken() == ENGLISH:
        return owed["sentence"]
    return " ".join(say(sentence, **_spoken(values)) for sentence, values in owed["said"])


def _spoken(values: Mapping[str, str]) -> dict[str, str]:
    """With durations as people say them."""
    from hotline.agreement.text import read_duration

    return {
        name: span(read_duration(each)) if name in DURATIONS else say(each) for name, each in values.items()
    }
