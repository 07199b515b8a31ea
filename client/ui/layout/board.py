"""The joint board of risk as a list: each question with everyone's score, and how far these are apart.

Risks have letters in the order of the record, so that a letter stays while the list is sorted by gap; the
rounds of one risk share theirs. Not here: one question in detail (`question`), and the matrix itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_letters

from textual.content import Content

from client.engine.reading.shapes_board import Board, PartView, QuestionView
from client.text.tongue import say
from client.ui.drawing import columns, line, spread
from client.ui.glyphs import glyphs
from client.ui.layout.matrix import Mark
from client.ui.layout.reader import Reader

SCORES_MOST = 4  # parties with a column each; of more, the others stand as a range
SCORE, STATE = 5, 12  # cells
WAITING = frozenset({"asked", "silent"})


def letters(board: Board) -> Mapping[str, str]:
    """By question; the rounds of one risk share a letter."""
    risks = list(dict.fromkeys(each["risk"] for each in board["questions"]))
    names = {risk: ascii_letters[n].swapcase() if n < 52 else str(n + 1) for n, risk in enumerate(risks)}
    return {each["id"]: names[each["risk"]] for each in board["questions"]}


def in_order(board: Board) -> list[QuestionView]:
    """What asks us first, then the farthest apart, what is sealed, and last what a later round replaced."""
    return sorted(board["questions"], key=_rank)


def _rank(each: QuestionView) -> tuple[int, int, int]:
    apart = each["apart"]
    if not each["newest"]:
        return 9, 0, -each["round"]
    if each["ours"]:
        return 0, 0, 0
    if apart is not None:
        return 1, -max(apart["likelihood"], apart["impact"]), -apart["steps"]
    return 2 + ["opening", "sealed", "open", "not shown", "empty"].index(each["phase"]), 0, 0


def summary(board: Board) -> str:
    """How the board stands, in a few words."""
    newest = [each for each in board["questions"] if each["newest"]]
    words = [each["apart"]["word"] for each in newest if each["apart"] is not None]
    sealed = sum(each["phase"] == "sealed" for each in newest)
    far, discuss, same = (words.count(each) for each in ("far apart", "to discuss", "same cell"))
    counts = [
        (sealed, say("{n} sealed", n=sealed)),
        (far, say("{n} far apart", n=far)),
        (discuss, say("{n} to discuss", n=discuss)),
        (same, say("{n} in the same cell", n=same)),
    ]
    return ", ".join(words for n, words in counts if n)


# The list


def header(board: Board, reader: Reader, width: int) -> Content:
    cells_ = [(line((say("Risk"), "$muted")), _title_room(board, reader, width), False)]
    cells_ += [(line((each, "$muted")), SCORE, True) for each in _names(board, reader)]
    cells_ += [(line((say("Gap"), "$muted")), STATE, False)]
    return columns(width, (Content(""), 1, False), *cells_)


def row(board: Board, each: QuestionView, letter: str, chosen: bool, reader: Reader, width: int) -> Content:
    """One question; the chosen one has a bar of its own colour."""
    faint = not each["newest"]
    round_ = f"  {say('round {n}', n=each['round'])}" if each["round"] > 1 or faint else ""
    title = line((each["title"], "$muted" if faint else "$strong"))
    room = _title_room(board, reader, width)
    cells_ = [(line((letter, "$muted")), 1, False)]
    cells_ += [(spread(room, title, line((round_.strip(), "$muted")), gap=1), room, False)]
    cells_ += [(cell, SCORE, True) for cell in _scores(board, each, reader)]
    cells_ += [(gap(each), STATE, False)]
    found = columns(width, *cells_)
    if not chosen:
        return found
    return found.pad_right(max(0, width - found.cell_length)).stylize_before("on $chosen")


def gap(each: QuestionView) -> Content:
    """`= same cell`, `to discuss 2`, `far apart 4`: the word and the steps; or why there are none."""
    apart = each["apart"]
    if each["ours"]:
        return line((say("file yours"), "bold $amber"))
    if apart is not None and each["phase"] in {"open", "opening"}:
        if apart["word"] == "same cell":
            return line((f"= {say('same cell')}", "$green"))
        style = "bold $red" if apart["word"] == "far apart" else "$amber"
        return line((f"{say(apart['word'])} {apart['steps']}", style if each["newest"] else "$muted"))
    match each["phase"]:
        case "sealed":
            return line((say("sealed {n}/{of}", n=each["filed"], of=len(each["parts"])), "$amber"))
        case "opening":
            return line((say("opening"), "$amber"))
        case "open":
            return line((say("only one"), "$muted"))
        case "not shown":
            return line((say("not shown"), "$muted"))
        case "empty":
            return line((say("nothing filed"), "$muted"))


def _names(board: Board, reader: Reader) -> list[str]:
    """Whose scores have a column: ours first; with many parties the others share one."""
    codes = list(dict.fromkeys(part["party"] for each in board["questions"] for part in each["parts"]))
    ours = [each for each in codes if each == reader.party]
    others = [each for each in codes if each != reader.party]
    return ours + (others if len(codes) <= SCORES_MOST else [say("other")])


def _title_room(board: Board, reader: Reader, width: int) -> int:
    names = _names(board, reader)
    return max(8, width - 1 - 2 - len(names) * (SCORE + 2) - STATE - 2)


def _scores(board: Board, each: QuestionView, reader: Reader) -> list[Content]:
    parts = {part["party"]: part for part in each["parts"]}
    codes = dict.fromkeys(part["party"] for every in board["questions"] for part in every["parts"])
    if len(codes) <= SCORES_MOST:
        return [_score(parts.get(name)) for name in _names(board, reader)]
    ours = [_score(parts.get(reader.party))] if reader.party in codes else []
    scores = [e["score"] for code, part in parts.items() if code != reader.party and (e := part["estimate"])]
    return [*ours, _range(scores)]


def _range(scores: Sequence[int]) -> Content:
    if not scores:
        return line((glyphs().dash, "$muted"))
    least, most = min(scores), max(scores)
    return line((str(least) if least == most else f"{least}{glyphs().dash}{most}", "bold $theirs"))


def _score(part: PartView | None) -> Content:
    if part is None:
        return Content("")
    if part["estimate"] is not None:
        return line((str(part["estimate"]["score"]), "bold $ours" if part["own"] else "bold $theirs"))
    if part["state"] in WAITING:
        return line((glyphs().dash, "$muted"))
    failed = part["state"] in {"filed and not released", "released and invalid"}
    return line((glyphs().cross if failed else glyphs().check, "$red" if failed else "$muted"))


# The matrix


def marks(board: Board, chosen: str | None) -> list[Mark]:
    """Where the newest round of each risk stands: ours `●A`, theirs `○A`, both in one cell `●○A`."""
    named = letters(board)
    found: dict[tuple[str, int, int], str] = {}
    for each in board["questions"]:
        for part in each["parts"]:
            estimate = part["estimate"]
            if estimate is None or not (each["newest"] or each["id"] == chosen):
                continue
            place = (each["id"], estimate["likelihood"], estimate["impact"])
            shape = glyphs().full if part["own"] else glyphs().empty
            known = found.get(place, "")
            found[place] = known if shape in known else "".join(sorted(known + shape, key=_ours_first))
    ordered = sorted(found.items(), key=lambda each: each[0][0] != chosen)
    return [
        Mark(level, impact, shapes + named[id], here=id == chosen) for (id, level, impact), shapes in ordered
    ]


def _ours_first(shape: str) -> bool:
    return shape != glyphs().full


def legend(board: Board, reader: Reader) -> Content:
    """What the shapes are."""
    others = [each for each in _all_codes(board) if each != reader.party]
    theirs = others[0] if len(others) == 1 else say("the others")
    pieces: list[tuple[str, str] | str] = []
    if reader.party in _all_codes(board):
        pieces += [(glyphs().full, "bold $strong"), (f" {reader.party}   ", "bold $ours")]
    if others:
        pieces += [(glyphs().empty, "bold $strong"), (f" {theirs}   ", "bold $theirs")]
    return line(*pieces, (say("letter = risk"), "$muted"))


def _all_codes(board: Board) -> list[str]:
    return list(dict.fromkeys(part["party"] for each in board["questions"] for part in each["parts"]))
