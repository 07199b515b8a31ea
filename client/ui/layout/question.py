"""One risk question as it stands on the board: who has filed, or everyone's estimate side by side.

A likelihood and a confidence never stand in one sentence (DOMAIN 2), so they never stand on one line here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from client.engine.reading.shapes_board import Apart, Estimated, PartView, PooledView, QuestionView
from client.text.numbers import decimal
from client.text.tongue import say
from client.ui.drawing import line, spread, wrap, wrapped
from client.ui.glyphs import glyphs
from client.ui.keys import now_shown
from client.ui.layout.reader import Reader
from client.ui.times import clock, moment, span
from hotline.kinds.fields import IMPACT_WORDS

INDENT = 7  # cells: the shape and the code
EVENT_LINES = 3


def question(
    each: QuestionView, letter: str, others: Sequence[QuestionView], reader: Reader, width: int, *, airy: bool
) -> list[Content]:
    """`others`: all questions of the board, to say what other rounds there are. `airy`: with blank lines."""
    title = line((f"{letter}  ", "$muted"), (each["title"], "bold $strong"))
    first = [
        spread(width, title, line((each["number"], "$muted"))),
        *wrapped(each["event"], width, "$body")[:EVENT_LINES],
        *_stands(each, reader, width),
    ]
    parts = [content for part in each["parts"] for content in _part(part, reader, width)]
    together = wrap(line((_differ(each, reader), "$body")), width) if each["apart"] is not None else []
    together += _pooled(each["pooled"], width) if each["pooled"] is not None else []
    last = [*_rounds(each, others, width), *_ends(each, reader, width)]
    blocks = [block for block in (first, parts, together, last) if block]
    if not airy:
        return [content for block in blocks for content in block]
    return [content for block in blocks for content in (*block, Content(""))][:-1]


# How it stands


def _stands(each: QuestionView, reader: Reader, width: int) -> list[Content]:
    text, style = _phase(each, reader)
    found = wrap(line((text, style)), width)
    if each["ours"]:
        key = say(
            "{key} files your estimate; nobody sees it before all have filed.", key=now_shown("compose")
        )
        found += wrap(line((key, "bold $amber")), width)
    if each["new_round_due"]:
        text = say("The filings came too close to the closes to be pooled: a new round is due.")
        found += wrap(line((f"{glyphs().alert} {text}", "$amber")), width)
    return found


def _phase(each: QuestionView, reader: Reader) -> tuple[str, str]:
    filed, asked = each["filed"], len(each["parts"])
    match each["phase"]:
        case "sealed":
            return (
                f"{say('sealed: {n} of {of} filed', n=filed, of=asked)}, {_deadline(each, reader)}",
                "$amber",
            )
        case "opening":
            return say(
                "{n} of {of} filed; being opened, not all that was filed is here", n=filed, of=asked
            ), "$amber"
        case "open":
            return say("open: {n} of {of} filed", n=filed, of=asked), "$muted"
        case "empty":
            return say(
                "the time is over; {n} of {of} filed, nothing could be opened", n=filed, of=asked
            ), "$amber"
        case "not shown":
            return say("{n} of {of} filed; the estimates are not for your party", n=filed, of=asked), "$muted"


def _deadline(each: QuestionView, reader: Reader) -> str:
    deadline, over = moment(each["deadline"]), moment(each["over_at"])
    assert deadline is not None and over is not None, "every question has them"
    if deadline > reader.now:
        return say(
            "deadline {at}, in {left}", at=clock(deadline, reader.now), left=span(deadline - reader.now)
        )
    return say("past its deadline; waited for until {at}", at=clock(over, reader.now))


# Each party


def _part(part: PartView, reader: Reader, width: int) -> Iterator[Content]:
    estimate = part["estimate"]
    shape = glyphs().full if part["own"] else glyphs().empty
    who = line((f"{shape} ", "bold $strong"), (f"{part['party']:<5}", reader.style(part["party"])))
    if estimate is None:
        yield who + _word(part, reader)
        return
    sealed = part["own"] and part["state"] != "released"
    state = line((_state(part["state"]), "$amber")) if sealed else Content("")
    likelihood, impact = _likelihood(estimate), _impact(estimate)
    if INDENT + likelihood.cell_length + 3 + impact.cell_length + state.cell_length + 2 <= width:
        yield spread(width, who + likelihood + "   " + impact, state)
    else:
        yield spread(width, who + likelihood, state)
        yield from _under(impact, width)
    yield from _under(_confidence(estimate), width)


def _likelihood(estimate: Estimated) -> Content:
    """No confidence stands beside it."""
    low, high = estimate["low"], estimate["high"]
    return line(
        (say("{n} % {word}", n=estimate["best"], word=say(estimate["word"])), "$strong"),
        (f" ({low}{glyphs().dash}{high} %)", "$muted"),
    )


def _impact(estimate: Estimated) -> Content:
    """The impact, and the cell of the matrix."""
    word = say(IMPACT_WORDS[str(estimate["impact"])])
    return line(
        (say("impact {n} {word}", n=estimate["impact"], word=word), "$body"),
        (f"   {estimate['score']} {say(estimate['level'])}", "bold $strong"),
    )


def _confidence(estimate: Estimated) -> Content:
    word = {"high": say("High confidence"), "low": say("Low confidence")}.get(
        estimate["confidence"], say("Moderate confidence")
    )
    return line((word + say(": "), "$body"), (estimate["confidence_reason"], "$muted"))


def _under(content: Content, width: int) -> Iterator[Content]:
    for each in wrap(content, width - INDENT)[:2]:
        yield " " * INDENT + each


def _word(part: PartView, reader: Reader) -> Content:
    """Where a party is that shows no estimate: in the exchange's own words."""
    at = moment(part["filed_at"])
    bad = part["state"] in {"filed and not released", "released and invalid"}
    mark = glyphs().cross if bad else glyphs().empty if part["filing"] is None else glyphs().check
    when = f"   {part['filing']}  {clock(at, reader.now)}" if at is not None and part["filing"] else ""
    mark = glyphs().clock if part["state"] == "asked" else mark
    style = "$red" if bad else "$amber" if part["state"] in {"asked", "silent"} else "$body"
    return line((f"{mark} {_state(part['state'])}", style), (when, "$muted"))


