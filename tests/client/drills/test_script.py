from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from client.drills import script
from client.drills.paper import with_days
from client.drills.script import Wipe, read_script
from hotline.errors import Malformed

DEPLOY = Path(__file__).parents[3] / "deploy" / "demo"


def test_the_script_that_came_with_the_program_reads():
    """Fifty deposits at least are to die with the relay."""
    read = read_script("strait.yaml")

    wipes = [each for each in read.steps if isinstance(each, Wipe)]
    assert all(each.once_waiting >= 50 for each in wipes)
    assert wipes
    assert "Strait exercise" in read.draft()


@pytest.mark.parametrize("name", ["strait.yaml", "agreement.yaml"])
def test_deploy_shows_the_very_script(name):
    """What people read in deploy/ is what is played."""
    assert (DEPLOY / name).read_text() == (script.FOLDER / name).read_text()


def test_a_mistake_in_a_script_is_named_with_its_line(tmp_path, monkeypatch):
    """Scripts are written by people."""
    lines = (script.FOLDER / "strait.yaml").read_text().splitlines()
    at = next(n for n, line in enumerate(lines) if "once_waiting" in line)
    lines[at] = "    once_waiting: many"
    step = next(n for n, line in enumerate(lines) if line.startswith("  - do: wipe"))
    (tmp_path / "mine.yaml").write_text("\n".join(lines))
    monkeypatch.setattr(script, "FOLDER", tmp_path)

    with pytest.raises(Malformed, match=rf"mine.yaml, line {step + 1}: .*once_waiting"):
        read_script("mine.yaml")


def test_the_agreement_of_a_drill_is_in_force_today_and_ends_soon():
    """An exercise that holds for decades puzzles whoever reads it; its clauses begin with the first."""
    now = datetime(2031, 2, 26, 22, 8, tzinfo=UTC)
    draft = with_days(read_script("strait.yaml").draft(), now)

    assert "DAY" not in draft
    assert 'clause: "1"\n  effective_at: 2031-02-26T00:00Z' in draft
    assert "sunset_at: 2031-03-26T00:00Z" in draft
