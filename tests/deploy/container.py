"""The image of deploy/Containerfile, built and run by buildah, with a store of images of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.deploy.needs import program

ROOT = Path(__file__).parents[2]
STORAGE = '[storage]\ndriver = "vfs"\ngraphroot = "{0}/root"\nrunroot = "{0}/run"\n'
PIP = "[global]\nno-index = true\nfind-links = /wheels\n"
USER = 10001  # as the Containerfile says
INSIDE = "/var/lib/hotline-relay"
READ_ONLY = """\
set -e
mount --bind "$1" "$1"
mount --rbind /dev "$1/dev"
mount -o remount,bind,ro "$1"
mount --bind "$2" "$1{inside}"
exec chroot --userspec={user}:{user} "$1" /opt/hotline/bin/hotline-relay serve --dir {inside} --port 0
"""


@dataclass(frozen=True)
class Buildah:
    """`folder` holds the images; `wheels` is where a build finds what pip asks for."""

    folder: Path
    wheels: Path

    def prepare(self) -> None:
        self.folder.mkdir()
        (self.folder / "storage.conf").write_text(STORAGE.format(self.folder))
        (self.folder / "pip.conf").write_text(PIP)

    def __call__(self, *arguments: str, stdin: bytes = b"") -> bytes:
        """What it wrote to stdout. Fails when it does."""
        told = subprocess.run(
            [program("buildah", "buildah"), *arguments],
            input=stdin, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, check=True,
        )  # fmt: skip
        return told.stdout

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "CONTAINERS_STORAGE_CONF": str(self.folder / "storage.conf")}

    def base(self) -> str:
        """The image that HOTLINE_BASE names; without it a Debian with Python, as debootstrap makes it."""
        if given := os.environ.get("HOTLINE_BASE"):
            return given
        made = self.folder / "base"
        command = [
            program("debootstrap", "debootstrap"),
            "--variant=minbase",
            "--include=python3,python3-venv",
        ]
        subprocess.run([*command, "bookworm", str(made)], check=True, stdout=subprocess.DEVNULL)
        container = self("from", "scratch").decode().strip()
        self("add", "--quiet", container, str(made), "/")
        self("commit", "--quiet", container, "localhost/base")
        return "localhost/base"

    def build(self, typed: str) -> None:
        """Run the operator's command, on a base and on files for pip that are here."""
        volumes = f"--volume {self.wheels}:/wheels:ro --volume {self.folder}/pip.conf:/etc/pip.conf:ro"
        base = "docker.io/library/python:3.11-slim-bookworm"
        assert "buildah build " in typed and base in typed
        command = typed.replace(base, self.base()).replace("buildah build ", f"buildah build {volumes} ")
        subprocess.run(["bash", "-ec", command], env=self.environment, cwd=ROOT, check=True)


@contextmanager
def serving(command: Sequence[str], environment: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A process that serves; gives what it said when it was open. Ends with all that it started."""
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    )
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)
        process.stdout.close()


def on_a_read_only_root(root: str, volume: Path) -> list[str]:
    """The command that serves in that root, where only the volume can be written."""
    script = READ_ONLY.format(inside=INSIDE, user=USER)
    return [program("unshare", "util-linux"), "--mount", "bash", "-c", script, "serve", root, str(volume)]
