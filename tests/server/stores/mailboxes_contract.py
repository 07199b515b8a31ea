"""What every implementation of `Mailboxes` promises: a store's test class inherits it, gives `opened`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from hashlib import sha256

import pytest

from hotline.ids import Precedence
from hotline.limits import ENVELOPE_BYTES, SLOT_BYTES, TTL_MAX
from server.rules.order import Cursor
from server.rules.quota import Level, Limits
from server.stores.port import Mailboxes, Verdict
from tests.server.stores.samples import (
    ADA,
    BEA,
    CYD,
    DAY,
    NOON,
    NORTH,
    SOUTH,
    deposit,
    texts,
    verdicts,
    waiting,
)

ROUTINE, PRIORITY, IMMEDIATE, FLASH = Precedence

Opened = Callable[[Limits], AbstractAsyncContextManager[Mailboxes]]

MUCH = Level(1_000, 2**30)


class MailboxesContract:
    """Inherited by a test class for each store."""

    @pytest.fixture
    def opened(self) -> Opened:
        """Opens an empty store with these limits."""
        raise NotImplementedError

    @pytest.fixture
    async def store(self, opened: Opened) -> AsyncIterator[Mailboxes]:
        """An empty store with room for all that a test does."""
        async with opened(Limits(MUCH, MUCH, MUCH)) as store:
            yield store

    # keeping and giving

    async def test_each_recipient_gets_its_own_slot_and_the_same_public_part(self, store: Mailboxes) -> None:
        """A relay gives nobody another's slot."""
        answers = await store.deposit(deposit(b"text", to=(ADA, BEA)), NOON)

        [for_ada], [for_bea] = await waiting(store, ADA), await waiting(store, BEA)
        assert (for_ada.public, for_ada.slot) == (b"text", b"key for " + ADA)
        assert (for_bea.public, for_bea.slot) == (b"text", b"key for " + BEA)
        assert (for_ada.envelope, for_ada.deposited_at) == (sha256(b"text").digest(), NOON)
        assert [answer.slot_hash for answer in answers] == [
            sha256(for_ada.slot).digest(),
            sha256(for_bea.slot).digest(),
        ]

    async def test_a_mailbox_nobody_wrote_to_is_empty(self, store: Mailboxes) -> None:
        """Empty is an answer, not an error."""
        assert await waiting(store) == []
        assert (await store.usage(ADA)).total == Level()

    async def test_what_was_fetched_stays_until_it_is_acknowledged(self, store: Mailboxes) -> None:
        """Delivery is at-least-once: a session that breaks off starts again."""
        await store.deposit(deposit(b"one"), NOON)

        assert await texts(store) == [b"one"]
        assert await texts(store) == [b"one"]

    # order

    async def test_urgent_goes_first_then_as_it_arrived(self, store: Mailboxes) -> None:
        """Precedence, then arrival."""
        for text, precedence in [
            (b"r1", ROUTINE),
            (b"i1", IMMEDIATE),
            (b"r2", ROUTINE),
            (b"f1", FLASH),
            (b"p1", PRIORITY),
            (b"f2", FLASH),
        ]:
            await store.deposit(deposit(text, precedence=precedence), NOON)

        assert await texts(store) == [b"f1", b"f2", b"i1", b"p1", b"r1", b"r2"]

    async def test_a_cursor_goes_on_and_still_finds_what_is_more_urgent(self, store: Mailboxes) -> None:
        """A FLASH that comes after a backlog was begun is next; nothing comes twice in one session."""
        for text in (b"r1", b"r2", b"r3"):
            await store.deposit(deposit(text), NOON)
        [first] = await store.fetch(ADA, Cursor(), NOON, count=1, octets=1_000)
        await store.deposit(deposit(b"flash", precedence=FLASH), NOON)

        rest = await store.fetch(ADA, Cursor().past(first), NOON, count=10, octets=1_000)
        assert [delivery.public for delivery in rest] == [b"flash", b"r2", b"r3"]

    async def test_a_fetch_gives_nothing_below_the_lowest_asked_for(self, store: Mailboxes) -> None:
        """When only urgent may go, the backlog is not even read."""
        for text, precedence in [(b"r", ROUTINE), (b"p", PRIORITY), (b"i", IMMEDIATE), (b"f", FLASH)]:
            await store.deposit(deposit(text, precedence=precedence), NOON)

        found = await store.fetch(ADA, Cursor(), NOON, lowest=IMMEDIATE, count=10, octets=1_000)
        assert [delivery.public for delivery in found] == [b"f", b"i"]

    async def test_a_fetch_is_bounded_by_count_and_by_bytes(self, store: Mailboxes) -> None:
        """But one is always given, or it could never be fetched."""
        for number in range(5):
            await store.deposit(deposit(bytes([number]) * 960), NOON)  # 1,000 with its slot

        assert len(await store.fetch(ADA, Cursor(), NOON, count=3, octets=10_000)) == 3
        assert len(await store.fetch(ADA, Cursor(), NOON, count=5, octets=2_500)) == 2
        assert len(await store.fetch(ADA, Cursor(), NOON, count=5, octets=1)) == 1

    # saying things twice

    async def test_a_second_deposit_of_the_same_changes_nothing(self, store: Mailboxes) -> None:
        """A client that lost the receipt deposits again."""
        await store.deposit(deposit(b"one"), NOON)

        assert await verdicts(store, deposit(b"one")) == ["already-had"]
        assert await texts(store) == [b"one"]

    async def test_a_deposit_again_after_delivery_stores_nothing(self, store: Mailboxes) -> None:
        """What was acknowledged does not come again, until it would have expired."""
        await store.deposit(deposit(b"one"), NOON)
        [one] = await waiting(store)
        await store.acknowledge(ADA, (one.seq,))
        await store.expire(NOON + DAY / 2)

        assert await verdicts(store, deposit(b"one"), NOON + DAY / 2) == ["already-had"]
        assert await texts(store) == []
        assert await verdicts(store, deposit(b"one"), NOON + DAY) == ["stored"]

    async def test_garbage_under_a_known_id_does_not_block_the_real_one(self, store: Mailboxes) -> None:
        """Another slot under the same envelope id is another deposit."""
        assert await verdicts(store, deposit(b"one", slot=b"garbage", party=SOUTH)) == ["stored"]
        assert await verdicts(store, deposit(b"one")) == ["stored"]

        assert [delivery.slot for delivery in await waiting(store)] == [b"garbage" + ADA, b"key for " + ADA]

    async def test_a_new_recipient_of_a_known_envelope_gets_it(self, store: Mailboxes) -> None:
        """What one had already does not keep it from another."""
        await store.deposit(deposit(b"one", to=(ADA,)), NOON)

        assert await verdicts(store, deposit(b"one", to=(ADA, BEA))) == ["already-had", "stored"]
        assert await texts(store, BEA) == [b"one"]

    # acknowledging

    async def test_acknowledging_twice_is_harmless(self, store: Mailboxes) -> None:
        """It may be said again, by a session that does not know whether it was heard."""
        await store.deposit(deposit(b"one"), NOON)
        [one] = await waiting(store)

        assert await store.acknowledge(ADA, (one.seq,)) == 1
        assert await store.acknowledge(ADA, (one.seq, 999)) == 0
        assert await waiting(store) == []

    async def test_nobody_acknowledges_for_another(self, store: Mailboxes) -> None:
        """A number is one mailbox's own."""
        await store.deposit(deposit(b"one", to=(ADA,)), NOON)
        [one] = await waiting(store)

        assert await store.acknowledge(BEA, (one.seq,)) == 0
        assert await texts(store) == [b"one"]

    async def test_a_public_part_stays_for_those_who_have_not_acknowledged(self, store: Mailboxes) -> None:
        """One recipient's acknowledgement takes nothing from another."""
        await store.deposit(deposit(b"one", to=(ADA, BEA)), NOON)
        [one] = await waiting(store, ADA)
        await store.acknowledge(ADA, (one.seq,))

        assert await texts(store, ADA) == []
        assert await texts(store, BEA) == [b"one"]

    # hints

    async def test_a_watcher_is_woken_by_what_is_stored_for_it(self, store: Mailboxes) -> None:
        """Not by others' mail, nor by what was there already; and not once it has stopped."""
        woken: list[str] = []
        stop = store.watch(ADA, lambda: woken.append("ada"))
        await store.deposit(deposit(b"one", to=(ADA, BEA)), NOON)
        await store.deposit(deposit(b"one", to=(ADA,)), NOON)
        await store.deposit(deposit(b"two", to=(BEA,)), NOON)
        await asyncio.sleep(0)
        stop()
        stop()
        await store.deposit(deposit(b"three", to=(ADA,)), NOON)
        await asyncio.sleep(0)

        assert woken == ["ada"]

    async def test_what_wakes_a_watcher_can_be_fetched(self, store: Mailboxes) -> None:
        """A hint follows the commit."""
        woken = asyncio.Event()
        store.watch(ADA, woken.set)
        depositing = asyncio.create_task(store.deposit(deposit(b"one"), NOON))
        await woken.wait()

        assert await texts(store) == [b"one"]
        await depositing

    async def test_a_mailbox_holds_what_is_not_acknowledged(self, store: Mailboxes) -> None:
        """Expired or not; whoever asks before a commit may be told too early, but never too late."""
        assert not store.holds(ADA)
        await store.deposit(deposit(b"one", to=(ADA, BEA)), NOON)
        [delivery] = await waiting(store)
        assert store.holds(ADA) and store.holds(BEA)

        await store.acknowledge(ADA, (delivery.seq,))

        assert not store.holds(ADA) and store.holds(BEA)

    # arriving first

    async def test_what_was_acknowledged_before_is_only_remembered(self, store: Mailboxes) -> None:
        """Nothing to fetch and nothing counted; the same again is known, and the others' slots are kept."""
        arrival = store.arrive(deposit(b"one", to=(ADA, BEA)), NOON)
        arrival.acknowledged.add(arrival.seqs[0])

        [answers] = await store.keep([arrival])

        assert [each.verdict for each in answers] == [Verdict.STORED, Verdict.STORED]
        assert await texts(store, ADA) == [] and await texts(store, BEA) == [b"one"]
        assert (await store.usage(ADA)).total == Level() and arrival.kept == {arrival.seqs[1]}
        assert await verdicts(store, deposit(b"one", to=(ADA, BEA))) == ["already-had", "already-had"]

    async def test_what_all_have_acknowledged_need_not_be_kept(self, store: Mailboxes) -> None:
        """Its slots are known without a commit; nobody waits, and nothing is counted."""
        arrival = store.arrive(deposit(b"one", to=(ADA, BEA)), NOON)
        arrival.acknowledged.update(arrival.seqs)

        assert store.remember(arrival)

        assert await texts(store, ADA) == await texts(store, BEA) == []
        assert (await store.usage(ADA)).total == Level() and not store.holds(ADA)
        assert await verdicts(store, deposit(b"one", to=(ADA, BEA, CYD))) == [
            "already-had",
            "already-had",
            "stored",
        ]
        assert await verdicts(store, deposit(b"one"), NOON + DAY) == ["stored"]

    async def test_what_arrived_first_has_the_lower_number(self, store: Mailboxes) -> None:
        """Its deliveries are what is fetched later; who was handed one straight gets no hint of it."""
        woken: list[str] = []
        store.watch(ADA, lambda: woken.append("ada"))
        first, second = (store.arrive(deposit(text), NOON) for text in (b"one", b"two"))
        first.straight.update(first.seqs)
        third = store.arrive(deposit(b"three"), NOON)
        await store.keep([first, second])
        await store.keep([third])
        await asyncio.sleep(0)

        promised = [each for arrival in (first, second, third) for _, each in arrival.deliveries()]
        assert await waiting(store) == promised
        assert sorted(each.seq for each in promised) == [each.seq for each in promised]
        assert woken == ["ada", "ada"]

    async def test_who_is_over_the_quota_is_refused_though_another_is_not(self, opened: Opened) -> None:
        """Each that arrived together has an answer of its own."""
        async with opened(Limits(Level(1, 10_000), MUCH, MUCH)) as store:
            arrivals = [
                store.arrive(deposit(text, precedence=FLASH), NOON) for text in (b"one", b"two", b"three")
            ]
            arrivals[1].acknowledged.update(arrivals[1].seqs)

            answers = await store.keep(arrivals)

            assert [each.verdict.value for [each] in answers] == ["stored", "stored", "refused"]
            assert await texts(store) == [b"one"]

    # quotas

    async def test_a_full_mailbox_refuses_and_keeps_what_it_has(self, opened: Opened) -> None:
        """Nothing is evicted; once something was acknowledged there is room again."""
        async with opened(Limits(mailbox=Level(3, 2**20), share=MUCH, party=MUCH)) as store:
            for text in (b"1", b"2", b"3"):
                await store.deposit(deposit(text), NOON)

            [refused] = await store.deposit(deposit(b"4", to=(ADA,)), NOON)
            assert (refused.code, refused.what.startswith("This mailbox is full.")) == ("mailbox-full", True)
            assert await verdicts(store, deposit(b"4", to=(ADA, BEA))) == ["mailbox-full", "stored"]
            assert await texts(store) == [b"1", b"2", b"3"]

            [first, *_] = await waiting(store)
            await store.acknowledge(ADA, (first.seq,))
            assert await verdicts(store, deposit(b"4")) == ["stored"]

    async def test_the_last_tenth_is_kept_for_the_urgent(self, opened: Opened) -> None:
        """ROUTINE and PRIORITY leave room for IMMEDIATE and FLASH."""
        async with opened(Limits(mailbox=Level(20, 2**20), share=MUCH, party=MUCH)) as store:
            for number in range(18):
                assert await verdicts(store, deposit(b"%d" % number)) == ["stored"]

            assert await verdicts(store, deposit(b"r")) == ["mailbox-full"]
            assert await verdicts(store, deposit(b"p", precedence=PRIORITY)) == ["mailbox-full"]
            assert await verdicts(store, deposit(b"i", precedence=IMMEDIATE)) == ["stored"]
            assert await verdicts(store, deposit(b"f", precedence=FLASH)) == ["stored"]
            assert await verdicts(store, deposit(b"g", precedence=FLASH)) == ["mailbox-full"]

    async def test_one_partys_flood_does_not_keep_another_out(self, opened: Opened) -> None:
        """Each party has its own share of each mailbox."""
        limits = Limits(mailbox=Level(20, 2**20), share=Level(5, 2**20), party=MUCH)
        async with opened(limits) as store:
            flood = [await verdicts(store, deposit(b"%d" % n, precedence=FLASH)) for n in range(10)]

            assert flood == [["stored"]] * 5 + [["party-quota"]] * 5
            assert await verdicts(store, deposit(b"calm", party=SOUTH)) == ["stored"]
            usage = await store.usage(ADA)
            assert {party: level.count for party, level in usage.by_party.items()} == {NORTH: 5, SOUTH: 1}
            assert usage.total.count == 6

    async def test_naming_many_mailboxes_gains_no_room(self, opened: Opened) -> None:
        """A party has a share of the whole relay too."""
        async with opened(Limits(mailbox=MUCH, share=MUCH, party=Level(2, 2**20))) as store:
            assert await verdicts(store, deposit(b"1", to=(ADA, BEA), precedence=FLASH)) == ["stored"] * 2
            assert await verdicts(store, deposit(b"2", to=(CYD,), precedence=FLASH)) == ["party-total"]
            assert await store.usage_of(NORTH) == Level(2, 2 * (1 + 40))

    async def test_bytes_count_as_well(self, opened: Opened) -> None:
        """Few large ones fill a mailbox as many small ones do."""
        async with opened(Limits(mailbox=Level(1_000, 2_000), share=MUCH, party=MUCH)) as store:
            assert await verdicts(store, deposit(b"x" * 1_500)) == ["stored"]
            assert await verdicts(store, deposit(b"y" * 1_500)) == ["mailbox-full"]

    async def test_what_no_relay_takes_is_refused_by_its_code(self, store: Mailboxes) -> None:
        """Sizes and times to live have limits; the sentence says which."""
        assert await verdicts(store, deposit(b"x" * (ENVELOPE_BYTES + 1))) == ["too-large"]
        assert await verdicts(store, deposit(slot=b"x" * SLOT_BYTES)) == ["too-large"]
        assert await verdicts(store, deposit(ttl=timedelta(0))) == ["bad-ttl"]
        assert await verdicts(store, deposit(ttl=TTL_MAX + timedelta(seconds=1))) == ["bad-ttl"]
        assert await waiting(store) == []

    # expiry

    async def test_what_is_past_its_time_is_counted_and_not_given(self, store: Mailboxes) -> None:
        """Time to live counts from the deposit; who deposited it can be told."""
        await store.deposit(deposit(b"short", to=(ADA, BEA), ttl=timedelta(seconds=60)), NOON)
        await store.deposit(deposit(b"long", party=SOUTH), NOON)
        later = NOON + timedelta(seconds=60)

        assert await texts(store, ADA, later - timedelta(milliseconds=1)) == [b"short", b"long"]
        assert await texts(store, ADA, later) == [b"long"]
        assert await store.expire(later) == {NORTH: 2}
        assert await store.expire(later) == {}
        assert await store.expired() == {NORTH: 2}
        assert await store.usage_of(NORTH) == Level()
        assert await texts(store, ADA) == [b"long"]

    async def test_what_was_acknowledged_does_not_expire(self, store: Mailboxes) -> None:
        """Only what nobody fetched is counted as expired."""
        await store.deposit(deposit(b"one"), NOON)
        [one] = await waiting(store)
        await store.acknowledge(ADA, (one.seq,))

        assert await store.expire(NOON + 2 * DAY) == {}
        assert await store.expired() == {}

    async def test_a_long_backlog_expires_whole(self, store: Mailboxes) -> None:
        """However the sweep is cut, it goes on to the end."""
        await asyncio.gather(*(store.deposit(deposit(b"%d" % n), NOON) for n in range(620)))

        assert await store.expire(NOON + DAY) == {NORTH: 620}
        assert await waiting(store) == []
