"""Every parser of the table reads or refuses, whatever it is given; and none has been forgotten."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.documents import DOCUMENTS
from tests.fuzz.files import FILES
from tests.fuzz.hostile import mutate
from tests.fuzz.table import Parser

ROOT = Path(__file__).resolve().parents[2]
TABLE = DOCUMENTS + FILES
EACH = pytest.mark.parametrize("parser", TABLE, ids=lambda parser: parser.name)
DECODERS = {
    "read_json", "read_cbor", "read_document", "read_as", "as_document", "read_yaml", "loads", "safe_load",
    "compose", "fromisoformat", "strptime", "b64decode", "from_base64", "unpack", "validate_json",
    "signed_from_json", "signed_from_value",
}  # fmt: skip
ELSEWHERE = {
    "client.cli.agreement.show": "an agreement as `read_any` and `read_agreement` read it",
    "client.cli.agreement.template": "a relay's card",
    "client.cli.card": "an announcement that this desk's own engine gave",
    "client.cli.demo": "its own figures",
    "client.cli.party.credential": "a request",
    "client.cli.party.revoke": "cuts, as a revocation",
    "client.cli.party.sign": "an agreement",
    "client.drills.crisis": "a view of a desk of its own",
    "client.drills.play": "a script that came with the program",
    "client.drills.relays": "the first line of a relay of its own",
    "client.drills.script": "a script that came with the program",
    "client.engine.first_agreements": "what this desk kept",
    "client.engine.joining": "what this desk wrote",
    "client.engine.looking": "what this desk kept, and files that `read_any` reads",
    "client.engine.reading.drafts": "drafts of this desk's own vault",
    "client.engine.talk": "YAML, as `read_yaml`",
    "client.engine.holder": "the kernel's word on who is at the other end of the socket",
    "client.engine.service": "Base64 of an officer's own command, then `read_any`",
    "client.station.loading": "this desk's own vault",
    "client.ui.layout.wording": "content that the station has read",
    "client.ui.screens.first.agreement": "what this desk's own engine gave",
    "client.ui.times": "times that the engine wrote",
    "client.vault.outbox": "this desk's own vault",
    "client.vault.values": "this desk's own vault",
    "hotline.archive.lines": "lines of a transcript file, through `verify`",
    "hotline.transcript.settled": "this desk's own vault",
    "server.rules.relay": "an announcement that it kept, as `requests` reads it",
    "server.cli.revoke": "a revocation",
    "server.cli.status": "the answer of a relay of this machine",
    "server.folder": "what the operator's own commands wrote",
}
"""Modules that decode and have no row: whose bytes those are, or by which row they are read."""


@EACH
def test_a_sample_is_read(parser: Parser) -> None:
    """Else its mutations would show little."""
    found = parser.try_read(parser.sample())

    assert found is not None
    parser.check(parser.sample())


@EACH
@settings(max_examples=25)
@given(raw=st.one_of(st.binary(max_size=200), st.text(max_size=60).map(lambda text: text.encode())))
def test_any_bytes_are_read_or_refused(parser: Parser, raw: bytes) -> None:
    """With the documented error, and no other."""
    parser.check(raw)


@EACH
@settings(max_examples=60)
@given(dice=st.randoms(use_true_random=False))
def test_what_is_made_of_a_sample_is_read_or_refused(parser: Parser, dice: random.Random) -> None:
    """Whatever a stranger changes in it."""
    parser.check(mutate(parser.sample(), parser.form, dice))


def test_every_module_that_decodes_has_a_row_or_says_why_not() -> None:
    """A parser that comes next year is not forgotten."""
    decoding = {name for name in map(_decodes, _sources()) if name}
    rows = {parser.home for parser in TABLE}

    assert decoding - rows - ELSEWHERE.keys() == set()
    assert ELSEWHERE.keys() - decoding == set(), "nothing decodes there any more"
    assert ELSEWHERE.keys() & rows == set()


def _sources() -> list[Path]:
    return [path for package in ("hotline", "client", "server") for path in (ROOT / package).rglob("*.py")]


def _decodes(path: Path) -> str | None:
    """The module's name when it calls a decoder."""
    calls = (
        each.func
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(each, ast.Call)
    )
    names = {each.id if isinstance(each, ast.Name) else getattr(each, "attr", "") for each in calls}
    return ".".join(path.relative_to(ROOT).with_suffix("").parts) if names & DECODERS else None
