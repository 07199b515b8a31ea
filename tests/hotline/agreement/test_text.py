"""An agreement's bytes: read back as they were written, and refused when anything is wrong."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from hotline import limits
from hotline.agreement.text import (
    agreement_id,
    read_agreement,
    read_duration,
    write_agreement,
    write_duration,
)
from hotline.errors import Malformed
from tests.hotline.agreement.parties import exercise
from tests.hotline.mangling import mangled, read_or_rejected

PAYLOAD = write_agreement(exercise())


def changed(**fields: Any) -> bytes:
    return json.dumps(json.loads(PAYLOAD) | fields).encode()


@pytest.mark.parametrize("written", ["1s", "90s", "10m", "6h", "42d", "999999d"])
def test_a_duration_is_written_as_it_was_read(written: str) -> None:
    assert write_duration(read_duration(written)) == written


def test_a_duration_is_written_in_its_largest_unit() -> None:
    assert write_duration(timedelta(seconds=7200)) == "2h"
    assert write_duration(timedelta(seconds=90)) == "90s"


@pytest.mark.parametrize(
    "written", ["", "0s", "010m", "1.5h", "-1h", "1w", "10", " 10m", "1000000d", "١h", None, 10]
)
def test_what_is_no_duration_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match="needs a duration"):
        read_duration(written)


def test_an_agreement_is_read_as_it_was_written() -> None:
    assert read_agreement(PAYLOAD) == exercise()
    assert write_agreement(read_agreement(PAYLOAD)) == PAYLOAD


def test_other_bytes_are_another_agreement() -> None:
    """Even when they mean the same: what is signed and hashed is the bytes."""
    assert read_agreement(PAYLOAD + b" ") == read_agreement(PAYLOAD)
    assert agreement_id(PAYLOAD + b" ") != agreement_id(PAYLOAD)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"v": 2}, "v"),
        ({"extra": 1}, "extra"),
        ({"catalogue": 0}, "catalogue"),
        ({"catalogue": "1"}, "catalogue"),
        ({"exercise": "true"}, "exercise"),
        ({"parties": []}, "parties"),
        ({"kinds": []}, "kinds"),
        ({"scale": "mine"}, "scale"),
        ({"title": "x" * 121}, "title"),
        ({"parent": "00"}, "parent"),
        ({"precedences": json.loads(PAYLOAD)["precedences"][:3]}, "precedences"),
        ({"precedences": json.loads(PAYLOAD)["precedences"][:3] * 2}, "precedences"),
        ({"relays": json.loads(PAYLOAD)["relays"] * 2}, "relays"),
        ({"relays": [json.loads(PAYLOAD)["relays"][0] | {"key": "01" + "00" * 31}]}, "relays.0.key"),
        ({"parties": json.loads(PAYLOAD)["parties"] * 5}, "parties"),
    ],
)
def test_a_wrong_field_is_named(fields: dict[str, Any], named: str) -> None:
    with pytest.raises(Malformed, match=rf"agreement, {named}"):
        read_agreement(changed(**fields))


def test_an_agreement_may_name_a_newer_catalogue() -> None:
    """Its statements wait until this desk is updated; they are not refused."""
    assert read_agreement(changed(catalogue=2)).catalogue == 2


def test_an_agreement_of_another_size_is_refused() -> None:
    with pytest.raises(Malformed, match="at most"):
        read_agreement(PAYLOAD.ljust(limits.AGREEMENT_BYTES + 1))


def test_clauses_that_contradict_each_other_are_not_signed() -> None:
    text = exercise().model_copy(update={"relays": exercise().relays * 2})

    with pytest.raises(Malformed, match="stands above already"):
        write_agreement(text)


@settings(max_examples=80)
@given(mangled(PAYLOAD))
def test_broken_bytes_are_read_or_refused(raw: bytes) -> None:
    read_or_rejected(read_agreement, raw)
