"""Two desks and one relay as processes, with a fault proxy between them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractContextManager, asynccontextmanager, nullcontext
from pathlib import Path

from client.drills.crisis import Crisis
from client.drills.desks import DeskProcess
from client.drills.paper import Desk, with_days
from client.drills.programs import HOTLINE, RELAY, Program, run
from client.drills.relays import RelayProcess, free_port
from client.drills.script import Script, read_script
from client.engine.world import real_world
from client.vault.passphrase import VARIABLE
from tests.journeys.line import short_folder
from tests.journeys.proxy import Proxy, proxying

RELAY_NAME = "north"
HURRIED = "tests.journeys.hurried"
Disks = Callable[[Iterable[Path]], AbstractContextManager[object]]


class Pair(Script):
    """The demo's line without its observers and its second relay."""

    def draft(self) -> str:
        lines = super().draft().replace("[principal, observer]", "[principal]").splitlines()
        kept = [each for each in lines if "OBS" not in each and "SOUTH" not in each]
        return "\n".join(kept).replace("verifiers: [observer]", "verifiers: [principal]")


class RelayBehind(RelayProcess):
    """A relay whose address is the proxy's, and that listens elsewhere."""

    def __init__(self, folder: Path, proxy: Proxy, ping_every: float | None) -> None:
        super().__init__(RELAY_NAME, folder, proxy.port)
        self.folder = folder
        self._proxy = proxy
        self._ping_every = ping_every
        self.moves_to(free_port(real_world().entropy))

    def moves_to(self, port: int) -> None:
        """It listens there from its next start on; the proxy knows."""
        self.port_behind = port
        self._proxy.leads_to(port)
        serve = ["serve", "--dir", str(self.folder), "--port", str(port)]
        self._program = _program(RELAY, serve, self.folder.with_suffix(".log"), {}, self._ping_every)

    @property
    def log(self) -> str:
        return self._program.log.read_text(encoding="utf-8", errors="replace")

    async def kill(self) -> None:
        """kill -9; its folder stays as it was then."""
        await self._program.kill()


class FaultyLine(Crisis):
    """`proxy` is what desks connect to. `ping_every`: another than the protocol's, in seconds, for all."""

    def __init__(self, folder: Path, proxy: Proxy, ping_every: float | None) -> None:
        whole = read_script("strait.yaml")
        script = Pair.model_construct(
            **dict(whole) | {"relays": (RELAY_NAME,), "seats": whole.seats[:2], "steps": ()}
        )
        super().__init__(script, folder, real_world(), lambda *_: None)
        self.proxy = proxy
        self._ping_every = ping_every

    async def __aenter__(self) -> FaultyLine:
        return self

    def _make_relays(self) -> None:
        self.relay = RelayBehind(self._folder / RELAY_NAME, self.proxy, self._ping_every)
        self.relays[RELAY_NAME] = self.relay

    def desk_process(self, desk: Desk) -> DeskProcess:
        made = super().desk_process(desk)
        log, secret = desk.folder.with_suffix(".log"), {VARIABLE: str(self.passphrase)}
        made._program = _program(
            "client.main", ["run", "--profile", str(desk.folder)], log, secret, self._ping_every
        )
        return made

    async def amend(self, old_port: int, new_port: int) -> None:
        """Both parties accept an amendment that names another port, and AVA takes it in: as by hand."""
        channel = (await self.ava._ask("channels", {}))["rows"][0]["id"]
        lines = [(each.name, each.url, each.key) for each in self.relays.values()]
        draft = with_days(self._script.draft(), self._world.now())
        for name, url, key in lines:
            draft = draft.replace(f"URL-OF-{name.upper()}", url).replace(f"KEY-OF-{name.upper()}", key)
        at = self._folder.joinpath
        at("moved.yaml").write_text(f"parent: {channel}\n{draft.replace(str(old_port), str(new_port))}")
        secret = {VARIABLE: str(self.passphrase)}
        roots = [f"--party={desk.root_card}" for desk in self.papers.values()]
        made = str(at("moved.json"))
        await run(HOTLINE, ["agreement", "make", str(at("moved.yaml")), *roots, "--out", made], secret)
        files = [made]
        for code, desk in self.papers.items():
            files.append(str(at(f"moved-{code}.json")))
            await run(
                HOTLINE, ["party", "sign", made, f"--root={desk.root_vault}", "--out", files[-1]], secret
            )
        await run(HOTLINE, ["import", "--profile", str(self.ava.desk.folder), *files], secret)

    @property
    def ava(self) -> DeskProcess:
        return self.desks["AVA"]

    @property
    def brv(self) -> DeskProcess:
        return self.desks["BRV"]


def _program(
    module: str, arguments: list[str], log: Path, environment: dict[str, str], ping_every: float | None
) -> Program:
    if ping_every is None:
        return Program(module, arguments, log, environment)
    return Program(HURRIED, [str(ping_every), module, *arguments], log, environment)


@asynccontextmanager
async def faulty_line(
    ping_every: float | None = None, disks: Disks = nullcontext
) -> AsyncIterator[FaultyLine]:
    """Open, and nothing wrong with it yet. `disks` are made for the folders of the desks and the relay."""
    with short_folder() as folder, disks([folder / name for name in ("ava", "brv", RELAY_NAME)]):
        async with proxying() as proxy, FaultyLine(folder, proxy, ping_every) as line:
            await line.begin()
            yield line
