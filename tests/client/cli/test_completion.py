"""The script for each shell, and what it is answered."""

from __future__ import annotations

import pytest

from tests.client.cli.conftest import Hotline
from tests.client.cli.trail import finished


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(hotline: Hotline, shell: str) -> None:
    """It asks this very program."""
    done = hotline("completion", shell)

    assert (done.code, done.err) == (0, "")
    assert f"_HOTLINE_COMPLETE={shell}_complete" in done.out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("hotline ver", {"verify"}),
        ("hotline party c", {"create", "card", "credential"}),
        ("hotline init --ro", {"--role"}),
        ("hotline init --role d", {"duty-officer"}),
    ],
)
def test_what_was_begun_is_completed(typed: str, offered: set[str]) -> None:
    """Commands, the commands of a group, options, and words that are chosen from a list."""
    at = str(len(typed.split()) - 1)

    done = finished(COMP_WORDS=typed, COMP_CWORD=at, _HOTLINE_COMPLETE="bash_complete")

    assert {line.partition(",")[2] for line in done.out.split()} == offered
