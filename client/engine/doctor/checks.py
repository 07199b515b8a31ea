"""The checks, each a function from the facts to what is wrong, in one table. Not here: whence the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from client.engine.doctor.facts import ChannelFact, DeskFact, Facts, RelayFact
from hotline import limits

CREDENTIAL_NEAR = timedelta(days=14)  # the keeper of a root may be away for a week
AGREEMENT_NEAR = timedelta(days=30)  # all parties must meet, write and sign
FREE_LITTLE = 1024 * limits.KIB * limits.KIB  # a year's record and a backup beside it
FREE_TOO_LITTLE = 64 * limits.KIB * limits.KIB  # the vault's log alone may take so much
ASIDE_NEWS = timedelta(days=7)  # as long as senders keep trying; older ones were sent again or never will be


class Word(StrEnum):
    """How bad it is. `bad`: talking does not work, or must not be relied on."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found, and what to do about it."""

    check: str
    word: Word
    what: str
    do: str = ""


Trouble = tuple[Word, str, str]
"""How bad, what, and what to do."""


def examine(facts: Facts) -> list[Finding]:
    """All checks in their order; one that finds nothing wrong says what is well."""
    return [finding for name, check, well in CHECKS for finding in _findings(name, check, well, facts)]


def _findings(name: str, check: Check, well: str, facts: Facts) -> list[Finding]:
    found = [Finding(name, *trouble) for trouble in check(facts)]
    return found or [Finding(name, Word.OK, well)]


# This machine


def vault(facts: Facts) -> Iterator[Trouble]:
    if facts.vault_trouble:
        yield Word.BAD, facts.vault_trouble, "Make room on the disk; if that is not it, restore a backup."


def disk(facts: Facts) -> Iterator[Trouble]:
    mib = facts.free_bytes // (limits.KIB * limits.KIB)
    if facts.free_bytes < FREE_TOO_LITTLE:
        yield Word.BAD, f"Only {mib} MiB are free where the vault is.", "Make room now: nothing can be kept."
    elif facts.free_bytes < FREE_LITTLE:
        yield Word.WARN, f"Only {mib} MiB are free where the vault is.", "Make room before it is needed."


def files(facts: Facts) -> Iterator[Trouble]:
    for path in facts.open_to_others:
        yield Word.BAD, f"Others on this machine may look into {path}.", f"Run: chmod go-rwx '{path}'"


def clock(facts: Facts) -> Iterator[Trouble]:
    """If all relays that told their time differ from this machine, it is this machine that is wrong."""
    told = [each for each in facts.relays if each.ahead is not None]
    off = [each for each in told if abs(each.ahead or timedelta()) > limits.SKEW_SHOWN]
    if not told:
        yield (
            Word.WARN,
            "No relay told its time: the clock was not checked.",
            "Compare it with a good one.",
        )
    for each in off:
        word = Word.BAD if off == told else Word.WARN
        yield word, f"This clock is {_ahead(each)} that of relay {each.name}.", _set_clock(word)


def _ahead(relay: RelayFact) -> str:
    ahead = relay.ahead or timedelta()
    return f"{_span(abs(ahead))} {'ahead of' if ahead > timedelta() else 'behind'}"


def _set_clock(word: Word) -> str:
    if word is Word.BAD:
        return "Set this machine's clock, and tell the others: times that it signed stay in the record."
    return "Other relays agree with this machine: tell that relay's operator."


# Keys and credentials


def credential(facts: Facts) -> Iterator[Trouble]:
    again = "Ask the keeper of your root: hotline party credential, then hotline import."
    if facts.now < facts.own.not_before:
        yield Word.BAD, f"It begins only on {_day(facts.own.not_before)}.", "Is this machine's clock right?"
    elif facts.now >= facts.own.not_after:
        yield Word.BAD, f"It ended on {_day(facts.own.not_after)}: no relay lets this desk in.", again
    elif facts.own.not_after - facts.now < CREDENTIAL_NEAR:
        yield Word.WARN, f"It ends on {_day(facts.own.not_after)}.", again


def peers(facts: Facts) -> Iterator[Trouble]:
    for desk in facts.peers:
        if facts.now >= desk.not_after:
            yield Word.WARN, f"The credential of {desk.name} ended on {_day(desk.not_after)}.", _remind(desk)
        elif desk.not_after - facts.now < CREDENTIAL_NEAR:
            yield Word.WARN, f"The credential of {desk.name} ends on {_day(desk.not_after)}.", _remind(desk)


def _remind(desk: DeskFact) -> str:
    return f"Remind {desk.name}; their new card comes with hotline import."


