"""Who reads, and when: what every line on screen may depend on besides what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from client.engine.reading.shapes import ChannelRow
from client.ui.layout.wording import Codes, codes_of
from client.ui.lookup import unverified_in


@dataclass(frozen=True, slots=True)
class Reader:
    """`party`: the own code; `names`: the parties' names by their codes; `codes`: by their ids."""

    party: str
    names: Mapping[str, str]
    unverified: frozenset[str]
    scale: str
    now: datetime
    codes: Codes = field(default_factory=dict)

    def style(self, code: str | None) -> str:
        """Ours and theirs in two colours; the word beside it says it too."""
        return "bold $ours" if code == self.party else "bold $theirs"


def reader_of(channel: ChannelRow, now: datetime) -> Reader:
    own = next((each["code"] for each in channel["parties"] if each["own"]), "")
    names = {each["code"]: each["name"] for each in channel["parties"]}
    return Reader(own, names, unverified_in(channel), channel["scale"], now, codes_of(channel))
