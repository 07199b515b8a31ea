"""A channel's first agreement: copies with signatures come together here until all have signed.

Until then it is kept as a file of the profile's folder, with the signatures that verified.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from client.engine.disk import write_for_others
from client.engine.engine import Engine
from client.station.events import Event
from client.station.station import Station
from hotline.agreement.chain import open_first, signed_by_all
from hotline.agreement.clauses import Terms
from hotline.errors import BadSignature, Refused
from hotline.ids import PartyId
from hotline.signed import Signed, only_verified, signed_from_json

Taken = dict[str, Any]
"""What a file was, and a sentence about what became of it."""


async def take_agreement(engine: Engine, drafts: Path, signed: Signed) -> Taken:
    terms = open_first(signed)
    missing: list[str] = []

    def take(station: Station, now: datetime) -> list[Event]:
        merged, missing[:] = _merged(station, drafts, terms, signed)
        if missing:
            write_for_others(_draft_path(drafts, terms), merged.to_json())
            return []
        events = station.join(merged, now)
        _draft_path(drafts, terms).unlink(missing_ok=True)
        return events

    await engine.do(take)
    state = (
        f"not signed yet by {', '.join(missing)}; kept until it is" if missing else "signed by all, in force"
    )
    return {
        "what": "agreement",
        "channel": terms.channel.hex(),
        "in_force": not missing,
        "missing": list(missing),
        "sentence": f'Agreement "{terms.text.title}": {state}.',
    }


def _merged(station: Station, drafts: Path, terms: Terms, signed: Signed) -> tuple[Signed, list[str]]:
    """With the signatures kept so far, and who is still missing."""
    if station.party not in terms.members:
        raise Refused("not-a-party", "Your party is not a party of this agreement.", terms.text.dates.clause)
    roots = station.memory.contacts.roots
    merged = signatures_so_far(station, drafts, terms, signed)
    if not merged.signatures:
        raise BadSignature("No party that is known here has signed this.", "Import the parties' roots first.")
    missing = signed_by_all(merged, terms.text, roots)
    return merged, [_missing_name(terms, party, party in roots) for party in missing]


def kept_copy(drafts: Path, terms: Terms) -> Signed | None:
    """The copy with the signatures kept so far; None when there is none."""
    kept = _draft_path(drafts, terms)
    return signed_from_json(kept.read_bytes(), "kept agreement") if kept.exists() else None


def signatures_so_far(station: Station, drafts: Path, terms: Terms, signed: Signed) -> Signed:
    """This copy with the signatures kept from others; only those that verify with roots known here."""
    roots = station.memory.contacts.roots
    keys = [roots[party].key for party in terms.members if party in roots]
    merged, kept = only_verified(signed, keys), kept_copy(drafts, terms)
    return merged if kept is None else _together(only_verified(kept, keys), merged)


def _together(one: Signed, other: Signed) -> Signed:
    return one.merged(other) if one.signatures and other.signatures else one if one.signatures else other


def _missing_name(terms: Terms, party: PartyId, known: bool) -> str:
    code = terms.members[party].code
    return code if known else f"{code} (its root is not known here)"


def _draft_path(drafts: Path, terms: Terms) -> Path:
    return drafts / f"{terms.id.hex()[:32]}.json"
