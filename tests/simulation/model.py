"""The record once more, written from docs/SPEC.md alone and as plainly as it goes: slow, small, and apart.

It imports nothing of the code that it is compared with. What it takes are the bytes that a desk holds:
headers, and the bodies that it has. It says what comes in which order, what is complete, what the heads are,
how each statement is called, who told two histories, and what roots no longer stand by.
"""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import sha256
from typing import Any

Life = tuple[str, int, str]
"""An author's device, and the number and nonce of its incarnation."""

FOUNDING = {"desk", "agreement", "acceptance"}


class Said:
    """One statement."""

    def __init__(self, payload: bytes, body: bytes | None) -> None:
        self.id = sha256(payload).hexdigest()
        self.header: dict[str, Any] = json.loads(payload)
        self.body: dict[str, Any] | None = json.loads(body) if body is not None else None

    @property
    def links(self) -> set[str]:
        named = [self.header["prev"], *self.header["parents"], self.header["refers_to"]]
        return {each for each in named if each is not None}

    @property
    def life(self) -> Life:
        incarnation = self.header["incarnation"]
        return self.header["author"], incarnation["number"], incarnation["nonce"]

    @property
    def seq(self) -> int:
        return int(self.header["seq"])

    @property
    def founds(self) -> bool:
        open_to_all = self.header["audience"] == "all" and not self.header["held"]
        return self.header["kind"] in FOUNDING and open_to_all


def carried(said: Said, name: str) -> dict[str, Any] | None:
    """The payload of a signed document that a body carries."""
    if said.body is None or name not in said.body["content"]:
        return None
    found: dict[str, Any] = json.loads(b64decode(said.body["content"][name]["payload"]))
    return found


class Model:
    """Of one desk's bytes."""

    def __init__(self, rows: Iterable[tuple[bytes, bytes | None]]) -> None:
        self.all = {said.id: said for said in (Said(*row) for row in rows)}

    @cached_property
    def order(self) -> list[str]:
        """Always the earliest dated, then the smallest id, of all whose links stand already."""
        left = dict(self.all)
        placed: list[str] = []
        while left:
            free = [said for said in left.values() if not said.links & left.keys()]
            placed.append(min(free, key=lambda said: (said.header["said_at"], said.id)).id)
            del left[placed[-1]]
        return placed

    @cached_property
    def complete(self) -> set[str]:
        """Links come before in the order, so one walk finds them all."""
        found: set[str] = set()
        for id in self.order:
            said = self.all[id]
            if said.links <= found and not (said.founds and said.body is None):
                found.add(id)
        return found

    @property
    def heads(self) -> set[str]:
        linked = {
            link
            for id in self.complete
            for link in (self.all[id].header["prev"], *self.all[id].header["parents"])
        }
        return self.complete - linked

    def past(self, id: str) -> set[str]:
        """The statement, and all that it comes after."""
        found, ahead = {id}, [id]
        while ahead:
            fresh = (self.all[ahead.pop()].links & self.all.keys()) - found
            found |= fresh
            ahead += fresh
        return found

    # Names

    def number(self, id: str) -> str | None:
        """BRV-2-17, or BRV-2/7f3a-17 in a life after a restore. None: who speaks is not known here."""
        said = self.all[id]
        cards = [card for card in self._cards(said.header["author"]) if card.id in self.past(id)]
        if id not in self.complete or not cards:
            return None
        root, credential = carried(cards[-1], "root"), carried(cards[-1], "credential")
        if root is None or credential is None:
            return None
        incarnation = said.header["incarnation"]
        tag = f"/{incarnation['nonce'][:4]}" if incarnation["restored"] else ""
        return f"{root['code']}-{credential['desk']}{tag}-{said.seq}"

    def _cards(self, author: str) -> list[Said]:
        return [self.all[id] for id in self.order if self._is_card(self.all[id], author)]

    def _is_card(self, said: Said, author: str) -> bool:
        return said.header["kind"] == "desk" and said.header["author"] == author

    # What does not count

    @cached_property
    def doubled(self) -> dict[Life, int]:
        """For each life with two histories, the first number that it gave twice."""
        places: dict[tuple[Life, int], int] = {}
        for said in self.all.values():
            places[said.life, said.seq] = places.get((said.life, said.seq), 0) + 1
        twice = sorted((place for place, count in places.items() if count > 1), key=lambda place: place[1])
        found: dict[Life, int] = {}
        for life, seq in twice:
            found.setdefault(life, seq)
        return found

    def conflicting(self, id: str) -> bool:
        """Beyond a second history: from the first doubled number on, and in every later life."""
        author, number, nonce = self.all[id].life
        for (other, its_number, its_nonce), seq in self.doubled.items():
            if other == author:
                same = (its_number, its_nonce) == (number, nonce)
                if (same and self.all[id].seq >= seq) or (its_number, its_nonce) < (number, nonce):
                    return True
        return False

    def disowned(self, id: str) -> bool:
        """Beyond what its root stands by."""
        said = self.all[id]
        return any(not self._within(said, each) for each in self._revocations(said.header["author"]))

    def _revocations(self, device: str) -> Iterator[dict[str, Any]]:
        for said in self.all.values():
            document = carried(said, "document") if said.header["kind"] == "revocation" else None
            if document is not None and said.id in self.complete and document["device"] == device:
                yield document

    def _within(self, said: Said, document: dict[str, Any]) -> bool:
        for cut in document["cuts"]:
            life = (document["device"], cut["incarnation"]["number"], cut["incarnation"]["nonce"])
            if life == said.life and said.seq <= cut["seq"]:
                return cut["id"] not in self.all or said.id in self.past(cut["id"])
        return False
