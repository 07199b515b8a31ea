"""From nothing to a channel, typed as a newcomer does; left in between, and gone on with."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from client.engine.keeper import Keeper
from client.engine.profiles import Profile
from client.ui.settings import Settings
from client.vault.vault import DeskVault
from hotline.codec import to_base64
from hotline.identity.card import verified_card, write_card
from hotline.identity.credential import Credential, issue, open_request
from hotline.signed import signed_from_json
from tests.client.ui.door import paste, unlock
from tests.client.ui.pictures import same_picture
from tests.client.ui.room import BEGAN, QUICK, Officer, Person, Room, Terminal, before_screen, signed_by

PASSPHRASE = "a door and five words"
SIZES = {"120x36": (120, 36), "80x24": (80, 24)}
PLACES = (r"/tmp/\S+", r"\S*/exchange\S*")  # the folder differs from run to run


class Newcomers(Room):
    """The first seat is empty, and nothing is on its machine; its party's root is elsewhere."""

    async def open_desk(self, who: Person, vault: DeskVault | None = None) -> Officer:
        if who is self.people[0]:
            return Officer(who, None, None, self.text.title, None)  # type: ignore[arg-type]
        return await super().open_desk(who, vault)

    @property
    def profile(self) -> Profile:
        return Profile("default", self.folder / "d")

    @property
    def exchange(self) -> Path:
        return self.profile.exchange

    @asynccontextmanager
    async def begun(
        self, size: tuple[int, int] = (120, 36), settings: Settings | None = None
    ) -> AsyncIterator[Terminal]:
        keeper = Keeper(self.profile, self.world, QUICK)
        async with before_screen(keeper, settings or Settings(lock_after=0), size) as terminal:
            yield terminal

    def credential(self) -> bytes:
        """What the keeper of the root makes of the request that was handed over."""
        asked = open_request(signed_from_json((self.exchange / "credential-request.json").read_bytes()))
        root = self.people[0].root
        credential = Credential(
            party=root.id,
            officer=asked.officer,
            role=asked.role,
            desk=1,
            device=asked.device,
            exercise=asked.exercise,
            serial=1,
            not_before=BEGAN - timedelta(hours=1),
            not_after=BEGAN + timedelta(days=365),
        )
        return write_card(verified_card(root.signed, issue(self.people[0].root_key, credential)))

    def other_card(self) -> bytes:
        other = self.people[1]
        return write_card(verified_card(other.root.signed, other.credential))

    def copy_signed_by(self, place: int) -> bytes:
        """The agreement with one party's signature on it."""
        return signed_by([self.people[place]], self.text).to_json()


async def fill_in(terminal: Terminal, officer: str = "I. Maro", passphrase: str = PASSPHRASE) -> None:
    """The first step, field by field."""
    await terminal.sees("A new desk on this machine")
    await terminal.press("right", "tab")
    await paste(terminal, officer)
    await terminal.press("tab", "d", "tab")
    await paste(terminal, passphrase)
    await terminal.press("tab")
    await paste(terminal, passphrase)


@pytest.mark.parametrize("size", SIZES)
async def test_from_nothing_to_a_channel(size: str) -> None:
    """Five steps; the others' words are there in the end, and the desk answers for itself."""
    async with Newcomers() as room, room.begun(SIZES[size]) as terminal:
        await same_picture(terminal, f"first-desk-{size}", *PLACES)
        await fill_in(terminal)
        await same_picture(terminal, f"first-desk-filled-{size}", *PLACES)
        await terminal.press("ctrl+s")

        await terminal.sees("Its party lets this desk speak", "asks for I. Maro, duty officer", "EXERCISE")
        await same_picture(terminal, f"first-credential-{size}", *PLACES)
        (room.exchange / "ald.json").write_bytes(room.credential())
        await terminal.sees("Aldora, ALD-1: I. Maro", "takes it in")
        await same_picture(terminal, f"first-credential-came-{size}", *PLACES)
        await terminal.press("enter")

        await terminal.sees("Hand this desk's card", "ALD-1.card.json")
        await terminal.sees("No card and no agreement has come yet")
        card = (room.exchange / "ALD-1.card.json").read_bytes()
        await room.brevia.verbs.ask("import", {"file": to_base64(card)})
        (room.exchange / "brevia.json").write_bytes(room.other_card())
        (room.exchange / "line-ald.json").write_bytes(room.copy_signed_by(0))
        await terminal.sees("The desk BRE-1: S. Hadar", "signed by 1 of 2")
        await same_picture(terminal, f"first-agreement-{size}", *PLACES)
        await terminal.press("enter")
        await terminal.sees(
            "Not signed yet by BRE", "unverified", "HOW FAST" if size == "120x36" else "WHO MAY"
        )
        await same_picture(terminal, f"first-offer-{size}", *PLACES)
        await terminal.press("enter")
        await terminal.sees("waits for the signature of BRE")
        (room.exchange / "line-bre.json").write_bytes(room.copy_signed_by(1))
        await terminal.sees("signed by 2 of 2")
        await terminal.press("enter")
        await terminal.sees("All have signed")
        await terminal.press("enter")

        await terminal.sees("The relays of the agreement", "logged in", "All answer")
        await same_picture(terminal, f"first-relays-{size}", *PLACES)
        room.stop_relay("Geneva")
        await terminal.sees("not reached")
        room.start_relay("Geneva")
        await terminal.press("t")
        await terminal.sees("logged in")
        await terminal.press("enter")
        await terminal.sees("The others, and the line itself", "unverified")
        await terminal.press("c")
        await terminal.sees("BRE-1", "answered after")
        await same_picture(terminal, f"first-parties-{size}", r"after [\d.]+", *PLACES)
        await terminal.press("enter")

        await terminal.sees("Comm check", room.text.title)
        said = await room.brevia.say("Good to have you on the line.")
        await terminal.sees(said["number"], "Good to have you")


