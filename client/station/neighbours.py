"""Who else is on a channel, as the record and the imported cards have it.

Looked up for every statement and every desk, so what was found is kept until either changes. Not here: whose
statements are taken (`admission`), and what is due to whom (`hotline.delivery.due`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hotline.identity.credential import Credential
from hotline.ids import DeviceId
from hotline.transcript.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A desk that is known here. `peer`: its party is a member, and did not take it back."""

    credential: Credential
    peer: bool


class Neighbours:
    """Of one channel, this desk among them. To be made anew when a document, or a card, came to be known."""

    def __init__(self, transcript: Transcript, imported: Mapping[DeviceId, Credential]) -> None:
        self._transcript = transcript
        self._imported = imported
        self._desks = transcript.desks()
        self._members = transcript.terms_for_next().members
        devices = dict.fromkeys([*self._desks, *imported])
        self._known = {device: self._look_at(device) for device in devices}
        self.peers = tuple(device for device, each in self._known.items() if each.peer)

    def get(self, device: DeviceId) -> Neighbour | None:
        return self._known.get(device)

    def _look_at(self, device: DeviceId) -> Neighbour:
        credential = self._newest(device)
        member = credential.party in self._members
        return Neighbour(
            credential, member and self._transcript.revocation_of(credential.party, device) is None
        )

    def _newest(self, device: DeviceId) -> Credential:
        """Of what the record and what was imported say of it."""
        desk, imported = self._desks.get(device), self._imported.get(device)
        if desk is None:
            return self._imported[device]
        if imported is None or imported.party != desk.party:
            return desk.credential
        return max((desk.credential, imported), key=lambda each: each.serial)
