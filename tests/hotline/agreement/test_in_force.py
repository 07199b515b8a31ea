"""Which amendment is in force: a truth table over who accepted what, in whose knowledge, and by when."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.agreement.in_force import Accepted, terms_in_force
from hotline.ids import AgreementId, ChannelId
from tests.hotline.agreement.parties import HOUR, NEW, NOR, NOW, SOU, Record


def in_force(record: Record, words: list[Accepted] | None = None) -> AgreementId:
    return terms_in_force(record.first, record.amendments, record.words if words is None else words).id


def test_without_words_the_first_agreement_is_in_force() -> None:
    record = Record()
    record.amend("Amended")

    assert in_force(record) == record.first.id


def test_every_party_must_accept() -> None:
    record = Record()
    amended = record.amend("Amended")
    one, two = record.say(NOR, 1, amended), record.say(SOU, 1, amended)

    assert in_force(record, [one]) == in_force(record, [two]) == record.first.id
    assert in_force(record) == amended


def test_a_party_that_joins_must_accept_as_well() -> None:
    record = Record()
    joining = record.first.text.parties[0].model_copy(update={"party": NEW, "code": "NEW"})
    amended = record.amend("With a third", parties=(*record.first.text.parties, joining))
    record.say(NOR, 1, amended)
    record.say(SOU, 1, amended)
    assert in_force(record) == record.first.id

    record.say(NEW, 1, amended)

    assert in_force(record) == amended


def test_a_party_that_leaves_must_accept_as_well() -> None:
    """Nobody is put out by the others."""
    record = Record()
    left = record.first.text.parties[0].model_copy(update={"party": NEW, "code": "NEW"})
    amended = record.amend("Without the second", parties=(record.first.text.parties[0], left))
    record.say(NOR, 1, amended)
    record.say(NEW, 1, amended)

    assert in_force(record) == record.first.id


def test_a_higher_number_withdraws() -> None:
    record = Record()
    amended = record.amend("Amended")
    yes = record.say(NOR, 1, amended)
    no = record.say(NOR, 2, amended, yes, accept=False)
    record.say(SOU, 1, amended, no)

    assert in_force(record) == record.first.id

    record.say(NOR, 3, amended, no)

    assert in_force(record) == amended


def test_a_lower_number_that_comes_later_withdraws_nothing() -> None:
    record = Record()
    amended = record.amend("Amended")
    yes = record.say(NOR, 2, amended)
    no = record.say(NOR, 1, amended, yes, accept=False)
    record.say(SOU, 1, amended, no)

    assert in_force(record) == amended


def test_a_withdrawal_that_no_acceptance_knew_of_is_too_late() -> None:
    """The other party accepted what it had before it, and may rely on that."""
    record = Record()
    amended = record.amend("Amended")
    yes = record.say(NOR, 1, amended)
    record.say(SOU, 1, amended, yes)
    record.say(NOR, 2, amended, yes, accept=False)

    assert in_force(record) == amended


def test_an_acceptance_that_had_run_out_does_not_count() -> None:
    record = Record()
    amended = record.amend("Amended")
    record.say(NOR, 1, amended, not_after=NOW + HOUR)
    record.say(SOU, 1, amended, made_at=NOW + HOUR, not_after=NOW + 2 * HOUR)
    assert in_force(record) == record.first.id

    record.say(NOR, 2, amended, made_at=NOW + HOUR / 2, not_after=NOW + 2 * HOUR)

    assert in_force(record) == amended


def test_an_acceptance_for_another_channel_does_not_count() -> None:
    record = Record()
    amended = record.amend("Amended")
    record.say(NOR, 1, amended)
    word = record.say(SOU, 1, amended)
    foreign = Accepted(word.id, word.said.model_copy(update={"channel": ChannelId(b"x" * 32)}), word.after)

    assert in_force(record, [record.words[0], foreign]) == record.first.id


def test_an_amendment_cannot_make_an_exercise_real() -> None:
    record = Record()
    amended = record.amend("For real", exercise=False)
    record.say(NOR, 1, amended)
    record.say(SOU, 1, amended)

    assert in_force(record) == record.first.id


def test_an_amendment_of_an_amendment() -> None:
    """Accepted before its parent is in force, it waits for it."""
    record = Record()
    child = record.amend("Child")
    grandchild = record.amend("Grandchild", parent=child)
    record.say(NOR, 1, grandchild)
    record.say(SOU, 1, grandchild)
    assert in_force(record) == record.first.id

    record.say(NOR, 1, child)
    record.say(SOU, 1, child)

    assert in_force(record) == grandchild


def test_an_amendment_whose_text_is_not_there_is_not_in_force() -> None:
    record = Record()
    amended = record.amend("Amended")
    record.say(NOR, 1, amended)
    record.say(SOU, 1, amended)
    del record.amendments[amended]

    assert in_force(record) == record.first.id


# Siblings


def both(record: Record, amendment: AgreementId, number: int, *after: Accepted) -> list[Accepted]:
    """Both parties accept it, one after the other."""
    first = record.say(NOR, number, amendment, *after)
    return [first, record.say(SOU, number, amendment, first)]


def test_two_that_came_into_force_side_by_side_leave_their_parent_in_force() -> None:
    """A merge undoes no decision: neither wins because its numbers are higher or its id is smaller."""
    record = Record()
    one, two = record.amend("One"), record.amend("Two")
    left, right = both(record, one, 1), both(record, two, 2)

    assert in_force(record, left) == one
    assert in_force(record, right) == two
    assert in_force(record) == record.first.id


def test_people_settle_a_conflict_by_accepting_one_of_the_two_anew() -> None:
    record = Record()
    one, two = record.amend("One"), record.amend("Two")
    left, right = both(record, one, 1), both(record, two, 2)
    half = record.say(NOR, 3, one, left[-1], right[-1])
    assert in_force(record) == record.first.id

    record.say(SOU, 3, one, half)

    assert in_force(record) == one


def test_people_settle_a_conflict_by_a_third() -> None:
    record = Record()
    one, two, three = (record.amend(each) for each in ("One", "Two", "Three"))
    left, right = both(record, one, 1), both(record, two, 2)
    both(record, three, 3, left[-1], right[-1])

    assert in_force(record) == three


def test_a_late_sibling_that_not_all_accept_undoes_nothing() -> None:
    record = Record()
    one, two = record.amend("One"), record.amend("Two")
    made = both(record, one, 1)
    record.say(NOR, 2, two, made[-1])

    assert in_force(record) == one


def test_what_all_accept_in_its_place_replaces_it() -> None:
    record = Record()
    one, two = record.amend("One"), record.amend("Two")
    made = both(record, one, 1)
    again = both(record, two, 2, made[-1])

    assert in_force(record) == two

    both(record, one, 3, again[-1])

    assert in_force(record) == one


def test_a_change_of_mind_that_came_too_late_undoes_nothing_by_itself() -> None:
    """One party moved on to another amendment while the other completed the first."""
    record = Record()
    one, two = record.amend("One"), record.amend("Two")
    yes = record.say(NOR, 1, one)
    record.say(NOR, 2, two, yes)
    record.say(SOU, 1, one, yes)

    assert in_force(record) == one


def test_one_document_carried_twice_is_one_word() -> None:
    """Who carries another's acceptance again, in knowledge of the rival, settles nothing."""
    record = Record()
    one, two = record.amend("One"), record.amend("Two")
    left, right = both(record, one, 1), both(record, two, 2)
    for number, party in enumerate((NOR, SOU)):
        record.say(party, 2, two, left[-1], right[number])

    assert in_force(record) == record.first.id


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_the_order_in_which_words_are_known_means_nothing(seed: int) -> None:
    """Any graph of words, in any order: one answer."""
    dice = random.Random(seed)
    record = Record()
    children = [record.amend(each) for each in ("One", "Two")]
    for _ in range(dice.randint(2, 9)):
        after = dice.sample(record.words, dice.randint(0, min(2, len(record.words))))
        record.say(
            dice.choice((NOR, SOU)),
            dice.randint(1, 4),
            dice.choice(children),
            *after,
            accept=dice.random() < 0.8,
        )
    shuffled = dice.sample(record.words, len(record.words))

    assert in_force(record, shuffled) == in_force(record)


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_a_withdrawal_alone_never_ends_what_is_in_force(seed: int) -> None:
    """Whatever else is withdrawn once all have accepted: it stays in force."""
    dice = random.Random(seed)
    record = Record()
    amended = record.amend("Amended")
    both(record, amended, 1)
    for number in range(2, dice.randint(3, 7)):
        after = dice.sample(record.words, dice.randint(0, 2))
        record.say(dice.choice((NOR, SOU)), number, amended, *after, accept=False)

    assert in_force(record) == amended


def test_every_pair_of_a_full_set_is_not_enough() -> None:
    record = Record()
    third = record.first.text.parties[0].model_copy(update={"party": NEW, "code": "NEW"})
    amended = record.amend("Amended", parties=(*record.first.text.parties, third))
    words = [record.say(party, 1, amended) for party in (NOR, SOU, NEW)]

    assert {in_force(record, list(pair)) for pair in combinations(words, 2)} == {record.first.id}
