"""Statements, channels and the rest as lines that a person reads, calm or aloud.

`output` cleans every line once more; here others' text is cleaned where it may hold several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from client.text.clean import clean
from client.text.words import meaning
from hotline.codec import from_rfc3339
from hotline.kinds.fields import date_time_group
from hotline.kinds.plain import plain_text

View = Mapping[str, Any]
INDENT = "    "


def statement_lines(view: View, aloud: bool) -> list[str]:
    """A statement; of an exercise it says so first and last."""
    return [*_marked(view, [*_head(view, aloud), *_body(view), *_remarks(view)]), ""]


def _marked(view: View, lines: list[str]) -> list[str]:
    return plain_text(lines, bool(view["exercise"]))


def _head(view: View, aloud: bool) -> Iterator[str]:
    return _aloud(view) if aloud else _calm(view)


def _calm(view: View) -> Iterator[str]:
    when = date_time_group(from_rfc3339(view["said_at"]))
    yield f"{view['number']}  {view['precedence']}  {view['kind']}  {when}  {_state(view)}"
    about = f"  re {view['refers_to']}" if view["refers_to"] else ""
    yield f"{_author(view)}{about}"


def _aloud(view: View) -> Iterator[str]:
    said = from_rfc3339(view["said_at"])
    when = f"{said.day} {said:%B %Y, %H:%M} UTC"
    yield f"{view['number']}: {view['precedence']} {view['kind']}, by {_author(view)}, said {when}."
    if view["refers_to"]:
        yield f"It refers to {view['refers_to']}."
    yield f"State: {_state(view)}."


def _author(view: View) -> str:
    author = view["author"]
    if author["officer"] is None:
        return f"a desk whose card has not arrived, {author['device'][:8]}"
    return f"{author['officer']}, {author['role'].replace('-', ' ')}, {author['party']}"


def _state(view: View) -> str:
    partly = view["state"] == "relayed" or (view["state"] == "queued" and view["relayed"])
    return f"{view['state']}, {view['relayed']} of {view['of']}" if partly else str(view["state"])


def _body(view: View) -> Iterator[str]:
    """Set in: so no line of others' text can pass for one of ours."""
    if view["not_shown"]:
        yield f"[{view['not_shown']}]"
    for part in view["text"]:
        yield from (f"{INDENT}{line}" for line in clean(part).split("\n"))


def _remarks(view: View) -> Iterator[str]:
    if view["standing"] not in {"counts", "waiting"}:
        by = f" (clause {view['clause']})" if view["clause"] else ""
        yield f"Standing: {view['standing']}{by}. {view['why'] or meaning(view['standing'])}"
    if "history incomplete" in view["flags"]:
        yield "History incomplete: something it comes after has not arrived."


def detail_lines(view: View, aloud: bool) -> list[str]:
    """A statement with everything about it."""
    parties = [
        f"{code}: {each['state']}, relayed {each['relayed']} of {each['of']}"
        for code, each in view["parties"].items()
    ]
    audience = view["audience"] if isinstance(view["audience"], str) else ", ".join(view["audience"])
    more = [
        f"State: {view['state']}. {meaning(view['state'])}",
        f"For: {audience}{', held back' if view['held'] else ''}",
        *parties,
        *([f"Replies: {', '.join(view['replies'])}"] if view["replies"] else []),
        f"Id: {view['id']}",
    ]
    return _marked(view, [*_head(view, aloud), *_body(view), *_remarks(view), *more])


def channel_lines(view: View) -> list[str]:
    """A channel in a few lines."""
    kind = "EXERCISE" if view["exercise"] else "real"
    codes = ", ".join(_member(each) for each in view["parties"])
    missing = f", {view['missing']} missing" if view["missing"] else ""
    return [
        f"{view['title']}  {kind}  {view['id'][:12]}",
        f"  {codes}; {view['statements']} statements{missing}; until {_day(view['sunset_at'])}",
        *(f"  ALARM: {why}" for why in view["alarms"]),
    ]


def _member(view: View) -> str:
    unverified = "" if view["own"] or view["verified"] else ", UNVERIFIED"
    return f"{view['code']} ({view['function']}{', you' if view['own'] else ''}{unverified})"


def contact_lines(view: View) -> list[str]:
    """A party, whether its root was verified, and its desks."""
    verified = "your own party" if view["own"] else f"verified {view['verified']}"
    if not view["own"] and not view["verified"]:
        verified = f"UNVERIFIED: hotline verify {view['code']}"
    kind = "  EXERCISE" if view["exercise"] else ""
    return [
        f"{view['code']}  {view['name']}{kind}  {verified}",
        *(f"  {each['desk']}  {each['officer']}, {each['role'].replace('-', ' ')}" for each in view["desks"]),
    ]


def status_lines(view: View) -> list[str]:
    """How the line stands."""
    kind = "EXERCISE  " if view["exercise"] else ""
    lines = [f"{kind}{view['desk']}  {view['officer']}, {view['role'].replace('-', ' ')}"]
    lines.append(f"Credential until {_day(view['credential_until'])}")
    lines += [relay_line(each) for each in view["relays"]] or ["No relay: this desk is on no channel yet."]
    if view["store_trouble"]:
        lines.append(f"The vault cannot be written: {view['store_trouble']}")
    queued = ", ".join(f"{count} {name}" for name, count in view["queued"].items())
    lines.append(f"Queued: {queued}" if queued else "Nothing is queued.")
    for channel in view["channels"]:
        lines += channel_lines(channel)
    return lines + [each["sentence"] for each in view["owed"] if each["state"] not in {"met", "waived"}]


def relay_line(view: View) -> str:
    """One relay: up with the age of its last sign, or down and why."""
    if view["up"]:
        return f"Relay {view['name']}: up, last sign {view['proof_seconds'] or 0} s ago"
    return f"Relay {view['name']}: down. {view['why'] or 'Not tried yet.'}"


def _day(moment: str) -> str:
    return f"{from_rfc3339(moment):%d %b %Y}".upper()
