"""A line for a passphrase: what stands in it is neither copied nor cut, here or to the machine."""

from __future__ import annotations

from textual.widgets import Input


class Secret(Input):
    def __init__(self, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(password=True, placeholder=placeholder, id=id)

    def action_copy(self) -> None:
        """It leaves this line by being used."""

    def action_cut(self) -> None:
        """As little."""
