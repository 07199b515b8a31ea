"""A settled record is the record: whatever is settled when, and taken up again, the answers are the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotline.errors import Malformed
from hotline.ids import StatementId
from hotline.statements.header import Statement, trusted_statement
from hotline.transcript.settled import write
from hotline.transcript.transcript import Transcript
from tests.hotline.transcript.test_set import history, moves, seen
from tests.hotline.transcript.test_standing import Amending
from tests.hotline.transcript.world import MINUTE, START, Said, World, message


class Shelf:
    """What a vault keeps, in memory."""

    def __init__(self) -> None:
        self.kept: dict[StatementId, Statement] = {}
        self.bodies: dict[StatementId, bytes] = {}
        self.looked_at: set[StatementId] = set()

    def statement(self, id: StatementId) -> Statement:
        return trusted_statement(self.kept[id].payload, self.kept[id].signature)

    def body(self, id: StatementId) -> bytes | None:
        self.looked_at.add(id)
        return self.bodies.get(id)


class Kept:
    """A transcript on a shelf, which may be settled and taken up again at any time."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.shelf = Shelf()
        self.transcript = Transcript(world.first, None, self.shelf)

    def take(self, said: Said, body: bool) -> None:
        self.transcript.add(said.statement, said.body if body else None)
        self.shelf.kept[said.id] = said.statement
        if body:
            self.shelf.bodies[said.id] = said.body

    def reopen(self) -> None:
        """As after a restart: settled what was complete, loaded what was not."""
        rest = self.transcript.incomplete()
        kept = self.transcript.settle()
        self.transcript = Transcript(self.world.first, None, self.shelf)
        without = [id for id in self.shelf.kept if id not in self.shelf.bodies and id not in rest]
        self.transcript.take_up(kept, without)
        for id in rest:
            self.transcript.load(self.shelf.kept[id], id in self.shelf.bodies)


@given(st.lists(moves, max_size=14), st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_a_record_that_is_settled_and_taken_up_on_the_way_is_the_same(
    script: list[tuple[str, int, int]], seed: int
) -> None:
    """In any order of arrival, with forks, gaps, restores, revocations and what is not valid."""
    world, dice = history(script), random.Random(seed)
    kept, plain = Kept(world), Transcript(world.first)
    parts = [(said, body) for said in world.said for body in (False, True)]
    dice.shuffle(parts)
    for said, body in parts:
        kept.take(said, body)
        plain.add(said.statement, said.body if body else None)
        match dice.randrange(6):
            case 0:
                kept.transcript.settle()
            case 1:
                kept.reopen()

    kept.reopen()

    assert seen(kept.transcript) == seen(plain)
    assert [kept.transcript.entry(id).content for id in plain.order()] == [
        plain.entry(id).content for id in plain.order()
    ]
    assert {id: kept.transcript.replies(id) for id in plain.order()} == {
        id: plain.replies(id) for id in plain.order()
    }
    for one in plain.order():
        for other in plain.order():
            assert kept.transcript.is_ancestor(one, other) == plain.is_ancestor(one, other)


def test_amendments_stay_in_force() -> None:
    """Terms follow from documents in the record, which are opened again."""
    case = Amending()
    case.kilo.say("message", message(), after=[case.carry(case.text)], agreement=case.id)
    kept = Kept(case.world)
    for said in case.world.said:
        kept.take(said, body=True)
    before = seen(kept.transcript), kept.transcript.last_use()

    kept.reopen()

    assert (seen(kept.transcript), kept.transcript.last_use()) == before
    spoken = [each.header for each in case.world.said]
    assert {terms.id: said_at for terms, said_at in kept.transcript.last_use()} == {
        terms.id: max(each.said_at for each in spoken if each.agreement == terms.id)
        for terms, _ in kept.transcript.last_use()
    }
    assert len(kept.transcript.last_use()) == 2


def test_a_body_that_comes_after_settling_is_judged() -> None:
    """What was settled without its body shows it once it is here, before and after the shelf has it."""
    world = World()
    bravo = world.desk("BRV")
    said = bravo.say("message", message("Late"))
    kept = Kept(world)
    kept.take(world.said[0], body=True)
    kept.take(said, body=False)
    kept.reopen()
    assert kept.transcript.entry(said.id).verdict.code == "body-not-shown"

    kept.take(said, body=True)

    assert kept.transcript.entry(said.id).content is not None
    kept.reopen()
    assert kept.transcript.entry(said.id).content is not None and not kept.transcript.bodies_missing()


def test_what_is_settled_holds_no_body_in_memory() -> None:
    """Bodies stay on the shelf until somebody looks."""
    world = World()
    bravo = world.desk("BRV")
    for number in range(20):
        bravo.say("message", message(f"Number {number}"), said_at=START + number * MINUTE)
    kept = Kept(world)
    for said in world.said:
        kept.take(said, body=True)
    kept.reopen()
    kept.shelf.looked_at.clear()

    newest = kept.transcript.order(-1)[0]
    assert kept.transcript.header(newest).kind == "message"
    assert not kept.shelf.looked_at
    assert kept.transcript.entry(newest).content is not None

    assert kept.shelf.looked_at == {newest}


def test_what_was_kept_in_another_form_is_not_taken_up() -> None:
    """The next version makes it anew from the statements."""
    with pytest.raises(Malformed):
        Transcript(World().first).take_up(write([])[:-1] + b"\xf6", [])
