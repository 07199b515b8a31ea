"""What stands around a form: the parties by their codes, the agreed scale of likelihoods, the time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hotline.kinds.scales import Scale


@dataclass(frozen=True, slots=True)
class Setting:
    """`parties`: codes and names, in the agreement's order."""

    parties: Sequence[tuple[str, str]]
    scale: Scale
    now: Callable[[], datetime]
