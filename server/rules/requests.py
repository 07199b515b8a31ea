"""What a logged-in device may ask, made into something to store or to look up; and refusals as frames.

Source: docs/SPEC.md 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from hotline import limits
from hotline.errors import Refused, Rejected
from hotline.identity.sealing_key import open_announcement
from hotline.ids import DeviceId, PartyId
from hotline.shapes import read_cbor, write_cbor
from hotline.signed import Signed, signed_from_value
from hotline.wire.envelope import envelope_id, read_public
from hotline.wire.frames import DepositFrame, KeyPut, Refusal, RefusalCode, RefusedFrame
from server.rules.effects import PutKey, StoreDeposit
from server.rules.pace import TooFast
from server.rules.policy import Policy
from server.rules.session import Session
from server.stores.port import Announcement, Answer, Deposit, Slot, Verdict

RETRY_BUSY = timedelta(seconds=5)
RETRY_FULL = timedelta(minutes=1)  # its desk has to come and fetch
SENTENCE = 400  # characters, as the frame allows
BUSY = Refused("busy", "The relay cannot write now. Nothing was stored.")

CODES = {  # the store's own words where the protocol has fewer
    "party-total": RefusalCode.PARTY_QUOTA,
    "bad-ttl": RefusalCode.MALFORMED,
}
RETRY = {
    RefusalCode.TOO_FAST: timedelta(seconds=1),
    RefusalCode.BUSY: RETRY_BUSY,
    RefusalCode.MAILBOX_FULL: RETRY_FULL,
    RefusalCode.PARTY_QUOTA: RETRY_FULL,
}


def read_deposit(frame: DepositFrame, party: PartyId, policy: Policy) -> Deposit:
    """The envelope as it is stored. Raises Rejected.

    Any mailbox will do: the relay knows parties, not devices, and the depositor's quota bounds them all.
    """
    public = read_public(frame.public)
    ttl = timedelta(seconds=public.ttl)
    if ttl > policy.ttl_max:
        raise Refused("malformed", f"This relay keeps nothing for longer than {policy.ttl_max.days} days.")
    slots = tuple([Slot(mailbox, slot) for mailbox, slot in frame.slots])
    if len({slot.mailbox for slot in slots}) != (len(slots) or 1):
        raise Refused("malformed", "A deposit names at least one mailbox, and each of them once.")
    return Deposit(party, envelope_id(frame.public), frame.public, public.precedence, ttl, slots)


def read_announcement(session: Session, frame: KeyPut) -> PutKey:
    """The device's own sealing key, as the directory keeps it. Raises Rejected."""
    opened = open_announcement(frame.announcement)
    if opened.device != session.who.device:
        raise Refused("not-admitted", "A device announces its own sealing key only.")
    document = write_cbor(frame.announcement.to_value())
    announcement = Announcement(opened.device, opened.counter, document, opened.not_after)
    return PutKey(session.id, frame.ref, announcement)


def read_document(document: bytes) -> Signed:
    """The announcement that `read_announcement` wrote."""
    return signed_from_value(read_cbor(document, "sealing key", limits.DOCUMENT_BYTES), "sealing key")


def refused_whole(frame: DepositFrame, reason: Rejected) -> RefusedFrame:
    """No mailbox got it; where none was named, that is said too."""
    named: list[DeviceId | None] = [mailbox for mailbox, _ in frame.slots]
    mailboxes = named or [None]
    return RefusedFrame(frame.ref, tuple(refusal(reason, mailbox) for mailbox in mailboxes))


def refused_request(ref: int, reason: Rejected) -> RefusedFrame:
    """A request that names no mailbox was not done."""
    return RefusedFrame(ref, (refusal(reason, None),))


def refused_slots(request: StoreDeposit, answers: Sequence[Answer] | None) -> RefusedFrame | None:
    """The mailboxes that did not get it; None when all did. Without answers the store could not write."""
    refusals = tuple(_refusals(request, answers))
    return RefusedFrame(request.ref, refusals) if refusals else None


def refusal(reason: Rejected, mailbox: DeviceId | None) -> Refusal:
    """A code that programs know, a sentence, and when to try again if ever."""
    code = _code(reason)
    retry = reason.wait if isinstance(reason, TooFast) else RETRY.get(code)
    milliseconds = None if retry is None else max(1, retry // timedelta(milliseconds=1))
    return Refusal(mailbox, code, str(reason)[:SENTENCE], milliseconds)


def _refusals(request: StoreDeposit, answers: Sequence[Answer] | None) -> Iterable[Refusal]:
    if answers is None:
        return (refusal(BUSY, slot.mailbox) for slot in request.deposit.slots)
    return (
        refusal(Refused(each.code, each.what), each.mailbox)
        for each in answers
        if each.verdict is Verdict.REFUSED
    )


def _code(reason: Rejected) -> RefusalCode:
    if not isinstance(reason, Refused):
        return RefusalCode.MALFORMED
    return CODES.get(reason.code) or RefusalCode(reason.code)
