"""What must be true when all is healed, each promise one function of the crisis. Source: DESIGN 1, 5, 7."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import timedelta
from random import Random

from client.station.channel import _dated_haves
from hotline.ids import Precedence, StatementId
from hotline.obligations.owed import obligations
from hotline.transcript.standing import Word
from hotline.transcript.transcript import Transcript
from tests.simulation.crisis import Crisis
from tests.simulation.desk import SimulatedDesk
from tests.simulation.model import Model

THROUGH_IN = 90.0  # seconds, for a FLASH on a line that is healed: also where a third party carries it
LOOK_EVERY = 5.0  # seconds
LATER = timedelta(hours=3)  # when deadlines are over: obligations are looked at then, too


def nobody_broke_a_promise(crisis: Crisis) -> None:
    """What was noted on the way, as it happened."""
    assert not crisis.world.broken, "; ".join(dict.fromkeys(crisis.world.broken))


def nothing_is_missing(crisis: Crisis) -> None:
    """What an officer saw queued is with all; what was said before a restore is with all, or with nobody."""
    honest = {desk.name for desk in crisis.honest}
    union = set().union(*(desk.transcript.order() for desk in crisis.honest))
    for desk in crisis.honest:
        held = set(desk.transcript.order())
        assert held == union, f"{desk.name} lacks {len(union - held)} that another holds"
    kept = {each for each, name in crisis.said.items() if name in honest and name not in crisis.restored}
    assert kept <= union, f"{len(kept - union)} that were said are nowhere"


def bodies_are_where_they_are_due(crisis: Crisis) -> None:
    """With everyone in the audience, if anyone has it; and with nobody else."""
    holders: dict[StatementId, set[str]] = defaultdict(set)
    for desk in crisis.honest:
        for id in desk.transcript.order():
            if desk.transcript.entry(id).body is not None:
                holders[id].add(desk.name)
    for desk in crisis.honest:
        for id in desk.transcript.order():
            due, has = _due(desk, id), desk.name in holders[id]
            number = desk.transcript.entry(id).number
            assert has or not due or not holders[id], f"{desk.name} lacks the body of {number}"
            own = desk.transcript.header(id).author == desk.device
            assert due or own or not has, f"{desk.name} has the body of {number}, which is not for it"


def nothing_is_there_twice(crisis: Crisis) -> None:
    for desk in crisis.honest:
        twice = [id for id, count in Counter(desk.arrived).items() if count > 1]
        assert not twice, f"{desk.name} was shown {len(twice)} statements twice"


def equal_sets_read_alike(crisis: Crisis) -> None:
    """Byte for byte: order, numbers, verdicts, standings, heads, alarms, and what is owed, now and later."""
    reads: dict[frozenset[object], set[bytes]] = defaultdict(set)
    now = crisis.world.clock.now
    for desk in crisis.honest:
        transcript = desk.transcript
        held = frozenset((id, transcript.entry(id).body is not None) for id in transcript.order())
        owed = [obligations(transcript, moment) for moment in (now, now + LATER)]
        reads[held].add(b"%s%r" % (read(transcript), owed))
    assert all(len(different) == 1 for different in reads.values()), "the same record reads differently"


def any_order_reads_alike(crisis: Crisis) -> None:
    """The same set, put together anew in an order of its own."""
    desk = crisis.honest[crisis.script.seed % len(crisis.honest)]
    ids = list(desk.transcript.order())
    Random(crisis.script.seed).shuffle(ids)
    again = Transcript(desk.transcript._record.law.first, _dated_haves)
    for id in ids:
        entry = desk.transcript.entry(id)
        again.add(entry.statement, entry.body)
    assert read(again) == read(desk.transcript), "another order of arrival makes another record"


def the_model_agrees(crisis: Crisis) -> None:
    desk = crisis.honest[crisis.script.seed % len(crisis.honest)]
    compare_with_model(desk.transcript)


def nobody_is_accused_wrongly(crisis: Crisis) -> None:
    """Restores, crashes and wrong clocks are no equivocation."""
    skipped = crisis.counted[
        "member_skips_numbers"
    ]  # it comes to the numbers it skipped, and gives them twice
    guilty = {crisis.culprit.device} if crisis.equivocated or skipped else set()
    for desk in crisis.honest:
        accused = {alarm.device for alarm in crisis.alarms(desk) if alarm.code == "two-histories"}
        proven = {alarm.author for alarm in desk.transcript.alarms()}
        assert accused | proven <= guilty, (
            f"{desk.name} accuses {len((accused | proven) - guilty)} honest desks"
        )


def equivocation_is_proven_to_all(crisis: Crisis) -> None:
    """If both statements reached anybody honest: all hold both, and every officer was told."""
    for pair in crisis.equivocated:
        if not all(any(id in desk.transcript for desk in crisis.honest) for id in pair):
            continue
        for desk in crisis.honest:
            assert all(id in desk.transcript for id in pair), f"{desk.name} has no proof"
            told = {alarm.device for alarm in crisis.alarms(desk) if alarm.code == "two-histories"}
            assert crisis.culprit.device in told, f"{desk.name} was not told"
            words = {desk.transcript.standing(id).word for id in pair}
            assert words <= {Word.CONFLICTING, Word.INVALID}, f"to {desk.name} it counts"


def forgeries_are_nowhere(crisis: Crisis) -> None:
    for desk in crisis.honest:
        assert not any(id in desk.transcript for id in crisis.forged), f"{desk.name} took in a forgery"


def the_line_works(crisis: Crisis) -> None:
    """Afterwards a FLASH passes to all, and nothing of it to whom was taken back."""
    speaker = crisis.third if crisis.third in crisis.honest else crisis.honest[0]
    assert speaker is not None
    said = crisis.message(speaker, Random(0), Precedence.FLASH)
    assert said is not None, f"{speaker.name} may not speak"
    for _ in range(round(THROUGH_IN / LOOK_EVERY)):
        crisis.world.run(LOOK_EVERY)
        if all(said in desk.transcript for desk in crisis.honest):
            break
    for desk in crisis.honest:
        assert said in desk.transcript, f"{desk.name} did not get a FLASH"
    for name in crisis.revoked:
        taken = crisis.world.desks[name]
        if taken.device not in speaker.transcript.revocations():
            continue  # who told of it was restored, and has forgotten it
        assert said not in crisis.world.seen[name], f"{name} was taken back and gets on being told"
        sent = [
            desk.name for desk in crisis.honest if desk.station.memory.outbox.rows.get(taken.device, said)
        ]
        assert not sent, f"{sent} go on sending to {name}, which was taken back"


def nothing_waits_for_who_is_there(crisis: Crisis) -> None:
    """A desk that is connected is handed all that its mailbox holds; what it has acknowledged is let go."""
    relays = list(crisis.world.relays.values())
    before = [relay.idle() for relay in relays]
    crisis.world.run(LOOK_EVERY)
    for relay, slots in zip(relays, before, strict=True):
        left = slots & relay.idle()
        assert not left, f"{relay.name} leaves {len(left)} slots in mailboxes whose desks are there"


PROMISES: tuple[Callable[[Crisis], None], ...] = (
    nobody_broke_a_promise,
    nothing_is_missing,
    bodies_are_where_they_are_due,
    nothing_is_there_twice,
    equal_sets_read_alike,
    any_order_reads_alike,
    the_model_agrees,
    nobody_is_accused_wrongly,
    equivocation_is_proven_to_all,
    forgeries_are_nowhere,
    the_line_works,
    nothing_waits_for_who_is_there,
)


def read(transcript: Transcript) -> bytes:
    """Everything that a reader sees of it."""
    rows = [
        (id, entry.number, entry.verdict, transcript.standing(id), entry.complete)
        for id, entry in ((id, transcript.entry(id)) for id in transcript.order())
    ]
    return repr((rows, transcript.heads(), transcript.alarms(), transcript.vector())).encode()


def compare_with_model(transcript: Transcript) -> None:
    """What the model of the record says of the same bytes."""
    entries = {id: transcript.entry(id) for id in transcript.order()}
    model = Model((entry.statement.payload, entry.body) for entry in entries.values())
    assert model.order == [id.hex() for id in entries], "the model has another order"
    assert model.complete == {id.hex() for id, each in entries.items() if each.complete}, "… completeness"
    assert model.heads == {id.hex() for id in transcript.heads()}, "… heads"
    for id, entry in entries.items():
        number, word = model.number(id.hex()), transcript.standing(id).word
        assert number is None or number == entry.number, f"the model calls {entry.number} {number}"
        if word in (Word.INVALID, Word.WAITING):
            continue
        conflicting = model.conflicting(id.hex())
        assert conflicting == (word is Word.CONFLICTING), f"{entry.number}: {word}, not as in the model"
        if not conflicting:
            assert model.disowned(id.hex()) == (word is Word.DISOWNED), f"{entry.number}: {word}, … model"


def _due(desk: SimulatedDesk, id: StatementId) -> bool:
    """By the header alone, and for a held body by its author's close."""
    header = desk.transcript.header(id)
    if header.audience != "all" and desk.station.party not in header.audience:
        return False
    return not header.held or any(_closes(desk, header.author, each) for each in _replies(desk, id))


def _replies(desk: SimulatedDesk, id: StatementId) -> Iterator[StatementId]:
    question = desk.transcript.header(id).refers_to
    return iter(desk.transcript.replies(question)) if question is not None else iter(())


def _closes(desk: SimulatedDesk, author: object, id: StatementId) -> bool:
    header = desk.transcript.header(id)
    return header.kind == "risk-close" and header.author == author
