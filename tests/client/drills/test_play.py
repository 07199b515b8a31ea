"""What the others say in a play can be said, by who says it, on the line that it is played on."""

from __future__ import annotations

from pathlib import Path

import pytest

from client.drills import play
from client.drills.play import read_play
from client.drills.script import read_script
from hotline.errors import Malformed
from hotline.kinds.catalogue import kind_named


def test_the_play_that_comes_along_fits_its_line() -> None:
    """Who acts has a desk, and nobody acts for the person; every field is one of its kind."""
    read = read_play("play.yaml")
    script = read_script(read.script)
    others = {seat.code for seat in script.seats} - {read.seat}

    assert {act.by for act in read.acts} | {read.answers.by} == others
    for act in read.acts:
        assert act.fields.keys() <= kind_named(act.kind).model_fields.keys()
        assert act.kind in script.draft()
    assert {act.precedence for act in read.acts} >= {"IMMEDIATE", "FLASH"}
    assert [act.kind for act in read.acts].count("risk-question") == 1
    estimate = kind_named("risk-estimate").model_fields.keys()
    assert read.answers.files.keys() <= estimate


def test_a_mistake_in_a_play_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes one finds the place."""
    monkeypatch.setattr(play, "FOLDER", tmp_path)
    (tmp_path / "own.yaml").write_text("script: strait.yaml\nseat: AVA\nanswers: 7\nacts: []\n")

    with pytest.raises(Malformed, match="line 3"):
        read_play("own.yaml")
