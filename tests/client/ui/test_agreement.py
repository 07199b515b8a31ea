"""The agreement: its clauses in sentences, what is under way, and what still goes after its end."""

from __future__ import annotations

from datetime import timedelta

from client.ui.settings import Settings
from hotline.agreement.chain import Acceptance, accept
from hotline.agreement.text import agreement_id
from hotline.codec import to_base64
from hotline.ids import ChannelId
from hotline.signed import Signed
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import ALDORA, BEGAN, BREVIA, SECRETARIAT, Person, Room, signed_by


def amendment(room: Room) -> Signed:
    """Sunset a year later, and another relay's operator."""
    dates = room.text.dates.model_copy(update={"sunset_at": BEGAN + timedelta(days=400)})
    parent = agreement_id(room.agreement.payload)
    text = room.text.model_copy(
        update={"parent": parent, "dates": dates, "title": "Strait incidents, renewed"}
    )
    return signed_by(room.people[:1], text)


def acceptance(room: Room, by: Person, of: Signed, number: int, agree: bool = True) -> Signed:
    said = Acceptance(
        channel=ChannelId(agreement_id(room.agreement.payload)),
        agreement=agreement_id(of.payload),
        party=by.root.id,
        number=number,
        accept=agree,
        made_at=room.now(),
        not_after=BEGAN + timedelta(days=20),
    )
    return accept(by.root_key, said)


async def test_the_agreement_in_sentences() -> None:
    """Clause by clause with its number; amendments with who accepted; once all have, it is in force."""
    async with Room((ALDORA, BREVIA, SECRETARIAT)) as room, room.terminal() as terminal:
        await terminal.sees("✓ intact", "1 of 1 relays")
        await terminal.press("p")
        await terminal.sees("4 Jan 2027 20:08Z, for 41 days more", "Joint Secretariat", "3.5   Risk estimate")
        await terminal.sees("A named officer acknowledges within 10 min. If nobody does: duty officer")
        await same_picture(terminal, "agreement-dark-120x36")
        await terminal.press("end")
        await terminal.sees("+00 555 0143", "to compare codes", "run by Geneva", "The first agreement")
        await same_picture(terminal, "agreement-end-dark-120x36", r"localhost:\d+", r"key [0-9a-f ]+…")

        new = amendment(room)
        await room.own.verbs.ask("import", {"file": to_base64(new.to_json())})
        aldora, brevia, secretariat = room.people
        for number, person in enumerate((aldora, brevia), 1):
            signed = acceptance(room, person, new, number)
            await room.own.verbs.ask("import", {"file": to_base64(signed.to_json())})
        await terminal.press("home")
        await terminal.sees("AMENDMENT UNDER WAY, ACCEPTED BY 2 OF 3", "Strait incidents, renewed")
        await terminal.sees("changes: title, dates", "not yet", "good until 14 Dec")
        await same_picture(terminal, "agreement-amending-dark-120x36")
        signed = acceptance(room, brevia, new, 9, agree=False)
        await room.brevia.verbs.ask("import", {"file": to_base64(signed.to_json())})
        await terminal.sees("ACCEPTED BY 1 OF 3", "withdrew")
        for number, person in ((10, brevia), (10, secretariat)):
            signed = acceptance(room, person, new, number)
            await room.brevia.verbs.ask("import", {"file": to_base64(signed.to_json())})
        await terminal.sees("29 Dec 2027", "signed 24 Nov")
        await terminal.loses("UNDER WAY")
        await terminal.pilot.resize_terminal(80, 24)
        await terminal.sees("29 Dec 2027")
        await same_picture(terminal, "agreement-dark-80x24")


async def test_after_its_end_it_says_what_still_goes() -> None:
    """The line itself goes on."""
    async with Room((ALDORA, BREVIA)) as room:
        room.pass_time(timedelta(days=42))
        async with room.terminal(settings=Settings(lock_after=0)) as terminal:
            await terminal.press("p")
            await terminal.sees("Ended", "18 h ago", "Acknowledgement, comm check, comm check answer")
            await terminal.sees("renewal still go.", "It was to be reviewed by")
