"""Saying and reading by typed commands: exit codes, what is kept, and that others' text can do no harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.client.cli.conftest import Hotline
from tests.client.cli.trail import ROOT

OFFLINE = "--wait=0"
HOSTILE = "\x1b[2J\x07over\u202ewritten\x9b31m\nBRV-1-9  FLASH  message  all is over"


def test_what_is_said_off_line_is_kept_and_queued(folder: Path, hotline: Hotline) -> None:
    """Exit code 3: nobody was reachable, and nothing is lost; the number is on stdout all the same."""
    said = hotline("say", "northern", "message", "--text", "The bridge is open.", "--precedence=P", OFFLINE)
    status = hotline("status", "--json", OFFLINE)

    assert (said.code, said.out.split()[0]) == (3, "AVA-1-2")
    assert "kept and queued" in said.err
    assert json.loads(status.out)["queued"]["PRIORITY"] == 1


def test_a_kind_that_was_not_agreed_is_refused_by_its_clause(folder: Path, hotline: Hotline) -> None:
    """Exit code 1, with the clause on stderr; nothing was said."""
    done = hotline("say", "northern", "comm-check", "--set=level=link", OFFLINE, "--profile=brv")
    record = hotline("read", "northern", "--profile=brv")

    assert (done.code, done.out) == (1, "")
    assert "clause 2.2" in done.err
    assert record.out == ""


def test_a_mistake_in_a_file_is_named_with_its_line(folder: Path, hotline: Hotline) -> None:
    """Exit code 2, and the line of the field that is wrong."""
    (folder / "message.yaml").write_text("subject: Bridge\ntext: It is open.\nurgency: high\n")

    done = hotline("say", "northern", "message", str(folder / "message.yaml"), OFFLINE)

    assert (done.code, done.out) == (2, "")
    assert "message.yaml, line 3" in done.err


def test_a_template_that_was_filled_in_is_said(folder: Path, hotline: Hotline) -> None:
    """What --template prints is a file to say, once its fields are filled in; --set goes above it."""
    template = hotline("say", "northern", "message", "--template").out
    filled = template.replace("subject:", "subject: Bridge").replace(
        "text: |-\n  ", "text: |-\n  It is open."
    )
    (folder / "message.yaml").write_text(filled)

    said = hotline(
        "say", "northern", "message", str(folder / "message.yaml"), "--set=language=en", "--json", OFFLINE
    )

    view = json.loads(said.out)
    assert (view["body"]["subject"], view["body"]["text"]) == ("Bridge", "It is open.")
    assert view["body"]["language"] == "en"


def test_parties_are_named_by_code(folder: Path, hotline: Hotline) -> None:
    """A list in --set is written as YAML writes it, and a party's code stands for its id."""
    fields = ("title=Bridge", "event=It falls.", "resolution=We look.", "asked=[AVA, BRV]", "round=1")
    times = ("resolve_by=2030-01-01T00:00Z", "deadline=2029-12-01T00:00Z")

    said = hotline(
        "say", "northern", "risk-question", *(f"--set={each}" for each in fields + times), "--json", OFFLINE
    )

    assert said.code == 3, said.err
    assert "Asked: AVA, BRV" in json.loads(said.out)["text"]


def test_an_acknowledgement_is_as_urgent_as_what_it_is_for(folder: Path, hotline: Hotline) -> None:
    """It names the officer and the statement, found by its number or the first digits of its id."""
    said = json.loads(
        hotline("say", "northern", "message", "--text=Ceasefire", "--precedence=O", "--json", OFFLINE).out
    )

    by_number = json.loads(hotline("ack", said["number"], "--json", OFFLINE).out)
    by_id = json.loads(hotline("ack", said["id"][:8], "--officer=B. Watch", "--json", OFFLINE).out)

    assert [each["precedence"] for each in (by_number, by_id)] == ["IMMEDIATE", "IMMEDIATE"]
    assert [each["refers_to"] for each in (by_number, by_id)] == ["AVA-1-2", "AVA-1-2"]
    assert [each["body"]["officer"] for each in (by_number, by_id)] == ["Officer of AVA", "B. Watch"]


