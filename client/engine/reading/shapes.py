"""What the reading verbs answer, field by field.

Ids are hex, times RFC 3339, text of others as they wrote it.
"""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from client.engine.reading.shapes_board import RiskCount

NeedWord = Literal[
    "flash",  # a FLASH that nobody here has acknowledged
    "conflict",  # one desk, two histories
    "amendments",  # two that came into force side by side
    "overdue",  # an acknowledgement that we owe
    "estimate",  # a risk question that asks us, and we have not filed
    "due",  # an acknowledgement that we owe, and there is time
    "reply",  # somebody asked for a reply by a time
    "unanswered",  # they have it, and the time is over
    "unreached",  # no sign of life from them: no clock runs
    "unconfirmed",  # signs of life, no proof of delivery
    "contested",  # the clocks contradict each other
    "queue",  # something urgent of ours that no relay has taken
    "offline",  # no relay for some time
    "gap",  # something that others hold has not come
    "sunset",  # the agreement ends soon, or has ended
    "unverified",  # a root that nobody here has compared
    "store",  # the vault cannot be written
]


class Need(TypedDict):
    """One thing that needs the officer. `since` and `due_at` as far as it has them."""

    what: NeedWord
    channel: str | None
    statement: str | None
    number: str | None
    party: str | None
    kind: str | None
    precedence: str | None
    since: str | None
    due_at: str | None
    why: str
    clause: str | None


class Relay(TypedDict):
    name: str
    url: str
    up: bool
    why: str | None
    proof_seconds: int | None
    since: str
    retired: bool
    refused: bool


class Party(TypedDict):
    party: str
    code: str
    name: str
    function: str
    verified: str | None
    own: bool


class ChannelRow(TypedDict):
    """A channel in the side column. `unread`: what others' officers said since this one last looked."""

    id: str
    title: str
    exercise: bool
    parties: list[Party]
    statements: int
    missing: int
    alarms: list[str]
    sunset_at: str
    dates_clause: str
    unread: int
    looked_at: str | None
    scale: str
    newest_at: str | None
    unproven: list[str]  # parties none of whose desks vouched for the record within two comm-check intervals
    proven_at: str | None  # of these the oldest word; None: one never said any, or there is none
    risk: RiskCount


class Queue(TypedDict):
    """What no relay has taken yet."""

    count: int
    by: dict[str, int]
    oldest_at: str | None


class Overview(TypedDict):
    desk: str
    party: str
    party_name: str
    officer: str
    role: str
    exercise: bool
    now: str
    credential_until: str
    relays: list[Relay]
    offline_since: str | None
    queue: Queue
    store_trouble: str | None
    channels: list[ChannelRow]
    needs: list[Need]


class Owed(TypedDict):
    """What is owed because of a statement, by one party."""

    channel: str
    statement: str
    number: str
    owes: str
    to: str
    kind: str
    clause: str
    state: str
    due_at: str | None
    sentence: str
    said: list[tuple[str, dict[str, str]]]


class Read(TypedDict):
    """An officer's word that a statement was read."""

    party: str | None
    officer: str
    at: str


class Author(TypedDict):
    party: str | None
    officer: str | None
    role: str | None
    device: str


class Row(TypedDict):
    """One statement of a page: what `read` gives of it, and what a screen shows beside it."""

    id: str
    channel: str
    number: str
    author: Author
    kind: str
    precedence: str
    said_at: str
    state: str
    relayed: int
    of: int
    refers_to: str | None
    exercise: bool
    body: dict[str, Any] | None
    text: list[str]
    not_shown: str | None
    standing: str
    why: str | None
    clause: str | None
    flags: list[str]
    own: bool
    summary: str | None
    refers_to_id: str | None
    arrived: int
    arrived_at: str
    by: str  # "self", a relay's name, or "courier"
    new: bool  # it came after the officer last looked, and is another's
    owed: list[Owed]
    read: list[Read]
    delivered_at: str | None


class Page(TypedDict):
    """Consecutive statements in display order; `first` is the place of the first of them among `total`."""

    rows: list[Row]
    first: int
    total: int
    last_arrival: int


class Happened(TypedDict, total=False):
    """One thing that happened; `what` says which of the others are there."""

    what: Literal["said", "arrived", "body", "moved", "alarm", "line", "joined", "trouble", "lagged"]
    channel: str
    statement: str
    kind: str
    precedence: str
    complete: bool
    sentence: str
