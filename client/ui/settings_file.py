"""The settings as a YAML file that a person may change by hand: a mistake is told with its line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import Field

from client.ui.settings import Settings
from hotline.agreement.handwriting import Hand, read_yaml, understood
from hotline.codec import Document
from hotline.errors import Malformed
from hotline.sentence import sentence

HEAD = "# Settings of the Hotline terminal; changed in its settings screen, or here by hand.\n"


class Written(Document):
    """As they stand in the file; each may be left out."""

    language: Literal["en", "fr", "ru"] = "en"
    theme: Literal["calm-dark", "calm-light", "high-contrast", "ansi-dark", "ansi-light"] = "calm-dark"
    glyphs: Literal["unicode", "plain"] = "unicode"
    motion: bool = False
    bell: bool = True
    lock_after: Annotated[int, Field(ge=0, le=24 * 60)] = 15
    keys: Mapping[str, str] = Field(default_factory=dict)


def read(path: Path) -> tuple[Settings, str | None]:
    """See `read_settings`."""
    try:
        text = path.read_text(encoding="utf-8")
        if all(not each.strip() or each.lstrip().startswith("#") for each in text.splitlines()):
            return Settings(), None  # nothing in it is other than usual
        return Settings(**understood(read_yaml(text, path.name), Written, Hand()).model_dump()), None
    except OSError as error:
        return Settings(), sentence("{file} cannot be read: {why}.", file=path.name, why=error.strerror)
    except UnicodeDecodeError:
        return Settings(), sentence("{file} is not UTF-8 text.", file=path.name)
    except Malformed as error:
        return Settings(), error.sentence


def write(path: Path, settings: Settings) -> None:
    """See `write_settings`."""
    usual = asdict(Settings())
    chosen = {name: each for name, each in asdict(settings).items() if each != usual[name]}
    draft = path.with_name(f"{path.name}.new")
    draft.write_text(HEAD + (yaml.safe_dump(chosen, allow_unicode=True) if chosen else ""), encoding="utf-8")
    draft.replace(path)
