"""From nothing to a channel: what `hotline init` and `hotline import` do, and the first run.

    no vault ──begin_desk──> no credential ──adopt_own──> no agreement ──take──> on a channel

The state is what is on disk, so it can be left after each step. Not here: what a file becomes once the desk
has a station (`importing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from client.engine.disk import read_bytes, write_for_others
from client.engine.files import File, adopt, own_card, rank, read_any
from client.engine.profiles import Profile
from client.engine.verbs import Answer, Verbs
from client.links.courier import is_courier
from client.links.ports import World
from client.station.ports import Identity
from client.vault.file import create
from client.vault.vault import DeskVault
from hotline.codec import to_base64
from hotline.crypto.signing import SigningKey
from hotline.errors import HotlineError
from hotline.identity.card import Card
from hotline.identity.credential import CredentialRequest, Role, open_request, request
from hotline.ids import DeviceId
from hotline.signed import Signed, signed_from_json

REQUEST = "credential-request.json"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is to work at a new desk. `exercise`: for life."""

    officer: str
    role: Role
    exercise: bool


def begin_desk(
    profile: Profile, newcomer: Newcomer, passphrase: str, world: World
) -> tuple[DeskVault, Signed]:
    """The desk's key in a vault of its own, open, and what asks the party's root for a credential.

    A copy of the request stays in the profile's exchange folder. Raises Malformed when the name cannot be,
    Misuse when there is a vault already, VaultUnavailable when it cannot be written.
    """
    key = SigningKey.generate(world.entropy)
    signed = request(newcomer.officer, newcomer.role, newcomer.exercise, key, world.now())
    profile.make_folder()
    vault = create(profile.vault, passphrase, world.entropy)
    try:
        with vault.transaction():
            vault.profile.keep_identity(Identity(key.seed, None, None))
        hand_out(profile, REQUEST, signed.to_json())
    except BaseException:
        vault.close()
        raise
    return vault, signed


def has_credential(vault: DeskVault) -> bool:
    """Whether its party lets this desk speak."""
    return vault.profile.identity().credential is not None


def asked_for(profile: Profile, vault: DeskVault) -> CredentialRequest | None:
    """What this desk asked its root for; None when the copy is gone, or is another desk's."""
    try:
        asked = open_request(signed_from_json((profile.exchange / REQUEST).read_bytes(), REQUEST))
    except OSError:
        return None
    return asked if asked.device == SigningKey(vault.profile.identity().signing_seed).device else None


def fingerprint(device: DeviceId) -> str:
    """What the root's keeper and the officer compare, so that no other desk's request is signed."""
    shown = device.hex()[:32]
    return " ".join(shown[at : at + 4] for at in range(0, len(shown), 4))


# Files


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that could be read as one of ours."""

    path: Path
    raw: bytes
    content: File | None  # None: a courier file, which the desk reads from its path


def opened(path: Path, raw: bytes) -> Opened:
    """What these bytes are. Raises Malformed for what is none of our files."""
    if is_courier(raw[:64]):
        return Opened(path.absolute(), raw, None)
    return Opened(path, raw, read_any(raw))


def read_opened(path: Path) -> Opened:
    """Reads one. Raises Misuse, Malformed."""
    return opened(path, read_bytes(path))


def in_order(files: Sequence[Opened]) -> list[Opened]:
    """What others are verified with comes first, what was carried by hand last."""
    return sorted(
        files, key=lambda file: (file.content is None, file.content is not None and rank(file.content))
    )


def own_in(vault: DeskVault, files: Sequence[Opened]) -> tuple[Opened, Card] | None:
    """The newest credential for this very desk, and the file it stands in; None when there is none."""
    found: tuple[Opened, Card] | None = None
    for file in files:
        with suppress(HotlineError):  # others' files may lie there too, and be of no use before this one
            card = own_card(vault, [file.content] if file.content is not None else [])
            if card is not None and (found is None or card.credential.serial > found[1].credential.serial):
                found = file, card
    return found


def adopt_own(vault: DeskVault, files: Sequence[Opened]) -> Card | None:
    """Makes the newest credential for this very desk its own; None when there is none. Raises Rejected."""
    card = own_card(vault, [each.content for each in files if each.content is not None])
    if card is not None:
        adopt(vault, card)
    return card


async def take(desk: Verbs, file: Opened) -> Answer:
    """Takes one in. Raises Rejected, Misuse."""
    if file.content is None:
        return await desk.ask("courier-import", {"path": str(file.path)})
    return await desk.ask("import", {"file": to_base64(file.raw)})


def hand_out(profile: Profile, name: str, content: bytes) -> Path:
    """A file for others, in the folder that is for such. Raises StoreFailed."""
    path = profile.exchange / name
    write_for_others(path, content)
    return path
