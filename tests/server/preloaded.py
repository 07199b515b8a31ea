"""`hotline-relay` without its start-up time: a process forked from one that has read the program's modules.

It is a process of its own as any other: it has its own id, streams and end, and can be killed. Tests that are
about the program's start run it as it is installed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection

MODULES = ["server.cli.app", "server.serving", "tests.points.killing"]


class Preloaded:
    """One run of `hotline-relay`; `stdout` and `stderr` are what it writes."""

    def __init__(self, arguments: Sequence[str], environment: Mapping[str, str]) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(MODULES)
        out, its_out = context.Pipe(duplex=False)
        errors, its_errors = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_run, args=(list(arguments), dict(environment), its_out, its_errors), daemon=True
        )
        self._process.start()
        its_out.close()
        its_errors.close()
        self.stdout = os.fdopen(os.dup(out.fileno()), "rb")
        self.stderr = os.fdopen(os.dup(errors.fileno()), "rb")
        out.close()
        errors.close()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.exitcode

    def wait(self, seconds: float | None = None) -> int:
        """How it ended: its code, or the signal below zero. Raises TimeoutError."""
        self._process.join(seconds)
        if self._process.exitcode is None:
            raise TimeoutError(f"process {self.pid} has not ended within {seconds} s")
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            with suppress(ProcessLookupError):  # it ended, and the server that forked it has not yet said so
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def _run(arguments: list[str], environment: dict[str, str], out: Connection, errors: Connection) -> None:
    os.dup2(out.fileno(), 1)
    os.dup2(errors.fileno(), 2)
    os.environ.update(environment)
    sys.argv = ["hotline-relay", *arguments]
    from server.main import main
    from tests.points.killing import arm

    arm()
    main()
