"""`hotline-relay`, as its operator types it."""

from __future__ import annotations

import io
import json
import stat
import subprocess
import sys
from types import SimpleNamespace

import pytest
import yaml

from hotline.identity.card import verified_card, write_card
from hotline.identity.numbers import root_digits
from hotline.identity.relay_card import open_relay_card
from hotline.signed import signed_from_json
from server.cli.app import relay
from server.cli.errors import run
from tests.server.people import party

AVA, BRV = party("AVA"), party("BRV")
INIT = ["--name", "North", "--operator", "Foreign Office", "--exercise"]


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "relay"
    path.mkdir(mode=0o755)  # as a service manager may have made it
    assert run(relay, ["init", str(path), *INIT]) == 0
    return path


@pytest.fixture
def typed(folder, capsys):
    """Runs a command on the folder; gives its exit code and what it wrote."""

    def command(name: str, *arguments: str):
        capsys.readouterr()
        code = run(relay, [name, "--dir", str(folder), *arguments])
        out, err = capsys.readouterr()
        return SimpleNamespace(code=code, out=out, err=err)

    return command


def test_init_makes_a_folder_for_its_owner_alone(folder):
    """Keys are nobody else's to read."""
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()}

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert set(modes.values()) == {0o700, 0o600}
    assert {name for name, mode in modes.items() if mode == 0o700} == {"parties", "revocations", "store"}


def test_init_twice_changes_nothing(folder, capsys):
    """A relay's key is never overwritten."""
    before = (folder / "relay.key").read_bytes()

    assert run(relay, ["init", str(folder), *INIT]) == 2
    assert "relay's folder already" in capsys.readouterr().err
    assert (folder / "relay.key").read_bytes() == before


def test_init_asks_for_exercise_or_real(tmp_path, capsys):
    """Nobody runs a relay for real use by accident, nor an exercise on a real one."""
    assert run(relay, ["init", str(tmp_path / "r"), "--name", "N", "--operator", "O"]) == 2
    assert "--exercise or --real" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    ("url", "listen"),
    [
        ("wss://relay.example.org:8443", "0.0.0.0:8443"),
        ("wss://localhost:7000", "127.0.0.1:7000"),
        ("wss://relay.example.org", "0.0.0.0:443"),
    ],
)
def test_init_listens_where_the_url_leads(tmp_path, url, listen):
    """Everywhere for an address of the world, on loopback for one of this machine."""
    assert run(relay, ["init", str(tmp_path / "r"), *INIT, "--url", url]) == 0
    assert f'listen = "{listen}"' in (tmp_path / "r" / "relay.toml").read_text()


def test_init_puts_health_where_it_is_told(tmp_path):
    """So that two relays can run on one machine; never where a network could reach it."""
    elsewhere, outside = ["--health", "127.0.0.1:9465"], ["--health", "0.0.0.0:9464"]

    assert run(relay, ["init", str(tmp_path / "r"), *INIT, *elsewhere]) == 0
    assert 'health = "127.0.0.1:9465"' in (tmp_path / "r" / "relay.toml").read_text()
    assert run(relay, ["init", str(tmp_path / "s"), *INIT, *outside]) == 2


def test_the_card_is_signed_by_the_relays_key(typed):
    """What agreements are written from."""
    card = open_relay_card(signed_from_json(typed("card").out.encode()))

    assert (card.name, card.operator, card.url, card.exercise) == (
        "North",
        "Foreign Office",
        "wss://localhost:8443",
        True,
    )


def test_the_card_as_a_line_is_what_a_draft_wants(typed):
    """It goes under `relays:` as it stands, whatever the operator is called."""
    card = open_relay_card(signed_from_json(typed("card").out.encode()))

    (line,) = yaml.safe_load(f"relays:\n{typed('card', '--line').out}")["relays"]

    assert line == {"name": card.name, "url": card.url, "key": card.key.hex(), "operator": card.operator}


def test_enroll_takes_root_documents_and_cards_and_prints_the_root_code(typed, tmp_path):
    """Told apart by content; twice does no harm."""
    root, card = tmp_path / "a.json", tmp_path / "b.json"
    root.write_bytes(AVA.root.signed.to_json())
    card.write_bytes(write_card(verified_card(BRV.root.signed, BRV.desk().credential)))

    first = typed("enroll", str(root), str(card))
    again = typed("enroll", str(root))
    listed = json.loads(typed("parties", "--json").out)

    assert first.code == again.code == 0
    assert root_digits(AVA.root.signed.payload) in first.out
    assert "already" in again.out
    assert [(each["code"], each["party"]) for each in listed] == [
        ("AVA", AVA.root.id.hex()),
        ("BRV", BRV.root.id.hex()),
    ]


def test_enroll_reads_stdin(typed, monkeypatch):
    """`-` is stdin."""
    stdin = io.TextIOWrapper(io.BytesIO(AVA.root.signed.to_json()))
    monkeypatch.setattr("sys.stdin", stdin)

    assert typed("enroll", "-").code == 0
    assert "AVA" in typed("parties").out


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (b"nonsense", 2, "not JSON"),
        (b"{}", 2, "neither a root document nor a card"),
        (party("REA", exercise=False).root.signed.to_json(), 1, "for exercises only"),
    ],
)
def test_enroll_refuses_what_is_no_party_for_this_relay(typed, tmp_path, content, code, word):
    """And nothing of the command is done."""
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(AVA.root.signed.to_json())
    bad.write_bytes(content)

    told = typed("enroll", str(bad), str(good))

    assert (told.code, word in told.err) == (code, True), told.err
    assert typed("parties").out == ""


def test_revoke_keeps_what_a_served_root_signed(typed, tmp_path, folder):
    """Another's revocation is refused."""
    root, revocation = tmp_path / "a.json", tmp_path / "r.json"
    root.write_bytes(AVA.root.signed.to_json())
    revocation.write_bytes(AVA.desk().revocation().to_json())

    assert typed("revoke", str(revocation)).code == 1
    typed("enroll", str(root))
    told = typed("revoke", str(revocation))

    assert (told.code, AVA.desk().device.hex()[:16] in told.out) == (0, True)
    assert len(list((folder / "revocations").iterdir())) == 1


def test_a_damaged_file_in_the_folder_is_named(typed, folder):
    """The operator is told which, and what to do."""
    (folder / "parties" / "x.json").write_text("{")

    told = typed("parties")

    assert told.code == 2
    assert "x.json" in told.err


def test_serve_without_a_folder_says_how_to_make_one(tmp_path, capsys):
    """The first thing that somebody types."""
    assert run(relay, ["serve", "--dir", str(tmp_path)]) == 2
    assert "hotline-relay init" in capsys.readouterr().err


@pytest.mark.parametrize("name", list(relay.commands))
def test_every_command_shows_an_example(name, capsys):
    """--help answers how, not only what."""
    assert run(relay, [name, "--help"]) == 0
    assert f"hotline-relay {name}" in capsys.readouterr().out


def test_other_commands_read_nothing_of_what_is_served():
    """It is more than half of what they take to start."""
    look = "import sys, server.cli.app; print(*{'aiohttp', 'server.web.server'} & sys.modules.keys())"

    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []
