"""One statement as it stands in a transcript: when, how urgent, who, what, and what a reader must be told.

     13:41Z │ BRV  Message  B. Borg                                           PRIORITY  BRV-1-17
            │ Two patrol craft were seen two miles south of line K at 13:20Z.
            │ ◷ Acknowledge by 14:30Z, in 22 min   ━━━━━━╌╌╌╌                       a acknowledge

Made from the statement's class alone: a kind that is new reads like all others.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from textual.content import Content

from client.engine.reading.shapes import Owed, Row
from client.text.subject import repeats
from client.text.telling import told
from client.text.tongue import say
from client.text.words import meaning
from client.ui.drawing import bar, line, spread, wrap, wrapped
from client.ui.glyphs import glyphs
from client.ui.keys import now_shown
from client.ui.layout.reader import Reader
from client.ui.layout.wording import kinds, owed_of, text_of
from client.ui.times import clock, moment, span
from hotline.ids import Precedence

TIME = 7  # cells: `13:41Z `
GUTTER = 2  # the bar of precedence and a blank
BAR, LEAST_BAR = 22, 6
LATE = timedelta(minutes=5)  # what took longer to come is said to have
NEUTRAL = frozenset({"waiting", "late", "unwitnessed"})  # nobody did wrong
BAR_STYLES = ("", "$ours", "$amber", "$red")
PRECEDENCE_STYLES = ("$muted", "$ours", "bold $amber", "bold $flash-text on $flash")


def lay_out(row: Row, reader: Reader, width: int, new: bool = False) -> list[Content]:
    """The lines of one statement, each at most that wide. `new`: a word says so."""
    precedence = Precedence[row["precedence"]]
    inner = max(width - TIME - GUTTER, 20)
    lines = [
        _head(row, reader, inner, new),
        *words_of(row, reader, inner, once=True),
        *_remarks(row, reader, inner),
    ]
    mark = (glyphs().bars[precedence], BAR_STYLES[precedence])
    margin = line((" " * TIME, "$muted"), mark, " ")
    return [
        line((f"{clock(_said(row)):<{TIME}}", "$muted"), mark, " ") + lines[0],
        *(margin + each for each in lines[1:]),
    ]


def _said(row: Row) -> datetime:
    found = moment(row["said_at"])
    assert found is not None, "every statement has its time"
    return found


def _head(row: Row, reader: Reader, width: int, new: bool) -> Content:
    author, code = row["author"], row["author"]["party"]
    who = (code or say("unknown desk"), reader.style(code))
    officer = (f"  {author['officer']}", "$muted") if author["officer"] else ""
    about = (f"  {say('re')} {row['refers_to']}", "$muted") if row["refers_to"] else ""
    left = line(who, ("  " + title_of(row["kind"]), "$strong"), about, officer)
    mark = line((f"{say('new')}  ", "bold $ours")) if new else Content("")
    return spread(width, left, mark + _tail(row))


def _tail(row: Row) -> Content:
    precedence = Precedence[row["precedence"]]
    number = (row["number"], "$muted")
    if precedence is Precedence.ROUTINE:
        return line(number)
    word = f" {precedence.name} " if precedence is Precedence.FLASH else precedence.name
    return line((word, PRECEDENCE_STYLES[precedence]), "  ", number)


def title_of(kind: str) -> str:
    """A kind in the officer's words; one from a newer catalogue by its name."""
    known = kinds().get(kind)
    return say(known.TITLE) if known else kind


# What was said


def words_of(row: Row, reader: Reader, width: int, once: bool = False) -> Iterator[Content]:
    """Its text, or why it is not shown. `once`: without a subject that the text only repeats."""
    if row["not_shown"]:
        yield line((f"[{say(row['not_shown'])}]", "$muted"))
    labels = _labels(row["kind"])
    texts = text_of(row["kind"], row["body"], row["text"], reader.codes)
    for text in texts[1:] if once and _says_twice(row) else texts:
        label, colon, value = text.partition(say(": "))
        if colon and label.rstrip(" 0123456789") in labels:
            yield from wrap(line((label + "  ", "$muted"), (value, "$body")), width)
        else:
            yield from wrapped(text, width, "$body")


def _says_twice(row: Row) -> bool:
    """Whether its first line is a subject that only repeats how its text begins."""
    body = row["body"] or {}
    return "subject" in body and repeats(str(body["subject"]), str(body.get("text", "")))


def _labels(kind: str) -> frozenset[str]:
    from hotline.kinds.entries import entries_of

    found = kinds().get(kind)
    return frozenset(say(each.title) for each in entries_of(found)) if found else frozenset()


# What a reader must be told


def _remarks(row: Row, reader: Reader, width: int) -> Iterator[Content]:
    yield from standing_of(row, width)
    yield from _way(row, reader)
    if row["own"]:
        yield from _state(row, reader, width)
    else:
        yield from _acknowledged(row, reader, width)
    for owed in row["owed"]:
        yield from _owed(row, owed, reader, width)
    if not row["owed"]:
        yield from _asked(row, reader)


def standing_of(row: Row, width: int) -> Iterator[Content]:
    """What it counts for where that is not plain, and whether its history is whole."""
    if row["standing"] not in {"counts", "waiting"}:
        clause = say(" (clause {clause})", clause=row["clause"]) if row["clause"] else ""
        why = told(row["why"] or "") or say(meaning(row["standing"]))
        style = "$amber" if row["standing"] in NEUTRAL else "$red"
        said = line((f"{glyphs().cross} {say(row['standing'])}{clause}. ", f"bold {style}"), (why, style))
        yield from wrap(said, width)
    if "history incomplete" in row["flags"]:
        yield line(
            (f"{glyphs().half} {say('history incomplete: something it comes after has not come')}", "$amber")
        )


