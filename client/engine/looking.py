"""What a file is, before it is taken in; and how far a desk is on its way to a channel.

Looking changes nothing. Not here: taking in (`importing`, `first_agreements`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from client.engine.files import File, Unsigned, as_card
from client.engine.first_agreements import kept_copy, signatures_so_far
from client.engine.reading.shapes_first import Beginning, Looked, Offered, Sign
from client.station.station import Station
from hotline.agreement.chain import open_first, signed_by_all
from hotline.agreement.clauses import Terms
from hotline.agreement.text import read_agreement
from hotline.errors import HotlineError
from hotline.identity.card import Card
from hotline.identity.root import open_root
from hotline.ids import DeviceId
from hotline.kinds.catalogue import KINDS
from hotline.sentence import sentence
from hotline.signed import PayloadType, Signed, signed_from_json
from hotline.transcript.transcript import Transcript

NAMES = {
    PayloadType.CREDENTIAL_REQUEST: sentence(
        "A request for a credential: for the keeper of the party's root."
    ),
    PayloadType.ACCEPTANCE: sentence("An acceptance of an amendment."),
    PayloadType.REVOCATION: sentence("A revocation of a desk."),
    PayloadType.RELAY_CARD: sentence("A relay's card: for whoever drafts an agreement."),
}
BY_OFFICERS = frozenset(KINDS) - {name for name, kind in KINDS.items() if kind.RECORD} - {"comm-check-answer"}
FOR_OTHERS = frozenset({PayloadType.CREDENTIAL_REQUEST, PayloadType.RELAY_CARD})


def look(station: Station, drafts: Path, file: File) -> Looked:
    """Raises Rejected for what is forged or broken."""
    if isinstance(file, Card):
        return _card(station, file)
    if isinstance(file, Unsigned):
        title = read_agreement(file.payload).title
        return _looked(
            "draft",
            sentence("The agreement “{title}”, which nobody has signed yet.", title=title),
            taken=False,
        )
    if file.type is PayloadType.ROOT:
        root = open_root(file)
        known = root.id in station.memory.contacts.roots
        return _looked(
            "root",
            sentence("The root of {party}, {name}.", party=root.document.code, name=root.document.name),
            known,
        )
    if file.type is PayloadType.CREDENTIAL:
        card = as_card(file, list(station.memory.contacts.roots.values()))
        assert card is not None, "it is a credential"
        return _card(station, card)
    if file.type is PayloadType.AGREEMENT:
        return _agreement(station, drafts, file)
    return _looked(
        file.type.name.lower(), NAMES.get(file.type, sentence("None of our files.")), file.type in FOR_OTHERS
    )


def _card(station: Station, card: Card) -> Looked:
    credential = card.credential
    own = credential.device == station.me
    name = f"{card.root.document.code}-{credential.desk}"
    role = str(credential.role).replace("-", " ")
    known = station.memory.contacts.credentials.get(credential.device)
    taken = own or (known is not None and known.serial >= credential.serial)
    pattern = "This very desk {desk}: {officer}, {role}." if own else "The desk {desk}: {officer}, {role}."
    said = sentence(pattern, desk=name, officer=credential.officer, role=role)
    return _looked("own card" if own else "card", said, taken)


def _agreement(station: Station, drafts: Path, signed: Signed) -> Looked:
    text = read_agreement(signed.payload)
    if text.parent is not None:
        return _looked("amendment", sentence("An amendment of “{title}”.", title=text.title), taken=False)
    offered = offer(station, drafts, signed)
    count = sum(each["signed"] for each in offered["parties"])
    pattern = "The agreement “{title}”, signed by {n} of {m}."
    if not all(each["known"] for each in offered["parties"]):
        pattern = "The agreement “{title}”, signed by {n} of {m}, as far as roots are known here."
    said = sentence(pattern, title=text.title, n=count, m=len(text.parties))
    taken = offered["joined"] or _adds_nothing(station, drafts, signed)
    return {"what": "agreement", "sentence": said, "taken": taken, "offered": offered}


def _adds_nothing(station: Station, drafts: Path, signed: Signed) -> bool:
    """Whether every signature of this copy that can be checked here is kept already."""
    terms = open_first(signed)
    kept = kept_copy(drafts, terms)
    if kept is None:
        return False
    merged = signatures_so_far(station, drafts, terms, signed)
    return {each.key_id for each in merged.signatures} <= {each.key_id for each in kept.signatures}


def _looked(what: str, said: str, taken: bool) -> Looked:
    return {"what": what, "sentence": said, "taken": taken, "offered": None}


# A first agreement


def offer(station: Station, drafts: Path, signed: Signed) -> Offered:
    """Its terms, and who has signed, with the signatures that are kept here already."""
    terms = open_first(signed)
    roots = station.memory.contacts.roots
    missing = set(signed_by_all(signatures_so_far(station, drafts, terms, signed), terms.text, roots))
    verified = station.memory.contacts.verified
    parties: list[Sign] = [
        {
            "code": each.code,
            "name": each.name,
            "function": str(each.function),
            "own": each.party == station.party,
            "known": each.party in roots,
            "verified": each.party in verified,
            "signed": each.party not in missing,
        }
        for each in terms.text.parties
    ]
    return {
        "title": terms.text.title,
        "exercise": terms.exercise,
        "joined": terms.channel in station.memory.channels,
        "parties": parties,
        "text": terms.text.model_dump(mode="json"),
        "wrong": _wrong(station, terms),
    }


def _wrong(station: Station, terms: Terms) -> str:
    if station.party not in terms.members:
        return sentence("Your party is not a party of this agreement.")
    if terms.exercise != station.memory.card.credential.exercise:
        if station.memory.card.credential.exercise:
            return sentence("This desk is for exercises, for life, and this agreement is not.")
        return sentence("This desk is for real use, for life, and this agreement is not.")
    return ""


# How far a desk is


def beginning(station: Station, drafts: Path) -> Beginning:
    card, channels = station.memory.card, station.channels()
    verified = station.memory.contacts.verified
    members = {party for each in channels for party in each.transcript.terms_for_next().members}
    return {
        "desk": f"{card.root.document.code}-{card.credential.desk}",
        "exercise": card.credential.exercise,
        "channels": len(channels),
        "verified": members - {station.party} <= verified.keys(),
        "spoken": any(_spoken(each.transcript, station.me) for each in channels),
        "waiting": [each for each in _kept(station, drafts) if not each["joined"]],
    }


def _spoken(transcript: Transcript, me: DeviceId) -> bool:
    """Whether an officer has said anything here: what desks say by themselves is none of it."""
    own = (transcript.header(each) for each in transcript.order())
    return any(each.author == me and each.kind in BY_OFFICERS for each in own)


def _kept(station: Station, drafts: Path) -> Iterable[Offered]:
    """The agreements that wait in the folder; what cannot be read there is not ours."""
    for path in sorted(drafts.glob("*.json")):
        try:
            yield offer(station, drafts, signed_from_json(path.read_bytes(), "kept agreement"))
        except (HotlineError, OSError):
            continue
