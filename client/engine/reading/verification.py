"""Whom an officer is about to verify: whom to call, on which number, and the own code to read out.

Never the other's digits: they are typed as they are heard. The numbers are those of the agreement.
"""

from __future__ import annotations

from client.engine.reading.shapes_talk import Compared, Verifying, VoiceLine
from client.station.channel import Channel
from client.station.station import Station
from hotline.agreement.text import Member
from hotline.errors import Misuse
from hotline.identity.numbers import languages, root_digits, root_words
from hotline.sentence import sentence


def verifying(station: Station, channel: Channel, code: str | None, language: str) -> Verifying:
    """That party of the channel; None: the first that nobody here has verified. Raises Misuse."""
    terms = channel.transcript.terms_for_next()
    others = [each for each in terms.text.parties if each.party != station.party]
    member = _chosen(station, others, code)
    own = station.memory.card.root
    clause = terms.text.voice.clause
    numbers: list[VoiceLine] = [
        {"number": each.number, "purpose": each.purpose, "clause": clause}
        for each in terms.text.voice.numbers
        if each.party == member.code
    ]
    return {
        "channel": channel.id.hex(),
        "title": terms.text.title,
        "others": [_compared(station, each) for each in others],
        "party": _compared(station, member),
        "numbers": numbers,
        "own": own.document.code,
        "own_digits": root_digits(own.signed.payload),
        "own_words": root_words(own.signed.payload, language),
        "languages": languages(),
    }


def _chosen(station: Station, others: list[Member], code: str | None) -> Member:
    verified = station.memory.contacts.verified
    if code is not None:
        found = [each for each in others if each.code == code]
    else:
        found = [each for each in others if each.party not in verified] or others
    if not found:
        raise Misuse(
            sentence("{party} is not another party of this channel.", party=code or "Nobody"),
            "Choose one of the others.",
        )
    return found[0]


def _compared(station: Station, member: Member) -> Compared:
    return {
        "code": member.code,
        "name": member.name,
        "function": str(member.function),
        "verified": station.memory.contacts.verified.get(member.party),
    }