def _state(word: str) -> str:
    return {
        "asked": say("asked, has not filed"),
        "filed": say("filed, sealed"),
        "closed": say("filed and closed"),
        "silent": say("silent: filed nothing in time"),
        "filed and not released": say("filed and not released: not in the pool"),
        "released and invalid": say("released and invalid: not in the pool"),
    }.get(word, say(word))


# Together


def _differ(each: QuestionView, reader: Reader) -> str:
    """On what, and what may be done about it."""
    apart = each["apart"]
    assert apart is not None, "there are two to compare"
    where = _where(apart)
    if apart["word"] == "same cell" or not each["newest"] or reader.party not in _asked(each):
        return where
    more = say("Talk it over; {key} asks a new round.", key=now_shown("reply"))
    return f"{where} {more}"


def _asked(each: QuestionView) -> list[str]:
    return [part["party"] for part in each["parts"]]


def _where(apart: Apart) -> str:
    likelihood, impact = apart["likelihood"], apart["impact"]
    if likelihood and impact:
        return say(
            "They differ on likelihood ({n}) and on impact ({m}).", n=_steps(likelihood), m=_steps(impact)
        )
    if likelihood:
        return say("They differ on likelihood only ({n}).", n=_steps(likelihood))
    if impact:
        return say("They differ on impact only ({n}).", n=_steps(impact))
    return say("All stand in one cell of the matrix.")


def _steps(n: int) -> str:
    return say("1 step") if n == 1 else say("{n} steps", n=n)


def _pooled(pooled: PooledView, width: int) -> list[Content]:
    who = ", ".join(pooled["parties"])
    first = line(
        (say("Pooled") + "  ", "$muted"),
        (say("best {n} %", n=_percent(pooled["best"])), "bold $strong"),
        (say(", {low} to {high} %", low=_percent(pooled["low"]), high=_percent(pooled["high"])), "$body"),
        (f"   {say('spread {n}', n=_percent(pooled['spread']))}   {who}", "$muted"),
    )
    found = wrap(first, width)
    if pooled["dissent"]:
        text = say("Dissent: {who}, whose own range does not hold it.", who=", ".join(pooled["dissent"]))
        found += wrap(line((f"{glyphs().alert} {text}", "$amber")), width)
    return found


def _percent(text: str) -> str:
    """`45.00` as `45`, `6.67` with all of it."""
    return decimal(text.removesuffix(".00"))


def _rounds(each: QuestionView, others: Sequence[QuestionView], width: int) -> list[Content]:
    """What the round before gave, and which one follows."""
    before = next((one for one in others if one["id"] == each["first"]), None)
    after = next((one for one in others if one["first"] == each["id"]), None)
    found: list[str] = []
    if before is not None:
        pooled = before["pooled"]
        then = say(", which pooled {n} %", n=_percent(pooled["best"])) if pooled else ""
        found.append(say("Round {n}, after {number}", n=each["round"], number=before["number"]) + then + ".")
    if after is not None:
        found.append(say("Round {n} is {number}.", n=after["round"], number=after["number"]))
    return [piece for text in found for piece in wrap(line((text, "$muted")), width)]


def _ends(each: QuestionView, reader: Reader, width: int) -> list[Content]:
    at = moment(each["resolve_by"])
    assert at is not None, "every question has it"
    text = say("Resolves by {at}: {how}", at=clock(at, reader.now), how=each["resolution"])
    return wrap(line((text, "$muted")), width)[:2]
