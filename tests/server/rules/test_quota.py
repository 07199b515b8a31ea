"""The quota: what fits is let in, what does not is refused by the limit's name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotline.errors import Refused
from hotline.ids import Precedence
from hotline.limits import ENVELOPE_BYTES, PARTIES, SLOT_BYTES, TTL_MAX
from server.rules.quota import Level, Limits, Load, Usage, admit, check_sizes, check_ttl, open_to

ROUTINE, PRIORITY, IMMEDIATE, FLASH = Precedence

MUCH = Level(10**6, 10**9)
TIGHT = Limits(mailbox=Level(100, 1_000), share=Level(50, 500), party=Level(70, 700))


def code(usage: Usage, load: Load, limits: Limits = TIGHT) -> str:
    """The code of the refusal; empty when it is let in."""
    try:
        admit(usage, load, limits)
    except Refused as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    ("usage", "expected"),
    [
        (Usage(), ""),
        (Usage(mailbox=Level(89, 0)), ""),
        (Usage(mailbox=Level(90, 0)), "mailbox-full"),
        (Usage(mailbox=Level(0, 890)), ""),
        (Usage(mailbox=Level(0, 891)), "mailbox-full"),
        (Usage(share=Level(44, 0)), ""),
        (Usage(share=Level(45, 0)), "party-quota"),
        (Usage(party=Level(63, 0)), "party-total"),
        (Usage(mailbox=MUCH, share=MUCH, party=MUCH), "party-quota"),
    ],
)
def test_the_limit_that_is_met_is_named(usage: Usage, expected: str) -> None:
    """One's own share first: that is what a party can do something about."""
    assert code(usage, Load(10, ROUTINE)) == expected


@pytest.mark.parametrize("precedence", [IMMEDIATE, FLASH])
def test_the_last_tenth_is_for_the_urgent(precedence: Precedence) -> None:
    """They fill a limit to its end, and no further."""
    assert code(Usage(mailbox=Level(99, 0)), Load(10, precedence)) == ""
    assert code(Usage(mailbox=Level(100, 0)), Load(10, precedence)) == "mailbox-full"
    assert code(Usage(share=Level(49, 490)), Load(10, precedence)) == ""
    assert code(Usage(share=Level(49, 491)), Load(10, precedence)) == "party-quota"


def test_a_refusal_says_that_the_rest_is_kept_and_what_to_do() -> None:
    """A sentence that an officer may read."""
    with pytest.raises(Refused, match="kept for IMMEDIATE and FLASH") as refused:
        admit(Usage(mailbox=Level(90, 0)), Load(10, ROUTINE), TIGHT)

    assert refused.value.advice


def test_every_partys_share_fits_into_a_mailbox_as_shipped() -> None:
    """So that even if all others flood, none is kept out."""
    limits = Limits()

    assert limits.share.count * PARTIES <= limits.mailbox.count
    assert limits.share.octets * PARTIES <= limits.mailbox.octets


@pytest.mark.parametrize(
    ("public", "slot", "refused"),
    [
        (ENVELOPE_BYTES, SLOT_BYTES, False),
        (ENVELOPE_BYTES + 1, SLOT_BYTES, True),
        (ENVELOPE_BYTES, SLOT_BYTES + 1, True),
    ],
)
def test_sizes_have_limits(public: int, slot: int, refused: bool) -> None:
    """To the byte."""
    if not refused:
        check_sizes(public, slot)
        return
    with pytest.raises(Refused, match="may have"):
        check_sizes(public, slot)


def test_a_time_to_live_has_limits() -> None:
    """More than nothing, and no longer than a relay keeps anything."""
    check_ttl(timedelta(seconds=1))
    check_ttl(TTL_MAX)

    for ttl in (timedelta(0), timedelta(seconds=-1), TTL_MAX + timedelta(seconds=1)):
        with pytest.raises(Refused):
            check_ttl(ttl)


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(Precedence)), max_size=100))
def test_what_is_let_in_never_exceeds_what_it_may_fill(loads: list[tuple[int, Precedence]]) -> None:
    """In whatever order it comes; and the urgent finds the tenth untouched by the rest."""
    used, calm = Level(), Level()
    limits = Limits(mailbox=Level(30, 600), share=MUCH, party=MUCH)
    for octets, precedence in loads:
        if code(Usage(mailbox=used), Load(octets, precedence), limits) == "":
            used += Level(1, octets)
            calm += Level() if precedence.urgent else Level(1, octets)

    assert used.count <= 30 and used.octets <= 600
    most = open_to(limits.mailbox, ROUTINE)
    assert calm.count <= most.count == 27 and calm.octets <= most.octets == 540
