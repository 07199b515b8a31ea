"""From nothing to a channel, by typed commands and files that are handed over."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from hotline.identity.numbers import root_digits
from hotline.signed import signed_from_json
from tests.client.cli.conftest import Hotline
from tests.client.cli.trail import DRAFT, KEY, NOBODY, make_party, must


def test_both_desks_are_on_the_channel(folder: Path, hotline: Hotline) -> None:
    """Party, desk, credential, agreement, two signatures, import: nothing more is needed."""
    for profile in ("ava", "brv"):
        done = hotline("channels", "--json", "--profile", profile)

        row = json.loads(done.out)
        assert (done.code, row["title"], row["exercise"]) == (0, "Northern line", True)
        assert [each["code"] for each in row["parties"]] == ["AVA", "BRV"]


def test_nobody_else_can_read_what_is_written(folder: Path) -> None:
    """Every file but the cards is the owner's alone, and so are the folders of the profiles."""
    cards = [folder / f"{low}-{each}.json" for low in ("ava", "brv") for each in ("root", "credential")]
    files = [each for each in folder.rglob("*") if each.is_file() and each.suffix != ".yaml"]
    folders = [folder / "home", *(folder / "home").iterdir()]

    assert set(cards) < set(files) and folders
    assert {stat.S_IMODE(each.stat().st_mode) for each in cards} == {0o644}
    assert {stat.S_IMODE(each.stat().st_mode) for each in set(files) - set(cards)} == {0o600}
    assert {stat.S_IMODE(each.stat().st_mode) for each in folders} == {0o700}


def test_an_agreement_waits_for_the_signature_that_is_missing(empty: Path, hotline: Hotline) -> None:
    """A copy that not all have signed is kept; importing another adds its signatures."""
    at = empty.joinpath
    for code in ("AVA", "BRV"):
        make_party(empty, code, code)
    at("line.yaml").write_text(DRAFT.format(relay=NOBODY, key=KEY))
    must("import", str(at("ava-credential.json")), str(at("brv-root.json")))
    must("agreement", "make", str(at("line.yaml")), "--out", str(at("line.json")))
    for low in ("ava", "brv"):
        signed = str(at(f"line-{low}.json"))
        must("party", "sign", str(at("line.json")), f"--root={at(f'{low}.root')}", "--out", signed)

    first = hotline("import", "--json", str(at("line-brv.json")))
    none_yet = hotline("channels")
    second = hotline("import", "--json", str(at("line-ava.json")))

    assert (first.code, json.loads(first.out)["missing"]) == (0, ["AVA"])
    assert none_yet.out == ""
    assert (second.code, json.loads(second.out)["in_force"]) == (0, True)


def test_an_agreement_of_others_is_refused(folder: Path, hotline: Hotline) -> None:
    """A desk joins no channel on which its party has no place."""
    make_party(folder, "CED", "Ced")
    must(
        "import", "--profile=ced", *(str(folder / f"{name}.json") for name in ("ced-credential", "ava-root"))
    )

    done = hotline("import", "--profile=ced", str(folder / "line-ava.json"))

    assert (done.code, done.out) == (1, "")
    assert "not a party" in done.err


def test_a_desk_without_a_credential_says_what_it_needs(empty: Path, hotline: Hotline) -> None:
    """Before the credential there is no station; the sentence says what comes next."""
    make_party(empty, "AVA", "Ava")

    done = hotline("channels")

    assert (done.code, done.out) == (2, "")
    assert "no credential yet" in done.err


def test_a_renewed_credential_is_taken_in(folder: Path, hotline: Hotline) -> None:
    """The root issues again, the desk keeps its number, and an older credential does not come back."""
    renewed, root = str(folder / "renewed.json"), f"--root={folder / 'ava.root'}"
    must("party", "credential", str(folder / "ava-request.json"), root, "--days=9", f"--out={renewed}")

    taken = hotline("import", renewed)
    back = hotline("import", str(folder / "ava-credential.json"))
    record = hotline("read", "northern", "--all", "--json")

    assert taken.out == "This desk is AVA-1, Officer of AVA.\n"
    assert (back.code, "older" in back.err) == (1, True)
    assert [json.loads(line)["kind"] for line in record.out.splitlines()] == ["desk", "desk"]


