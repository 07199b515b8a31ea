"""Plays a crisis on real processes, one sentence a step, and judges how it ended.

    async with Crisis(script, folder, world, tell) as crisis:
        figures = await crisis.play()

The two relays and the desks are processes of their own, and end with the block.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from client.drills.desks import DeskProcess, View
from client.drills.paper import Desk, introduce, make_desk, sign_by_all
from client.drills.programs import together
from client.drills.relays import RelayProcess, free_port
from client.drills.script import Check, Estimate, Flash, Say, Script, Wipe
from client.drills.traffic import talk_while_wiped
from client.drills.verdict import Figures, Held, held_by
from client.links.ports import World
from hotline.codec import as_document, to_rfc3339
from hotline.kinds.risk import RiskEstimate
from hotline.procedures.pool import pool, rounded

PASSPHRASE = "exercise"  # of a desk at which a person sits: it is gone when they leave
EQUAL_WITHIN = 60.0  # seconds after the last statement
DEADLINE = timedelta(hours=1)
RESOLVE = timedelta(hours=12)

Tell = Callable[[str, str], None]
"""Takes what is told and its style: `look`, `step` or `hard`."""


class Crisis:
    """One run of a script in a folder of its own.

    `desks` and `relays` by code and name, and `said`, the ids that must be in every record at the end.
    `seat`: the code of a party at whose desk a person sits; it has its papers in `papers`, and no process.
    """

    def __init__(
        self, script: Script, folder: Path, world: World, tell: Tell, seat: str | None = None
    ) -> None:
        self._script = script
        self._folder = folder
        self._world = world
        self._tell = tell
        self._seat = seat
        self.relays: dict[str, RelayProcess] = {}
        self.desks: dict[str, DeskProcess] = {}
        self.papers: dict[str, Desk] = {}
        self.said: list[str] = []
        self.passphrase = folder / "passphrase"
        self._flash_seconds: float | None = None
        self._died = 0

    async def __aenter__(self) -> Crisis:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stopping = [each.stop() for each in self.desks.values()]
        stopping += [each.stop() for each in self.relays.values()]
        await asyncio.gather(*stopping, return_exceptions=True)

    async def play(self) -> Figures:
        """From nothing to the verdict. Raises HotlineError when a step does not come to its end."""
        await self.begin()
        for step in self._script.steps:
            self._tell(step.look, "look")
            match step:
                case Check():
                    await self._check(step)
                case Say():
                    await self._say(step)
                case Estimate():
                    await self._estimate(step)
                case Flash():
                    await self._flash(step)
                case Wipe():
                    await self._wipe(step)
        return await self.judge()

    # Before the line is there

    async def begin(self) -> None:
        """Paper, relays and desks, as the script's seats say; the line is open when this ends."""
        passphrase = PASSPHRASE if self._seat is not None else self._world.entropy(24).hex()
        self.passphrase.touch(mode=0o600)
        self.passphrase.write_text(f"{passphrase}\n", encoding="ascii")
        make = partial(make_desk, folder=self._folder, passphrase=passphrase, world=self._world)
        desks = [await asyncio.to_thread(make, seat) for seat in self._script.seats]
        names = ", ".join(f"{each.name} ({each.seat.role})" for each in desks)
        self._step(f"{len(desks)} parties, each with a root, a vault and a credential: {names}.")
        self._make_relays()
        roots = [each.root_card for each in desks]
        await together(*(relay.make(roots) for relay in self.relays.values()))
        for relay in self.relays.values():
            self._step(f"Relay {relay.name} is a process (pid {relay.pid}) with TLS on {relay.url}.")
        lines = [(each.name, each.url, each.key) for each in self.relays.values()]
        sign = partial(sign_by_all, self._script, desks, lines, passphrase, self._world)
        agreement = await asyncio.to_thread(sign)
        codes = await asyncio.to_thread(introduce, desks, agreement, passphrase, self._world)
        self._step(f"The agreement is signed by all {len(desks)} roots; {codes} root codes are compared.")
        self.papers = {each.seat.code: each for each in desks}
        processes = {code: self.desk_process(each) for code, each in self.papers.items()}
        self.desks = {code: each for code, each in processes.items() if code != self._seat}
        await together(*(each.start() for each in self.desks.values()))
        self._step(f"{len(self.desks)} desks keep the line, each a process with its own vault.")

    def desk_process(self, desk: Desk) -> DeskProcess:
        """A desk's process, not started."""
        return DeskProcess(desk, self._script.channel, self.passphrase, self._world)

    def _make_relays(self) -> None:
        for name in self._script.relays:
            port = free_port(self._world.entropy)
            while port in {each.port for each in self.relays.values()}:
                port = free_port(self._world.entropy)
            self.relays[name] = RelayProcess(name, self._folder / f"relay-{name}", port)

    # The steps

    async def _check(self, step: Check) -> None:
        began = self._world.monotonic()
        check = await self._keep(self.desks[step.by].say("comm-check", {"level": "link"}))
        for code in self._others(step.by):
            answered = partial(_is_reply, kind="comm-check-answer", to=check["number"], by=code)
            answer, at = await self.desks[step.by].sees(answered, f"the answer of {code}")
            self._step(f"{answer['number']} answers {check['number']} after {at - began:.1f} s.")

    async def _say(self, step: Say) -> None:
        desk = self.desks[step.by]
        view = await self._keep(desk.say(step.kind, step.fields, step.precedence))
        self._step(f"{_heading(view)}: “{step.fields.get('subject', '')}”")
        await desk.becomes(view["number"], _is_delivered, "delivered")
        self._step(f"{view['number']} is delivered: the others’ desks have signed that they hold it.")

    async def _estimate(self, step: Estimate) -> None:
        now = self._world.now()
        times = {"deadline": to_rfc3339(now + DEADLINE), "resolve_by": to_rfc3339(now + RESOLVE)}
        question = await self._keep(self.desks[step.by].say("risk-question", {**step.fields, **times}))
        self._step(f"{_heading(question)}: “{step.fields.get('title', '')}”")
        filed: dict[str, View] = {}
        for code, fields in step.filings.items():
            await self.desks[code].sees(partial(_is, question), question["number"])
            for earlier in filed.values():
                await self._cannot_read(code, earlier)
            filing = self.desks[code].say("risk-estimate", fields, re=question["number"], held=True)
            filed[code] = await self._keep(filing)
        await self._opened(filed)

    async def _cannot_read(self, code: str, filing: View) -> None:
        seen, _ = await self.desks[code].sees(partial(_is, filing), filing["number"])
        self._step(f"{filing['number']} is filed. What {code} can read of it: {seen['not_shown']}.")

    async def _opened(self, filed: Mapping[str, View]) -> None:
        """Every filer reads every estimate, and pools the same."""
        pools = {reader: await self._pooled(reader, filed) for reader in filed}
        for reader, text in pools.items():
            self._step(f"{reader} reads all estimates now; pooled: {text} percent.")

    async def _pooled(self, reader: str, filed: Mapping[str, View]) -> str:
        desk, estimates = self.desks[reader], {}
        for code, filing in filed.items():
            await desk.sees(partial(_is, filing), filing["number"])
            view = await desk.becomes(filing["number"], lambda view: view["body"] is not None, "open")
            party = self.desks[code].desk.card.root.id
            estimates[party] = as_document(view["body"], RiskEstimate, "estimate")
        pooled = pool(estimates)
        assert pooled is not None, "there are estimates"
        low, best, high = (
            rounded(each) for each in (pooled.together.low, pooled.together.best, pooled.together.high)
        )
        return f"{low} to {high}, best {best}"

    async def _flash(self, step: Flash) -> None:
        author, reader = self.desks[step.by], self.desks[step.acknowledged_by]
        began = self._world.monotonic()
        flash = await self._keep(author.say("message", step.fields, "FLASH"))
        self._hard(f"{_heading(flash)}: “{step.fields.get('subject', '')}”")
        await reader.sees(partial(_is, flash), flash["number"])
        await self._keep(reader.acknowledge(flash["number"]))
        read = partial(_is_reply, kind="acknowledgement", to=flash["number"], by=step.acknowledged_by)
        acknowledgement, at = await author.sees(read, f"an acknowledgement of {flash['number']}")
        self._flash_seconds = at - began
        officer = acknowledgement["author"]["officer"]
        self._step(f"Read by {officer}, {at - began:.2f} s after the key. Received. Not a consent.")

    async def _wipe(self, step: Wipe) -> None:
        desk, relay = self.desks[step.desk], self.relays[step.relay]
        await desk.kill()
        self._hard(f"{desk.name} loses its power (kill -9). {', '.join(step.by)} go on talking.")
        talkers = [self.desks[code] for code in step.by]
        said, died = await talk_while_wiped(step, talkers, relay, self._world)
        self.said += said
        self._died += died
        self._hard(
            f"Relay {relay.name} is killed (kill -9) and wiped; {died} deposits die with it, unfetched."
        )
        others = [
            f"{await each.waiting()} at {each.name}" for each in self.relays.values() if each is not relay
        ]
        self._step(
            f"{len(said)} statements were said meanwhile. Deposits that wait now: {', '.join(others)}."
        )
        await relay.start()
        self._step(f"Relay {relay.name} starts again, empty: it keeps {await relay.waiting()} deposits.")
        await desk.start()
        self._step(f"{desk.name} has power again, and asks the others for what it lacks.")

    # The end

    async def judge(self) -> Figures:
        """The figures, once all hold the same; or as they stand after a minute."""
        self._tell(
            "Now each desk is asked for its record: order, numbers, ids and standings must be the same.",
            "look",
        )
        deadline = self._world.monotonic() + EQUAL_WITHIN
        while True:
            await together(*(each.sync(5.0) for each in self.desks.values()))
            figures = await self._figures()
            if figures.passed or self._world.monotonic() > deadline:
                return figures

    async def _figures(self) -> Figures:
        held = await asyncio.gather(*(self._held(each) for each in self.desks.values()))
        return Figures(tuple(held), len(self.said), self._flash_seconds, self._died)

    async def _held(self, desk: DeskProcess) -> Held:
        return held_by(desk.name, await desk.read(), self.said, desk.arrivals())

    # Inside

    async def _keep(self, saying: Any) -> View:
        view: View = await saying
        self.said.append(view["id"])
        return view

    def _others(self, code: str) -> Iterable[str]:
        return [each for each in self.desks if each != code]

    def _step(self, text: str) -> None:
        self._tell(text, "step")

    def _hard(self, text: str) -> None:
        self._tell(text, "hard")


def _is(wanted: View, view: View) -> bool:
    return bool(view["id"] == wanted["id"])


def _is_reply(view: View, kind: str, to: str, by: str) -> bool:
    return (view["kind"], view["refers_to"], view["author"]["party"]) == (kind, to, by)


def _heading(view: View) -> str:
    return f"{view['number']}  {view['precedence']} {view['kind']}"


def _is_delivered(view: View) -> bool:
    return view["state"] in {"delivered", "read", "answered"}
