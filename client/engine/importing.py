"""Takes in any of our files through a running engine.

What belongs into the record is said there, once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from client.engine.engine import Engine
from client.engine.files import OURS, File, Unsigned, as_card
from client.engine.first_agreements import Taken, take_agreement
from client.station.say import Saying
from client.station.station import Station
from hotline.agreement.chain import open_acceptance
from hotline.agreement.text import read_agreement
from hotline.errors import Malformed, Misuse, NotTrusted
from hotline.identity.card import Card, card_content
from hotline.identity.relay_card import open_relay_card
from hotline.identity.revocation import open_revocation
from hotline.identity.root import Root, open_root
from hotline.ids import ChannelId
from hotline.sentence import sentence
from hotline.signed import PayloadType, Signed, sign_by_device


async def import_any(engine: Engine, drafts: Path, found: File) -> Taken:
    """Takes one in. Raises Rejected, Misuse. `drafts`: the folder for what not all have signed."""
    if isinstance(found, Card):
        return await _card(engine, found)
    if isinstance(found, Unsigned):
        return await _draft(engine, found)
    if found.type is PayloadType.AGREEMENT and read_agreement(found.payload).parent is None:
        return await take_agreement(engine, drafts, found)
    if found.type is PayloadType.CREDENTIAL_REQUEST:
        raise Misuse("A credential request is for the party's root: `hotline party credential`.")
    if found.type not in _TAKERS:
        raise Malformed("file", sentence("is none of our files: {ours}", ours=OURS))
    return await _TAKERS[found.type](engine, found)


async def _credential(engine: Engine, signed: Signed) -> Taken:
    roots = await engine.call(lambda station: list(station.memory.contacts.roots.values()))
    card = as_card(signed, roots)
    assert card is not None, "it is a credential"
    return await _card(engine, card)


async def _root(engine: Engine, signed: Signed) -> Taken:
    root = open_root(signed)
    await engine.do(lambda station, now: station.import_root(signed, now))
    return await _told(engine, "root card", root, f"The root of {root.document.code}, {root.document.name}.")


async def _card(engine: Engine, card: Card) -> Taken:
    if card.credential.device == await engine.call(lambda station: station.me):
        return await _own(engine, card)
    await engine.do(lambda station, now: station.import_card(card, now))
    name = f"{card.root.document.code}-{card.credential.desk}"
    return await _told(
        engine, "desk card", card.root, f"Desk {name}, {card.credential.officer}, {card.credential.role}."
    )


async def _own(engine: Engine, card: Card) -> Taken:
    """The own credential: others learn of a renewed one by a `desk` statement."""
    mine = await engine.call(lambda station: station.memory.card.credential)
    if mine.serial != card.credential.serial:
        raise Misuse(
            "A desk's own credential is taken in only while nothing else holds its vault.",
            "End `hotline run` or the terminal, and import it again.",
        )
    for channel in await engine.call(lambda station: _outdated(station, card)):
        await engine.say(Saying(channel, "desk", card_content(card)))
    name = f"{card.root.document.code}-{card.credential.desk}"
    return {"what": "credential", "sentence": f"This desk is {name}, {card.credential.officer}."}


def _outdated(station: Station, card: Card) -> list[ChannelId]:
    """Where this desk is known by an older credential."""
    desks = [(each.id, each.transcript.desks().get(station.me)) for each in station.channels()]
    return [id for id, desk in desks if desk is not None and desk.credential.serial < card.credential.serial]


async def _told(engine: Engine, what: str, root: Root, sentence: str) -> Taken:
    code = root.document.code
    known = await engine.call(lambda station: root.id in station.memory.contacts.verified)
    own = await engine.call(lambda station: station.party == root.id)
    advice = "" if known or own else f" Unverified: `hotline verify {code}`."
    return {"what": what, "party": code, "sentence": sentence + advice}


# What enters the record


async def _draft(engine: Engine, draft: Unsigned) -> Taken:
    """An amendment needs nobody's signature to enter the record: it binds nobody until it is accepted."""
    if read_agreement(draft.payload).parent is None:
        raise Misuse("This agreement is signed by nobody yet.", "Each root signs it: `hotline party sign`.")
    key = await engine.call(lambda station: station.memory.signing)
    return await _amendment(engine, sign_by_device(PayloadType.AGREEMENT, draft.payload, key))


