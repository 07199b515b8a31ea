"""What a screen does later: while keys are taken, by the library's workers, or once it is drawn.

All of it ends with the node that it is for, also where it was about to touch what is being taken down. What
goes wrong in an errand and is not treated by it is told to the officer. Not here: any errand.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from textual.css.query import NoMatches
from textual.dom import DOMNode, NoScreen
from textual.worker import Worker

from client.text.telling import told
from hotline.errors import HotlineError

if TYPE_CHECKING:
    from client.ui.app import HotlineApp


class Part(Protocol):
    """A piece of the app or of a screen that is no node itself: its errands are sent from that one."""

    @property
    def node(self) -> DOMNode: ...


P = ParamSpec("P")
Sender = TypeVar("Sender", bound=DOMNode | Part)
Errand = Callable[Concatenate[Sender, P], Coroutine[Any, Any, None]]
Sent = Callable[Concatenate[Sender, P], Worker[None]]


def errand(group: str = "default", *, alone: bool = False) -> Callable[[Errand[Sender, P]], Sent[Sender, P]]:
    """Makes a method of a node, or of a part of one, an errand. `alone`: an earlier one of its group is
    ended."""

    def made(method: Errand[Sender, P]) -> Sent[Sender, P]:
        @wraps(method)
        def send(sender: Sender, /, *given: P.args, **named: P.kwargs) -> Worker[None]:
            node = sender if isinstance(sender, DOMNode) else sender.node
            run = partial(_run, node, partial(method, sender, *given, **named))
            return node.run_worker(run, name=method.__name__, group=group, exclusive=alone)

        return send

    return made


async def settled(change: Awaitable[object]) -> None:
    """Once screens have come or gone.

    The errand that waits may be ended: the app waits for the same, and is not to end with it.
    """
    await asyncio.shield(change)


async def _run(node: DOMNode, go: Callable[[], Coroutine[Any, Any, None]]) -> None:
    try:
        await go()
    except (NoMatches, NoScreen):
        if node.is_running and node.display and node.is_attached:
            raise
    except HotlineError as error:
        cast("HotlineApp", node.app).tell(told(error), severity="error")


def once_drawn(node: DOMNode, act: Callable[..., object], *given: object, **named: object) -> None:
    """Calls that when the screen is drawn anew; never, if the node is gone by then.

    The library's own `call_after_refresh` calls it on whatever screen has come instead.
    """
    node.call_after_refresh(_if_there, node, partial(act, *given, **named))


def _if_there(node: DOMNode, act: Callable[[], object]) -> None:
    if node.is_running:
        act()
