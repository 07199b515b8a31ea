"""Where the screens are: each is found by its name, and its file is read when it is first opened."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from textual.screen import Screen

from client.engine.keeper import Stage

SCREENS: Mapping[str, str] = {
    "outbox": "client.ui.screens.outbox:OutboxScreen",
    "settings": "client.ui.screens.settings:SettingsScreen",
    "verify": "client.ui.screens.verify:VerifyScreen",
    "statement": "client.ui.screens.statement:StatementScreen",
    "board": "client.ui.screens.board:BoardScreen",
    "record": "client.ui.screens.record:RecordScreen",
    "agreement": "client.ui.screens.agreement:AgreementScreen",
    "search": "client.ui.screens.search:SearchScreen",
    "relays": "client.ui.screens.first.relays:RelaysStep",
    "parties": "client.ui.screens.first.parties:PartiesStep",
}
"""Those over the line at work."""

DIALOGS = (
    "client.ui.screens.flash:FlashDialog",
    "client.ui.screens.review:Review",
    "client.ui.screens.leaving:Leaving",
    "client.ui.screens.kinds:KindsDialog",
    "client.ui.screens.help:HelpScreen",
    "client.ui.screens.compose:ComposeScreen",
)
"""Those that open over a screen, and take keys of their own."""


STEPS: Mapping[Stage, str] = {
    Stage.DESK: "client.ui.screens.first.desk:DeskStep",
    Stage.CREDENTIAL: "client.ui.screens.first.credential:CredentialStep",
    Stage.AGREEMENT: "client.ui.screens.first.agreement:AgreementStep",
}
"""The steps before there is a channel."""


def found_at(where: str) -> type[Screen[Any]]:
    """The screen of that place; its file is read now."""
    module, name = where.split(":")
    screen: type[Screen[Any]] = getattr(import_module(module), name)
    return screen
