"""What needs the officer, as two short lines each: the shape and the word, how long; then about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from client.engine.reading.shapes import Need
from client.text.telling import told
from client.text.tongue import say
from client.ui.glyphs import glyphs
from client.ui.layout.statement import title_of
from client.ui.times import moment, span

WORDS = {
    "flash": "FLASH",
    "conflict": "Transcript conflict",
    "amendments": "Amendments in conflict",
    "overdue": "Overdue",
    "estimate": "Estimate asked",
    "due": "Acknowledge",
    "reply": "Reply asked",
    "unanswered": "Unanswered",
    "unreached": "Unreached",
    "unconfirmed": "Unconfirmed",
    "contested": "Clocks contradict",
    "queue": "Not sent yet",
    "offline": "Offline",
    "gap": "History incomplete",
    "sunset": "Sunset",
    "unverified": "Unverified",
    "store": "Vault cannot be written",
}
RED = frozenset({"flash", "conflict", "amendments", "overdue", "unreached", "store"})
TIMED = frozenset({"due", "estimate", "reply", "overdue", "unanswered"})


@dataclass(frozen=True, slots=True)
class Line:
    """`mark` and `word` first, `left` to the right of them, `about` below."""

    mark: str
    word: str
    left: str
    about: str
    style: str


def need_line(need: Need, now: datetime) -> Line:
    what = need["what"]
    style = "$red" if what in RED else "$amber"
    return Line(_mark(what), say(WORDS[what]), _left(need, now), _about(need), style)


def _mark(what: str) -> str:
    if what in TIMED:
        return glyphs().clock
    return glyphs().unsure if what == "unverified" else glyphs().alert


def _left(need: Need, now: datetime) -> str:
    due, since = moment(need["due_at"]), moment(need["since"])
    if need["what"] in {"overdue", "unanswered"} and due is not None:
        return span(now - due)
    if due is not None and need["what"] != "contested":
        return span(due - now) if due > now else say("ended") if need["what"] == "sunset" else say("over")
    if need["what"] == "flash" and since is not None:
        return say("{t} ago", t=span(now - since))  # beside what counts down
    if need["what"] in {"queue", "offline", "unreached"} and since is not None:
        return span(now - since)
    return need["precedence"] or "" if need["what"] == "due" else ""


def _about(need: Need) -> str:
    if need["what"] == "gap":
        return say("{n} statements have not come", n=need["why"])
    if need["what"] == "unverified":
        return f"{need['party']} {glyphs().dot} {need['why']}"
    kind = title_of(need["kind"]).lower() if need["kind"] else ""
    number, party = need["number"] or "", need["party"] or ""
    who = "" if number.startswith(f"{party}-") else party  # whoever said it stands in its number
    parts = [who, " ".join(each for each in (number, kind) if each)]  # the number is not cut
    return f" {glyphs().dot} ".join(each for each in parts if each) or told(need["why"])
