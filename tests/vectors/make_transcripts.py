"""Makes the transcript files anew: `python -m tests.vectors.make_transcripts`.

Good ones and bad ones, from fixed seeds, with what a verifier must find in expected.json. Only when the
protocol's version changes: the point of vectors is that they stay. ML-DSA signatures come out otherwise each
time; nothing in these files is real or secret.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from hotline.agreement.chain import sign_agreement
from hotline.agreement.text import AgreementText, agreement_id, write_agreement
from hotline.archive.report import report_view
from hotline.archive.verify import verify
from hotline.errors import Malformed
from hotline.ids import Precedence
from hotline.signed import PayloadType, sign_by_root
from tests.hotline.archive.files import (
    agreement_of,
    closed,
    edited,
    file_of,
    flipped,
    line_of,
    without,
    written,
)
from tests.hotline.procedures.builders import ask, close, estimate, figures
from tests.hotline.transcript.test_standing import assent, revocation
from tests.hotline.transcript.world import (
    START,
    Said,
    Speaker,
    World,
    agreement_text,
    message,
    party,
)

FOLDER = Path(__file__).with_name("transcripts")
TITLE = "Vectors: nothing here is real"


# Good ones


def good() -> list[bytes]:
    """Three parties: talk, a restore, a sealed exchange, one filing that is still held, a desk taken back."""
    world = World(seed="good", title=TITLE)
    bravo, kilo, obs = (world.desk(code) for code in ("BRV", "KLO", "OBS"))
    hello = bravo.say("message", message("Is the bridge open?"), precedence=Precedence.IMMEDIATE)
    read = kilo.say(
        "acknowledgement", {"officer": "K. Officer", "note": None}, after=[hello], refers_to=hello
    )
    seen = obs.say("message", message("Ein Lastwagen, zwei Männer. ✓"), after=[read])
    first = ask(bravo, "BRV", "KLO", after=[seen])
    filings = [estimate(bravo, first), estimate(kilo, first, figures(20, 30, 50, 80), after=[seen])]
    closes = [
        close(who, first, filing, after=filings) for who, filing in zip((bravo, kilo), filings, strict=True)
    ]
    restored = kilo.restored(read)
    back = restored.say("message", message("We are back from a backup."), after=closes)
    second = ask(bravo, "BRV", "KLO", after=[back])
    estimate(bravo, second)  # not released: its body is not in the file
    lost = world.desk("OBS", 2)
    kept = lost.say("message", message("This desk was lost soon after."), after=[second])
    lost.say("message", message("Said by who found it."))
    obs.say("revocation", revocation(lost, 1, (lost.life, kept)), after=[kept])
    return file_of(world)


def amended() -> list[bytes]:
    """MED joins by an amendment that all accept; one withdraws too late; another is never in force."""
    world = World(seed="amended", title=TITLE)
    bravo, kilo, obs, med = (world.desk(code) for code in ("BRV", "KLO", "OBS", "MED"))
    parties = agreement_text(codes=("BRV", "KLO", "OBS", "MED")).parties
    text = world.text.model_copy(update={"parent": world.first.id, "parties": parties})
    other = world.text.model_copy(update={"parent": world.first.id, "title": "Never in force"})
    new = agreement_id(write_agreement(text))
    before = obs.say("message", message("Under the first terms."))
    texts = [_propose(bravo, each, after=[before]) for each in (text, other)]
    words = [assent(kilo, other, 1, after=texts), assent(kilo, text, 2)]
    words.append(assent(bravo, text, 1, after=words))
    words.append(assent(obs, text, 1, after=words))
    # MED is no party yet: its acceptance enters through a member's desk.
    last = obs.say("acceptance", _word_of("MED", world, text), after=words)
    beside = bravo.say("message", message("Said without having seen the last acceptance."))
    med.begin(after=[last], agreement=new)
    under = med.say("message", message("Under the new terms."), after=[beside], agreement=new)
    kilo.say("message", message("And so do we."), after=[under], agreement=new)
    assent(kilo, text, 3, yes=False, after=[under], agreement=new)
    bravo.say("message", message("It came too late."), after=[kilo.said[-1], under], agreement=new)
    return file_of(world)


def _propose(speaker: Speaker, text: AgreementText, **other: Any) -> Said:
    signed = sign_agreement(write_agreement(text), speaker.party.key)
    return speaker.say("agreement", {"document": signed.to_document().model_dump(mode="json")}, **other)


def _word_of(code: str, world: World, text: AgreementText) -> dict[str, Any]:
    """The content of an acceptance by that party, for whoever carries it."""
    elsewhere = World(seed="elsewhere", title=TITLE)
    assert elsewhere.channel == world.channel
    speaker = elsewhere.desk(code)
    said = assent(speaker, text)
    content: dict[str, Any] = json.loads(said.body)["content"]
    return content


# Bad ones


@dataclass
class Small:
    """Two parties and three messages, as a start for what is bad."""

    world: World
    bravo: Speaker
    kilo: Speaker
    question: Said
    answer: Said
    last: Said

    def lines(self) -> list[bytes]:
        return file_of(self.world)

    def at(self, said: Said) -> int:
        return line_of(self.lines(), said)


def small() -> Small:
    world = World(seed="small", title=TITLE, codes=("BRV", "KLO"))
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    question = bravo.say("message", message("Is the bridge open?"))
    answer = kilo.say("message", message("It is."), after=[question], refers_to=question)
    return Small(
        world, bravo, kilo, question, answer, bravo.say("message", message("Thank you."), after=[answer])
    )


def flipped_body() -> list[bytes]:
    """One bit of a body is turned."""
    case = small()
    return edited(
        case.lines(), case.at(case.answer), lambda line: line.update(body=flipped(line["body"], 100))
    )


def forged_signature() -> list[bytes]:
    """One bit of a statement's signature is turned: it is none, and what comes after it lacks it."""
    case = small()

    def forge(line: dict[str, Any]) -> None:
        signature = line["header"]["signatures"][0]
        signature["sig"] = flipped(signature["sig"], 5)

    return edited(case.lines(), case.at(case.answer), forge)


