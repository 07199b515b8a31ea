"""The desk's named verbs as a program asks for them, wherever the vault is: in this process or in another.

The verbs themselves are `service`'s; over the socket the same are asked for through `attach`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # it brings the whole engine with it, and a program that attaches needs none
    from client.engine.service import Service

Answer = dict[str, Any]


class Verbs(Protocol):
    """One desk, to be asked."""

    async def ask(self, do: str, what: dict[str, Any]) -> Answer:
        """One answer. Raises what the verb raises."""

    def stream(self, do: str, what: dict[str, Any]) -> AsyncIterator[Answer]:
        """One answer after another."""


class Here:
    """The vault is held by this very process."""

    def __init__(self, service: Service) -> None:
        self._handlers = service.handlers

    async def ask(self, do: str, what: dict[str, Any]) -> Answer:
        answer = self._handlers[do](what)
        assert not isinstance(answer, AsyncIterator), "a stream is asked for with `stream`"
        return await answer

    async def stream(self, do: str, what: dict[str, Any]) -> AsyncIterator[Answer]:
        answers = self._handlers[do](what)
        assert isinstance(answers, AsyncIterator), "one answer is asked for with `ask`"
        async for answer in answers:
            yield answer
