"""Every standing is reached, and where its cut lies."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hotline.agreement.chain import Acceptance, accept
from hotline.agreement.text import AgreementText, agreement_id, write_agreement
from hotline.fields import IncarnationField
from hotline.identity.revocation import Cut, Revocation, revoke
from hotline.ids import AgreementId, Incarnation, PartyId
from hotline.signed import PayloadType, Signature, Signed
from hotline.transcript.standing import Standing, Word
from hotline.transcript.transcript import DatedHaves, Transcript
from tests.hotline.transcript.world import DAY, MINUTE, START, Said, Speaker, World, filled, message


def words(world: World, *said: Said) -> list[str]:
    transcript = world.transcript()
    return [transcript.standing(each.id).word.value for each in said]


def standing(world: World, said: Said) -> Standing:
    return world.transcript().standing(said.id)


# Equivocation


def test_two_statements_at_one_place_conflict_and_all_after_them() -> None:
    """Below the fork all is well; both branches from the fork on are not."""
    world = World()
    bravo = world.desk("BRV")
    first, common = bravo.begin(), bravo.say("message", message())
    twin = bravo.fork(common)
    one, other = bravo.say("message", message("Yes")), twin.say("message", message("No"))
    after = twin.say("message", message())

    assert words(world, first, common) == ["counts", "counts"]
    assert words(world, one, other, after) == ["conflicting"] * 3
    assert standing(world, one).because == other.id
    assert standing(world, other).because == one.id


def test_an_equivocation_is_an_alarm_with_both_as_proof() -> None:
    world = World()
    bravo = world.desk("BRV")
    twin = bravo.fork(bravo.begin())
    one, other = bravo.say("message", message()), twin.say("message", message())
    twin.say("message", message())
    bravo.say("message", message())

    (alarm,) = world.transcript().alarms()

    assert (alarm.code, alarm.author, alarm.seq) == ("two-histories", bravo.key.device, 2)
    assert set(alarm.statements) == {one.id, other.id}
    assert alarm.why


def test_a_new_life_does_not_end_a_conflict_but_a_new_credential_does() -> None:
    world = World()
    bravo = world.desk("BRV")
    twin = bravo.fork(bravo.begin())
    bravo.say("message", message())
    twin.say("message", message())
    again = bravo.restored(bravo.said[0])
    same_card = again.begin()
    again.credential = world.desk("BRV", serial=2).credential
    renewed, after = again.utter("desk", again.card()), again.say("message", message())

    assert words(world, same_card, renewed, after) == ["conflicting", "counts", "counts"]


def test_a_restore_even_twice_from_one_backup_is_no_equivocation() -> None:
    """What the old life said above the end that the new ones name is nobody's lie."""
    world = World()
    bravo = world.desk("BRV")
    backup = bravo.begin()
    forgotten = bravo.say("message", message())
    once, twice = bravo.restored(backup), bravo.restored(backup)
    said = [forgotten, once.begin(), once.say("message", message()), twice.begin()]

    assert words(world, *said) == ["counts"] * 4
    assert world.transcript().alarms() == []


def test_an_old_life_that_speaks_after_a_newer_one_conflicts() -> None:
    """Two copies of a vault are in use: seen as soon as the old one shows that it heard the new one."""
    world = World()
    bravo = world.desk("BRV")
    before = bravo.begin()
    newer = bravo.restored(before)
    born = newer.begin()
    unaware = bravo.say("message", message())
    aware = bravo.say("message", message(), after=[born])
    later = bravo.say("message", message())

    assert words(world, before, unaware, born) == ["counts"] * 3
    assert words(world, aware, later) == ["conflicting"] * 2
    (alarm,) = world.transcript().alarms()
    assert (alarm.code, alarm.statements) == ("outlived", (aware.id, born.id))
    assert alarm.why


# Revocation


def revocation(bravo: Speaker, serial: int, *cuts: tuple[Incarnation, Said | None]) -> dict[str, Any]:
    """The content of a statement that takes this desk back."""
    named = tuple(
        Cut(
            channel=bravo.world.channel,
            incarnation=IncarnationField.of(life),
            seq=last.header.seq if last else 0,
            id=last.id if last else None,
        )
        for life, last in cuts
    )
    document = Revocation(
        party=bravo.party.id,
        device=bravo.key.device,
        serial=serial,
        reason="stolen",
        made_at=START,
        cuts=named,
    )
    return carried(bravo, revoke(bravo.party.key, document))


