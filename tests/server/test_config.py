"""What an operator may set, and how mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotline.errors import Misuse
from server.config import Address, Config, from_text, read_config

MANUAL = Path(__file__).parents[2] / "deploy" / "relay.toml"
LEAST = 'name = "N"\noperator = "O"\nexercise = true\nurl = "wss://localhost:8443"\n'


def read(tmp_path: Path, text: str, **environment: str) -> Config:
    (tmp_path / "relay.toml").write_text(LEAST + text)
    return read_config(tmp_path, {f"HOTLINE_RELAY_{key.upper()}": each for key, each in environment.items()})


def test_the_manual_names_every_key_with_its_default():
    """deploy/relay.toml is the whole truth about the configuration."""
    manual = from_text(MANUAL.read_text())
    first = ("name", "operator", "exercise", "url")

    assert manual.model_fields_set == set(Config.model_fields)
    assert manual == from_text(LEAST).model_copy(update={key: getattr(manual, key) for key in first})


def test_the_environment_is_above_the_file(tmp_path):
    """With the same types and the same checks."""
    config = read(tmp_path, 'listen = "0.0.0.0:1"\n', listen="[::1]:5", party_burst="7", exercise="false")

    assert (config.listen, config.party_burst, config.exercise) == (Address("::1", 5), 7, False)
    assert str(config.listen) == "[::1]:5"


@pytest.mark.parametrize(
    ("text", "environment", "words"),
    [
        ("colour = 1\n", {}, ["relay.toml, colour", "no such key", "party_burst"]),
        ('listen = "8443"\n', {}, ["relay.toml, listen", "like 0.0.0.0:8443"]),
        ('listen = "[::1]:99999"\n', {}, ["relay.toml, listen", "like 0.0.0.0:8443"]),
        ('tls = "some"\n', {}, ["relay.toml, tls", "own", "front", "none"]),
        ("ttl_max_days = 91\n", {}, ["relay.toml, ttl_max_days", "90"]),
        ("", {"ttl_max_days": "many"}, ["HOTLINE_RELAY_TTL_MAX_DAYS", "integer"]),
        ("", {"colour": "1"}, ["HOTLINE_RELAY_COLOUR", "sets nothing"]),
        ("name = \n", {}, ["relay.toml", "not TOML", "line 5"]),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_is_allowed(tmp_path, text, environment, words):
    """So that it can be mended without reading the source."""
    with pytest.raises(Misuse) as told:
        read(tmp_path, text, **environment)

    assert all(word in str(told.value) for word in words), str(told.value)


def test_what_must_be_set_is_named():
    """A file that is almost empty."""
    with pytest.raises(Misuse, match="operator: must be set"):
        from_text('name = "N"\n')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('tls = "none"\nlisten = "0.0.0.0:8443"\n', ["without TLS", 'tls = "own"']),
        ('tls = "front"\nlisten = "192.0.2.1:80"\n', ["without TLS", 'tls = "own"']),
        ('health = "0.0.0.0:9464"\n', ["open to a network", "127.0.0.1"]),
    ],
)
def test_nothing_is_open_to_a_network_without_tls(tmp_path, text, words):
    """It refuses to start, and says how to mend it."""
    with pytest.raises(Misuse) as told:
        read(tmp_path, text)

    assert all(word in str(told.value) for word in words)


def test_an_address_without_tls_is_for_loopback_only(tmp_path):
    """No desk is sent to an open port elsewhere."""
    (tmp_path / "relay.toml").write_text(LEAST.replace("wss://localhost", "ws://relay.example.org"))

    with pytest.raises(Misuse, match="wss://"):
        read_config(tmp_path, {})
