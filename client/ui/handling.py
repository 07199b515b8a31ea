"""What an officer does with a statement that is there: acknowledges it, answers it, copies it.

Not here: what is asked before (`screens/review`, `screens/copying`), and the way to a form (`writing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from client.text.tongue import say
from client.ui.errands import errand
from client.ui.lookup import channel_in, own_officer, own_party

if TYPE_CHECKING:
    from client.engine.reading.shapes import Row
    from client.ui.app import HotlineApp


class Handling:
    """Of one terminal, on whatever screen the statement stands."""

    def __init__(self, app: HotlineApp) -> None:
        self.node = self._app = app

    def acknowledge(self, row: Row | None) -> None:
        """That a named officer has read it: shown first, then said."""
        from client.ui.screens.review import Review

        app = self._app
        if app.at_door:
            return
        if row is None or row["own"]:
            app.tell(say("Choose a statement of another party to acknowledge it."))
        elif any(each["party"] == own_party(app.overview) for each in row["read"]):
            app.tell(say("Your party has acknowledged this already."))
        else:
            more = {"re": row["id"], "precedence": row["precedence"]}
            fields = {"officer": own_officer(app.overview)}
            app.push_screen(Review(row["channel"], "acknowledgement", fields, more))

    @errand("write", alone=True)
    async def write(self, refers_to: Row | None = None) -> None:
        """A structured statement, a new one or one that was begun. `refers_to`: what it answers."""
        from client.ui.writing import begin_writing  # with it comes the catalogue of kinds

        await begin_writing(self._app, refers_to)

    def was_said(self, said: Mapping[str, Any]) -> None:
        """The officer's own word is told and shown; of an acknowledgement, what it acknowledges stays."""
        self._app.tell(say("{number} is signed and kept.", number=said["number"]))
        if self._app.at_work is not None and said["kind"] != "acknowledgement":
            self._app.at_work.show_statement(said["channel"], said["id"])

    @errand("copy", alone=True)
    async def copy(self, row: Row) -> None:
        """Its text and id to the clipboard, by the terminal's own sequence (OSC 52)."""
        from client.ui.layout.wording import codes_of
        from client.ui.screens.copying import Copying, copied

        app = self._app
        if app.at_door:
            return
        text = copied(row, codes_of(channel_in(app.overview, row["channel"])))
        app.copy_to_clipboard(text)
        path = await app.push_screen_wait(Copying(row, text))
        if path:
            app.tell(say("Saved: {path}", path=path))
