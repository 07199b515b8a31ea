"""Русский."""

from __future__ import annotations

from collections.abc import Mapping

RUSSIAN: Mapping[str, str] = {}
