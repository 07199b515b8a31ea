"""Opens the terminal, without the switches of its library that would leave or send what is on screen."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from client.engine.profiles import Profile
    from client.ui.app import HotlineApp

LEAKING = (
    "TEXTUAL",
    "TEXTUAL_LOG",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_DEBUG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SHOW_RETURN",
)


def without_leaks(environment: MutableMapping[str, str]) -> None:
    """Takes the switches out. Before the library is read, which looks at them once."""
    for name in LEAKING:
        environment.pop(name, None)


def open_terminal(profile: Profile) -> bool:
    """Runs the terminal of that profile until the officer leaves it. False when it broke."""
    app = app_of(profile)
    app.run()
    return not app.return_code


def app_of(profile: Profile) -> HotlineApp:
    """The terminal, not begun. Call it before anything else has read the terminal's library."""
    without_leaks(os.environ)
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    from client.engine.keeper import Keeper
    from client.engine.world import real_world
    from client.ui.app import HotlineApp
    from client.ui.settings import read_settings

    settings, trouble = read_settings(profile.folder)
    return HotlineApp(Keeper(profile, real_world()), settings, trouble)
