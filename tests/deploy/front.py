"""nginx with the configuration that operators install, on loopback and in a folder of its own."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from client.drills.relays import free_port
from tests.deploy.needs import program

INSTALLED = Path(__file__).parents[2] / "deploy/nginx/hotline-relay.conf"
MAIN = """\
pid {folder}/nginx.pid;
error_log stderr;
events {{}}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/hotline-relay.conf;
}}
"""
WITHIN = 30.0


@asynccontextmanager
async def front(folder: Path, certificate: Path, key: Path, relay_port: int) -> AsyncIterator[int]:
    """nginx before the relay at that port; gives the port that it listens on."""
    port = free_port(os.urandom)
    _write(folder, _for_a_test(port, certificate, key, relay_port))
    command = [program("nginx", "nginx-light"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    nginx = await asyncio.create_subprocess_exec(*command, "-e", "stderr", "-g", "daemon off;")
    try:
        await _until_open(port, nginx)
        yield port
    finally:
        if nginx.returncode is None:
            nginx.terminate()
        await nginx.wait()


def _write(folder: Path, installed: str) -> None:
    folder.mkdir()
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder))
    (folder / "hotline-relay.conf").write_text(installed)


def _for_a_test(port: int, certificate: Path, key: Path, relay_port: int) -> str:
    """What is installed, with other ports and files; and nothing open but to loopback."""
    text = INSTALLED.read_text()
    for installed, here in (
        ("    listen [::]:8443 ssl;\n", ""),
        ("listen 8443 ssl", f"listen 127.0.0.1:{port} ssl"),
        ("/etc/nginx/hotline-relay/certificate.pem", str(certificate)),
        ("/etc/nginx/hotline-relay/certificate.key", str(key)),
        ("127.0.0.1:8080", f"127.0.0.1:{relay_port}"),
    ):
        assert installed in text, installed
        text = text.replace(installed, here)
    return text


async def _until_open(port: int, nginx: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(WITHIN):
        while True:
            assert nginx.returncode is None, "nginx did not start; what it says is above"
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.05)
                continue
            writer.close()
            return
