"""Opens the terminal, without the switches of its library that would leave or send what is on screen."""

from __future__ import annotations

import os
from collections.abc import MutableMapping

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


def open_terminal(word: str) -> None:
    """Runs the terminal of that profile until the officer leaves it. Raises Misuse."""
    without_leaks(os.environ)
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    from client.engine.keeper import Keeper
    from client.engine.profiles import profile_named
    from client.engine.world import real_world
    from client.ui.app import HotlineApp
    from client.ui.settings import read_settings

    profile = profile_named(word, os.environ)
    settings, trouble = read_settings(profile.folder)
    HotlineApp(Keeper(profile, real_world()), settings, trouble).run()
