"""Each test begins in English, in colour and with the usual shapes, whatever the one before it chose."""

from __future__ import annotations

import pytest

from client.text.tongue import speak
from client.ui import glyphs


@pytest.fixture(autouse=True)
def as_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    speak("en")
    glyphs.choose("unicode")
