"""A folder in which two parties went the whole paper trail by typing commands, as a start for tests."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from client.cli.app import hotline
from client.cli.errors import run

ROOT = Path(__file__).resolve().parents[3]
PASSPHRASE = "correct horse battery staple"
NOBODY = 'name: nowhere, url: "ws://127.0.0.1:9", operator: Nobody'
KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"

DRAFT = """\
title: Northern line
exercise: true
scale: icd203
parties:
  - {{party: AVA, code: AVA, name: Ava, function: principal}}
  - {{party: BRV, code: BRV, name: Bravo, function: observer}}
relays:
  - {{{relay}, key: {key}}}
kinds:
  - {{clause: "2.1", kind: message, authors: [principal, observer], audience: all}}
  - {{clause: "2.2", kind: comm-check, authors: [principal], audience: all}}
  - {{clause: "2.3", kind: risk-question, authors: [principal], audience: all}}
precedences:
  - {{clause: "3.1", precedence: FLASH, acknowledge_within: 10m, next: the duty officer}}
  - {{clause: "3.2", precedence: IMMEDIATE, acknowledge_within: 30m, next: the duty officer}}
  - {{clause: "3.3", precedence: PRIORITY, acknowledge_within: null, next: nobody}}
  - {{clause: "3.4", precedence: ROUTINE, acknowledge_within: null, next: nobody}}
comm_check: {{clause: "4", interval: 1h, answer_within: 60s, duty_within: 30m, directory_within: 24h}}
delivery: {{clause: "5", presumed_after: null}}
keys: {{clause: "6", rotate: 1h, retain: 7d}}
retention: {{clause: "7", bodies: 90d}}
history: {{clause: "8", bodies: from-joining}}
verification: {{clause: "9", verifiers: [observer], quorum: 1}}
voice: {{clause: "10", numbers: []}}
dates:
  clause: "11"
  effective_at: 2026-01-01T00:00Z
  review_at: 2090-01-01T00:00Z
  sunset_at: 2091-01-01T00:00Z
"""


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


def typed(*arguments: str) -> int:
    """Runs a command in this process. Its folder and its passphrase come from the environment."""
    return run(hotline, arguments)


def started(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Runs a command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "client.main", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


def finished(*arguments: str, **environment: str) -> Done:
    """Runs a command in a process of its own to its end."""
    process = started(*arguments, **environment)
    out, err = process.communicate(timeout=120)
    return Done(process.returncode, out, err)


def must(*arguments: str) -> None:
    assert typed(*arguments) == 0, arguments


def walk(folder: Path, relay: str = NOBODY, key: str = KEY) -> None:
    """Two roots, two desks, and an agreement that both have signed and both desks have imported."""
    at = folder.joinpath
    for code, name in (("AVA", "Ava"), ("BRV", "Bravo")):
        make_party(folder, code, name)
    at("line.yaml").write_text(DRAFT.format(relay=relay, key=key))
    cards = [f"--party={at(f'{code}-root.json')}" for code in ("ava", "brv")]
    must("agreement", "make", str(at("line.yaml")), *cards, "--out", str(at("line.json")))
    must("party", "sign", str(at("line.json")), f"--root={at('ava.root')}", f"--out={at('line-ava.json')}")
    must("party", "sign", str(at("line.json")), f"--root={at('brv.root')}", f"--out={at('line-brv.json')}")
    for own, other in (("ava", "brv"), ("brv", "ava")):
        files = [f"{own}-credential", f"{other}-root", f"{other}-credential", "line-ava", "line-brv"]
        must("import", f"--profile={own}", *(str(at(f"{name}.json")) for name in files))


def make_party(folder: Path, code: str, name: str) -> None:
    """A root, its card, and a desk with a credential of it."""
    low = code.lower()
    root = f"--root={folder / f'{low}.root'}"
    paper = {each: str(folder / f"{low}-{each}.json") for each in ("root", "request", "credential")}
    must("party", "create", code, name, root, "--exercise")
    must("party", "card", root, f"--out={paper['root']}")
    officer = ("--officer", f"Officer of {code}", "--role", "duty-officer", "--exercise")
    must("init", f"--profile={low}", *officer, f"--request={paper['request']}")
    must("party", "credential", paper["request"], root, f"--out={paper['credential']}")
