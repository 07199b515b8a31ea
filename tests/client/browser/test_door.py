"""Who is let in."""

from __future__ import annotations

import random

import pytest

from client.browser.door import Door, Pass
from hotline.errors import Refused


@pytest.fixture
def door() -> Door:
    return Door(8400, random.Random(7).randbytes)


def token(address: str) -> str:
    return address.rpartition("/")[2]


def cookies(door: Door, given: Pass) -> dict[str, str]:
    return {door.cookie_name: given.cookie}


def test_the_address_is_on_loopback_and_cannot_be_guessed(door: Door) -> None:
    """32 random bytes, other ones each time."""
    first, second = door.renew(), door.renew()

    assert first.startswith("http://127.0.0.1:8400/enter/")
    assert first != second
    assert len(token(first)) == 43


def test_whoever_brings_the_token_has_a_pass(door: Door) -> None:
    given = door.admit(token(door.renew()))

    door.check_pass(given.folder, cookies(door, given))


def test_a_token_is_used_once(door: Door) -> None:
    """The second who brings it is refused, and the first stays in."""
    address = door.renew()
    given = door.admit(token(address))

    with pytest.raises(Refused, match="Each works once"):
        door.admit(token(address))
    door.check_pass(given.folder, cookies(door, given))


@pytest.mark.parametrize("said", ["", "A", "é", "\udc80".encode("utf-8", "replace").decode(), "A" * 43])
def test_another_token_lets_nobody_in(door: Door, said: str) -> None:
    """And the right one is not used up by it."""
    address = door.renew()

    with pytest.raises(Refused):
        door.admit(said)
    door.admit(token(address))


def test_a_token_that_was_replaced_is_worth_nothing(door: Door) -> None:
    old = door.renew()
    door.renew()

    with pytest.raises(Refused):
        door.admit(token(old))


@pytest.mark.parametrize("end", ["renew", "shut"])
def test_a_pass_ends_with_its_session(door: Door, end: str) -> None:
    given = door.admit(token(door.renew()))
    getattr(door, end)()

    with pytest.raises(Refused):
        door.check_pass(given.folder, cookies(door, given))


def test_folder_and_cookie_must_both_be_right(door: Door) -> None:
    given = door.admit(token(door.renew()))

    for folder, held in [
        (given.cookie, cookies(door, given)),
        (given.folder, {}),
        (given.folder, {door.cookie_name: given.folder}),
        (given.folder, {"hotline-8401": given.cookie}),
    ]:
        with pytest.raises(Refused):
            door.check_pass(folder, held)


def test_before_anybody_came_no_pass_is_right(door: Door) -> None:
    """Nor are two empty words the same as none."""
    door.renew()

    with pytest.raises(Refused):
        door.check_pass("", {door.cookie_name: ""})


HOSTS = ["evil.example:8400", "localhost:8400", "127.0.0.1", "127.0.0.1:8401", "127.0.0.1:8400.evil.example"]


@pytest.mark.parametrize("hosts", [[], ["127.0.0.1:8400"] * 2, *([each] for each in HOSTS)])
def test_another_name_is_not_answered(door: Door, hosts: list[str]) -> None:
    """A name that leads here, whoever made it lead here (DNS rebinding)."""
    with pytest.raises(Refused):
        door.check_host(hosts)


ORIGINS = [
    "null",
    "http://localhost:8400",
    "http://127.0.0.1:8401",
    "https://127.0.0.1:8400",
    "http://evil.example",
]


@pytest.mark.parametrize("origins", [[], *([each] for each in ORIGINS)])
def test_another_origin_may_not_connect(door: Door, origins: list[str]) -> None:
    with pytest.raises(Refused):
        door.check_origin(origins)


def test_our_own_may(door: Door) -> None:
    door.check_host(["127.0.0.1:8400"])
    door.check_origin(["http://127.0.0.1:8400"])
