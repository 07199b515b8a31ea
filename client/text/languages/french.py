"""Français."""

from __future__ import annotations

from collections.abc import Mapping

FRENCH: Mapping[str, str] = {}