def signed_by_another() -> list[bytes]:
    """A header that names BRV's device, signed by KLO's, with KLO's key id."""
    case = small()
    forged = case.kilo.say(
        "message", message("By whom?"), author=case.bravo.key.device, prev=case.last.id, seq=4
    )
    lines = case.lines()

    def name_the_signer(line: dict[str, Any]) -> None:
        line["header"]["signatures"][0]["keyid"] = case.kilo.key.device.hex()

    return edited(lines, line_of(lines, forged), name_the_signer)


def missing_line() -> list[bytes]:
    """A statement is left out, and the last line made to fit."""
    case = small()
    return without(case.lines(), case.at(case.answer))


def doubled_seq() -> list[bytes]:
    """BRV says two things as its number 3."""
    case = small()
    case.bravo.fork(case.question).say("message", message("Never mind."))
    return case.lines()


def outlived() -> list[bytes]:
    """A vault that was restored elsewhere speaks on, having heard its newer life."""
    case = small()
    newer = case.kilo.restored(case.answer)
    said = newer.say("message", message("From the backup."))
    case.kilo.say("message", message("From the vault that was copied."), after=[said])
    return case.lines()


def stranger() -> list[bytes]:
    """A desk of a party that is none here says who it is, rightly, and then something."""
    case = small()
    case.world.desk("XRY").say("message", message("May I join?"), after=[case.last])
    return case.lines()


def without_card() -> list[bytes]:
    """A device that never said who it is."""
    case = small()
    nobody = case.world.desk("BRV", 7)
    nobody.utter("message", message("Guess who."), after=[case.last])
    return case.lines()


def bad_credentials() -> list[bytes]:
    """Cards: by another party's root; with half a root signature; of another device; not valid yet."""
    case = small()
    copies = [case.world.desk("BRV", number) for number in (3, 4, 5, 6)]
    foreign, half, other, early = copies
    forged = sign_by_root(PayloadType.CREDENTIAL, foreign.credential.payload, party("KLO").key)
    foreign.utter("desk", foreign.card() | {"credential": forged.to_document().model_dump(mode="json")})
    card = half.card()
    signatures = card["credential"]["signatures"]
    quantum = next(each for each in signatures if len(each["sig"]) > 1000)
    quantum["sig"] = flipped(quantum["sig"], 1000)
    half.utter("desk", card)
    half.say("message", message("Half is not enough."))
    other.credential = case.bravo.credential
    other.begin()
    early.begin(said_at=START - timedelta(days=2))
    return case.lines()


def copied_body() -> list[bytes]:
    """KLO promises a body that BRV wrote, as if it were its own."""
    case = small()
    case.kilo.say("message", message(), body=case.question.body, after=[case.last])
    return case.lines()


def bad_chain() -> list[bytes]:
    """A seq that skips one, and a life that names no earlier one of its device."""
    case = small()
    case.bravo.say("message", message("One is missing before this."), seq=5)
    case.kilo.restored(case.last).begin()
    return case.lines()


def refused() -> list[bytes]:
    """What the agreement or the protocol does not allow, rightly signed."""
    case = small()
    kilo = case.kilo
    kilo.say("message", message("Real, on an exercise."), exercise=False)
    kilo.say("message", message("Other terms."), agreement=party("BRV").id)
    kilo.say("poem", {"text": "There is no such kind."})
    kilo.say("message", message("For us alone."), audience=(party("KLO").id,))
    kilo.say("message", message("Held back."), held=True)
    kilo.say("acknowledgement", {"officer": "K. Officer", "note": None})
    return case.lines()


def other_channel() -> list[bytes]:
    """A statement of another channel, put in."""
    case = small()
    elsewhere = World(seed="small", title="Another line", codes=("BRV", "KLO"))
    stray = elsewhere.desk("BRV").begin()
    lines = case.lines()
    return closed([*lines[:-1], lines_of_one(elsewhere, stray)])