async def test_it_can_be_left_at_every_step() -> None:
    """What is on disk says where one was: no vault, no credential, no channel, nothing said yet."""
    async with Newcomers() as room:
        async with room.begun() as terminal:
            await fill_in(terminal)
        assert not room.profile.vault.exists()
        async with room.begun() as terminal:
            await fill_in(terminal)
            await terminal.press("ctrl+s")
            await terminal.sees("Its party lets this desk speak")
        async with room.begun() as terminal:
            await unlock(terminal, PASSPHRASE)
            await terminal.sees("asks for I. Maro, duty officer")
            (room.exchange / "ald.json").write_bytes(room.credential())
            await terminal.sees("takes it in")
            await terminal.press("enter")
            await terminal.sees("Hand this desk's card")
            await terminal.press("ctrl+l")
            await terminal.sees("is locked")
            await unlock(terminal, PASSPHRASE)
            await terminal.sees("Hand this desk's card")
        async with room.begun() as terminal:
            await unlock(terminal, PASSPHRASE)
            (room.exchange / "brevia.json").write_bytes(room.other_card())
            (room.exchange / "line.json").write_bytes(room.agreement.to_json())
            await terminal.sees("signed by", "takes in what is new")
            await terminal.press("enter")
            await terminal.sees("All have signed")
            await terminal.press("escape")
            await terminal.sees("The desk BRE-1")
            await terminal.press("enter")
            await terminal.sees("All have signed")
            await terminal.press("enter")
            await terminal.sees("The relays of the agreement")
        async with room.begun() as terminal:
            await unlock(terminal, PASSPHRASE)
            await terminal.sees("The relays of the agreement", "logged in")
            await terminal.press("escape", "i")
            await terminal.type("Are you there?")
            await terminal.press("ctrl+s")
            await terminal.sees("THE OTHERS WILL READ")
            await terminal.press("enter")
            await terminal.sees("ALD-1-2")
        async with room.begun() as terminal:
            await unlock(terminal, PASSPHRASE)
            assert "The relays of the agreement" not in await terminal.sees("ALD-1-2", "1 of 1 relays")


async def test_what_is_missing_or_wrong_is_said_with_what_to_do() -> None:
    """Each field that is not right yet; a file that is none of ours, or another desk's."""
    async with Newcomers() as room, room.begun() as terminal:
        await terminal.sees("A new desk on this machine")
        await terminal.press("ctrl+s")
        await terminal.sees("Choose what this desk is for")
        await terminal.press("right", "ctrl+s")
        await terminal.sees("Type the name of the officer")
        await terminal.type("I. Maro")
        await terminal.press("ctrl+s")
        await terminal.sees("Choose as what the officer acts")
        await terminal.press("d", "ctrl+s")
        await terminal.sees("Type a passphrase")
        await terminal.type("short")
        await terminal.sees("This passphrase has 5 characters")
        await terminal.press("ctrl+s")
        await terminal.sees("The two passphrases differ")
        await terminal.type("short")
        await terminal.press("enter")
        await terminal.sees("Its party lets this desk speak")

        await terminal.press("enter")
        await terminal.sees("Nothing for this desk has come yet. Type where the file is.")
        await _type_path(terminal, room.folder / "nothing.json")
        await terminal.sees("cannot be read: No such file or directory")
        await _type_path(terminal, room.folder / ("n" * 300))
        await terminal.sees("File name too long")
        (room.folder / "other.json").write_bytes(room.other_card())
        await _type_path(terminal, room.folder / "other.json")
        await terminal.sees("There is no credential for this desk among these files")
        shutil.copy(__file__, room.folder / "a.py")
        await _type_path(terminal, room.folder / "a.py")
        await terminal.sees("!", "file")
        (room.folder / "ours.json").write_bytes(room.credential())
        await _type_path(terminal, room.folder / "ours.json")

        await terminal.sees("Hand this desk's card", "No card and no agreement")
        await terminal.press("enter")
        await terminal.sees("There is nothing new to take in")
        (room.exchange / "line.json").write_bytes(room.agreement.to_json())
        await terminal.sees("signed by 1 of 2, as far as")
        await terminal.press("enter")
        await terminal.sees("card missing", "Not signed yet by BRE")


async def _type_path(terminal: Terminal, path: Path) -> None:
    await terminal.press("ctrl+u", "ctrl+k")
    await paste(terminal, str(path))
    await terminal.press("enter")


async def test_a_passphrase_never_reaches_the_disk() -> None:
    """Neither it nor the key of the desk is in any file of the profile."""
    async with Newcomers() as room, room.begun() as terminal:
        await fill_in(terminal)
        await terminal.press("ctrl+s")
        await terminal.sees("Its party lets this desk speak")
        vault = terminal.app.keeper.vault
        secrets = [PASSPHRASE.encode(), vault.profile.identity().signing_seed]
        files = [each.read_bytes() for each in room.profile.folder.rglob("*") if each.is_file()]

        assert [secret for secret in secrets for raw in files if secret in raw] == []
        assert {each.stat().st_mode & 0o077 for each in room.profile.folder.rglob("*")} == {0}