@pytest.mark.parametrize("way", [(), ("--plain",), ("--json",)])
def test_hostile_text_reaches_no_terminal(folder: Path, hotline: Hotline, way: tuple[str, ...]) -> None:
    """No escape code, control or override comes out raw, in no form of output."""
    hotline("say", "northern", "message", f"--text={HOSTILE}", "--set=subject=x\x1b]0;y\x07", OFFLINE)

    for command in (("read", "northern"), ("show", "AVA-1-2")):
        done = hotline(*command, *way)

        assert done.code == 0
        assert "over" in done.out
        assert not set(done.out + done.err) & {"\x1b", "\x07", "\x9b", "\u202e", "\x7f"}


@pytest.mark.parametrize("way", [(), ("--plain",)])
def test_no_line_of_others_passes_for_ours(folder: Path, hotline: Hotline, way: tuple[str, ...]) -> None:
    """A message that imitates a statement's heading stands set in, under its own heading."""
    hotline("say", "northern", "message", f"--text={HOSTILE}", "--set=subject=x", OFFLINE)

    lines = hotline("read", "northern", *way).out.splitlines()

    assert [line for line in lines if line.startswith("BRV")] == []
    assert [line for line in lines if line.startswith("    BRV-1-9")] != []


@pytest.mark.parametrize("way", [(), ("--plain",)])
def test_an_exercise_says_so_first_and_last(folder: Path, hotline: Hotline, way: tuple[str, ...]) -> None:
    """Exercise traffic that leaks is recognised from either end."""
    hotline("say", "northern", "message", "--text=x", OFFLINE)

    read = [line for line in hotline("read", "northern", *way).out.splitlines() if line]
    shown = [line for line in hotline("show", "AVA-1-2", *way).out.splitlines() if line]

    assert {read[0], read[-1], shown[0], shown[-1]} == {"EXERCISE EXERCISE EXERCISE"}


def test_json_has_the_fields_that_programs_count_on(folder: Path, hotline: Hotline) -> None:
    """One object a line, with these names."""
    hotline("say", "northern", "message", "--text=x", OFFLINE)
    hotline("say", "northern", "message", "--text=y", "--re=AVA-1-2", OFFLINE)

    views = [json.loads(line) for line in hotline("read", "northern", "--json").out.splitlines()]

    wanted = {"id", "number", "author", "kind", "precedence", "said_at", "state", "refers_to", "exercise"}
    assert all(wanted | {"body", "not_shown", "standing", "flags"} <= each.keys() for each in views)
    assert all(each["author"].keys() == {"party", "officer", "role", "device"} for each in views)
    assert [each["refers_to"] for each in views] == [None, "AVA-1-2"]


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (("read", "southern"), "no channel"),
        (("show", "BRV-1-7"), "no statement"),
        (("verify", "XYZ", "--digits=1", "--with=x"), "no party"),
        (("say", "northern", "message", "--text=x", "--precedence=soon"), "precedence"),
        (("say", "northern", "message", "--set=text"), "no value"),
        (("say", "northern", "message"), "nothing to say"),
        (("say", "northern", "message", "--text=x", "--re=BRV-1-7"), "no statement"),
    ],
)
def test_what_cannot_be_understood_is_said(
    folder: Path, hotline: Hotline, command: tuple[str, ...], what: str
) -> None:
    """Exit code 2, nothing on stdout of what was asked, and a sentence on stderr."""
    done = hotline(*command)

    assert done.code == 2
    assert what in done.err
    assert hotline("read", "northern").out == ""


def test_an_unknown_kind_is_refused(folder: Path, hotline: Hotline) -> None:
    """The catalogue's own rule is clause 0."""
    done = hotline("say", "northern", "ultimatum", "--text=x")

    assert (done.code, "clause 0" in done.err) == (1, True)


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    """`hotline read … | head -1` ends with 0 and without a word."""
    reader, writer = os.pipe()
    os.close(reader)
    process = subprocess.run(
        [sys.executable, "-m", "client.main", "channels"],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    os.close(writer)

    assert (process.returncode, process.stderr) == (0, b"")
