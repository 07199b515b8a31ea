"""Measures what is named, or all: prints a table, and writes the figures to build/bench.json."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.desk import desk
from bench.faults import faults
from bench.record import record
from bench.relay import relay
from bench.terminal import terminal

OUT = Path("build/bench.json")

BENCHES: Mapping[str, Callable[[], dict[str, float]]] = {
    "record": record,
    "desk": desk,
    "relay": relay,
    "terminal": terminal,
    "faults": faults,
}


def main(names: Sequence[str]) -> int:
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        sys.stderr.write(f"There is no bench {', '.join(unknown)}. There are: {', '.join(BENCHES)}.\n")
        return 2
    figures: dict[str, float] = {}
    for name in names or BENCHES:
        sys.stderr.write(f"{name} ...\n")
        for figure, value in BENCHES[name]().items():
            figures[figure] = round(value, 4)
            sys.stdout.write(f"{figure:32} {value:12.3f}\n")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
