"""What an officer may choose, in `terminal.yaml` of the profile's folder. Nothing secret stands in it.

A mistake in it is told with its line, and the terminal opens with what it would have been without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field

from hotline.agreement.handwriting import Hand, read_yaml, understood
from hotline.codec import Document
from hotline.errors import Malformed

FILE = "terminal.yaml"
HEAD = "# Settings of the Hotline terminal; changed in its settings screen, or here by hand.\n"


class Settings(Document):
    """As they stand in the file; each may be left out."""

    language: Literal["en", "fr", "ru"] = "en"
    theme: Literal["calm-dark", "calm-light", "high-contrast", "ansi-dark", "ansi-light"] = "calm-dark"
    glyphs: Literal["unicode", "plain"] = "unicode"
    motion: bool = False
    bell: bool = True
    lock_after: Annotated[int, Field(ge=0, le=24 * 60, description="idle minutes; 0: never")] = 15
    keys: Mapping[str, str] = Field(default_factory=dict)


def read_settings(folder: Path) -> tuple[Settings, str | None]:
    """The profile's settings, and what is wrong with the file, if anything is."""
    path = folder / FILE
    try:
        written = read_yaml(path.read_text(encoding="utf-8"), FILE)
        return understood(written, Settings, Hand()), None
    except FileNotFoundError:
        return Settings(), None
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), f"{FILE} cannot be read: {error}."
    except Malformed as error:
        return Settings(), str(error)


def write_settings(folder: Path, settings: Settings) -> None:
    """Replaces the file. Raises OSError."""
    chosen = settings.model_dump(mode="json", exclude_defaults=True)
    draft = folder / f"{FILE}.new"
    draft.write_text(HEAD + (yaml.safe_dump(chosen, allow_unicode=True) if chosen else ""), encoding="utf-8")
    draft.replace(folder / FILE)
