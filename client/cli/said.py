"""What became of a statement that was just said: shown, and as an exit code."""

from __future__ import annotations

from client.cli.output import Output, tell
from client.engine.verbs import Answer
from hotline.errors import Unreachable


def show_said(output: Output, view: Answer) -> None:
    """Shows it on stdout. Raises Unreachable when no relay took it yet."""
    if output.json:
        output.show(view, ())
    else:
        output.show(view, [f"{view['number']}  {view['id'][:12]}"])
    if not view["taken"]:
        raise Unreachable(
            f"{view['number']} is kept and queued: no relay took it yet.", "`hotline sync` tries again."
        )
    tell("EXERCISE: relayed." if view["exercise"] else "Relayed.")
