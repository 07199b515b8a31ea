"""What the station's port promises; each way to open a vault inherits these tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from client.station.ports import Identity, KeptRecord, Life, Vault
from client.vault.vault import DeskVault
from hotline.errors import Misuse, StoreFailed
from hotline.ids import ChannelId, EnvelopeId, Incarnation, RelayId
from hotline.signed import PayloadType
from tests.client.vault.samples import (
    BODY,
    CHANNEL,
    LIFE,
    NOON,
    aside,
    due,
    h,
    identity,
    in_pair,
    kept_root,
    kept_statement,
    link,
    out_pair,
    outgoing,
    own_key,
    peer,
    receipt,
    sealing_key_id,
    signed,
    statement_id,
)

RELAY = RelayId(h("relay"))
LATER = NOON + timedelta(hours=1)


class Broken(Exception):
    """Something else went wrong half-way."""


class VaultContract:
    """Subclasses give `vault`, an empty one."""

    # Transactions

    def test_it_is_the_stations_port(self, vault: DeskVault) -> None:
        """A type checker reads this: the station takes it."""
        port: Vault = vault

        assert port.profile.life() is None

    def test_an_error_undoes_all_of_a_transaction(self, vault: DeskVault) -> None:
        """Nothing is there by halves, on any shelf."""
        with pytest.raises(Broken), vault.transaction():
            vault.profile.keep_life(LIFE)
            vault.outbox.keep_due(due())
            raise Broken

        assert vault.profile.life() is None
        assert vault.profile.former_life() is None
        assert not vault.outbox.due()

    def test_a_transaction_reads_what_it_wrote(self, vault: DeskVault) -> None:
        """Before it ends, its own changes are seen."""
        with vault.transaction():
            vault.profile.keep_life(LIFE)
            assert vault.profile.life() == LIFE

    def test_transactions_do_not_nest(self, vault: DeskVault) -> None:
        """An inner one would not be undone with the outer; it undoes both, and the next works."""
        with pytest.raises(Misuse), vault.transaction():
            vault.profile.keep_life(LIFE)
            with vault.transaction():
                pass

        assert vault.profile.life() is None
        with vault.transaction():
            vault.profile.keep_life(LIFE)
        assert vault.profile.life() == LIFE

    def test_nothing_is_written_outside_a_transaction(self, vault: DeskVault) -> None:
        """What belongs together would come apart."""
        with pytest.raises(Misuse):
            vault.profile.keep_life(LIFE)
        with pytest.raises(Misuse):
            vault.keys.erase_own_key(sealing_key_id())

        assert vault.profile.life() is None

    def test_a_full_disk_undoes_all_and_says_so(self, vault: DeskVault) -> None:
        """Nothing half-done; and when there is room again, all goes on."""
        with vault.transaction():
            vault.profile.keep_life(LIFE)
        vault.connection.pragma("max_page_count", vault.connection.pragma("page_count"))

        with pytest.raises(StoreFailed), vault.transaction():
            vault.profile.keep_life(replace(LIFE, counter=4))
            vault.record.keep_statement(statement_id(), kept_statement(body=b"x" * 65536))
        assert vault.profile.life() == LIFE
        assert not list(vault.record.statements(CHANNEL))

        vault.connection.pragma("max_page_count", 10_000)
        with vault.transaction():
            vault.record.keep_statement(statement_id(), kept_statement(body=b"x" * 65536))
        assert len(list(vault.record.statements(CHANNEL))) == 1

    def test_a_failed_write_cannot_be_shrugged_off(self, vault: DeskVault) -> None:
        """Who goes on after StoreFailed gets it again when the transaction ends, and nothing is kept."""
        vault.connection.pragma("max_page_count", vault.connection.pragma("page_count"))

        with pytest.raises(StoreFailed), vault.transaction():
            vault.profile.keep_life(LIFE)
            with pytest.raises(StoreFailed):
                vault.record.keep_statement(statement_id(), kept_statement(body=b"x" * 65536))

        assert vault.profile.life() is None

    # Profile

    def test_identity(self, vault: DeskVault) -> None:
        """Asked for too early it says so; kept again it replaces."""
        with pytest.raises(Misuse):
            vault.profile.identity()
        young = Identity(h("signing seed"), None, None)
        for each in (young, identity()):
            with vault.transaction():
                vault.profile.keep_identity(each)

            assert vault.profile.identity() == each

    def test_the_former_life_is_the_newest_ever_known(self, vault: DeskVault) -> None:
        """A later incarnation takes its place; a higher counter changes nothing of it."""
        later = Incarnation(LIFE.incarnation.number + 1, b"m" * 16, True)
        assert vault.profile.former_life() is None
        for life in (LIFE, replace(LIFE, counter=9), Life(later, 0), Life(later, 7)):
            with vault.transaction():
                vault.profile.keep_life(life)

            assert vault.profile.life() == life
            assert vault.profile.former_life() == life.incarnation

    def test_one_root_a_party(self, vault: DeskVault) -> None:
        """The newer replaces the older, so a verification is noted."""
        with vault.transaction():
            vault.profile.keep_root(kept_root(1))
            vault.profile.keep_root(kept_root(2))
            vault.profile.keep_root(kept_root(1, "in person"))

        assert {root.party: root for root in vault.profile.roots()} == {
            root.party: root for root in (kept_root(1, "in person"), kept_root(2))
        }
        assert len(vault.profile.roots()) == 2

    def test_one_credential_a_desk(self, vault: DeskVault) -> None:
        """The newer replaces the older."""
        with vault.transaction():
            vault.profile.keep_credential(peer(), signed(1))
            vault.profile.keep_credential(peer(), signed(2))

        assert vault.profile.credentials() == [(peer(), signed(2))]

    def test_agreements_in_the_order_of_joining(self, vault: DeskVault) -> None:
        """More signatures on the first do not put it behind the second."""
        first, second = ChannelId(b"\xff" * 32), ChannelId(b"\0" * 32)
        with vault.transaction():
            vault.profile.keep_agreement(first, signed(1, PayloadType.AGREEMENT))
            vault.profile.keep_agreement(second, signed(2, PayloadType.AGREEMENT))
            vault.profile.keep_agreement(first, signed(3, PayloadType.AGREEMENT))

        assert [(channel, kept.payload) for channel, kept in vault.profile.agreements()] == [
            (first, b"payload 3"),
            (second, b"payload 2"),
        ]

    # Record

    def test_statements_come_in_the_order_they_were_kept(self, vault: DeskVault) -> None:
        """However many; of this channel only."""
        count = 1201
        with vault.transaction():
            for number in range(count):
                vault.record.keep_statement(statement_id(number), kept_statement(number))
            other = replace(kept_statement(), channel=ChannelId(h("other")))
            vault.record.keep_statement(statement_id(count), other)

        assert list(vault.record.statements(CHANNEL)) == [kept_statement(number) for number in range(count)]
        assert list(vault.record.statements(other.channel)) == [other]

    def test_the_same_statement_again_changes_nothing(self, vault: DeskVault) -> None:
        """Its body stays, and so does its place."""
        with vault.transaction():
            vault.record.keep_statement(statement_id(), kept_statement(body=BODY))
            vault.record.keep_statement(statement_id(), replace(kept_statement(), carrier="courier"))

        assert list(vault.record.statements(CHANNEL)) == [kept_statement(body=BODY)]

    def test_a_body_that_came_later(self, vault: DeskVault) -> None:
        """It joins its statement; without one it is refused."""
        with vault.transaction():
            vault.record.keep_statement(statement_id(), kept_statement())
            vault.record.keep_body(statement_id(), BODY)

        assert [kept.body for kept in vault.record.statements(CHANNEL)] == [BODY]
        with pytest.raises(Misuse), vault.transaction():
            vault.record.keep_body(statement_id(1), BODY)

    def test_single_statements(self, vault: DeskVault) -> None:
        """By id, with or without a body, and those after a number."""
        with vault.transaction():
            vault.record.keep_statement(statement_id(0), kept_statement(0, body=BODY))
            vault.record.keep_statement(statement_id(1), kept_statement(1))
        first = kept_statement(0)

        assert vault.record.statement(statement_id(0)) == (first.payload, first.signature)
        assert vault.record.body(statement_id(0)) == BODY
        assert vault.record.body(statement_id(1)) is None
        assert vault.record.without_body(CHANNEL) == [statement_id(1)]
        assert vault.record.last_number(CHANNEL) == 2
        assert vault.record.last_number(ChannelId(h("other"))) == 0
        assert vault.record.after(CHANNEL, 0) == [(1, statement_id(0)), (2, statement_id(1))]
        assert vault.record.after(CHANNEL, 1) == [(2, statement_id(1))]
        with pytest.raises(Misuse):
            vault.record.statement(statement_id(2))

    def test_the_record_as_it_was_settled_last(self, vault: DeskVault) -> None:
        """One a channel."""
        assert vault.record.settled(CHANNEL) is None
        with vault.transaction():
            vault.record.keep_settled(CHANNEL, KeptRecord(1, b"columns", b"rest"))
            vault.record.keep_settled(CHANNEL, KeptRecord(2, b"more columns", b""))

        assert vault.record.settled(CHANNEL) == KeptRecord(2, b"more columns", b"")

    def test_the_newest_have_of_each_device(self, vault: DeskVault) -> None:
        """One a channel and device."""
        with vault.transaction():
            vault.record.keep_have(CHANNEL, peer(), signed(1))
            vault.record.keep_have(CHANNEL, peer(), signed(2))
            vault.record.keep_have(ChannelId(h("other")), peer(), signed(3))

        assert vault.record.haves(CHANNEL) == [(peer(), signed(2))]

    def test_delivered_keeps_the_first_time(self, vault: DeskVault) -> None:
        """It does not go backwards, nor forwards."""
        with vault.transaction():
            vault.record.keep_delivered(statement_id(), peer(), NOON)
            vault.record.keep_delivered(statement_id(), peer(), LATER)

        assert vault.record.delivered(statement_id()) == [(peer(), NOON)]
        assert not vault.record.delivered(statement_id(1))

    def test_relayed_names_mailboxes_and_relays(self, vault: DeskVault) -> None:
        """Each once."""
        with vault.transaction():
            for relay in (RELAY, RELAY, RelayId(h("relay", 2))):
                vault.record.keep_relayed(statement_id(), peer(), relay)

        assert set(vault.record.relayed(statement_id())) == {
            (peer(), RELAY),
            (peer(), RelayId(h("relay", 2))),
        }
        assert len(vault.record.relayed(statement_id())) == 2

    # Keys

    def test_own_keys_oldest_first(self, vault: DeskVault) -> None:
        """Superseding one leaves it in its place."""
        with vault.transaction():
            for number in (3, 1, 2):
                vault.keys.keep_own_key(own_key(number))
            vault.keys.keep_own_key(own_key(3, superseded_at=LATER))

        assert vault.keys.own_keys() == [own_key(3, superseded_at=LATER), own_key(1), own_key(2)]

    def test_an_erased_key_takes_its_pairs_along(self, vault: DeskVault) -> None:
        """Those that came by it, and no others."""
        with vault.transaction():
            for key in (1, 2):
                vault.keys.keep_own_key(own_key(key))
                vault.keys.keep_in_pair(in_pair(key, key=key))
            vault.keys.erase_own_key(sealing_key_id(1))

        assert vault.keys.own_keys() == [own_key(2)]
        assert vault.keys.in_pairs() == [in_pair(2, key=2)]

    def test_an_erased_key_is_nowhere_in_the_pages(self, vault: DeskVault) -> None:
        """Not in free space either, were the file decrypted."""
        with vault.transaction():
            for number in range(40):
                vault.keys.keep_own_key(own_key(number))
                vault.keys.keep_in_pair(in_pair(number, key=number))
        assert h("private", 7) in vault.connection.serialize("main")
        with vault.transaction():
            vault.keys.erase_own_key(sealing_key_id(7))

        pages = vault.connection.serialize("main")
        assert h("private", 7) not in pages
        assert h("in secret", 7) not in pages
        assert h("private", 8) in pages

    def test_one_key_a_peer(self, vault: DeskVault) -> None:
        """The newer replaces the older."""
        with vault.transaction():
            vault.keys.keep_peer_key(peer(), signed(1))
            vault.keys.keep_peer_key(peer(), signed(2))

        assert vault.keys.peer_keys() == [(peer(), signed(2))]

    def test_pairs_to_a_peer(self, vault: DeskVault) -> None:
        """One a key, confirmed later; dropping spares the key that is current."""
        with vault.transaction():
            for pair in (out_pair(1), out_pair(2), out_pair(2, confirmed=True)):
                vault.keys.keep_out_pair(pair)
        assert set(vault.keys.out_pairs()) == {out_pair(1), out_pair(2, confirmed=True)}

        with vault.transaction():
            vault.keys.drop_out_pairs(peer(), but=sealing_key_id(2))
        assert vault.keys.out_pairs() == [out_pair(2, confirmed=True)]

    def test_pairs_from_a_peer_in_the_order_they_were_kept(self, vault: DeskVault) -> None:
        """One that comes again keeps its place; one can be dropped."""
        with vault.transaction():
            for number in (5, 2, 9, 5):
                vault.keys.keep_in_pair(in_pair(number))
        assert vault.keys.in_pairs() == [in_pair(5), in_pair(2), in_pair(9)]

        with vault.transaction():
            vault.keys.drop_in_pair(in_pair(2).pair)
        assert vault.keys.in_pairs() == [in_pair(5), in_pair(9)]

    def test_one_link_a_peer(self, vault: DeskVault) -> None:
        """The newer replaces the older."""
        with vault.transaction():
            vault.keys.keep_link(link(1))
            vault.keys.keep_link(link(2))

        assert vault.keys.links() == [link(2)]

    # Outbox

    def test_what_is_due(self, vault: DeskVault) -> None:
        """One row a device and statement; the newer replaces; gone when dropped."""
        tried = due(1, tries=2, envelope=EnvelopeId(h("envelope")))
        with vault.transaction():
            for row in (due(1), due(2), tried):
                vault.outbox.keep_due(row)
        assert set(vault.outbox.due()) == {tried, due(2)}

        with vault.transaction():
            vault.outbox.drop_due(peer(), statement_id(1))
        assert vault.outbox.due() == [due(2)]

    def test_envelopes_oldest_first_and_dropped_with_their_receipts(self, vault: DeskVault) -> None:
        """A receipt that comes after that leaves no trace."""
        with vault.transaction():
            for envelope in (outgoing(3), outgoing(1, topic="have"), outgoing(3)):
                vault.outbox.keep_outgoing(envelope)
            vault.outbox.keep_receipt(receipt(3))
            vault.outbox.keep_receipt(receipt(1))
        assert vault.outbox.outgoing() == [outgoing(3), outgoing(1, topic="have")]

        with vault.transaction():
            vault.outbox.drop_outgoing(outgoing(3).id)
            vault.outbox.keep_receipt(receipt(3))
        assert vault.outbox.outgoing() == [outgoing(1, topic="have")]
        assert vault.outbox.receipts() == [receipt(1)]

    def test_a_newer_receipt_replaces(self, vault: DeskVault) -> None:
        """One a slot and relay."""
        with vault.transaction():
            vault.outbox.keep_outgoing(outgoing())
            vault.outbox.keep_receipt(receipt())
            vault.outbox.keep_receipt(receipt(at=LATER))

        assert vault.outbox.receipts() == [receipt(at=LATER)]

    def test_when_mailboxes_were_empty(self, vault: DeskVault) -> None:
        """The newest time of each relay."""
        with vault.transaction():
            vault.outbox.keep_emptied(RELAY, NOON)
            vault.outbox.keep_emptied(RELAY, LATER)

        assert vault.outbox.emptied() == [(RELAY, LATER)]

    def test_attempts_are_counted(self, vault: DeskVault) -> None:
        """From none, for each envelope by itself."""
        one, other = EnvelopeId(h("envelope", 1)), EnvelopeId(h("envelope", 2))
        with vault.transaction():
            counts = [vault.outbox.count_attempt(one) for _ in range(3)]

        assert counts == [1, 2, 3]
        assert (vault.outbox.attempts(one), vault.outbox.attempts(other)) == (3, 0)

    def test_what_was_set_aside(self, vault: DeskVault) -> None:
        """In that order, whole, with the newest reason."""
        one, other = EnvelopeId(b"\xff" * 32), EnvelopeId(b"\0" * 32)
        with vault.transaction():
            vault.outbox.set_aside(one, aside("no key"))
            vault.outbox.set_aside(other, aside("not CBOR"))
            vault.outbox.set_aside(one, aside("damaged"))

        assert vault.outbox.put_aside() == [(one, aside("damaged")), (other, aside("not CBOR"))]
