"""The parsers of files, of what people write, and of what another program of ours says."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from aiohttp import WSMessage, WSMsgType

from client.browser.messages import read_message
from client.browser.recall import Recall
from client.engine.attach_lines import read_answer, read_request, write_answer, write_request
from client.engine.files import read_any
from client.links.courier import export_courier, import_courier
from client.ui.settings import Settings
from client.ui.settings_file import read as read_settings
from client.ui.settings_file import write as write_settings
from client.ui.when import read_time, write_time
from hotline.agreement.handwriting import Hand, read_yaml
from hotline.archive.verify import verify
from hotline.errors import Malformed, Misuse
from hotline.identity.card import verified_card, write_card
from hotline.kinds.catalogue import KINDS
from hotline.kinds.templates import read_template, template_of
from hotline.wire.envelope import Deposit
from server.cli.enroll import read_root
from server.config import Config, from_text
from tests.fuzz.table import Parser
from tests.hotline.agreement.parties import draft, template
from tests.hotline.people import NOW, desk
from tests.server.people import public_part
from tests.vectors.make_transcripts import small

BRV = desk("BRV")
TOML = (
    'name = "North"\noperator = "Test"\nexercise = true\nurl = "wss://localhost:8443"\nlisten = "[::1]:0"\n'
)


def through_file(read: Callable[[Path], Any]) -> Callable[[bytes], Any]:
    def reads(raw: bytes) -> Any:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            path.write_bytes(raw)
            return read(path)

    return reads


def text_of(read: Callable[[str], Any]) -> Callable[[bytes], Any]:
    """Of text: bytes that are none never reach it."""
    return lambda raw: read(raw.decode(errors="replace"))


@cache
def courier() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stick"
        envelopes = [Deposit(public_part(n, size=64), ((BRV.device, b"slot"),)) for n in (1, 2)]
        export_courier(path, envelopes, BRV.key, NOW)
        return path.read_bytes()


def settings_bytes(settings: Settings) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write_settings(path, settings)
        return path.read_bytes()


def settings(path: Path) -> Settings:
    """It never raises: with the complaint come the usual ones."""
    found, complaint = read_settings(path)
    if complaint is not None:
        assert found == Settings()
        raise Malformed("settings", complaint)
    return found


def verified(raw: bytes) -> Any:
    """Every finding is in the report; only a first line that cannot be read is refused."""
    return verify(raw.splitlines(keepends=True))


def when(text: str) -> None:
    """A time that was understood reads the same from how it is written."""
    found = read_time(text, NOW)
    if found is not None and "." not in text and "+" not in text:
        assert read_time(write_time(found, NOW), NOW) == found.replace(microsecond=0)


def page_says(raw: bytes) -> Any:
    return read_message(WSMessage(WSMsgType.TEXT, raw.decode(errors="replace"), None))


def followed(raw: bytes) -> bytes:
    recall = Recall()
    recall.follow(raw)
    return recall.greeting()


def a_template(name: str) -> Callable[[str], Any]:
    kind = KINDS[name]
    return lambda text: read_template(kind, text, Hand({}), {})


def config(text: str) -> Config:
    return from_text(text)


FILES: list[Parser] = [
    Parser(
        "courier file",
        "client.links.courier",
        through_file(lambda path: import_courier(path, BRV.device)),
        courier,
    ),
    Parser("transcript file", "hotline.archive.verify", verified, lambda: b"".join(small().lines())),
    Parser(
        "any file",
        "client.engine.files",
        read_any,
        lambda: write_card(verified_card(BRV.root.signed, BRV.signed_credential)),
        "json",
    ),
    Parser(
        "root to enrol",
        "server.cli.enroll",
        lambda raw: read_root(raw, "root"),
        BRV.root.signed.to_json,
        "json",
    ),
    Parser(
        "attach request",
        "client.engine.attach_lines",
        read_request,
        lambda: write_request("say", {"channel": "x", "set": {"text": "y"}}),
        "json",
        lambda each: write_request(each.do, each.with_),
    ),
    Parser(
        "attach answer",
        "client.engine.attach_lines",
        read_answer,
        lambda: b'{"done": {"id": "x", "rows": [1, null]}}',
        "json",
        write_answer,
    ),
    Parser(
        "yaml",
        "hotline.agreement.handwriting",
        text_of(lambda text: read_yaml(text, "yaml")),
        lambda: template("exercise").encode(),
    ),
    Parser("draft", "hotline.agreement.draft", text_of(draft), lambda: template("exercise").encode()),
    Parser(
        "template of message",
        "hotline.kinds.templates",
        text_of(a_template("message")),
        lambda: (
            template_of(KINDS["message"])
            .replace("subject:", "subject: Boats")
            .replace("|-\n", "|-\n  Two.\n")
            .encode()
        ),
    ),
    Parser(
        "settings",
        "client.ui.settings_file",
        through_file(settings),
        lambda: settings_bytes(Settings(theme="calm-light", lock_after=3, keys={"say": "ctrl+k"})),
        write=settings_bytes,
    ),
    Parser("time by hand", "client.ui.when", text_of(when), lambda: b"24 Nov 2026 18:00Z"),
    Parser("time group", "client.ui.when", text_of(when), lambda: b"241800Z NOV 26"),
    Parser("time away", "client.ui.when", text_of(when), lambda: b"+6h 30m"),
    Parser("relay.toml", "server.config", text_of(config), lambda: TOML.encode(), refusals=(Misuse,)),
    Parser(
        "the page's words",
        "client.browser.messages",
        page_says,
        lambda: b'{"columns": 80, "rows": 24}',
        "json",
    ),
    Parser(
        "a program's output",
        "client.browser.recall",
        followed,
        lambda: b"\x1b[?1049h\x1b[?25l text \x1b[?2026h",
    ),
]
