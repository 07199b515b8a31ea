"""Transcript files of a test world, and ways to spoil them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

from hotline.agreement.chain import sign_agreement
from hotline.agreement.text import write_agreement
from hotline.archive.export import export, shown_in
from hotline.codec import from_base64, to_base64
from hotline.signed import Signed
from hotline.transcript.transcript import Transcript
from tests.hotline.transcript.world import Said, World, party

Line = dict[str, Any]


def agreement_of(world: World, codes: Sequence[str] | None = None) -> Signed:
    """The first agreement with the signatures of these parties, or of all."""
    payload = write_agreement(world.text)
    named = codes or [each.code for each in world.text.parties]
    return reduce(Signed.merged, (sign_agreement(payload, party(code).key) for code in named))


def file_of(world: World, *said: Said) -> list[bytes]:
    """The lines of the file that a desk writes which holds these; without any given, all that was said."""
    transcript: Transcript = world.transcript(*said)
    roots = [party(each.code).root.signed for each in world.text.parties]
    return list(export(world.channel, agreement_of(world), roots, shown_in(transcript)))


def line_of(lines: list[bytes], said: Said) -> int:
    """Where the statement stands; counted from 0."""
    payload = to_base64(said.statement.payload).encode()
    return next(at for at, line in enumerate(lines) if payload in line)


def edited(lines: list[bytes], at: int, edit: Callable[[Line], Any]) -> list[bytes]:
    """With one line changed, and the last line made to fit: what a forger would do."""
    line = json.loads(lines[at])
    edit(line)
    return closed([*lines[:at], written(line), *lines[at + 1 : -1]])


def without(lines: list[bytes], at: int) -> list[bytes]:
    """With one line left out, and the last line made to fit."""
    return closed([*lines[:at], *lines[at + 1 : -1]])


def closed(lines: list[bytes]) -> list[bytes]:
    """With a last line that fits these."""
    said = [json.loads(line) for line in lines[1:]]
    last = {
        "statements": len(said),
        "bodies": sum(each.get("body") is not None for each in said),
        "sha256": hashlib.sha256(b"".join(lines)).hexdigest(),
    }
    return [*lines, written(last)]


def written(line: Line) -> bytes:
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def flipped(text: str, at: int = 0) -> str:
    """The same Base64 with one bit of one byte turned."""
    raw = bytearray(from_base64(text))
    raw[at] ^= 1
    return to_base64(bytes(raw))
