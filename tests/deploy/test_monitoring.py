"""What Prometheus is told to fetch and to alarm about is what a relay in fact says."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from server.config import Config
from tests.deploy.needs import program
from tests.server.web.here import relay_here

ROOT = Path(__file__).parents[2]
PROMETHEUS = ROOT / "deploy/prometheus"
OTHERS = {"up", "node_filesystem_avail_bytes", "node_filesystem_size_bytes"}
NAME = re.compile(r"\b(?:hotline|node)_\w+|\bup\b")


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((PROMETHEUS / "alerts.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


def series(text: str) -> set[str]:
    """The names under which Prometheus stores what is in this page, also of what has not happened yet."""
    ends = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum"), "gauge": ("",)}
    families = text_string_to_metric_families(text)
    return {family.name + end for family in families for end in ends.get(family.type, ())}


async def test_alerts_use_what_a_running_relay_tells(tmp_path):
    """A metric that is renamed would silence its alert for ever."""
    async with (
        relay_here(tmp_path / "relay") as relay,
        aiohttp.ClientSession() as http,
        http.get(f"http://{relay.running.health}/metrics") as answer,
    ):
        told = series(await answer.text())

    used = {name for rule in rules() for name in NAME.findall(rule["expr"])}
    assert used - OTHERS <= told
    assert len(used - OTHERS) >= 5  # the names were found at all


def test_prometheus_fetches_where_a_relay_tells_by_default():
    """The target is the default of `health`, and the job is the one that the alerts name."""
    (job,) = yaml.safe_load((PROMETHEUS / "scrape.yml").read_text())["scrape_configs"]

    assert job["static_configs"] == [{"targets": [str(Config.model_fields["health"].default)]}]
    assert any(f'up{{job="{job["job_name"]}"}}' in rule["expr"] for rule in rules())


def test_every_alert_is_explained():
    """OPERATING.md says what to do for each; each says how urgent it is."""
    manual = (ROOT / "docs/OPERATING.md").read_text()

    assert [rule["alert"] for rule in rules() if rule["alert"] not in manual] == []
    assert {rule["labels"]["severity"] for rule in rules()} == {"page", "ticket"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "config", "--lint-fatal", "deploy/prometheus/scrape.yml"],
        ["check", "rules", "--lint-fatal", "deploy/prometheus/alerts.yml"],
        ["test", "rules", "tests/deploy/alerts.test.yml"],
    ],
    ids=["scrape", "alerts", "alerts fire"],
)
def test_promtool_is_content(arguments):
    """Prometheus' own checker; and each alert fires on what it is for, and on a quiet relay none."""
    command = [program("promtool", "prometheus"), *arguments]

    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    assert told.returncode == 0, told.stdout + told.stderr
