"""What a screen goes to do while keys are taken: the library's workers, with what ours have in common.

An errand ends with the screen that sent it, also where it was about to touch what is being taken down. What
goes wrong and is not treated by it is told to the officer. Not here: any errand.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar, cast

from textual import work
from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.worker import Worker

from client.text.telling import told
from hotline.errors import HotlineError

if TYPE_CHECKING:
    from client.ui.app import HotlineApp

P = ParamSpec("P")
Sender = TypeVar("Sender", bound=DOMNode)
Errand = Callable[Concatenate[Sender, P], Awaitable[None]]
Sent = Callable[Concatenate[Sender, P], Worker[None]]


def errand(group: str = "default", *, alone: bool = False) -> Callable[[Errand[Sender, P]], Sent[Sender, P]]:
    """Makes a method of a screen or of the app one. `alone`: an earlier one of its group is ended."""

    def made(method: Errand[Sender, P]) -> Sent[Sender, P]:
        @wraps(method)
        async def run(sender: Sender, *given: P.args, **named: P.kwargs) -> None:
            try:
                await method(sender, *given, **named)
            except (NoMatches, NoScreen):
                if sender.is_running and sender.display:
                    raise
            except HotlineError as error:
                cast("HotlineApp", sender.app).tell(told(error), severity="error")

        return work(group=group, exclusive=alone)(run)

    return made
