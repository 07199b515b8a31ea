"""The relay's real rules and real post over a simulated disk: what the web layer does, without a web."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING

from hotline.crypto.signing import SigningKey
from hotline.errors import Refused
from hotline.ids import DeviceId, RelayId
from hotline.wire.frames import Frame, ReceiptFrame
from hotline.wire.receipts import open_receipt
from server.access import Access
from server.metrics import Metrics
from server.rules.effects import (
    Close,
    Effect,
    Fetch,
    GetKey,
    PutKey,
    Send,
    SessionId,
    StoreAck,
    StoreDeposit,
    StoreRevocation,
    Watch,
)
from server.rules.policy import Policy
from server.stores.memory import MemoryKeys
from server.web.post import Post
from tests.simulation.death import Fuse
from tests.simulation.debts import Debts, Slot
from tests.simulation.disk import Disk, SimulatedMailboxes
from tests.simulation.lies import Lies
from tests.simulation.process import Process
from tests.simulation.rules import WatchedRules

if TYPE_CHECKING:
    from tests.simulation.lines import Line
    from tests.simulation.world import World

METRICS = Metrics()  # nobody reads them here


class SimulatedRelay:
    """Keeps its mailboxes over a restart; loses them when its disk is wiped."""

    def __init__(self, world: World, name: str) -> None:
        self.name = name
        self.fuse = Fuse()
        self.lies = Lies(world)
        self._world = world
        self._key = SigningKey.generate(world.entropy)
        self.id = RelayId(self._key.public)
        self._access = Access(exercise=True)
        for root in world.roots():
            self._access.enroll(root)
        self._numbers = count(1)
        self.deposits = 0
        self.wipe()
        self.start()

    # Life

    def start(self) -> None:
        self.up = True
        self.disk.begin()
        self._lines: dict[SessionId, Line] = {}
        self._watching: dict[SessionId, Callable[[], None]] = {}
        self._process = process = Process(self._world.clock, self.fuse, self.stop)
        self._mailboxes = SimulatedMailboxes(self.disk, process.after)
        self._rules = WatchedRules(
            self._key, self._access, Policy(name=self.name), self._world.entropy, self.disk.debts
        )
        self._post = Post(
            self._rules,
            self._mailboxes,
            METRICS,
            lambda: self._world.clock.now,
            lambda effects: self._carry_out(effects, process),
            lambda work, _sessions: process.start(work),
            lambda _what, failure: self._world.broken.append(str(failure)),
            process,
        )

    def stop(self) -> None:
        """As a kill would: every session is gone, what was stored stays."""
        self.up = False
        self._process.end()
        self.fuse.put_out()
        for line in list(self._lines.values()):
            line.cut("the relay died")

    def wipe(self) -> None:
        """Its disk is lost."""
        self.disk = Disk(Debts(self.name, self._world.broken))
        self._keys = MemoryKeys()

    def idle(self) -> set[tuple[SessionId, Slot]]:
        """What waits on its disk for desks that are logged in."""
        sessions = {mailbox: session.id for mailbox, session in self._rules._present.by_device.items()}
        return {(sessions[slot[0]], slot) for slot in self.disk.waiting() if slot[0] in sessions}

    # What the lines tell

    def accept(self, line: Line) -> SessionId:
        session = SessionId(next(self._numbers))
        self._lines[session] = line
        self._do(lambda: self._rules.opened(session, "127.0.0.1", self._world.clock.now))
        return session

    def lost(self, session: SessionId) -> None:
        self._hang_up(session)
        self._rules.lost(session)

    def frames(self, session: SessionId, frames: Sequence[Frame]) -> None:
        for frame in frames:
            if session in self._lines:
                self._frame(session, self.lies.without_own_numbers(frame))

    def _frame(self, session: SessionId, frame: Frame) -> None:
        self._do(lambda: self._rules.frame(session, frame, self._world.clock.now))

    def _hang_up(self, session: SessionId) -> Line | None:
        if unwatch := self._watching.pop(session, None):
            unwatch()
        return self._lines.pop(session, None)

    # What the rules want

    def _do(self, decide: Callable[[], Iterable[Effect]]) -> None:
        process = self._process
        process.do(lambda: self._carry_out(decide(), process))

    def _carry_out(self, effects: Iterable[Effect], process: Process) -> None:
        """Nothing, if that life of the process is over."""
        for effect in effects if process.alive else ():
            self.fuse.step()
            self._carry_one(effect, process)

    def _carry_one(self, effect: Effect, process: Process) -> None:
        match effect:
            case Send(session, frame, _):
                self._send(session, frame)
            case Close(session, code, sentence):
                if line := self._hang_up(session):
                    line.cut(f"{code}: {sentence}")
            case Watch(session, mailbox):
                self._watching[session] = self._mailboxes.watch(mailbox, lambda: self._hint(mailbox))
            case StoreDeposit():
                self._deposit(effect, process)
            case StoreAck(_, mailbox, seqs):
                self.disk.debts.acknowledged(mailbox, seqs)
                self._post.acknowledge(effect)
            case Fetch():
                self._look(effect, process)
            case PutKey() | GetKey() | StoreRevocation():
                self._carry_out(self._answer(effect), process)

    def _send(self, session: SessionId, frame: Frame) -> None:
        if isinstance(frame, ReceiptFrame):
            self.disk.debts.promised(open_receipt(frame.receipt, self.id))
        if session in self._lines:
            for sent in self.lies.told(self._lines[session].desk.device, frame):
                self._lines[session].to_desk(sent)

    def _deposit(self, effect: StoreDeposit, process: Process) -> None:
        """What a liar withholds goes neither to the store nor to a desk; it is signed for with the rest."""
        self.deposits += 1
        withheld = self.lies.withheld(effect.deposit)
        kept = effect
        if withheld:
            kept = self._rules.pretend(effect, withheld)
        if kept.deposit.slots:
            self._post.deposit(kept)
        else:
            self._carry_out(self._rules.stored_nothing(kept, self._world.clock.now), process)

    def _hint(self, mailbox: DeviceId) -> None:
        self._do(lambda: self._rules.hint(mailbox, self._world.clock.now))

    def _look(self, effect: Fetch, process: Process) -> None:
        if self._mailboxes.holds(effect.mailbox):
            process.start(self._fetch(effect, process))
        else:
            self._carry_out(self._rules.fetched(effect.session, (), self._world.clock.now), process)

    async def _fetch(self, effect: Fetch, process: Process) -> None:
        found = await self._mailboxes.fetch(
            effect.mailbox,
            effect.cursor,
            self._world.clock.now,
            lowest=effect.lowest,
            count=effect.count,
            octets=effect.octets,
        )
        told = self.lies.order_of(found)
        self._carry_out(self._rules.fetched(effect.session, told, self._world.clock.now), process)

    def _answer(self, effect: PutKey | GetKey | StoreRevocation) -> Sequence[Effect]:
        now = self._world.clock.now
        match effect:
            case PutKey(session, ref, announcement):
                try:
                    self._keys.put(announcement, now)
                except Refused as reason:
                    return self._rules.refused(session, ref, reason)
                self.lies.learn(announcement)
                return self._rules.key_found(session, ref, self._keys.get(announcement.device, now))
            case GetKey(session, ref, device):
                found = self.lies.key_of(device, self._keys.get(device, now))
                return self._rules.key_found(session, ref, found)
            case StoreRevocation(session, ref, revocation):
                self._access.revoke(revocation)
                return [*self._rules.revocation_kept(session, ref), *self._rules.shut_out()]
