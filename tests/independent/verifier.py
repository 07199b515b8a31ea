"""Verify an exported transcript (docs/SPEC.md 12.2, 12.3) with nothing but Python and `cryptography`.

Written from the specification alone. Left out, as 12.3 allows: the verdicts on a body's content but for the
four carrying kinds, `too-low`, `too-many-words` and `early-close`; the answer says so under `left_out`.

    python verifier.py FILE          exit code 0: intact, 1: findings, 2: unreadable
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA65PublicKey

LINE_BYTES, HEADER_BYTES, IDENTITY_BYTES = 524288, 8192, 8192
AGREEMENT_BYTES, ACCEPTANCE_BYTES, BODY_FLOOR, BODY_BYTES = 40960, 65536, 512, 65536
SIGNATURES, PARTIES, RELAYS, PARENTS, AUDIENCE, CUTS = 32, 16, 16, 64, 64, 128
SEQ_MAX = INCARNATION_MAX = 2**40
TYPE = "application/vnd.hotline.{}"
JSON_TYPES = (
    "root",
    "credential-request",
    "credential",
    "revocation",
    "agreement",
    "acceptance",
    "statement",
    "relay-card",
)
CBOR_TYPES = ("have", "link", "sealing-key", "challenge", "proof", "receipt")
TYPES = {TYPE.format(n + ".v1+json") for n in JSON_TYPES} | {TYPE.format(n + ".v1+cbor") for n in CBOR_TYPES}
CATALOGUE = 1
RECORD = {"delivered", "heard", "lost", "desk", "agreement", "acceptance", "revocation"}
OTHERS = {
    "message",
    "acknowledgement",
    "comm-check",
    "comm-check-answer",
    "risk-question",
    "risk-estimate",
    "risk-close",
}
REFERRING = {"acknowledgement", "comm-check-answer", "risk-estimate", "risk-close", "delivered"}
FOUNDING = {"desk", "agreement", "acceptance"}
FUNCTIONS = ("principal", "mediator", "observer", "exercise-control")
ROLES = ("duty-officer", "liaison", "analyst", "observer", "mediator", "exercise-control")
LEFT_OUT = [
    "body-malformed (content of kinds that carry no document)",
    "too-low",
    "too-many-words",
    "early-close",
]

Check = Callable[[Any], object]


class Bad(Exception):
    """What was read is not what it should be."""


# ---- reading (1) -------------------------------------------------------------------------------------------


def need(truth: object, what: str = "malformed") -> None:
    if not truth:
        raise Bad(what)


def no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    need(len({name for name, _ in pairs}) == len(pairs), "duplicate key")
    return dict(pairs)


def refuse(text: str) -> Any:
    raise Bad(f"number {text}")


def look_through(value: Any, depth: int = 1) -> None:
    """Depth at most 32, integers within 2^53 - 1, no halves of surrogate pairs."""
    need(depth <= 32, "too deep")
    if isinstance(value, dict | list):
        for part in [*value, *value.values()] if isinstance(value, dict) else value:
            look_through(part, depth + isinstance(part, dict | list))
    elif isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, int):
        need(abs(value) < 2**53, "number too large")


def read_json(data: bytes) -> Any:
    try:
        value = json.loads(
            data.decode("utf-8"), object_pairs_hook=no_duplicates, parse_constant=refuse, parse_float=refuse
        )
        look_through(value)
    except (ValueError, RecursionError) as error:
        raise Bad(str(error)) from error
    return value


def whole(low: int, high: int) -> Check:
    return lambda v: need(type(v) is int and low <= v <= high)


def text(low: int, high: int) -> Check:
    return lambda v: need(isinstance(v, str) and low <= len(v) <= high)


def one_of(*values: str) -> Check:
    return lambda v: need(isinstance(v, str) and v in values)


def like(pattern: str) -> Check:
    return lambda v: need(isinstance(v, str) and re.fullmatch(pattern, v, re.ASCII))


def or_null(check: Check) -> Check:
    return lambda v: v is None or check(v)


def list_of(check: Check, low: int, high: int, distinct: bool = False) -> Check:
    def checked(value: Any) -> None:
        need(isinstance(value, list) and low <= len(value) <= high)
        for item in value:
            check(item)
        need(not distinct or len(set(value)) == len(value))

    return checked


def record(_optional: str = "", /, **fields: Check) -> Check:
    may = set(_optional.split())

    def checked(value: Any) -> None:
        need(isinstance(value, dict) and set(fields) - may <= set(value) <= set(fields), "fields")
        for name, part in value.items():
            fields[name](part)

    return checked


def boolean(value: Any) -> None:
    need(isinstance(value, bool))


def version(value: Any) -> None:
    need(type(value) is int and value == 1)


def time(value: Any) -> None:
    like(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d\.\d{3}Z")(value)
    try:
        need(datetime.fromisoformat(value).year >= 1970)
    except ValueError as error:
        raise Bad("no such time") from error


def ascending(value: list[str]) -> bool:
    return all(a < b for a, b in pairwise(value))


def ed25519_key(value: Any) -> None:
    ident(value)
    y, p = int.from_bytes(bytes.fromhex(value), "little") & (2**255 - 1), 2**255 - 19
    e = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
    need(y < p and y not in (0, 1, p - 1, e, p - e), "unfit Ed25519 key")


def base64_bytes(value: Any) -> bytes:
    need(isinstance(value, str))
    try:
        data = base64.b64decode(value, validate=True)
    except ValueError as error:
        raise Bad("Base64") from error
    need(base64.b64encode(data).decode() == value, "Base64")
    return data


ident, salt = like("[0-9a-f]{64}"), like("[0-9a-f]{32}")
code, clause_number = like("[A-Z]{2,5}"), like(r"[1-9]\d{0,2}(\.[1-9]\d{0,2}){0,3}")
kind_name, duration = like("[a-z][a-z0-9-]{1,39}"), like(r"[1-9]\d{0,5}[smhd]")
incarnation = record(number=whole(0, INCARNATION_MAX), nonce=salt, restored=boolean)


# ---- signed documents (2) ----------------------------------------------------------------------------------


@dataclass
class Signed:
    type: str
    payload: bytes
    signatures: dict[str, bytes]

    @property
    def message(self) -> bytes:
        return b"DSSEv1 %d %s %d %s" % (len(self.type), self.type.encode(), len(self.payload), self.payload)

    def is_by_device(self, device: str) -> bool:
        signature = self.signatures.get(device, b"")
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(device)).verify(signature, self.message)
        except (InvalidSignature, ValueError):
            return False
        return len(signature) == 64

    def is_by_root(self, root: Root) -> bool:
        signature = self.signatures.get(hashlib.sha256(root.mldsa65).hexdigest(), b"")
        try:
            MLDSA65PublicKey.from_public_bytes(root.mldsa65).verify(signature, self.message)
        except (InvalidSignature, ValueError):
            return False
        return self.is_by_device(root.ed25519)


def signed(value: Any) -> Signed:
    record(
        payloadType=one_of(*TYPES),
        payload=base64_bytes,
        signatures=list_of(record(keyid=ident, sig=base64_bytes), 1, SIGNATURES),
    )(value)
    signatures = {s["keyid"]: base64_bytes(s["sig"]) for s in value["signatures"]}
    need(len(signatures) == len(value["signatures"]), "a key id twice")
    return Signed(value["payloadType"], base64_bytes(value["payload"]), signatures)


def document(value: Signed, name: str, check: Check, limit: int) -> dict[str, Any]:
    need(value.type == TYPE.format(name + ".v1+json") and len(value.payload) <= limit, name)
    fields = read_json(value.payload)
    check(fields)
    return fields


def digest(label: str, *parts: bytes) -> bytes:
    joined = b"".join(len(p).to_bytes(8, "big") + p for p in parts)
    return hashlib.sha256(label.encode() + b"\0" + joined).digest()


# ---- identity (3) ------------------------------------------------------------------------------------------


@dataclass
class Root:
    party: str
    code: str
    exercise: bool
    ed25519: str
    mldsa65: bytes
    digits: str


ROOT = record(
    v=version,
    code=code,
    name=text(1, 80),
    exercise=boolean,
    ed25519=ed25519_key,
    mldsa65=base64_bytes,
    made_at=time,
)
CREDENTIAL = record(
    v=version,
    party=ident,
    officer=text(1, 80),
    role=one_of(*ROLES),
    desk=whole(1, 9999),
    device=ed25519_key,
    exercise=boolean,
    serial=whole(1, 2**53 - 1),
    not_before=time,
    not_after=time,
)
CUT = record(channel=ident, incarnation=incarnation, seq=whole(0, SEQ_MAX), id=or_null(ident))
REVOCATION = record(
    v=version,
    party=ident,
    device=ed25519_key,
    serial=whole(1, 2**53 - 1),
    reason=text(0, 400),
    made_at=time,
    cuts=list_of(CUT, 0, CUTS),
)
ACCEPTANCE = record(
    v=version,
    channel=ident,
    agreement=ident,
    party=ident,
    number=whole(0, 2**53 - 1),
    accept=boolean,
    made_at=time,
    not_after=time,
)


def read_root(value: Signed) -> Root:
    """A root document, signed by the root itself."""
    fields = document(value, "root", ROOT, IDENTITY_BYTES)
    mldsa65 = base64_bytes(fields["mldsa65"])
    need(len(mldsa65) == 1952)
    party = digest("hotline party 1", bytes.fromhex(fields["ed25519"]), mldsa65).hex()
    number = int.from_bytes(digest("hotline root code 1", value.payload)[:10], "big") % 10**24
    digits = " ".join(re.findall("....", f"{number:024}"))
    root = Root(party, fields["code"], fields["exercise"], fields["ed25519"], mldsa65, digits)
    need(value.is_by_root(root), "root signature")
    return root


# ---- agreements (4) ----------------------------------------------------------------------------------------


def section(**fields: Check) -> Check:
    return record("", clause=clause_number, **fields)


FUNCTION_LIST = list_of(one_of(*FUNCTIONS), 1, len(FUNCTIONS), distinct=True)
PRECEDENCES = ("FLASH", "IMMEDIATE", "PRIORITY", "ROUTINE")
AGREEMENT = record(
    "parent catalogue",
    v=version,
    title=text(0, 120),
    exercise=boolean,
    parent=or_null(ident),
    catalogue=whole(1, 65535),
    scale=one_of("icd203", "phia"),
    parties=list_of(
        record(party=ident, code=code, name=text(1, 80), function=one_of(*FUNCTIONS)), 2, PARTIES
    ),
    relays=list_of(
        record(name=text(0, 80), url=text(0, 200), key=ed25519_key, operator=text(0, 80)), 0, RELAYS
    ),
    kinds=list_of(
        record(
            "held escrow deadline_grace",
            clause=clause_number,
            kind=kind_name,
            authors=FUNCTION_LIST,
            audience=one_of("all", "principals", "parties-named"),
            held=boolean,
            escrow=boolean,
            deadline_grace=or_null(duration),
        ),
        1,
        200,
    ),
    precedences=list_of(
        section(precedence=one_of(*PRECEDENCES), acknowledge_within=or_null(duration), next=text(0, 200)),
        4,
        4,
    ),
    comm_check=section(
        interval=duration, answer_within=duration, duty_within=duration, directory_within=duration
    ),
    delivery=section(presumed_after=or_null(duration)),
    keys=section(rotate=duration, retain=duration),
    retention=section(bodies=duration),
    history=section(bodies=one_of("from-joining", "from-first")),
    verification=section(verifiers=FUNCTION_LIST, quorum=whole(1, PARTIES)),
    voice=section(
        numbers=list_of(
            record(party=code, number=text(1, 80), purpose=one_of("verification", "worst-case")), 0, 200
        )
    ),
    dates=section(effective_at=time, review_at=time, sunset_at=time),
)


@dataclass
class Agreement:
    id: str
    fields: dict[str, Any]
    parties: dict[str, dict[str, Any]] = field(init=False)
    kinds: dict[str, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.parties = {p["party"]: p for p in self.fields["parties"]}
        self.kinds = {k["kind"]: k for k in self.fields["kinds"]}
        self.parent, self.exercise = self.fields.get("parent"), self.fields["exercise"]
        self.catalogue = self.fields.get("catalogue", 1)


def seconds(value: str) -> int:
    return int(value[:-1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[value[-1]]


def read_agreement(value: Signed) -> Agreement:
    f = document(value, "agreement", AGREEMENT, AGREEMENT_BYTES)
    sections = ("comm_check", "delivery", "keys", "retention", "history", "verification", "voice", "dates")
    clauses = [c["clause"] for c in [*f["kinds"], *f["precedences"], *(f[name] for name in sections)]]
    parties, relays, codes = f["parties"], f["relays"], [p["code"] for p in f["parties"]]
    for values in (
        clauses,
        codes,
        [p["party"] for p in parties],
        [r["name"] for r in relays],
        [r["key"] for r in relays],
        [k["kind"] for k in f["kinds"]],
        [p["precedence"] for p in f["precedences"]],
    ):
        need(len(set(values)) == len(values), "not distinct")
    need(seconds(f["keys"]["retain"]) >= seconds(f["keys"]["rotate"]), "retain")
    need(f["dates"]["effective_at"] < f["dates"]["review_at"] <= f["dates"]["sunset_at"], "dates")
    may_verify = [p for p in parties if p["function"] in f["verification"]["verifiers"]]
    need(f["verification"]["quorum"] <= len(may_verify), "quorum")
    need(all(n["party"] in codes for n in f["voice"]["numbers"]), "voice")
    mediated = any(p["function"] == "mediator" for p in parties)
    for k in f["kinds"]:
        need(k["kind"] not in RECORD | {"acknowledgement"}, "a clause for a kind that has none")
        need(not k.get("escrow") or (k.get("held") and mediated), "escrow")
        need(k.get("deadline_grace") is None or k["kind"] == "risk-question", "deadline_grace")
    return Agreement(digest("hotline agreement 1", value.payload).hex(), f)


# ---- statements (5) ----------------------------------------------------------------------------------------


def audience(value: Any) -> None:
    if value != "all":
        list_of(ident, 1, AUDIENCE)(value)
        need(ascending(value))


HEADER = record(
    v=version,
    channel=ident,
    agreement=ident,
    catalogue=whole(1, 65535),
    exercise=boolean,
    author=ed25519_key,
    incarnation=incarnation,
    seq=whole(1, SEQ_MAX),
    prev=or_null(ident),
    parents=list_of(ident, 0, PARENTS),
    said_at=time,
    kind=kind_name,
    precedence=one_of("R", "P", "O", "Z"),
    refers_to=or_null(ident),
    audience=audience,
    held=boolean,
    body=record(hash=ident, size=whole(BODY_FLOOR, BODY_BYTES)),
)
BODY = record(
    salt=salt,
    channel=ident,
    party=ident,
    kind=kind_name,
    refers_to=or_null(ident),
    content=lambda v: need(isinstance(v, dict)),
)


def read_header(payload: bytes) -> dict[str, Any]:
    need(len(payload) <= HEADER_BYTES)
    fields = read_json(payload)
    HEADER(fields)
    need(ascending(fields["parents"]) and fields["prev"] not in fields["parents"])
    return fields


def padme(size: int) -> int:
    """The Padmé length: all but the topmost bits of a length are zero (PURBs, Nikitin et al., 2019)."""
    exponent = size.bit_length() - 1
    step = 1 << max(0, exponent - exponent.bit_length())
    return -(-size // step) * step


@dataclass
class Statement:
    line: int
    id: str
    header: dict[str, Any]
    body: bytes | None
    content: dict[str, Any] | None = None  # the body, parsed; None: not here, or it does not parse
    carried: Any = None  # what its content carries, verified: Card, Agreement or fields
    past: int = 0  # all held ancestors, a bit each
    complete: bool = False
    start: Statement | None = None  # the first of its incarnation, in its own chain
    card: Card | None = None  # of the newest desk at or before it in its own chain

    def __post_init__(self) -> None:
        h = self.header
        self.author, self.seq, self.kind, self.prev = h["author"], h["seq"], h["kind"], h["prev"]
        self.life = (h["incarnation"]["number"], h["incarnation"]["nonce"], h["incarnation"]["restored"])
        self.links = {x for x in (h["prev"], *h["parents"], h["refers_to"]) if x is not None}
        self.founding = self.kind in FOUNDING and h["audience"] == "all" and not h["held"]
        try:
            self.content = read_body(self.body) if self.body is not None else None
            if self.content is not None:
                self.carried = read_carried(self.kind, self.content["content"], self.author)
        except Bad:
            pass


@dataclass
class Card:
    root: Root
    credential: dict[str, Any]


def read_body(padded: bytes) -> dict[str, Any]:
    plain = padded.rstrip(b" ")
    need(plain and len(padded) == max(BODY_FLOOR, padme(len(plain))) <= BODY_BYTES, "padding")
    fields = read_json(plain)
    BODY(fields)
    return fields


def read_carried(kind: str, content: dict[str, Any], author: str) -> Any:
    """What a carrying kind carries, verified (12.2). Of other kinds the content is not looked at."""
    if kind == "desk":
        record(root=signed, credential=signed)(content)
        root, paper = read_root(signed(content["root"])), signed(content["credential"])
        f = document(paper, "credential", CREDENTIAL, IDENTITY_BYTES)
        need(f["not_before"] < f["not_after"] and paper.is_by_root(root))
        need((f["party"], f["exercise"], f["device"]) == (root.party, root.exercise, author))
        return Card(root, f)
    if kind == "agreement":
        record(document=signed)(content)
        return read_agreement(signed(content["document"]))
    if kind in ("acceptance", "revocation"):
        record(root=signed, document=signed)(content)
        root, paper = read_root(signed(content["root"])), signed(content["document"])
        if kind == "acceptance":
            f = document(paper, kind, ACCEPTANCE, ACCEPTANCE_BYTES)
        else:
            f = document(paper, kind, REVOCATION, BODY_BYTES)
            need(all((c["seq"] == 0) == (c["id"] is None) for c in f["cuts"]))
            need(
                len({json.dumps([c["channel"], c["incarnation"]], sort_keys=True) for c in f["cuts"]})
                == len(f["cuts"])
            )
        need(f["party"] == root.party and paper.is_by_root(root))
        return f
    return None


# ---- the record: ancestry, terms, verdicts, alarms (4, 5, 9) -----------------------------------------------


class Record:
    def __init__(self, first: Agreement, statements: list[Statement]) -> None:
        self.first = first
        self.all = statements
        self.by_id = {s.id: s for s in statements}
        self.bit = {s.id: 1 << n for n, s in enumerate(statements)}
        self.cache: dict[int, Agreement] = {}
        for s in self.in_order():
            held = [self.by_id[x] for x in s.links if x in self.by_id]
            for parent in held:
                s.past |= parent.past | self.bit[parent.id]
            s.complete = (
                len(held) == len(s.links)
                and all(p.complete for p in held)
                and not (s.founding and s.body is None)
            )
            before = self.before(s)
            s.card = before.card if before else None
            if s.seq == 1:
                s.start = s
            elif before and before.life == s.life:
                s.start = before.start
            if (
                s.founding
                and isinstance(s.carried, Card)
                and (s.card is None or s.card.root.party == s.carried.root.party)
            ):
                s.card = s.carried
        self.words = [
            s
            for s in statements
            if s.founding and s.kind == "acceptance" and s.carried and s.carried["channel"] == first.id
        ]
        self.texts = [s for s in statements if s.founding and isinstance(s.carried, Agreement)]
        named = {x for s in statements if s.complete for x in (s.prev, *s.header["parents"])}
        self.heads = sorted(s.id for s in statements if s.complete and s.id not in named)

    def in_order(self) -> Iterator[Statement]:
        """Every statement after all its held links."""
        done: set[str] = set()
        for start in self.all:
            stack = [start]
            while stack:
                s = stack[-1]
                waiting = [x for x in s.links if x in self.by_id and x not in done]
                if waiting:
                    stack.extend(self.by_id[x] for x in waiting)
                    continue
                stack.pop()
                if s.id not in done:
                    done.add(s.id)
                    yield s

    def before(self, s: Statement) -> Statement | None:
        """The statement before it in its author's own chain."""
        before = self.by_id.get(s.prev) if s.prev else None
        return before if before and before.author == s.author else None

    def descends(self, s: Statement, ancestor: Statement) -> bool:
        return bool(s.past & self.bit[ancestor.id])

    def terms(self, past: int) -> Agreement:
        """The terms in force for a statement with that strict ancestry (4)."""
        key = sum(
            self.bit[s.id]
            for s in {c.id: c for c in [*self.words, *self.texts]}.values()
            if self.bit[s.id] & past
        )
        if key not in self.cache:
            self.cache[key] = self.find_terms(past)
        return self.cache[key]

    def find_terms(self, past: int) -> Agreement:
        parent = self.first
        while True:
            children = {
                s.carried.id: s.carried
                for s in self.texts
                if self.bit[s.id] & past
                and s.carried.parent == parent.id
                and s.carried.exercise == parent.exercise
            }
            words = [s for s in self.words if self.bit[s.id] & past and s.carried["agreement"] in children]
            counting = {}
            for m in children.values():
                by_party = self.came_into_force(m, {*parent.parties, *m.parties}, words)
                if by_party:
                    counting[m.id] = by_party
            left = [
                n
                for n in counting
                if not any(self.replaces(m, words, counting[n]) for m in counting if m != n)
            ]
            if len(left) != 1:
                return parent
            parent = children[left[0]]

    def came_into_force(
        self, m: Agreement, parties: set[str], words: list[Statement]
    ) -> dict[str, list[Statement]] | None:
        """Each party's counting words for M, by the largest past in which it came into force; or None."""

        def is_for(w: Statement) -> bool:
            return w.carried["agreement"] == m.id and w.carried["accept"] is True

        def highest(party: str, past: list[Statement], for_m: bool) -> int:
            return max(
                (w.carried["number"] for w in past if w.carried["party"] == party and is_for(w) == for_m),
                default=-1,
            )

        past = [w for w in words if w.carried["party"] in parties]
        while True:
            late = [
                w
                for w in past
                if not is_for(w) and highest(w.carried["party"], past, True) <= w.carried["number"]
            ]
            if not late:
                break
            past = [w for w in past if w not in late and not any(self.descends(w, x) for x in late)]
        counting = {
            p: [
                w
                for w in past
                if w.carried["party"] == p and is_for(w) and w.carried["number"] > highest(p, past, False)
            ]
            for p in parties
        }
        moments = [w.carried["made_at"] for group in counting.values() for w in group]
        if any(
            all(
                any(w.carried["made_at"] <= t < w.carried["not_after"] for w in group)
                for group in counting.values()
            )
            for t in moments
        ):
            return counting
        return None

    def replaces(self, m: str, words: list[Statement], over: dict[str, list[Statement]]) -> bool:
        """One party's highest word for M comes after a counting word for N of each party."""
        mine = [w for w in words if w.carried["agreement"] == m and w.carried["accept"]]
        for party in {w.carried["party"] for w in mine}:
            top = max(w.carried["number"] for w in mine if w.carried["party"] == party)
            carriers = [w for w in mine if w.carried["party"] == party and w.carried["number"] == top]
            if all(any(self.descends(c, w) for w in group) for c in carriers for group in over.values()):
                return True
        return False

    def verdict(self, s: Statement) -> str | None:
        """The code of 9 of a complete statement; None: valid, as far as this verifier goes."""
        h, before, card = s.header, self.before(s), s.card
        terms = self.terms(s.past)
        if h["exercise"] != self.first.exercise:
            return "wrong-exercise"
        if h["agreement"] != terms.id or h["catalogue"] != terms.catalogue:
            return "wrong-agreement"
        if h["catalogue"] > CATALOGUE:
            return "newer-catalogue"
        if s.kind not in RECORD | OTHERS:
            return "unknown-kind"
        if s.seq > 1:
            chained = before is not None and before.life == s.life and before.seq == s.seq - 1
        else:
            chained = s.prev is None or (before is not None and s.life[2] and before.life[0] < s.life[0])
        if not chained:
            return "bad-chain"
        if not (s.start and s.start.kind == "desk" and s.start.founding):
            return "no-desk"
        if card is None or (s.kind == "desk" and s.carried is not card):
            return "bad-credential"
        if card.credential["exercise"] != self.first.exercise or h["said_at"] < card.credential["not_before"]:
            return "bad-credential"
        party = card.root.party
        if party not in terms.parties:
            return "not-a-party"
        rule = terms.kinds.get(s.kind)
        if s.kind in RECORD | {"acknowledgement"}:
            fits = h["audience"] == "all"
        elif rule is None:
            return "kind-not-agreed"
        elif terms.parties[party]["function"] not in rule["authors"]:
            return "author-not-agreed"
        elif rule["audience"] == "all":
            fits = h["audience"] == "all"
        elif rule["audience"] == "principals":
            principals = {p for p, q in terms.parties.items() if q["function"] in ("principal", "mediator")}
            fits = h["audience"] == sorted(principals | {party})
        else:
            fits = h["audience"] == "all" or {party} <= set(h["audience"]) <= set(terms.parties)
        if not fits:
            return "wrong-audience"
        if h["held"] and not (s.kind == "risk-estimate" and rule and rule.get("held")):
            return "held-not-agreed"
        if s.kind in REFERRING and h["refers_to"] is None:
            return "refers-to-missing"
        if s.body is None:
            return None
        if s.content is None:
            return "body-malformed"
        if any(
            s.content[x] != y
            for x, y in (
                ("channel", h["channel"]),
                ("party", party),
                ("kind", s.kind),
                ("refers_to", h["refers_to"]),
            )
        ):
            return "copied-body"
        return "body-malformed" if s.kind in FOUNDING | {"revocation"} and s.carried is None else None

    def alarms(self) -> Iterator[tuple[tuple[Any, ...], str, list[str]]]:
        for author in {s.author for s in self.all}:
            mine = sorted((s for s in self.all if s.author == author), key=lambda s: (s.seq, s.id))
            for life in {s.life for s in mine}:
                chain = [s for s in mine if s.life == life]
                doubled = next((i for i in range(1, len(chain)) if chain[i - 1].seq == chain[i].seq), None)
                if doubled is not None:
                    a, b = chain[doubled - 1], chain[doubled]
                    yield (author, life, a.seq, "two-histories"), "two-histories", [a.id, b.id]
                newer = [t for t in mine if t.life[:2] > life[:2]]
                later = sum(self.bit[t.id] for t in newer)
                late = next((s for s in chain if s.past & later), None)
                if late is not None:
                    oldest = min((t.life, t.seq, t.id) for t in newer if self.descends(late, t))
                    yield (author, life, late.seq, "outlived"), "outlived", [late.id, oldest[2]]


