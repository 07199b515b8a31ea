"""Roots of a party's own making gain it nothing, and dates at the calendar's end break nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hotline.codec import from_rfc3339
from hotline.identity.credential import issue, open_credential
from hotline.obligations.owed import State
from tests.hotline.delivery.builders import have_of, record_delivered, record_heard
from tests.hotline.delivery.test_due import revocation_of
from tests.hotline.obligations.test_owed import ASKED_AT, HOUR, Line, owed_for
from tests.hotline.transcript.world import Speaker, World, message, party

END = from_rfc3339("9999-12-31T23:59:59.999Z")


def puppet(world: World) -> Speaker:
    """A desk of a root that somebody made for the purpose; it is no party of the agreement."""
    return world.desk("XEN")


def defected(desk: Speaker) -> Speaker:
    """The same device in a new life, under the card of a root that is no party; its serial is higher."""
    other = party("XEN")
    own = open_credential(desk.credential, desk.party.root)
    copy = desk.restored(None)
    copy.code = "XEN"
    copy.credential = issue(other.key, own.model_copy(update={"party": other.id, "serial": 99}))
    return copy


def test_a_root_of_ones_own_bears_out_no_late_answer() -> None:
    """Kilo answers too late, and its puppet says that it saw the answer in time."""
    line = Line()
    line.delivered(1)
    reply = line.acknowledged(9)
    puppet(line.world).say("message", message("Seen"), after=[reply], said_at=line.clock(line.kilo, 10))
    line.witnessed(60)

    assert line.state(61) is not State.MET


def test_a_device_that_takes_another_card_unsays_no_delivery() -> None:
    """What Kilo's desk has proved to have stays proved, whatever card it shows afterwards."""
    line = Line()
    line.delivered(1)
    defected(line.kilo).begin(said_at=line.clock(line.kilo, 5))

    assert line.state(60) is State.OVERDUE


def test_another_root_s_revocation_takes_no_right_away() -> None:
    """Kilo has a root of its own revoke Bravo's desk, before Bravo's root really does."""
    line = Line()
    mask = puppet(line.world)
    mask.key = line.bravo.key
    fake = puppet(line.world).say("revocation", revocation_of(mask))
    seen = line.say(line.kilo, 1, "message", message("I see"), after=[line.request, fake])
    line.world.desk("BRV", 2).say("revocation", revocation_of(line.bravo), after=[seen])

    assert line.state(5) is not State.WAIVED


@pytest.mark.parametrize("dated", ["request", "have", "heard"])
def test_dates_at_the_end_of_the_calendar_break_nothing(dated: str) -> None:
    """One member's wrong date must not take the board from everyone."""
    line = Line(delivery={"clause": "5", "presumed_after": "30m"})
    said_at = END if dated == "request" else line.clock(line.bravo, 1)
    request = line.bravo.say("message", message(), said_at=said_at)
    have = have_of(line.kilo, line.world.transcript(), END)
    record = record_heard if dated == "heard" else record_delivered
    if dated != "request":
        record(line.bravo, request, line.kilo, have, said_at=line.clock(line.bravo, 2))

    assert owed_for(line.world.transcript(), request, ASKED_AT + HOUR).state is not State.OVERDUE
    assert owed_for(line.world.transcript(), request, datetime.max.replace(tzinfo=UTC)).state is not State.MET