def _way(row: Row, reader: Reader) -> Iterator[Content]:
    """How it came, where that is not plain: by hand, or long after it was said."""
    came, said = moment(row["arrived_at"]), _said(row)
    if row["own"] or came is None:
        return
    at = clock(came, said)
    if row["by"] == "courier":
        yield line((f"{glyphs().courier} {say('from courier, imported {at}', at=at)}", "$muted"))
    elif came - said > LATE:
        yield line((f"{glyphs().courier} {say('arrived late, at {at}', at=at)}", "$muted"))


def _state(row: Row, reader: Reader, width: int) -> Iterator[Content]:
    """How far an own statement came: one of the five words, and by whom it was read."""
    check, word = glyphs().check, row["state"]
    if word in {"queued", "relayed"}:
        partly = f" {row['relayed']}/{row['of']}" if row["relayed"] and row["of"] > 1 else ""
        mark = glyphs().empty if word == "queued" else glyphs().half
        far = (f"{mark} {say(word)}{partly}", "$amber" if word == "queued" else "$muted")
        yield from wrap(line(far, *((f"   {each}", "$muted") for each in _read_by(row, reader))), width)
        return
    at = moment(row["delivered_at"])
    pieces = [
        f"{check} {say('delivered')}{' ' + clock(at, reader.now) if at else ''}",
        *_read_by(row, reader),
    ]
    if word == "answered":
        pieces.append(f"{check} {say('answered')}")
    yield from wrap(line(("   ".join(pieces), "$muted")), width)


def _read_by(row: Row, reader: Reader) -> Iterator[str]:
    """Who acknowledged it: some may have, while it has not come as far with all."""
    for each in row["read"]:
        when = moment(each["at"])
        time = clock(when, reader.now) if when else ""
        who = f"{each['party'] or '?'} ({each['officer']})"
        yield f"{glyphs().check} " + say("read by {who} {at}", who=who, at=time)


def _acknowledged(row: Row, reader: Reader, width: int) -> Iterator[Content]:
    """That officers of ours have read it, and when; they may have been late."""
    late = any(each["owes"] == reader.party and each["state"] == "met late" for each in row["owed"])
    word = say("acknowledged late") if late else say("acknowledged")
    ours = [each for each in row["read"] if each["party"] == reader.party]
    for each in ours:
        at = moment(each["at"])
        when = f" {clock(at, reader.now)}" if at else ""
        yield from wrap(line((f"{glyphs().check} {word}{when}, {each['officer']}", "$muted")), width)
    if late and not ours:
        yield line((f"{glyphs().check} {word}", "$muted"))


def _owed(row: Row, owed: Owed, reader: Reader, width: int) -> Iterator[Content]:
    ours = owed["owes"] == reader.party
    if owed["state"] in {"met", "waived"} or (ours and owed["state"] == "met late"):
        return
    if not ours:
        if owed["to"] == reader.party or owed["state"] not in {"open"}:
            yield from _theirs(owed, reader, width)
        return
    key = line((f"{now_shown('acknowledge')} ", "$key"), (say("acknowledge"), "$muted"))
    due = moment(owed["due_at"])
    if owed["state"] == "overdue" and due is not None:
        text = say("Acknowledgement overdue since {at}", at=clock(due, reader.now))
        yield spread(width, line((f"{glyphs().clock} {text}", "bold $red")), key)
    elif due is None:
        yield spread(width, line((f"{glyphs().alert} {say('Acknowledgement asked')}", "$amber")), key)
    elif owed["state"] == "open":
        left = line(
            (
                f"{glyphs().clock} "
                + say(
                    "Acknowledge by {at}, in {left}", at=clock(due, reader.now), left=span(due - reader.now)
                ),
                "$amber",
            )
        )
        share = (reader.now - _said(row)) / max(due - _said(row), timedelta(seconds=1))
        room = min(BAR, width - left.cell_length - key.cell_length - 6)
        shown = left + "   " + bar(room, share, "$amber") if room >= LEAST_BAR else left
        yield spread(width, shown, key)
    else:
        yield spread(width, line((f"{glyphs().alert} {say(owed['state'])}", "$amber")), key)


def _theirs(owed: Owed, reader: Reader, width: int) -> Iterator[Content]:
    """What others owe: as the obligation's own sentence has it."""
    bad = owed["state"] in {"overdue", "unreached"}
    due = moment(owed["due_at"])
    word = say("unanswered") if owed["state"] == "overdue" else say(owed["state"])
    when = " " + say("due {at}", at=clock(due, reader.now)) if due is not None else ""
    head = f"{glyphs().clock} {owed['owes']}{say(': ')}{word}{when}"
    about = owed_of(owed) if owed["state"] == "contested" else say(meaning(owed["state"]))
    yield from wrap(line((head, "bold $red" if bad else "$amber"), (f"  {about}", "$muted")), width)


def _asked(row: Row, reader: Reader) -> Iterator[Content]:
    """A reply that somebody asked for by a time; a wish, not a duty."""
    wish = row["body"].get("reply_by") if row["body"] else None
    due = moment(wish) if isinstance(wish, str) else None
    if due is not None and not row["own"] and due > reader.now:
        left = span(due - reader.now)
        text = say("Reply asked for by {at}, in {left}", at=clock(due, reader.now), left=left)
        yield line((f"{glyphs().clock} {text}", "$amber"))