# ---- the file (12.2, 12.3) ---------------------------------------------------------------------------------

FIRST = record(
    hotline=one_of("transcript"), v=version, channel=ident, agreement=signed, roots=list_of(signed, 0, 2**20)
)
LINE = record(header=signed, body=or_null(base64_bytes))
LAST = record(statements=whole(0, 2**53 - 1), bodies=whole(0, 2**53 - 1), sha256=ident)


class Reader:
    def __init__(self) -> None:
        self.findings: list[dict[str, Any]] = []
        self.statements: dict[str, Statement] = {}
        self.roots: dict[str, Root] = {}
        self.linked: set[str] = set()

    def find(self, line: int | None, finding: str, *ids: str) -> None:
        self.findings.append({"line": line, "code": finding, "ids": list(ids)})

    def read_first(self, raw: bytes) -> Agreement:
        need(raw.endswith(b"\n") and len(raw) <= LINE_BYTES + 1)
        fields = read_json(raw)
        FIRST(fields)
        paper = signed(fields["agreement"])
        agreement = read_agreement(paper)
        need(agreement.parent is None)
        if fields["channel"] != agreement.id:
            self.find(1, "wrong-channel", agreement.id)
        for value in fields["roots"]:
            try:
                root = read_root(signed(value))
                need(root.party in agreement.parties and root.party not in self.roots)
                self.roots[root.party] = root
            except Bad:
                self.find(1, "bad-root")
        for party in agreement.parties:
            if party not in self.roots or not paper.is_by_root(self.roots[party]):
                self.find(1, "not-signed", party)
        return agreement

    def read_statement(self, line: int, value: dict[str, Any], channel: str) -> None:
        paper = signed(value["header"])
        key = hashlib.sha256(paper.payload).hexdigest()
        try:
            header = read_header(paper.payload)
        except Bad:
            return self.find(line, "not-a-statement")
        if (
            paper.type != TYPE.format("statement.v1+json")
            or set(paper.signatures) != {header["author"]}
            or not paper.is_by_device(header["author"])
        ):
            return self.find(line, "bad-signature", key)
        if header["channel"] != channel:
            return self.find(line, "other-channel", key)
        if key in self.statements:
            return self.find(line, "twice", key)
        if key in self.linked:
            self.find(line, "out-of-order", key)
        body = base64_bytes(value["body"]) if value["body"] is not None else None
        if body is not None and (len(body), hashlib.sha256(body).hexdigest()) != (
            header["body"]["size"],
            header["body"]["hash"],
        ):
            self.find(line, "body-mismatch", key)
            body = None
        self.statements[key] = Statement(line, key, header, body)
        self.linked |= self.statements[key].links
        return None

    def read_rest(self, lines: Iterator[bytes], channel: str, hashed: Any) -> None:
        counts, ended = [0, 0], False
        for line, raw in enumerate(lines, 2):
            whole_line = raw.endswith(b"\n") and len(raw) <= LINE_BYTES + 1
            try:
                need(whole_line)
                value = read_json(raw)
                is_last = isinstance(value, dict) and "header" not in value
                (LAST if is_last else LINE)(value)
            except Bad:
                self.find(line, "malformed")
                if not whole_line:
                    break
            else:
                if ended:
                    self.find(line, "after-end")
                    break
                if is_last:
                    ended = True
                    if [value["statements"], value["bodies"]] != counts:
                        self.find(line, "wrong-counts")
                    if value["sha256"] != hashed.hexdigest():
                        self.find(line, "wrong-hash")
                else:
                    counts = [counts[0] + 1, counts[1] + (value["body"] is not None)]
                    self.read_statement(line, value, channel)
            hashed.update(raw)
        if not ended:
            self.find(None, "no-end")

    def judge(self, record_: Record) -> None:
        held = record_.all
        for missing in sorted({x for s in held for x in s.links} - set(self.statements)):
            self.find(None, "missing-ancestor", missing)
        for s in held:
            if s.founding and s.body is None:
                self.find(s.line, "missing-founding-body", s.id)
        for s in held:
            verdict = record_.verdict(s) if s.complete else None
            if verdict:
                self.find(s.line, verdict, s.id)
        for _, name, ids in sorted(record_.alarms()):
            self.find(None, name, *ids)

    def parties(self, first: Agreement, terms: Agreement, cards: list[Card]) -> list[dict[str, Any]]:
        rows = []
        for party, p in (first.parties | terms.parties | first.parties).items():
            digits: list[str | None] = [self.roots[party].digits] if party in self.roots else []
            digits += [c.root.digits for c in cards if c.root.party == party]
            for shown in list(dict.fromkeys(digits)) or [None]:
                rows.append(
                    {
                        "party": party,
                        "code": p["code"],
                        "name": p["name"],
                        "function": p["function"],
                        "root_code": shown,
                    }
                )
        return rows


