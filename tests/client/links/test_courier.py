from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from client.links.courier import export_courier, import_courier, is_courier
from client.points import set_hook
from client.station.arrivals import EnvelopeCame
from hotline.errors import BadSignature, Malformed, StoreFailed
from hotline.shapes import write_cbor
from hotline.wire.envelope import Deposit
from tests.server.people import NOW, living_desk, public_part

KEY = living_desk("AVA").key
NORTH, SOUTH, EAST = KEY.device, living_desk("BRV").device, living_desk("CRM").device
ENVELOPES = [
    Deposit(public_part(1), ((SOUTH, b"slot 1"), (EAST, b"slot 2"))),
    Deposit(public_part(2, size=100_000), ((SOUTH, b"slot 3"),)),
    Deposit(public_part(3), ((EAST, b"slot 4"),)),
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "stick.hotline"
    export_courier(path, ENVELOPES, KEY, NOW)
    return path


def test_a_desk_gets_its_slots(file):
    """What is for others is counted and left alone."""
    carried = import_courier(file, SOUTH)

    assert carried.arrivals == (
        EnvelopeCame(None, ENVELOPES[0].public, b"slot 1"),
        EnvelopeCame(None, ENVELOPES[1].public, b"slot 3"),
    )
    assert carried.for_others == 1


def test_whose_file_it_is_is_signed(file):
    """By which device and when; taking a part out, or another's signature under these parts, is found out."""
    carried = import_courier(file, SOUTH)
    assert (carried.writer, carried.at) == (NORTH, NOW)

    head, *parts, signature = pieces(file.read_bytes())
    fewer = write_cbor(["hotline-courier", 1, 2])
    file.write_bytes(len(fewer).to_bytes(4) + fewer + b"".join(parts[:2]) + signature)
    with pytest.raises(Malformed, match="other parts"):
        import_courier(file, SOUTH)
    forged = signature[:-1] + bytes([signature[-1] ^ 1])
    file.write_bytes(head + b"".join(parts) + forged)
    with pytest.raises(BadSignature):
        import_courier(file, SOUTH)


def test_it_is_told_apart_by_content(file):
    """As all files are; and another is not taken for one."""
    assert is_courier(file.read_bytes()[:64])
    assert not is_courier(b'{"payloadType": "x"}')


def test_every_cut_is_noticed(file):
    """A stick that was pulled out: the part is named, whichever byte was the last."""
    whole = file.read_bytes()
    for length in [*range(60), 700, len(whole) // 2, len(whole) - 1]:
        file.write_bytes(whole[:length])
        with pytest.raises(Malformed, match="courier file"):
            import_courier(file, SOUTH)
    file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Malformed, match="part 2 of 3"):
        import_courier(file, SOUTH)


@given(st.data())
def test_every_flipped_bit_is_noticed(tmp_path_factory, data):
    """A stick that ages: refused whole, nothing is half imported."""
    path = tmp_path_factory.mktemp("stick") / "stick.hotline"
    export_courier(path, ENVELOPES, KEY, NOW)
    whole = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= 1 << data.draw(st.integers(0, 7))
    path.write_bytes(whole)

    with pytest.raises((Malformed, BadSignature)):
        import_courier(path, SOUTH)


def test_more_behind_the_end_is_refused(file):
    """What nobody vouches for is not read."""
    file.write_bytes(file.read_bytes() + b"\0")

    with pytest.raises(Malformed, match="more after its signature"):
        import_courier(file, SOUTH)


def test_a_crash_before_the_rename_leaves_what_was_there(file):
    """The name stands for a whole file, always."""
    before = file.read_bytes()

    def crash(name: str) -> None:
        if name == "courier/before-rename":
            raise KeyboardInterrupt

    set_hook(crash)
    try:
        with pytest.raises(KeyboardInterrupt):
            export_courier(file, ENVELOPES[:1], KEY, NOW)
    finally:
        set_hook(None)

    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_medium_that_loses_bytes_is_found_out(tmp_path, monkeypatch):
    """Read back before it is called done."""
    monkeypatch.setattr("client.links.courier._write", lambda path, *_: path.write_bytes(b"\0" * 10))

    with pytest.raises(StoreFailed, match="did not keep"):
        export_courier(tmp_path / "stick.hotline", ENVELOPES, KEY, NOW)
    assert not list(tmp_path.iterdir())


def test_a_missing_medium_is_said(tmp_path):
    """No folder, no file: a sentence, and nothing else."""
    with pytest.raises(StoreFailed, match="could not be written"):
        export_courier(tmp_path / "gone" / "stick.hotline", ENVELOPES, KEY, NOW)
    with pytest.raises(StoreFailed, match="cannot be read"):
        import_courier(tmp_path / "gone.hotline", SOUTH)


@pytest.mark.parametrize("name", ["n" * 251, "n" * 300], ids=["its draft's name is too long", "its own is"])
def test_a_name_that_no_file_can_have_is_said(tmp_path, name):
    """It is a word of the medium like any other."""
    with pytest.raises(StoreFailed, match="could not be written: File name too long"):
        export_courier(tmp_path / name, ENVELOPES, KEY, NOW)
    with pytest.raises(StoreFailed, match="cannot be read"):
        import_courier(tmp_path / name, SOUTH)


def test_an_empty_file_carries_nothing(tmp_path):
    """An outbox with nothing in it is exported as that."""
    export_courier(tmp_path / "stick.hotline", [], KEY, NOW)

    assert import_courier(tmp_path / "stick.hotline", NORTH).arrivals == ()


def pieces(raw: bytes) -> list[bytes]:
    found = []
    while raw:
        length = 4 + int.from_bytes(raw[:4])
        found.append(raw[:length])
        raw = raw[length:]
    return found


def test_parts_in_another_order_or_twice_are_another_file(file):
    """Its writer signed for these parts, each once, in this order."""
    head, *parts, signature = pieces(file.read_bytes())
    for changed in ([*reversed(parts)], [parts[0], parts[0], parts[1]]):
        file.write_bytes(head + b"".join(changed) + signature)
        with pytest.raises(Malformed, match="other parts"):
            import_courier(file, SOUTH)


def test_a_part_that_is_too_large_is_not_read(file):
    """Its length alone refuses it: a stick may hold more than this machine's memory."""
    head, *_ = pieces(file.read_bytes())
    file.write_bytes(head + (2**32 - 1).to_bytes(4))

    with pytest.raises(Malformed, match="part 1 of 3"):
        import_courier(file, SOUTH)
