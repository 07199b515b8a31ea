"""A record and the proof of two histories as files, for whoever has to be convinced of them.

    FOLDER/record.transcript           the record, as `hotline transcript export` writes it
    FOLDER/BRE-1-3-first.dsse.json     each of two signed statements by itself, a DSSE envelope
    FOLDER/BRE-1-3-second.dsse.json
    FOLDER/READ-ME.txt                 what these are, in words

The folder is new: nothing is ever overwritten. What could not be written whole is taken away again.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from client.engine.authors import number_of
from client.engine.disk import open_new
from client.engine.engine import Engine
from client.engine.exporting import export_transcript
from client.engine.naming import find_channel
from client.engine.reading.check import in_order
from client.engine.reading.gaps import desk_name
from client.engine.requests import Request, text
from client.engine.views import View
from client.points import point
from client.station.channel import Channel
from client.station.station import Station
from hotline.errors import Malformed, Misuse, StoreFailed
from hotline.sentence import sentence
from hotline.transcript.equivocation import Alarm

RECORD = "record.transcript"
ABOUT = "READ-ME.txt"
ORDINALS = ("first", "second")
Written = Mapping[str, bytes]
"""File names, and what stands in them."""


async def write_evidence(engine: Engine, request: Request) -> View:
    """`channel`; `path`: the folder to be made. Raises Misuse, StoreFailed."""
    folder = Path(text(request, "path"))
    if not folder.is_absolute():
        raise Malformed("request, path", "must be whole")
    proofs = await engine.call(
        lambda station: _proofs(station, find_channel(station, text(request, "channel")))
    )
    try:
        await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True)
    except FileExistsError as error:
        raise Misuse(
            sentence("{folder} is there already.", folder=folder),
            "Nothing was overwritten; choose another name.",
        ) from error
    except OSError as error:
        raise _failed(folder, error) from error
    try:
        await _write(folder, proofs, export_transcript(engine, request))
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise _failed(folder, error) from error
        raise
    return {"path": str(folder), "files": sorted((*proofs, RECORD))}


def _failed(folder: Path, error: OSError) -> StoreFailed:
    return StoreFailed(sentence("{folder} cannot be written: {why}.", folder=folder, why=error.strerror))


async def _write(folder: Path, proofs: Written, lines: AsyncIterator[View]) -> None:
    for name, content in proofs.items():
        await asyncio.to_thread(_write_one, folder / name, content)
    with open_new(folder / RECORD) as out:
        async for each in lines:
            out.write(each["line"].encode() + b"\n")
        await asyncio.to_thread(_settle, out)


def _settle(out: BinaryIO) -> None:
    out.flush()
    point("evidence/before-sync")
    os.fsync(out.fileno())


def _write_one(path: Path, content: bytes) -> None:
    with open_new(path) as out:
        out.write(content)
        _settle(out)


# What is written


def _proofs(station: Station, channel: Channel) -> Written:
    alarms = channel.transcript.alarms()
    signed = dict(each for alarm in alarms for each in _copies(station, channel, alarm))
    return {**signed, ABOUT: "\n".join(_about(station, channel, alarms)).encode() + b"\n"}


def _copies(station: Station, channel: Channel, alarm: Alarm) -> Iterator[tuple[str, bytes]]:
    for statement, ordinal in zip(in_order(channel, alarm), ORDINALS, strict=True):
        number = number_of(station, channel, alarm.statements[0]).replace("/", "_")
        yield f"{number}-{ordinal}.dsse.json", channel.transcript.entry(statement).statement.signed.to_json()


def _about(station: Station, channel: Channel, alarms: list[Alarm]) -> Iterator[str]:
    terms = channel.transcript.terms_for_next()
    yield f"{'EXERCISE. ' if terms.exercise else ''}The record of the channel {terms.text.title}"
    yield f"Channel {channel.id.hex()}"
    yield ""
    yield f"{RECORD}: all statements that this desk holds, as they were signed, and the bodies it may show."
    yield f"`hotline transcript verify {RECORD}` checks it and finds the two histories again."
    for alarm in alarms:
        yield ""
        yield f"{desk_name(station, channel, alarm.author)}: {alarm.why}"
        yield f"Device {alarm.author.hex()}"
        for statement, ordinal in zip(in_order(channel, alarm), ORDINALS, strict=True):
            number = number_of(station, channel, statement)
            yield f"The {ordinal} statement: {number}, SHA-256 {statement.hex()}"
    yield ""
    yield "Nothing here is encrypted: whoever has these files can read them."