def carried(speaker: Speaker, document: Signed) -> dict[str, Any]:
    root = speaker.party.root.signed
    return {
        name: each.to_document().model_dump(mode="json")
        for name, each in (("root", root), ("document", document))
    }


def test_what_a_revoked_desk_said_above_the_cut_is_disowned() -> None:
    """As the root signed it, wherever and whenever it entered the record."""
    world = World()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    first = bravo.begin()
    kept, dropped = bravo.say("message", message()), bravo.say("message", message())
    carrier = kilo.say("revocation", revocation(bravo, 1, (bravo.life, kept)))

    assert words(world, first, kept, dropped) == ["counts", "counts", "disowned"]
    assert standing(world, dropped).because == carrier.id
    assert world.transcript().revocations()[bravo.key.device].serial == 1


def test_a_life_that_a_revocation_does_not_name_is_disowned() -> None:
    world = World()
    bravo = world.desk("BRV")
    first = bravo.begin()
    thief = bravo.restored(first)
    stolen = thief.begin()
    world.desk("KLO").say("revocation", revocation(bravo, 1, (bravo.life, first)))

    assert words(world, first, stolen) == ["counts", "disowned"]


def test_the_revocation_with_the_highest_serial_counts() -> None:
    """Whichever came last."""
    world = World()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    first, second = bravo.begin(), bravo.say("message", message())
    kilo.say("revocation", revocation(bravo, 2, (bravo.life, second)))
    kilo.say("revocation", revocation(bravo, 1, (bravo.life, None)))

    assert words(world, first, second) == ["counts", "counts"]


def test_a_branch_that_the_root_did_not_name_is_disowned() -> None:
    """The cut names a statement, so that a thief's other history below it is not recognised."""
    world = World()
    bravo = world.desk("BRV")
    twin = bravo.fork(bravo.begin())
    own, stolen = bravo.say("message", message()), twin.say("message", message())
    world.desk("KLO").say("revocation", revocation(bravo, 1, (bravo.life, own)))
    without_own = filled(world.first, [each for each in world.said if each is not own])

    assert words(world, own, stolen) == ["conflicting"] * 2
    assert without_own.standing(stolen.id).word is Word.COUNTS  # by its seq alone, until `own` comes


def test_another_party_cannot_revoke() -> None:
    world = World()
    bravo, kilo = world.desk("BRV"), world.desk("KLO")
    first = bravo.begin()
    document = Revocation(
        party=kilo.party.id, device=bravo.key.device, serial=1, reason="", made_at=START, cuts=()
    )
    kilo.say("revocation", carried(kilo, revoke(kilo.party.key, document)))

    assert words(world, first) == ["counts"]


def test_a_carried_document_counts_whatever_its_carrier_does() -> None:
    """A revocation in an invalid statement is still the root's word."""
    world = World()
    bravo = world.desk("BRV")
    first = bravo.begin()
    stranger = world.desk("ZUL").say("revocation", revocation(bravo, 1))

    assert words(world, stranger, first) == ["invalid", "disowned"]


# Amendments


def amended(world: World, title: str) -> AgreementText:
    return world.text.model_copy(update={"title": title, "parent": world.first.id})


def propose(speaker: Speaker, text: AgreementText, **other: Any) -> Said:
    signed = Signed(PayloadType.AGREEMENT, write_agreement(text), (Signature(bytes(32), b""),))
    content = {"document": signed.to_document().model_dump(mode="json")}
    return speaker.say("agreement", content, **other)


def assent(speaker: Speaker, text: AgreementText, number: int = 1, yes: bool = True, **other: Any) -> Said:
    document = Acceptance(
        channel=speaker.world.channel,
        agreement=agreement_id(write_agreement(text)),
        party=speaker.party.id,
        number=number,
        accept=yes,
        made_at=START,
        not_after=START + 30 * DAY,
    )
    return speaker.say("acceptance", carried(speaker, accept(speaker.party.key, document)), **other)