def author_row(device: str, mine: list[Statement]) -> dict[str, Any]:
    desks = [s for s in mine if isinstance(s.carried, Card)]
    row: dict[str, Any] = dict.fromkeys(("device", "party", "code", "desk", "officer", "role"))
    if desks:
        card = max(desks, key=lambda s: (s.carried.credential["serial"], s.life, s.seq, s.id)).carried
        row |= {x: card.credential[x] for x in ("party", "desk", "officer", "role")}
        row["code"] = card.root.code
    return row | {"device": device, "statements": len(mine)}


def verify(path: str | Path) -> dict[str, Any]:
    """What SPEC 12.3 says of the transcript in the file."""
    reader = Reader()
    with Path(path).open("rb") as file:
        lines = iter(lambda: file.readline(LINE_BYTES + 1), b"")
        first_line = next(lines, b"")
        try:
            first = reader.read_first(first_line)
        except Bad:
            return {"readable": False}
        reader.read_rest(lines, first.id, hashlib.sha256(first_line))
    statements = list(reader.statements.values())
    record_ = Record(first, statements)
    reader.judge(record_)
    terms = record_.terms(sum(record_.bit[s.id] for s in statements if s.complete))
    cards = [s.carried for s in statements if isinstance(s.carried, Card)]
    return {
        "readable": True,
        "intact": not reader.findings,
        "channel": first.id,
        "title": first.fields["title"],
        "exercise": first.exercise,
        "agreement": terms.id,
        "statements": len(statements),
        "bodies": sum(s.body is not None for s in statements),
        "incomplete": sum(not s.complete for s in statements),
        "parties": reader.parties(first, terms, cards),
        "authors": [
            author_row(d, [s for s in statements if s.author == d])
            for d in sorted({s.author for s in statements})
        ],
        "heads": record_.heads,
        "findings": reader.findings,
        "left_out": LEFT_OUT,
    }


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    result = verify(arguments[0])
    print(json.dumps(result, indent=1, ensure_ascii=False))
    return 2 if not result["readable"] else 0 if result["intact"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
