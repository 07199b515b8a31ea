from __future__ import annotations

import os
from datetime import UTC, datetime

from client.engine.authors import author_of, number_of
from client.engine.naming import find_statement
from client.station.say import Saying
from client.station.station import Station
from tests.client.engine.world import make_case, make_people_of_case, relay_line, vault_of
from tests.server.process import RELAY_KEY


def test_a_first_statement_without_its_history_names_its_author():
    """A FLASH that overtook all else is no stranger's: a card that was handed over tells who speaks."""
    people, now = make_people_of_case(), datetime.now(UTC)
    case = make_case(people, [relay_line("wss://localhost:1", RELAY_KEY.public)])
    north, south = (Station(vault_of(case, each), os.urandom, now) for each in people)
    content = {"subject": "Hold fire", "text": "Hold fire", "language": "en"}
    flash, _ = north.say(Saying(case.channel, "message", content), now)
    channel = south.memory.channel(case.channel)
    channel.transcript.add(north.transcript(case.channel).entry(flash).statement)

    author = author_of(south, channel, flash)

    assert not channel.transcript.entry(flash).complete
    assert author is not None
    assert (author.code, author.credential.officer) == ("AVA", "Officer 1 of AVA")
    assert number_of(south, channel, flash) == "AVA-1-2"
    assert find_statement(south, "AVA-1-2", channel) == (channel, flash), "what is shown can be referred to"


def test_a_stranger_is_named_by_the_device():
    """No card, no name."""
    people, now = make_people_of_case(), datetime.now(UTC)
    case = make_case(people, [relay_line("wss://localhost:1", RELAY_KEY.public)])
    north, south = (Station(vault_of(case, each), os.urandom, now) for each in people)
    content = {"subject": "x", "text": "x", "language": "en"}
    said, _ = north.say(Saying(case.channel, "message", content), now)
    channel = south.memory.channel(case.channel)
    channel.transcript.add(north.transcript(case.channel).entry(said).statement)
    south.memory.contacts.credentials.clear()

    assert author_of(south, channel, said) is None
    assert number_of(south, channel, said) == f"{north.me[:2].hex()}…-2"
