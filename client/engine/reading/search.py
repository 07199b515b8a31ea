"""Finding what was said: words in texts, numbers, codes, officers and kinds, the newest first.

    lane from:BRE kind:message      all words must be there; `from:` and `kind:` narrow it down

Case and accents do not matter. Our own words, such as titles and coded values, are looked for and given in
the reader's language. What is not shown to this officer is not found either. The words of each statement are
kept once they were looked at, so that the next letter that is typed is looked for at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from client.engine.authors import Author, author_of, number_of
from client.engine.reading.shapes_record import Hit
from client.engine.views import content_of
from client.station.channel import Channel
from client.station.station import Station
from client.text.clean import clean_line
from client.text.tongue import words_in
from hotline.codec import to_rfc3339
from hotline.ids import ChannelId, StatementId
from hotline.kinds.catalogue import KINDS
from hotline.procedures.exchange import shown

ENGLISH = "en"
AROUND = 60  # characters shown before a hit; after it, twice as many
HITS_MOST = 200  # more are not read by anybody: another word narrows it down


def fold(text: str) -> str:
    """As it is compared: without case, and without accents."""
    text = text.casefold()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return "".join(each for each in apart if not unicodedata.combining(each))


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, folded."""

    words: tuple[str, ...]
    party: str | None = None
    kind: str | None = None
    language: str = ENGLISH

    @property
    def empty(self) -> bool:
        return not self.words and self.party is None and self.kind is None


def read_query(text: str, language: str = ENGLISH) -> Query:
    """`from:` takes the beginning of a code, `kind:` that of a kind's name or title."""
    words: list[str] = []
    party = kind = None
    for word in text.split():
        name, colon, value = word.partition(":")
        if colon and name.casefold() == "from":
            party = fold(value) or None
        elif colon and name.casefold() == "kind":
            kind = fold(value).replace("-", " ") or None
        else:
            words.append(fold(word))
    return Query(tuple(words), party, kind, language)


# Looking


@dataclass(frozen=True, slots=True)
class _Words:
    """A statement as it is searched. `settled`: it stays so, whatever comes."""

    settled: bool
    party: str
    kind: str
    text: str


class Search:
    """Of all channels of one desk. Keeps only what can be read anew."""

    def __init__(self) -> None:
        self._words: dict[tuple[ChannelId, StatementId], _Words] = {}
        self._language = ENGLISH

    def find(self, station: Station, channel: Channel, statement: StatementId, query: Query) -> Hit | None:
        """Whether this statement is one that is looked for."""
        if query.language != self._language:
            self._language = query.language
            self._words.clear()
        words = self._of(station, channel, statement)
        return self._hit(station, channel, statement, query) if _fits(words, query) else None

    def _of(self, station: Station, channel: Channel, statement: StatementId) -> _Words:
        known = self._words.get((channel.id, statement))
        if known is None or not known.settled:
            known = self._words[channel.id, statement] = _words(station, channel, statement, self._language)
        return known

    def _hit(self, station: Station, channel: Channel, statement: StatementId, query: Query) -> Hit:
        header, author = channel.transcript.header(statement), author_of(station, channel, statement)
        before, hit, after = around(" ".join(_text(station, channel, statement, query.language)), query.words)
        return {
            "id": statement.hex(),
            "channel": channel.id.hex(),
            "title": channel.transcript.terms_for_next().text.title,
            "number": number_of(station, channel, statement),
            "party": author.code if author else None,
            "officer": author.credential.officer if author else None,
            "kind": header.kind,
            "precedence": header.precedence.name,
            "said_at": to_rfc3339(header.said_at),
            "before": before,
            "hit": hit,
            "after": after,
        }


def _words(station: Station, channel: Channel, statement: StatementId, language: str) -> _Words:
    entry, author = channel.transcript.entry(statement), author_of(station, channel, statement)
    header = entry.header
    named = _named(station, channel, statement, author)
    text = fold(" ".join([*named, header.precedence.name, *_text(station, channel, statement, language)]))
    settled = entry.complete and entry.body is not None and not header.held
    return _Words(
        settled, intern(fold(author.code)) if author else "", _kind_words(header.kind, language), text
    )


def _named(station: Station, channel: Channel, statement: StatementId, author: Author | None) -> list[str]:
    """Its number and its author's names."""
    number = number_of(station, channel, statement)
    if author is None:
        return [number]
    member = channel.transcript.terms_for_next().members.get(author.credential.party)
    return [number, author.code, author.credential.officer, member.name if member else ""]


@lru_cache(maxsize=256)
def _kind_words(kind: str, language: str) -> str:
    """A kind's name and title."""
    title = KINDS[kind].TITLE if kind in KINDS else ""
    return fold(f"{kind.replace('-', ' ')} {title} {words_in(language)(title)}")


def _text(station: Station, channel: Channel, statement: StatementId, language: str) -> list[str]:
    """As a reader sees it: cleaned, and nothing that is held back."""
    content = content_of(station, channel, channel.transcript.entry(statement))
    if content is None or not shown(channel.transcript, statement, station.party):
        return []
    members = channel.transcript.terms_for_next().members
    codes = {party: member.code for party, member in members.items()}
    return [clean_line(each) for each in content.plain(codes, words_in(language))]


def _fits(words: _Words, query: Query) -> bool:
    if query.party is not None and not words.party.startswith(query.party):
        return False
    if query.kind is not None and query.kind not in words.kind:
        return False
    return all(each in words.text or each in words.kind for each in query.words)


# What stands around a hit


def around(text: str, words: Sequence[str]) -> tuple[str, str, str]:
    """The text in three pieces: before the folded words as typed, or before the first of them; that; after.

    Where it has none of them, because number or name was meant, it is all after.
    """
    folded, places = _places(text)
    phrase = " ".join(words)
    wanted = [phrase] if phrase in folded else words
    starts = [(at, each) for each in wanted if each and (at := folded.find(each)) >= 0]
    if not starts:
        return "", "", text[: 3 * AROUND]
    at, word = min(starts)
    first, last = places[at], places[at + len(word) - 1] + 1
    begin = _word_begin(text, first)
    return text[begin:first], text[first:last], text[last : last + 2 * AROUND]


def _places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in the text."""
    folded = [(each, place) for place, one in enumerate(text) for each in fold(one)]
    return "".join(each for each, _ in folded), [place for _, place in folded]


def _word_begin(text: str, place: int) -> int:
    """Some way before it, where a word begins."""
    begin = max(0, place - AROUND)
    return 0 if begin == 0 else text.find(" ", begin, place) + 1 or begin
