"""An agreement's clauses, each with its number and as a sentence that an officer follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from textual.content import Content

from client.text.tongue import say
from client.ui.drawing import fit, line, text_width, wrap
from client.ui.layout.parts import title
from client.ui.layout.statement import PRECEDENCE_STYLES, title_of
from client.ui.layout.wording import kinds
from client.ui.times import span
from hotline.agreement.text import read_duration
from hotline.ids import Precedence

CLAUSE = 6  # cells for a clause's number
SUBJECT = 20  # cells for what it is about, at least
WIDE = 90  # cells from which on the sentences have a column of their own

WHO = {
    "principal": "principals",
    "mediator": "the mediator",
    "observer": "observers",
    "exercise-control": "exercise control",
}
READERS = {
    "all": "Every party reads it.",
    "principals": "The principals and the mediator, if there is one, read it.",
    "parties-named": "The parties that its author names read it.",
}
HISTORY = {
    "from-joining": "A party that joins later gets all headers, and the words of what is said from then on.",
    "from-first": "A party that joins later gets everything from the first statement on.",
}
PURPOSES = {"verification": "to compare codes", "worst-case": "when every written way fails"}


def clause_lines(
    number: str, about: tuple[str, str], sentence: tuple[str, str] | str, width: int
) -> Iterator[Content]:
    """The number in the margin, what it is about, and the sentence beside it; one after the other where the
    screen is narrow."""
    said = (sentence, "$body") if isinstance(sentence, str) else sentence
    wide = width >= WIDE
    margin = CLAUSE + _subject_room() if wide else CLAUSE
    text = line(said) if wide or not about[0] else line(about, "  ", said)
    for place, each in enumerate(wrap(text, width - margin)):
        subject = about if wide and place == 0 else ("", "")
        yield _margin(number if place == 0 else "", subject, margin) + each


def _subject_room() -> int:
    """Enough for the title of any kind, in any language."""
    return max(SUBJECT, text_width(map(title_of, kinds())) + 2)


def _margin(number: str, about: tuple[str, str], width: int) -> Content:
    begun = line((f"{number:<{CLAUSE}}", "$muted"))
    if about[0]:
        begun += fit(line(about), width - CLAUSE - 1)
    return begun.pad_right(max(width - begun.cell_length, 0))


def kind_lines(text: Mapping[str, Any], width: int) -> Iterator[Content]:
    yield title(say("WHO MAY SAY WHAT"))
    for each in text["kinds"]:
        about = (title_of(each["kind"]), "bold $strong")
        yield from clause_lines(each["clause"], about, " ".join(_kind(each)), width)
    sentence = say("Acknowledgements, and what desks record by themselves, are always open to every party.")
    yield from clause_lines("", ("", ""), sentence, width)


def _kind(clause: Mapping[str, Any]) -> Iterator[str]:
    yield say("Said by {who}.", who=_listed(clause["authors"]))
    yield say(READERS[clause["audience"]])
    if clause["held"]:
        yield say("It may be held back until all who were asked have filed.")
    if clause["escrow"]:
        yield say("What is held back goes to the mediator, sealed, when it is filed.")
    if clause["deadline_grace"]:
        yield say("What is late is waited for {t} more.", t=_span(clause["deadline_grace"]))


def _listed(functions: Sequence[str]) -> str:
    words = [say(WHO.get(each, each)) for each in functions]
    return (
        words[0]
        if len(words) == 1
        else say("{these} and {last}", these=", ".join(words[:-1]), last=words[-1])
    )


def _span(duration: str) -> str:
    return span(read_duration(duration))


def precedence_lines(text: Mapping[str, Any], width: int) -> Iterator[Content]:
    yield title(say("HOW FAST"))
    for each in text["precedences"]:
        within = each["acknowledge_within"]
        if within is None:
            sentence = say("Nobody owes an acknowledgement.")
        else:
            sentence = say("A named officer acknowledges within {t}.", t=_span(within))
            sentence += " " + say("If nobody does: {next}.", next=each["next"])
        precedence = Precedence[each["precedence"]]
        word = f" {precedence.name} " if precedence is Precedence.FLASH else precedence.name
        yield from clause_lines(each["clause"], (word, PRECEDENCE_STYLES[precedence]), sentence, width)


def line_lines(text: Mapping[str, Any], width: int) -> Iterator[Content]:
    """The line itself: comm checks, delivery, keys, what is kept, who verifies."""
    yield title(say("THE LINE"))
    for name, (about, sentences) in _LINE.items():
        sentence = " ".join(sentences(text[name]))
        yield from clause_lines(text[name]["clause"], (say(about), "bold $strong"), sentence, width)


def _comm_check(clause: Mapping[str, Any]) -> Iterator[str]:
    yield say("Every {t} the line is tested.", t=_span(clause["interval"]))
    yield say(
        "A desk answers within {desk}, a duty officer within {duty}, a directory contact within {directory}.",
        desk=_span(clause["answer_within"]),
        duty=_span(clause["duty_within"]),
        directory=_span(clause["directory_within"]),
    )


def _delivery(clause: Mapping[str, Any]) -> Iterator[str]:
    after = clause["presumed_after"]
    if after is None:
        yield say("It is never presumed: only a party's own word shows that it has a statement.")
    else:
        yield say(
            "It is presumed {t} after a statement, of a party that shows signs of life.", t=_span(after)
        )


def _keys(clause: Mapping[str, Any]) -> Iterator[str]:
    yield say(
        "A desk's sealing key changes every {rotate}; the one before is erased after {retain}.",
        rotate=_span(clause["rotate"]),
        retain=_span(clause["retain"]),
    )


def _retention(clause: Mapping[str, Any]) -> Iterator[str]:
    yield say(
        "Words are kept for {t}; who said what kind of thing when is kept for good.",
        t=_span(clause["bodies"]),
    )


def _history(clause: Mapping[str, Any]) -> Iterator[str]:
    yield say(HISTORY[clause["bodies"]])


def _verification(clause: Mapping[str, Any]) -> Iterator[str]:
    if clause["quorum"] == 1:
        yield say("{who} verify; one of them is enough.", who=_capital(_listed(clause["verifiers"])))
    else:
        yield say(
            "{who} verify; {n} of them must agree.",
            who=_capital(_listed(clause["verifiers"])),
            n=clause["quorum"],
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_LINE = {
    "comm_check": ("Comm check", _comm_check),
    "delivery": ("Delivery", _delivery),
    "keys": ("Keys", _keys),
    "retention": ("Retention", _retention),
    "history": ("Joining later", _history),
    "verification": ("Verifying", _verification),
}


def voice_lines(text: Mapping[str, Any], width: int) -> Iterator[Content]:
    clause = text["voice"]
    if not clause["numbers"]:
        return
    yield title(say("VOICE NUMBERS"))
    for place, each in enumerate(clause["numbers"]):
        about = (each["party"], "bold $strong")
        sentence = f"{each['number']}  {say(PURPOSES[each['purpose']])}"
        yield from clause_lines(clause["clause"] if place == 0 else "", about, sentence, width)