def test_digits_are_typed_and_only_then_judged(folder: Path, hotline: Hotline) -> None:
    """The other's digits are never shown; wrong ones are refused, right ones are kept with who and how."""
    right = root_digits(signed_from_json((folder / "brv-root.json").read_bytes()).payload)
    own = root_digits(signed_from_json((folder / "ava-root.json").read_bytes()).payload)
    wrong = right[:-1] + str((int(right[-1]) + 1) % 10)

    refused = hotline("verify", "BRV", "--with=B", f"--digits={wrong}")
    short = hotline("verify", "BRV", "--with=B", f"--digits={right[:-5]}")
    verified = hotline("verify", "BRV", "--with=B. Officer", f"--digits={right}", "--words=english", "--qr")

    assert (refused.code, short.code, verified.code) == (1, 2, 0)
    assert all(own in each.out and right not in each.out + each.err for each in (refused, short, verified))
    contacts = [json.loads(line) for line in hotline("contacts", "--json").out.splitlines()]
    assert "with B. Officer" in contacts[1]["verified"]


def test_a_revoked_desk_is_named_in_the_record(folder: Path, hotline: Hotline) -> None:
    """A revocation that the root wrote enters the record through any member's desk, once."""
    revoked, root = str(folder / "revoked.json"), f"--root={folder / 'brv.root'}"
    card = str(folder / "brv-credential.json")
    must("party", "revoke", card, root, "--reason=stolen", f"--out={revoked}")

    first, again = hotline("import", revoked), hotline("import", revoked)
    record = hotline("read", "northern", "--all", "--json")

    assert (first.code, again.code) == (0, 0)
    assert [json.loads(line)["kind"] for line in record.out.splitlines()].count("revocation") == 1


def test_what_is_none_of_our_files_is_refused(folder: Path, hotline: Hotline) -> None:
    """A bad file is named, and the code says that the input was bad."""
    (folder / "strange.json").write_text('{"a\\u001b[2J": 1}')

    done = hotline("import", str(folder / "strange.json"))

    assert (done.code, done.out) == (2, "")
    assert "strange.json" in done.err and "\x1b" not in done.err


def test_an_amendment_is_in_force_when_all_have_accepted_it(folder: Path, hotline: Hotline) -> None:
    """The text and each acceptance enter the record at any desk; then the channel has the new terms."""
    at = folder.joinpath
    channel = json.loads(hotline("channels", "--json").out)["id"]
    draft = at("line.yaml").read_text().replace("Northern line", "Longer line")
    at("longer.yaml").write_text(f"parent: {channel}\n{draft}")
    must("agreement", "make", str(at("longer.yaml")), "--out", str(at("longer.json")))
    for low in ("ava", "brv"):
        signed = str(at(f"longer-{low}.json"))
        must("party", "sign", str(at("longer.json")), f"--root={at(f'{low}.root')}", "--out", signed)

    must("import", str(at("longer.json")), str(at("longer-ava.json")))
    between = hotline("channels")
    must("import", str(at("longer-brv.json")))
    after = json.loads(hotline("channels", "--json").out)

    assert between.out.startswith("Northern line")
    assert (after["title"], after["id"]) == ("Longer line", channel)


def test_an_agreement_that_nobody_signed_is_not_taken_in(folder: Path, hotline: Hotline) -> None:
    """The bytes alone put nothing in force; the sentence says what comes next."""
    done = hotline("import", str(folder / "line.json"))

    assert (done.code, "hotline party sign" in done.err) == (2, True)


def test_a_revocation_names_what_the_party_still_stands_by(folder: Path, hotline: Hotline) -> None:
    """What `contacts --cuts` gives is what `party revoke --recognise` takes."""
    (folder / "cuts.json").write_text(hotline("contacts", "--cuts=AVA-1").out)
    revoked, root = folder / "revoked.json", f"--root={folder / 'ava.root'}"
    card, cuts = str(folder / "ava-credential.json"), f"--recognise={folder / 'cuts.json'}"

    must("party", "revoke", card, root, "--reason=lost", cuts, f"--out={revoked}")

    revocation = json.loads(signed_from_json(revoked.read_bytes()).payload)
    assert [each["seq"] for each in revocation["cuts"]] == [1]
