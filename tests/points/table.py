"""Every point of the two programs, and the story that dies there; not always at the first passing."""

from __future__ import annotations

from dataclasses import dataclass

from tests.points.desks import BrowserTab, FirstAgreement, Talk
from tests.points.files import Courier, Damage, HandedOut, Root, Vault
from tests.points.relays import BlobOverHttp, RelayFolder, RelayStores
from tests.points.story import Story


@dataclass(frozen=True)
class Case:
    """`nth`: at which of its passings in one life."""

    program: str
    point: str
    story: Story
    nth: int = 1

    def __str__(self) -> str:
        return f"{type(self.story).__name__}-{self.point}:{self.nth}"


CASES = (
    Case("client", "vault/before-first-commit", Vault()),
    Case("client", "vault/before-rename", Vault()),
    Case("client", "vault/before-folder-sync", Vault()),
    Case("client", "vault/after-rename", Vault()),
    Case("client", "vault/before-commit", Vault(), 2),
    Case("client", "vault/after-commit", Vault(), 2),
    Case("client", "restore/before-sync", Vault()),
    Case("client", "restore/before-commit", Vault()),
    Case("client", "vault/before-first-commit", Root()),
    Case("client", "vault/before-commit", Root()),
    Case("client", "vault/after-commit", Root()),
    Case("client", "vault/before-set-aside", Damage()),
    Case("client", "vault/before-set-aside", Damage(), 2),
    Case("client", "courier/before-sync", Courier(), 2),
    Case("client", "courier/before-rename", Courier(), 2),
    Case("client", "courier/before-folder-sync", Courier(), 2),
    Case("client", "handed-out/before-sync", HandedOut(), 2),
    Case("client", "file/before-sync", FirstAgreement()),
    Case("client", "file/before-rename", FirstAgreement()),
    Case("client", "file/before-folder-sync", FirstAgreement()),
    Case("client", "vault/before-commit", FirstAgreement(), 2),
    Case("client", "vault/after-commit", FirstAgreement(), 2),
    Case("client", "evidence/before-sync", FirstAgreement()),
    Case("client", "tab/before-send", BrowserTab(), 2),
    Case("client", "link/before-send", Talk(), 8),
    Case("client", "engine/before-receive", Talk(), 3),
    Case("client", "engine/before-acknowledge", Talk(), 2),
    Case("client", "vault/before-commit", Talk(), 6),
    Case("client", "vault/after-commit", Talk(), 6),
    Case("client", "attach/before-request", Talk(), 3),
    Case("client", "attach/before-answer", Talk(), 3),
    Case("server", "link/before-send", Talk(), 12),
    Case("server", "store/before-commit", Talk(), 3),
    Case("server", "store/after-commit", Talk(), 3),
    Case("server", "store/before-first-commit", RelayStores()),
    Case("server", "store/before-commit", RelayStores(), 3),
    Case("server", "store/after-commit", RelayStores(), 3),
    Case("server", "blobs/before-sync", RelayStores(), 2),
    Case("server", "blobs/before-rename", RelayStores(), 2),
    Case("server", "blobs/before-folder-sync", RelayStores(), 2),
    Case("server", "blobs/after-rename", RelayStores(), 2),
    Case("server", "blobs/before-time-sync", RelayStores()),
    Case("server", "folder/before-sync", RelayFolder(), 3),
    Case("server", "folder/before-rename", RelayFolder(), 3),
    Case("server", "folder/before-folder-sync", RelayFolder(), 3),
    Case("server", "folder/before-sync", RelayFolder(), 6),  # 4 files make a relay
    Case("server", "folder/before-rename", RelayFolder(), 6),
    Case("server", "folder/before-folder-sync", RelayFolder(), 6),
    Case("server", "blobs/before-answer", BlobOverHttp(), 2),
    Case("server", "blobs/before-size", BlobOverHttp()),
    Case("server", "blobs/before-piece", BlobOverHttp()),
)
POINTS = sorted({(case.program, case.point) for case in CASES})
