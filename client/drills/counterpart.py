"""The others, at their desks, while a person sits at one: they act by script, and answer what they are told.

    async with Crisis(script, folder, world, tell, seat=play.seat) as crisis:
        await crisis.begin()
        async with acting(Counterpart(play, crisis.desks, world)):
            ...                              the person plays

All of it goes over real desks and real relays. What one act waits for, it does not wait for for ever.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from itertools import cycle
from typing import Any

from client.drills.desks import DeskProcess, View
from client.drills.play import Act, Play
from client.drills.script import Fields
from client.links.ports import World
from client.text.subject import subject_of
from hotline.codec import to_rfc3339
from hotline.errors import HotlineError

LOG = logging.getLogger("hotline.drills")
DEADLINE = timedelta(minutes=30)
RESOLVE = timedelta(hours=12)
URGENT = frozenset({"FLASH", "IMMEDIATE"})


class Counterpart:
    """`pace`: how fast they act; 2 is twice as fast as the script says."""

    def __init__(self, play: Play, desks: Mapping[str, DeskProcess], world: World, pace: float = 1.0) -> None:
        self._play = play
        self._desks = desks
        self._world = world
        self._pace = pace
        self._texts = cycle(play.answers.texts)

    # What they do by themselves

    async def act(self) -> None:
        """One act after the other."""
        for act in self._play.acts:
            await self._pause(act.after)
            view = await self._say(act)
            if act.files is not None:
                await self._file(act.by, view["number"], act.files)
            await self._wait(act, view)

    async def _say(self, act: Act) -> View:
        fields = dict(act.fields)
        if act.kind == "risk-question":
            now = self._world.now()
            fields |= {"deadline": to_rfc3339(now + DEADLINE), "resolve_by": to_rfc3339(now + RESOLVE)}
        return await self._desks[act.by].say(act.kind, fields, act.precedence)

    async def _wait(self, act: Act, view: View) -> None:
        """Until the person has done what the act is there for, or their patience is at an end."""
        if act.until == "nothing":
            return
        wanted = partial(self._answers, number=view["number"], kind=act.until)
        await self._desks[act.by].hears(wanted, act.patience / self._pace)

    def _answers(self, view: View, number: str, kind: str) -> bool:
        mine = view["author"]["party"] == self._play.seat and view["refers_to"] == number
        return mine and (view["kind"] == kind or (kind == "reply" and view["kind"] == "message"))

    # How they answer

    async def answer(self) -> None:
        """Whatever the person says is answered by the party that the play names."""
        desk = self._desks[self._play.answers.by]
        async for view in desk.news():
            if view["author"]["party"] == self._play.seat:
                await self._answer(desk, view)

    async def _answer(self, desk: DeskProcess, view: View) -> None:
        number, answers = view["number"], self._play.answers
        await self._pause(answers.after)
        if view["precedence"] in URGENT and view["kind"] == "message":
            await desk.acknowledge(number)
        if view["kind"] == "message" and not self._to_others(view):
            text = next(self._texts)
            fields = {"subject": subject_of(text), "text": text, "language": "en"}
            await desk.say("message", fields, "ROUTINE", re=number)
        elif view["kind"] == "risk-question" and desk.desk.card.root.id.hex() in view["body"]["asked"]:
            await self._file(answers.by, number, answers.files)

    def _to_others(self, view: View) -> bool:
        """Whether it answers a third party, which has been told enough."""
        referred = str(view["refers_to"] or "")
        return bool(referred) and not referred.startswith(f"{self._play.answers.by}-")

    async def _file(self, by: str, question: str, fields: Fields) -> None:
        await self._desks[by].say("risk-estimate", fields, re=question, held=True)

    async def _pause(self, seconds: float) -> None:
        await self._world.sleep(seconds / self._pace)


@asynccontextmanager
async def acting(counterpart: Counterpart) -> AsyncIterator[None]:
    """They act and answer while the block lasts. Where a desk ends under them, they fall silent."""
    works = [asyncio.create_task(_quietly(work)) for work in (counterpart.act(), counterpart.answer())]
    try:
        yield
    finally:
        for each in works:
            each.cancel()
        await asyncio.gather(*works, return_exceptions=True)


async def _quietly(work: Any) -> None:
    try:
        await work
    except HotlineError as error:
        LOG.warning("the others fell silent: %s", error)
