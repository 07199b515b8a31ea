"""What a desk does for whoever asks: the named verbs, from plain dictionaries to plain dictionaries.

The process that holds the vault registers them on the attach socket; a command that holds it calls them
directly. So there is one way from what is typed to the station. The talking verbs are in `talk`.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from client.engine import talk
from client.engine.couriers import courier_export, courier_import
from client.engine.doctor.checks import Finding, examine
from client.engine.doctor.gather import gather
from client.engine.engine import Engine
from client.engine.exporting import export_transcript
from client.engine.files import read_any
from client.engine.holder import Answering
from client.engine.importing import import_any
from client.engine.looking import beginning, look
from client.engine.naming import find_channel, find_desk, find_party
from client.engine.reading.verbs import Reading
from client.engine.requests import Request, seconds, text
from client.engine.views import (
    View,
    channel_view,
    contact_view,
    cuts_view,
    obligation_view,
    relay_view,
    waiting_view,
)
from client.links.ports import World
from client.station.station import Station
from client.vault.backup import backup
from client.vault.lock import check_passphrase
from client.vault.vault import DeskVault
from hotline.codec import from_base64, to_base64, to_rfc3339
from hotline.errors import Malformed, Misuse
from hotline.identity.card import write_card
from hotline.identity.numbers import root_digits, root_words

DRAFTS = "drafts"


class Service:
    """The verbs over one running engine."""

    def __init__(self, engine: Engine, vault: DeskVault, folder: Path, world: World) -> None:
        self._engine = engine
        self._vault = vault
        self._folder = folder
        self._world = world
        self._reading = Reading(engine, vault, world)

    @property
    def handlers(self) -> Mapping[str, Answering]:
        """Every verb by its name."""
        return {
            "say": self._say,
            "preview": self._preview,
            "ack": self._ack,
            "read": self._read,
            "show": self._show,
            "channels": self._channels,
            "contacts": self._contacts,
            "cuts": self._cuts,
            "agreement": self._agreement,
            "card": self._card,
            "digits": self._digits,
            "verify": self._verify,
            "import": self._import,
            "look": self._look,
            "beginning": self._beginning,
            "status": self._status,
            "doctor": self._doctor,
            "sync": self._sync,
            "try-now": self._try_now,
            "transcript-export": self._transcript_export,
            "passphrase": self._passphrase,
            "backup": self._backup,
            "courier-export": self._courier_export,
            "courier-import": self._courier_import,
            **self._reading.handlers,
        }

    # Talking

    async def _say(self, request: Request) -> View:
        return await talk.say(self._engine, self._world, request)

    async def _preview(self, request: Request) -> View:
        return await talk.preview(self._engine, self._world, request)

    async def _ack(self, request: Request) -> View:
        return await talk.acknowledge(self._engine, self._world, request)

    def _read(self, request: Request) -> AsyncIterator[View]:
        return talk.read(self._engine, request)

    async def _show(self, request: Request) -> View:
        return await talk.show(self._engine, request)

    # Who and where

    async def _channels(self, _request: Request) -> View:
        def work(station: Station) -> Sequence[View]:
            return [channel_view(station, each) for each in station.channels()]

        return {"rows": await self._engine.call(work)}

    async def _contacts(self, _request: Request) -> View:
        def work(station: Station) -> Sequence[View]:
            roots = sorted(station.memory.contacts.roots.values(), key=lambda root: root.document.code)
            return [contact_view(station, root) for root in roots]

        return {"rows": await self._engine.call(work)}

    async def _cuts(self, request: Request) -> View:
        """The last statement held of each incarnation of a desk: what a revocation recognises."""

        def work(station: Station) -> Sequence[View]:
            return cuts_view(station, find_desk(station, text(request, "desk")))

        return {"rows": await self._engine.call(work)}

    async def _agreement(self, request: Request) -> View:
        """The terms in force on a channel, as signed."""

        def work(station: Station) -> View:
            channel = find_channel(station, text(request, "channel"))
            return channel.transcript.terms_for_next().text.model_dump(mode="json")

        return await self._engine.call(work)

    async def _card(self, _request: Request) -> View:
        return {"file": to_base64(await self._engine.call(lambda station: write_card(station.card())))}

    # Verifying

    async def _digits(self, request: Request) -> View:
        """Whom one is about to verify, and the own digits to read out. Never the other's: they are typed."""
        language = text(request, "language", "english")

        def work(station: Station) -> View:
            root = station.memory.contacts.root(find_party(station, text(request, "party")))
            own = station.memory.card.root
            payload = own.signed.payload
            return {
                "party": root.document.code,
                "name": root.document.name,
                "own": root.id == own.id,
                "own_digits": root_digits(payload),
                "own_words": root_words(payload, language),
                "verified": station.memory.contacts.verified.get(root.id),
            }

        return await self._engine.call(work)

    async def _verify(self, request: Request) -> View:
        who, how = text(request, "who"), text(request, "how")
        now = self._world.now()

        def work(station: Station) -> View:
            party = find_party(station, text(request, "party"))
            if party == station.party:
                raise Misuse("This is your own party.", "Verify the others.")
            station.verify(party, text(request, "digits"), who, how, now)
            contacts = station.memory.contacts
            return {"party": contacts.root(party).document.code, "verified": contacts.verified[party]}

        return await self._engine.call(work)

    # Files

    async def _import(self, request: Request) -> View:
        return await import_any(self._engine, self._folder / DRAFTS, read_any(_file(request)))

    async def _look(self, request: Request) -> View:
        """What a file is; nothing is taken in."""
        file, drafts = read_any(_file(request)), self._folder / DRAFTS
        return dict(await self._engine.call(lambda station: look(station, drafts, file)))

    async def _beginning(self, _request: Request) -> View:
        """How far this desk is on its way to a channel."""
        drafts = self._folder / DRAFTS
        return dict(await self._engine.call(lambda station: beginning(station, drafts)))

    def _transcript_export(self, request: Request) -> AsyncIterator[View]:
        return export_transcript(self._engine, request)

    async def _backup(self, request: Request) -> View:
        path = _path(request)

        def work(_station: Station) -> None:
            lock = self._vault.lock
            if lock is None:
                raise Misuse("A vault in memory has no backup.")
            backup(self._vault, path, lock)

        await self._engine.call(work)
        return {"path": str(path)}

    async def _courier_export(self, request: Request) -> View:
        return await courier_export(self._engine, _path(request), self._world.now())

    async def _courier_import(self, request: Request) -> View:
        return await courier_import(self._engine, _path(request))

    async def _passphrase(self, request: Request) -> View:
        """Raises VaultUnavailable when it is not the one that opens this vault."""
        lock = self._vault.lock
        if lock is None:
            raise Misuse("A vault in memory has no passphrase.")
        await asyncio.to_thread(check_passphrase, lock, text(request, "passphrase"))
        return {}

    # The line

    async def _status(self, request: Request) -> View:
        await self._engine.wait_quiet(seconds(request))
        now = self._world.now()

        def work(station: Station) -> View:
            credential = station.memory.card.credential
            return {
                "officer": credential.officer,
                "role": str(credential.role),
                "desk": f"{station.memory.card.root.document.code}-{credential.desk}",
                "device": station.me.hex(),
                "exercise": credential.exercise,
                "credential_until": to_rfc3339(credential.not_after),
                "queued": waiting_view(station),
                "channels": [channel_view(station, each) for each in station.channels()],
                "owed": [
                    obligation_view(each, owed)
                    for each in station.channels()
                    for owed in station.obligations(each.id, now)
                ],
            }

        status = self._engine.status()
        lines = {
            "relays": [relay_view(each, now) for each in status.relays],
            "store_trouble": status.store_trouble or None,
            "quiet": status.quiet,
        }
        return await self._engine.call(work) | lines

    async def _doctor(self, request: Request) -> View:
        await self._engine.wait_quiet(seconds(request))
        lines, now = self._engine.status(), self._world.now()

        def work(station: Station) -> Sequence[Finding]:
            return examine(gather(station, self._vault, self._folder, lines, now))

        return {"rows": [asdict(each) for each in await self._engine.call(work)]}

    async def _try_now(self, _request: Request) -> View:
        """Every relay that is waited for is tried now."""
        self._engine.try_now()
        return {}

    async def _sync(self, request: Request) -> View:
        quiet = await self._engine.wait_quiet(seconds(request))
        relays = [relay_view(each, self._world.now()) for each in self._engine.status().relays]
        return {"quiet": quiet, "relays": relays}


def _file(request: Request) -> bytes:
    try:
        return from_base64(text(request, "file"))
    except ValueError as error:
        raise Malformed("request, file", str(error)) from error


def _path(request: Request) -> Path:
    """A file of whoever asks: who may attach is this very user. Raises Malformed, Misuse."""
    path = Path(text(request, "path"))
    if not path.is_absolute():
        raise Misuse("A path over the socket must be whole.")
    return path
