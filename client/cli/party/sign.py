"""`hotline party sign`: the root's word on an agreement."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from client.cli.options import FILE, hand_out, out_or_named, read_file
from client.cli.output import tell
from client.cli.party.vault import open_root, with_root
from client.cli.reach import world
from client.vault.root import RootVault
from hotline.agreement.chain import Acceptance, accept, sign_agreement
from hotline.agreement.text import AgreementText, agreement_id, read_agreement
from hotline.codec import make_document, read_json, whole_milliseconds
from hotline.errors import Misuse, Refused
from hotline.ids import AgreementId, ChannelId
from hotline.signed import PayloadType, Signed, signed_from_json


@click.command()
@with_root
@out_or_named
@click.argument("file", type=FILE)
@click.option("--days", type=click.IntRange(1, 366), default=30, help="How long an acceptance holds.")
@click.option("--channel", metavar="ID", help="For an amendment: its channel.  [default: what it amends]")
@click.option("--withdraw", is_flag=True, help="For an amendment: take an acceptance back.")
def command(path: Path, out: Path | None, file: Path, days: int, channel: str | None, withdraw: bool) -> None:
    """Sign the agreement in FILE, as `agreement make` wrote it or as another party signed it.

    An amendment is accepted by a document of its own. Read what you sign: `hotline agreement show FILE`.

    \b
    Example:
      hotline party sign agreement.json --root brv.root --out agreement-signed-by-brv.json
    """
    payload, others = _agreement(read_file(file), str(file.name))
    text = read_agreement(payload)
    with open_root(path) as vault:
        _check_party(vault, text)
        code = vault.root().document.code
        if text.parent is None:
            signed = sign_agreement(payload, vault.key())
            signed = signed if others is None else _merged(others, signed)
        else:
            where = ChannelId(bytes.fromhex(channel)) if channel else ChannelId(text.parent)
            signed = _acceptance(vault, where, agreement_id(payload), days, not withdraw)
    tell(
        f'{"Signed" if text.parent is None else "Accepted" if not withdraw else "Withdrawn"}: "{text.title}"'
    )
    hand_out(out, f"agreement-signed-by-{code}.json", signed.to_json())


def _agreement(raw: bytes, what: str) -> tuple[bytes, Signed | None]:
    """The bytes to sign, and the copy with others' signatures if this is one."""
    value = read_json(raw, what)
    if isinstance(value, dict) and "payloadType" in value:
        signed = signed_from_json(raw, what)
        if signed.type is not PayloadType.AGREEMENT:
            raise Misuse(f"{what} is another kind of document than an agreement.")
        return signed.payload, signed
    return raw.rstrip(b"\n"), None


def _merged(others: Signed, own: Signed) -> Signed:
    """Whether the others' signatures are good, each desk finds out when it imports them."""
    return own.merged(others)


def _check_party(vault: RootVault, text: AgreementText) -> None:
    root = vault.root()
    if root.id not in {each.party for each in text.parties}:
        raise Refused("not-a-party", f"{root.document.code} is not a party of this agreement.")
    if root.document.exercise != text.exercise:
        raise Refused("wrong-exercise", "One of root and agreement is for exercises, the other is not.")


def _acceptance(vault: RootVault, channel: ChannelId, agreement: AgreementId, days: int, yes: bool) -> Signed:
    now = whole_milliseconds(world().now())
    acceptance = make_document(
        Acceptance,
        "acceptance",
        channel=channel,
        agreement=agreement,
        party=vault.root().id,
        number=vault.next_acceptance(),
        accept=yes,
        made_at=now,
        not_after=now + timedelta(days=days),
    )
    return accept(vault.key(), acceptance)
