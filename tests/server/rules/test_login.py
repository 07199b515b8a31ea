"""Who gets past hello, and who does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hotline import limits
from hotline.errors import NotTrusted
from hotline.identity.credential import Role
from hotline.ids import RelayId
from hotline.signed import Signature
from hotline.wire.frames import Closing, Done, Proof, Revoke, Welcome
from hotline.wire.login import login_message, prove, verify_challenge
from server.access import Access
from tests.server.people import HOUR, NOW, Desk, Party, party
from tests.server.rules.world import POLICY, RELAY_KEY, World, closed_with


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def desk() -> Desk:
    return party("AVA").desk()


def test_a_served_partys_device_is_welcome(world, desk):
    """Hello, challenge signed by the relay, proof, welcome with a token and the terms."""
    session, challenge = world.challenge(desk)
    message = login_message(desk.device, desk.nonce, challenge.nonce, challenge.name, challenge.certificate)

    verify_challenge(message, challenge.signature, RelayId(RELAY_KEY.public))
    assert (challenge.name, challenge.certificate) == ("North", POLICY.certificate_hash)
    welcome = world.say(session, desk.proof(challenge))[0]
    assert isinstance(welcome, Welcome)
    assert world.relay.holder(welcome.token).device == desk.device
    assert welcome.terms.window == limits.DELIVERY_WINDOW


def _stranger() -> Desk:
    return party("XYZ").desk()


def _forged_root() -> Desk:
    """Signed by another root under the ids of a served one."""
    real, forger = party("AVA"), party("XYZ")
    signed = Party(forger.key, real.root).desk().credential
    ids = real.root.key.key_ids
    forged = tuple(Signature(key_id, each.value) for key_id, each in zip(ids, signed.signatures, strict=True))
    return replace(real.desk(), credential=replace(signed, signatures=forged))


def _half_signed() -> Desk:
    desk = party("AVA").desk()
    return replace(desk, credential=replace(desk.credential, signatures=desk.credential.signatures[:1]))


def _other_partys_name() -> Desk:
    return party("BRV").desk(party=party("AVA").root.id)


@pytest.mark.parametrize(
    ("someone", "word"),
    [
        (_stranger, "serves no party"),
        (_forged_root, "not good"),
        (_half_signed, "serves no party"),
        (_other_partys_name, "another party"),
        (lambda: party("AVA").desk(not_after=NOW), "expired"),
        (lambda: party("AVA").desk(not_before=NOW + HOUR / 2), "not valid yet"),
        (lambda: party("AVA").desk(exercise=False), "exercises"),
    ],
)
def test_a_credential_that_is_not_good_gets_no_challenge(world, someone, word):
    """The session ends with `not-admitted` and a sentence that says why."""
    session = world.connect()

    [closing] = world.say(session, someone().hello)

    assert isinstance(closing, Closing)
    assert closing.code == "not-admitted"
    assert word in closing.sentence


@pytest.mark.parametrize("someone", [_forged_root, _half_signed])
def test_who_was_let_in_before_vouches_for_no_forgery(world, someone):
    """What a relay remembers as verified is all of it, signatures too."""
    world.log_in(party("AVA").desk())

    session = world.connect()

    assert closed_with(world.say(session, someone().hello)) == "not-admitted"


def test_who_was_let_in_before_is_asked_for_dates_again(world, desk):
    """Only signatures stay true for ever."""
    world.log_in(desk)
    world.now += 2 * HOUR

    session = world.connect()

    assert closed_with(world.say(session, desk.hello)) == "not-admitted"


def test_a_relay_for_exercises_takes_no_party_of_real_use():
    """Exercise and real use never meet on one relay."""
    with pytest.raises(NotTrusted, match="for exercises only"):
        Access(exercise=True).enroll(party("REA", exercise=False).root)


@pytest.mark.parametrize("changed", ["name", "certificate", "nonce"])
def test_a_proof_for_other_than_what_the_relay_signed_is_refused(world, desk, changed):
    """Another relay's name, another certificate, another nonce: each ends the session."""
    session, challenge = world.challenge(desk)
    other = {"name": "South", "certificate": bytes(32), "nonce": bytes(32)}

    frames = world.say(session, desk.proof(replace(challenge, **{changed: other[changed]})))

    assert closed_with(frames) == "not-admitted"


def test_a_replayed_proof_is_refused(world, desk):
    """A proof is good for the nonce of its own session only."""
    first, challenge = world.challenge(desk)
    proof = desk.proof(challenge)
    assert isinstance(world.say(first, proof)[0], Welcome)

    second, _ = world.challenge(desk)

    assert closed_with(world.say(second, proof)) == "not-admitted"
    assert world.relay.devices == 1


