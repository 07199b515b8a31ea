"""A channel's record for a file, line by line, while the desk goes on working."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import islice

from client.engine.engine import Engine
from client.engine.naming import find_channel
from client.engine.requests import Request, text
from client.engine.views import View
from client.station.channel import Channel
from client.station.station import Station
from hotline.agreement.chain import open_first
from hotline.archive.export import export, shown_in

PAGE = 64  # lines made at a time: some milliseconds in which nothing else is done


async def export_transcript(engine: Engine, request: Request) -> AsyncIterator[View]:
    """The lines of a transcript file, each as text without its end. What comes meanwhile is not in it.

    `channel`: its title, or id. Raises Misuse.
    """
    word = text(request, "channel")
    lines = await engine.call(lambda station: transcript_lines(station, find_channel(station, word)))
    while page := await engine.call(lambda _: list(islice(lines, PAGE))):
        for line in page:
            yield {"line": line.decode().rstrip("\n")}


def transcript_lines(station: Station, channel: Channel) -> Iterator[bytes]:
    """The file's lines, each with its end."""
    agreement = dict(station.memory.vault.profile.agreements())[channel.id]
    known = station.memory.contacts.roots
    roots = [known[party].signed for party in open_first(agreement).members if party in known]
    return export(channel.id, agreement, roots, shown_in(channel.transcript))