class Amending:
    """Three parties, and an amendment that all accept one after the other."""

    def __init__(self) -> None:
        self.world = World()
        self.bravo, self.kilo, self.obs = (self.world.desk(code) for code in ("BRV", "KLO", "OBS"))
        self.text = amended(self.world, "Amended")
        self.id: AgreementId = agreement_id(write_agreement(self.text))

    def carry(self, text: AgreementText, number: int = 1, after: Said | None = None) -> Said:
        last = propose(self.bravo, text, after=[after] if after else [])
        for speaker in (self.bravo, self.kilo, self.obs):
            last = assent(speaker, text, number, after=[last])
        return last


def test_an_amendment_is_in_force_after_every_acceptance() -> None:
    """For what descends from all of them, and for nothing else."""
    case = Amending()
    last = case.carry(case.text)
    old = case.bravo.say("message", message())
    new = case.bravo.say("message", message(), after=[last], agreement=case.id)
    stubborn = case.bravo.say("message", message())
    transcript = case.world.transcript()

    assert words(case.world, old, new, stubborn) == ["counts", "counts", "invalid"]
    assert transcript.entry(stubborn.id).verdict.code == "wrong-agreement"
    assert transcript.terms_of(old.id).id == case.world.first.id
    assert transcript.terms_for_next().id == case.id


def test_a_withdrawn_acceptance_keeps_it_out_of_force() -> None:
    case = Amending()
    last = propose(case.bravo, case.text)
    for speaker, yes in ((case.bravo, True), (case.kilo, True), (case.bravo, False), (case.obs, True)):
        last = assent(speaker, case.text, 1 if yes else 2, yes, after=[last])

    assert case.world.transcript().terms_for_next().id == case.world.first.id


def test_what_a_party_says_beside_its_own_acceptance_is_late() -> None:
    """Another desk of it did not know yet; what the accepting desk said before and after counts."""
    case = Amending()
    second = case.world.desk("BRV", 2)
    before = case.bravo.say("message", message())
    beside = second.say("message", message())
    last = case.carry(case.text)
    after = case.bravo.say("message", message())
    assert words(case.world, before, beside, after) == ["counts", "late", "counts"]
    assert standing(case.world, beside).because is not None

    partial = filled(case.world.first, [each for each in case.world.said if each is not last])

    assert partial.standing(beside.id).word is Word.COUNTS


def test_two_amendments_side_by_side_are_disputed() -> None:
    """What is said under either binds only its author, once the other is known to be in force."""
    case = Amending()
    end = case.carry(case.text)
    one = case.bravo.say("message", message(), after=[end], agreement=case.id)
    assert words(case.world, one) == ["counts"]

    otherwise = amended(case.world, "Amended otherwise")
    desks = [case.world.desk(code, 2) for code in ("BRV", "KLO", "OBS")]
    last = propose(desks[0], otherwise)
    for desk in desks:
        last = assent(desk, otherwise, number=2, after=[last])
    other = desks[0].say(
        "message", message(), after=[last], agreement=agreement_id(write_agreement(otherwise))
    )

    assert words(case.world, one, other) == ["disputed", "disputed"]


def test_a_dispute_needs_nobody_to_have_spoken_under_the_other() -> None:
    """That both came into force is enough."""
    case = Amending()
    end = case.carry(case.text)
    one = case.bravo.say("message", message(), after=[end], agreement=case.id)
    otherwise = amended(case.world, "Amended otherwise")
    last: list[Said] = [propose(case.world.desk("BRV", 2), otherwise)]
    for code in ("BRV", "KLO", "OBS"):
        last = [assent(case.world.desk(code, 3), otherwise, number=2, after=last)]
    joint = case.bravo.say("message", message(), after=last)

    assert words(case.world, one, joint) == ["disputed", "counts"]


def test_what_comes_after_a_settlement_counts() -> None:
    """All accepted one of the two again, knowing both."""
    case = Amending()
    end = case.carry(case.text)
    one = case.bravo.say("message", message(), after=[end], agreement=case.id)
    otherwise = amended(case.world, "Amended otherwise")
    last: list[Said] = [propose(case.world.desk("BRV", 2), otherwise)]
    for code in ("BRV", "KLO", "OBS"):
        last = [assent(case.world.desk(code, 3), otherwise, number=2, after=last)]
    last.append(one)
    for speaker in (case.bravo, case.kilo, case.obs):
        last = [assent(speaker, case.text, number=3, after=last)]
    settled = case.bravo.say("message", message(), after=last, agreement=case.id)

    assert words(case.world, one, settled) == ["disputed", "counts"]


# Dates