async def _amendment(engine: Engine, signed: Signed) -> Taken:
    text = read_agreement(signed.payload)

    def channels(station: Station) -> list[ChannelId]:
        return [each.id for each in station.channels() if each.transcript.terms_for_next().id == text.parent]

    said = await _carry(engine, channels, "agreement", {"document": _document(signed)})
    return _carried("amendment", f'The amendment "{text.title}"', said)


async def _acceptance(engine: Engine, signed: Signed) -> Taken:
    root = await _signer(engine, signed)
    acceptance = open_acceptance(signed, root)
    content = {"root": _document(root.signed), "document": _document(signed)}
    said = await _carry(engine, lambda _: [acceptance.channel], "acceptance", content)
    return _carried("acceptance", f"The acceptance of {root.document.code}", said)


async def _revocation(engine: Engine, signed: Signed) -> Taken:
    root = await _signer(engine, signed)
    open_revocation(signed, root)

    def channels(station: Station) -> list[ChannelId]:
        return [each.id for each in station.channels() if root.id in each.transcript.terms_for_next().members]

    content = {"root": _document(root.signed), "document": _document(signed)}
    said = await _carry(engine, channels, "revocation", content)
    return _carried("revocation", f"The revocation of {root.document.code}", said)


async def _signer(engine: Engine, signed: Signed) -> Root:
    signers = {each.key_id for each in signed.signatures}
    roots = await engine.call(lambda station: list(station.memory.contacts.roots.values()))
    found = next((root for root in roots if root.key.ed25519 in signers), None)
    if found is None:
        raise NotTrusted("This is signed by a party that is not known here.", "Import its root first.")
    return found


async def _carry(
    engine: Engine, channels: Callable[[Station], list[ChannelId]], kind: str, content: dict[str, Any]
) -> int:
    """Says it on each of the channels whose record does not hold it yet. Gives how many hold it now."""
    wanted = await engine.call(channels)
    if not wanted:
        raise Misuse("This belongs to no channel of this desk.", "Import the agreement it belongs to first.")
    for channel in wanted:
        if not await engine.call(partial(_holds, channel=channel, kind=kind, content=content)):
            await engine.say(Saying(channel, kind, content))
    return len(wanted)


def _holds(station: Station, channel: ChannelId, kind: str, content: dict[str, Any]) -> bool:
    transcript = station.transcript(channel)
    same = (id for id in transcript.order() if transcript.header(id).kind == kind)
    contents = (transcript.entry(id).content for id in same)
    wanted = content["document"]["payload"]
    return any(each is not None and each.content()["document"]["payload"] == wanted for each in contents)


def _carried(what: str, sentence: str, channels: int) -> Taken:
    where = "a channel" if channels == 1 else f"{channels} channels"
    return {"what": what, "sentence": f"{sentence} is in the record of {where}."}


def _document(signed: Signed) -> dict[str, Any]:
    return signed.to_document().model_dump(mode="json")


# Relays


async def _relay(_engine: Engine, signed: Signed) -> Taken:
    card = open_relay_card(signed)
    line = {"name": card.name, "url": card.url, "key": card.key.hex(), "operator": card.operator}
    return {
        "what": "relay card",
        "relay": line,
        "sentence": f"Relay {card.name}. Agreements name it: copy its line into the draft.",
    }


_TAKERS: Mapping[PayloadType, Callable[[Engine, Signed], Awaitable[Taken]]] = {
    PayloadType.ROOT: _root,
    PayloadType.CREDENTIAL: _credential,
    PayloadType.AGREEMENT: _amendment,
    PayloadType.ACCEPTANCE: _acceptance,
    PayloadType.REVOCATION: _revocation,
    PayloadType.RELAY_CARD: _relay,
}