def lines_of_one(world: World, said: Said) -> bytes:
    return file_of(world, said)[1]


def without_founding_body() -> list[bytes]:
    """A card's body is left out: nobody can tell who spoke."""
    case = small()
    return edited(case.lines(), case.at(case.kilo.said[0]), lambda line: line.update(body=None))


def out_of_order() -> list[bytes]:
    """Two lines changed places."""
    lines = small().lines()
    return closed([*lines[:-3], lines[-2], lines[-3]])


def twice() -> list[bytes]:
    """A line stands twice."""
    lines = small().lines()
    return closed([*lines[:-1], lines[-2]])


def cut_off() -> list[bytes]:
    """The file ends two lines too early."""
    return small().lines()[:-2]


def cut_in_a_line() -> list[bytes]:
    """The file ends in the midst of a line."""
    lines = small().lines()
    return [*lines[:-2], lines[-2][:300]]


def damaged() -> list[bytes]:
    """A body was taken out, and the last line left as it was."""
    case = small()
    lines = edited(case.lines(), case.at(case.answer), lambda line: line.update(body=None))
    return [*lines[:-1], case.lines()[-1]]


def more_after_the_end() -> list[bytes]:
    """A line after the last."""
    lines = small().lines()
    return [*lines, lines[-2]]


def not_a_header() -> list[bytes]:
    """A payload that is no header, and a line with a field that no line has."""
    case = small()
    lines = case.lines()
    line = json.loads(lines[-2])
    line["header"]["payload"] = "eyJ2IjoxfQ=="
    return closed([*lines[:-1], written(line), written({"header": None, "body": None, "more": 1})])


def not_signed_by_all() -> list[bytes]:
    """KLO has not signed the agreement."""
    case = small()
    document = agreement_of(case.world, ["BRV"]).to_document().model_dump(mode="json")
    return edited(case.lines(), 0, lambda line: line.update(agreement=document))


def half_signed() -> list[bytes]:
    """One bit of KLO's ML-DSA signature on the agreement is turned; its Ed25519 signature is right."""
    case = small()
    quantum = next(
        key for key in party("KLO").key.public.key_ids if key != party("KLO").key.public.ed25519
    ).hex()

    def forge(line: dict[str, Any]) -> None:
        signature = next(each for each in line["agreement"]["signatures"] if each["keyid"] == quantum)
        signature["sig"] = flipped(signature["sig"], 3000)

    return edited(case.lines(), 0, forge)


def bad_roots() -> list[bytes]:
    """The second root document is not as it was signed, and there is one of a stranger."""
    case = small()

    def forge(line: dict[str, Any]) -> None:
        line["roots"][1]["signatures"][0]["sig"] = flipped(line["roots"][1]["signatures"][0]["sig"], 7)
        line["roots"].append(party("XRY").root.signed.to_document().model_dump(mode="json"))

    return edited(case.lines(), 0, forge)


def wrong_channel() -> list[bytes]:
    """The first line names a channel that the agreement does not constitute."""
    return edited(small().lines(), 0, lambda line: line.update(channel="ab" * 32))


def newer_version() -> list[bytes]:
    """Unreadable: version 2."""
    return edited(small().lines(), 0, lambda line: line.update(v=2))


def begins_with_an_amendment() -> list[bytes]:
    """Unreadable: the agreement has a parent, and so constitutes no channel."""
    case = small()
    text = case.world.text.model_copy(update={"parent": case.world.first.id})
    signed = sign_agreement(write_agreement(text), party("BRV").key)
    document = signed.to_document().model_dump(mode="json")
    return edited(case.lines(), 0, lambda line: line.update(agreement=document))


MADE: tuple[Callable[[], list[bytes]], ...] = (
    good,
    amended,
    flipped_body,
    forged_signature,
    signed_by_another,
    missing_line,
    doubled_seq,
    outlived,
    stranger,
    without_card,
    bad_credentials,
    copied_body,
    bad_chain,
    refused,
    other_channel,
    without_founding_body,
    out_of_order,
    twice,
    cut_off,
    cut_in_a_line,
    damaged,
    more_after_the_end,
    not_a_header,
    not_signed_by_all,
    half_signed,
    bad_roots,
    wrong_channel,
    newer_version,
    begins_with_an_amendment,
)


def expected(lines: list[bytes], what: str) -> dict[str, Any]:
    """What a verifier must say. The sentences are everyone's own."""
    try:
        view = report_view(verify(lines))
    except Malformed:
        return {"what": what, "readable": False}
    for finding in view["findings"]:
        del finding["why"]
    return {"what": what, "readable": True} | view


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    said = {}
    for make in MADE:
        name = make.__name__.replace("_", "-")
        lines = make()
        (FOLDER / f"{name}.transcript").write_bytes(b"".join(lines))
        said[name] = expected(lines, (make.__doc__ or "").strip())
    (FOLDER / "expected.json").write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