def test_another_devices_proof_is_refused(world, desk):
    """Who knows a credential and not its key gets nothing."""
    session, challenge = world.challenge(desk)
    message = login_message(desk.device, desk.nonce, challenge.nonce, challenge.name, challenge.certificate)

    frames = world.say(session, Proof(prove(message, party("AVA").desk(2).key)))

    assert closed_with(frames) == "not-admitted"


def test_log_in_has_ten_seconds(world, desk):
    """Who does not prove itself in time is shown out."""
    silent, (half, _) = world.connect(), world.challenge(desk)

    world.pass_time(limits.HANDSHAKE - timedelta(milliseconds=1))
    assert world.read(silent) == world.read(half) == []
    world.pass_time(timedelta(milliseconds=1))

    assert closed_with(world.read(silent)) == closed_with(world.read(half)) == "timed-out"


def test_one_address_has_so_many_log_ins_under_way(desk):
    """One more is turned away at once; when one is through, another may come."""
    world = World(replace(POLICY, handshakes_per_address=2))
    session, challenge = world.challenge(desk)
    world.connect()

    assert closed_with(world.read(world.connect())) == "too-fast"
    assert world.read(world.connect("192.0.2.2")) == []
    world.say(session, desk.proof(challenge))
    assert world.read(world.connect()) == []


def test_the_newer_session_of_a_device_replaces_the_older(world, desk):
    """A desk that comes back before its dead connection was noticed is served at once."""
    older = world.log_in(desk)
    world.read(older)

    newer = world.log_in(desk)

    assert closed_with(world.read(older)) == "replaced"
    assert world.relay.devices == 1
    world.driven.lost(older)
    assert world.relay.devices == 1
    assert world.relay._present.by_device[desk.device].id == newer


def test_what_a_dead_connection_still_had_to_say_replaces_nobody(world, desk):
    """A desk hangs up in the middle of its log-in and connects again; its first proof is read afterwards."""
    older, challenge = world.challenge(desk)
    newer = world.log_in(desk)
    world.read(newer)

    heard = world.say(older, desk.proof(challenge))

    assert closed_with(heard) == "replaced"
    assert world.read(newer) == []
    assert world.relay._present.by_device[desk.device].id == newer
    assert world.relay.devices == 1


def test_a_revocation_ends_the_devices_sessions_and_refuses_it_from_then_on(world, desk):
    """Any member may bring it; it counts because the device's own root signed it."""
    revoked = world.log_in(desk)
    half, challenge = world.challenge(desk)
    bringer = world.log_in(party("BRV").desk())
    world.read(bringer)

    assert world.say(bringer, Revoke(5, desk.revocation())) == [Done(5)]

    assert closed_with(world.read(revoked)) == "revoked"
    assert closed_with(world.read(half)) == "revoked"
    assert world.say(half, desk.proof(challenge)) == []
    assert closed_with(world.say(world.connect(), desk.hello)) == "revoked"


def test_a_root_cannot_revoke_another_partys_device(world, desk):
    """A party shuts out its own devices only."""
    victim = world.log_in(desk)
    world.read(victim)
    bringer = world.log_in(party("BRV").desk())

    world.say(bringer, Revoke(5, party("BRV").desk().revocation(device=desk.device)))

    assert world.read(victim) == []
    world.log_in(desk)


def test_a_revocation_by_nobody_served_here_is_refused(world, desk):
    """The session stays: what it carried was somebody else's."""
    session = world.log_in(desk)
    world.read(session)

    [refused] = world.say(session, Revoke(5, _stranger().revocation()))

    assert (refused.ref, refused.refusals[0].code) == (5, "not-admitted")
    assert world.relay.devices == 1


def test_a_session_ends_with_its_credential(world):
    """Not at the next log-in: at once."""
    session = world.log_in(party("AVA").desk(not_after=NOW + timedelta(seconds=5)))
    world.read(session)

    world.pass_time(timedelta(seconds=5))

    assert closed_with(world.read(session)) == "not-admitted"


def test_every_role_may_log_in(world):
    """What an officer may say is the agreement's matter, not the relay's."""
    for number, role in enumerate(Role, 1):
        world.log_in(party("AVA").desk(number, role=role))

    assert world.relay.devices == len(Role)


def test_a_party_has_only_so_many_devices_logged_in():
    """It could make any number of credentials, each session costs the relay; another party still gets in."""
    world = World(replace(POLICY, devices_per_party=2))
    first, second, third = (party("AVA").desk(number) for number in (1, 2, 3))
    for each in (first, second, first):  # who logs in again takes its own place
        world.log_in(each)
    session, challenge = world.challenge(third)

    assert closed_with(world.say(session, third.proof(challenge))) == "busy"
    world.log_in(party("BRV").desk())
    assert world.relay.devices == 3
