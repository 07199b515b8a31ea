"""From a key to a form: what may be said is asked for, the officer picks, and what they picked is opened.

Not here: the picking (`screens/kinds`), and the form (`screens/compose`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from client.engine.reading.shapes import Row
from client.engine.reading.shapes_writing import Draft, Writing
from client.text.telling import told
from client.text.tongue import say
from client.ui.begun import Begun, about_of, values_of
from client.ui.composed import Composed
from client.ui.desk import Desk
from client.ui.lookup import channel_in
from client.ui.screens.kinds import KindsDialog
from hotline.kinds.catalogue import KINDS
from hotline.kinds.forms import form_of

if TYPE_CHECKING:
    from client.ui.app import HotlineApp

SUBJECT = "subject"


async def begin_writing(app: HotlineApp, about: Row | None) -> None:
    """`about`: what is replied to. Raises what the desk raises."""
    desk, channel = app.desk, app.channel
    if desk is None or channel is None:
        return
    if about is not None:
        channel = about["channel"]
    writing = await desk.writing(channel)
    drafts = await desk.drafts() if about is None else []
    if not writing["kinds"] and not drafts:
        app.tell(told(writing["why"]) or say("The agreement lets your party say nothing here."), "warning")
        return
    picked = await app.push_screen_wait(KindsDialog(channel, about, writing, drafts))
    if picked is None:
        return
    if picked.draft is not None:
        await _go_on(app, desk, picked.draft)
    else:
        row = await _row(desk, channel, picked.about)
        _open(app, desk, Begun(channel, picked.kind, row, alike(row, picked.kind)), writing)


def alike(about: Row | None, kind: str) -> dict[str, str]:
    """What a reply begins with: its subject is what the other's author wrote as one."""
    known = KINDS.get(about["kind"]) if about is not None else None
    said = about["summary"] if about is not None and known is not None and known.SUMMARY_IS_WRITTEN else None
    subject = next((each for each in form_of(KINDS[kind]).fields if each.name == SUBJECT), None)
    return {SUBJECT: said[: subject.most]} if said and subject is not None else {}


async def _go_on(app: HotlineApp, desk: Desk, draft: Draft) -> None:
    channel = draft["channel"]
    begun = Begun(
        channel,
        draft["kind"],
        await _row(desk, channel, about_of(draft)),
        values_of(draft),
        draft["draft"],
        draft["changed_at"],
    )
    _open(app, desk, begun, await desk.writing(channel))


async def _row(desk: Desk, channel: str, statement: str | None) -> Row | None:
    rows = await desk.rows(channel, [statement]) if statement is not None else []
    return rows[0] if rows else None


def _open(app: HotlineApp, desk: Desk, begun: Begun, writing: Writing) -> None:
    from client.ui.screens.compose import screen_for  # its file is read when the first form is opened

    row = channel_in(app.overview, begun.channel)
    if row is None:
        return  # the desk was left meanwhile
    if any(each["kind"] == begun.kind for each in writing["kinds"]):
        app.push_screen(screen_for(Composed(begun, writing, row), desk))
    else:
        app.tell(
            told(writing["why"]) or say("The agreement does not let your party say this now."), "warning"
        )