def test_after_sunset_is_late_but_not_for_what_keeps_the_line_up() -> None:
    world = World()
    bravo = world.desk("BRV")
    first = bravo.begin()
    after = START + 61 * DAY
    said = bravo.say("message", message(), said_at=after)
    card = bravo.say("desk", bravo.card(), said_at=after)
    read = bravo.say("acknowledgement", {"officer": "A", "note": None}, refers_to=first, said_at=after)

    assert words(world, said, card, read) == ["late", "counts", "counts"]


def test_what_is_dated_after_the_credential_expired_is_late() -> None:
    """Until the desk says its new card."""
    world = World()
    bravo = world.desk("BRV", until=START + DAY)
    bravo.begin()
    late = bravo.say("message", message(), said_at=START + DAY)
    bravo.credential = world.desk("BRV", serial=2).credential
    card = bravo.utter("desk", bravo.card(), said_at=START + DAY)
    good = bravo.say("message", message(), said_at=START + DAY)

    assert words(world, late, card, good) == ["late", "counts", "counts"]


def test_dated_in_time_but_seen_by_nobody_until_after_is_unwitnessed() -> None:
    """A date is a claim: another party's statement in between is what shows it."""
    world = World()
    bravo, kilo = world.desk("BRV", until=START + DAY), world.desk("KLO")
    seen = bravo.say("message", message())
    witness = kilo.say("message", message(), after=[seen])
    unseen = bravo.say("message", message())
    assert words(world, seen, unseen) == ["counts", "counts"]

    later = kilo.say("message", message(), said_at=START + DAY + MINUTE, after=[unseen])

    assert words(world, seen, unseen, witness, later) == ["counts", "unwitnessed", "counts", "counts"]
    assert standing(world, unseen).because == later.id


def test_a_witness_of_the_same_party_is_none() -> None:
    world = World()
    bravo, kilo = world.desk("BRV", until=START + DAY), world.desk("KLO")
    said = bravo.say("message", message())
    world.desk("BRV", 2).say("message", message(), after=[said])
    kilo.say("message", message(), said_at=START + 2 * DAY)

    assert words(world, said) == ["unwitnessed"]


def carrying(said: Said, haves: list[tuple[PartyId, datetime]]) -> DatedHaves:
    return lambda _transcript, id: haves if id == said.id else []


def test_another_party_s_have_is_a_witness_too() -> None:
    """Its own party's is none, and neither is one dated after the moment."""
    world = World()
    bravo, kilo = world.desk("BRV", until=START + DAY), world.desk("KLO")
    said = bravo.say("message", message())
    kilo.say("message", message(), said_at=START + 2 * DAY)

    for haves, word in (
        ([(kilo.party.id, START + MINUTE)], "counts"),
        ([(bravo.party.id, START + MINUTE), (kilo.party.id, START + DAY)], "unwitnessed"),
    ):
        transcript = Transcript(world.first, carrying(said, haves))
        for each in world.said:
            transcript.add(each.statement, each.body)
        assert transcript.standing(said.id).word == word


def test_others_wrong_dates_do_not_make_a_witnessed_one_late() -> None:
    world = World()
    bravo, kilo, obs = world.desk("BRV", until=START + DAY), world.desk("KLO"), world.desk("OBS")
    said = bravo.say("message", message())
    kilo.say("message", message(), after=[said])
    obs.say("message", message(), said_at=START + 50 * DAY)

    assert words(world, said) == ["counts"]


# The rest


def test_an_answer_to_what_cannot_be_answered_is_misplaced() -> None:
    world = World()
    bravo = world.desk("BRV")
    said = bravo.say("message", message())
    content = {"nonce": "00" * 16, "hash": "00" * 32, "officer": None}
    answer = bravo.say("comm-check-answer", content, refers_to=said)

    assert world.transcript().entry(answer.id).verdict.code == ""
    assert (standing(world, answer).word, standing(world, answer).because) == (Word.MISPLACED, said.id)


def test_what_is_invalid_or_waits_has_no_standing_of_its_own() -> None:
    """The word is its verdict's."""
    world = World()
    bravo = world.desk("BRV")
    bravo.begin()
    poem = bravo.say("poem", {})
    alone = filled(world.first, [poem])

    assert words(world, poem) == ["invalid"]
    assert alone.standing(poem.id).word is Word.WAITING