def sealing_key(facts: Facts) -> Iterator[Trouble]:
    age = facts.now - facts.sealing_key_made_at
    if age > 2 * facts.rotate:
        yield (
            Word.WARN,
            f"It is {_span(age)} old; the agreement wants a new one each {_span(facts.rotate)}.",
            ("Keep the line with hotline run. If that runs, the clock may have jumped."),
        )
    elif age < -limits.SKEW_SHOWN:
        yield Word.WARN, "It was made in the future: this clock went back.", "Set this machine's clock."


def peers_keys(facts: Facts) -> Iterator[Trouble]:
    for channel in facts.channels:
        for desk in channel.keyless:
            yield (
                Word.WARN,
                f"No sealing key of {desk} is known here: nothing can be sealed for it yet.",
                (f"It comes once {desk} is on a relay; or import the card that its hotline card writes."),
            )


def roots(facts: Facts) -> Iterator[Trouble]:
    for channel in facts.channels:
        for code in channel.unverified:
            word = Word.WARN if channel.exercise else Word.BAD
            yield word, f"{code} on {channel.title} is unverified.", f"Call them: hotline verify {code}"


# The line


def relays(facts: Facts) -> Iterator[Trouble]:
    some_up = any(each.up for each in facts.relays)
    for each in facts.relays:
        if each.refused:
            yield (
                Word.BAD,
                f"{each.name}: {each.why}",
                ("Ask its operator whether your party is enrolled; compare its key with the agreement's."),
            )
        elif not each.up:
            word = Word.WARN if some_up else Word.BAD
            yield (
                word,
                f"{each.name} is not there: {each.why}",
                "Check the network; else call its operator.",
            )


def agreement(facts: Facts) -> Iterator[Trouble]:
    if not facts.channels:
        yield Word.WARN, "This desk is on no channel.", "Import the agreement that all parties have signed."
    for channel in facts.channels:
        yield from _dates(channel, facts.now)


def _dates(channel: ChannelFact, now: datetime) -> Iterator[Trouble]:
    renew = "Agree on an amendment with later dates: hotline agreement make, hotline party sign."
    if now < channel.effective_at:
        yield (
            Word.WARN,
            f"{channel.title} begins only on {_day(channel.effective_at)}.",
            "Wait for it.",
        )
    elif now >= channel.sunset_at:
        yield Word.BAD, f"{channel.title} ran out on {_day(channel.sunset_at)}.", renew
    elif channel.sunset_at - now < AGREEMENT_NEAR:
        yield Word.WARN, f"{channel.title} runs out on {_day(channel.sunset_at)}.", renew
    elif now >= channel.review_at:
        yield Word.WARN, f"{channel.title} was to be reviewed on {_day(channel.review_at)}.", renew
    elif channel.review_at - now < AGREEMENT_NEAR:
        yield Word.WARN, f"{channel.title} is to be reviewed on {_day(channel.review_at)}.", renew


def record(facts: Facts) -> Iterator[Trouble]:
    for channel in facts.channels:
        for alarm in channel.alarms:
            yield (
                Word.BAD,
                f"{channel.title}: {alarm}",
                "Call the others by voice: docs/GUIDE.md, Equivocation.",
            )
        if channel.missing or channel.bodies:
            lacks = f"{channel.title}: {channel.missing} statements and {channel.bodies} texts have not come."
            yield Word.WARN, lacks, "hotline sync asks for them; else a courier from whoever has them."


def aside(facts: Facts) -> Iterator[Trouble]:
    count = sum(facts.now - at < ASIDE_NEWS for at in facts.aside)
    if count:
        yield (
            Word.WARN,
            f"{count} envelopes of this week could not be taken in and were set aside.",
            ("Senders send again what a desk lacks. If it goes on, tell whoever keeps this program."),
        )


Check = Callable[[Facts], Iterator[Trouble]]

CHECKS: Sequence[tuple[str, Check, str]] = (
    ("vault", vault, "Sound: all of it was read."),
    ("disk", disk, "There is room."),
    ("files", files, "Only you can look into this desk's files."),
    ("clock", clock, "It agrees with the relays'."),
    ("credential", credential, "It holds."),
    ("other desks", peers, "Their credentials hold."),
    ("sealing key", sealing_key, "It is fresh."),
    ("their keys", peers_keys, "There is one for every desk."),
    ("roots", roots, "Every party of your channels was verified."),
    ("relays", relays, "Each let this desk in and showed the agreed key."),
    ("agreement", agreement, "In force."),
    ("record", record, "Nothing is known to be missing, and no alarm."),
    ("set aside", aside, "Nothing this week."),
)


def _day(at: datetime) -> str:
    return f"{at:%d %b %Y}".upper()


def _span(span: timedelta) -> str:
    """In the largest unit that leaves a number of at least two."""
    minutes = round(span.total_seconds() / 60)
    if minutes >= 2 * 24 * 60:
        return f"{minutes // (24 * 60)} days"
    return f"{minutes // 60} hours" if minutes >= 120 else f"{minutes} minutes"
