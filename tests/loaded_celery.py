"""A process that has Celery, Django and the rooms loaded, and forks a program of Celery per command line.

    python -m tests.loaded_celery SOCKET

Each program is a process group of its own, as one that is started anew: whoever kills it kills its children, too.
"""

from __future__ import annotations

import array
import gc
import os
import select
import signal
import socket
import subprocess
import sys
from importlib import import_module
from typing import IO

import django

from config.settings.environment import BASE_DIR

# What a worker, a beat and a call load before they begin, and the jobs themselves.
LOADED = (
    "celery.bin.celery", "celery.apps.worker", "celery.apps.beat", "celery.concurrency.prefork", "celery.worker.consumer",
    "kombu.transport.pyamqp", "config.celery", "config.jobs",
)  # fmt: skip


class Forked:
    """A program as `subprocess.Popen` shows one; the code that it ended with comes through a pipe."""

    def __init__(self, pid: int, code: int) -> None:
        self.pid, self.returncode = pid, None
        self._ended, self._code = os.pidfd_open(pid), code

    returncode: int | None

    def poll(self) -> int | None:
        """The code with which it ended; None while it runs."""
        return self._look(0)

    def wait(self, timeout: float) -> int:
        """The code with which it ended. Raises TimeoutExpired while it runs on."""
        code = self._look(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("celery", timeout)
        return code

    def _look(self, seconds: float) -> int | None:
        if self.returncode is None and select.select([self._ended], [], [], seconds)[0]:
            said = os.read(self._code, 4)
            self.returncode = array.array("i", said)[0] if said else -signal.SIGKILL
            os.close(self._ended)
            os.close(self._code)
        return self.returncode


class LoadedCelery:
    """Loads with that environment, which all of its programs have."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.line, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", __name__, str(theirs.fileno())], cwd=BASE_DIR, env=environment,
                pass_fds=[theirs.fileno()], start_new_session=True,
            )  # fmt: skip

    def fork(self, arguments: list[str], log: IO[bytes]) -> Forked:
        """The program of that command line, which writes into `log`."""
        code, theirs = os.pipe()
        socket.send_fds(self.line, ["\0".join(arguments).encode()], [log.fileno(), theirs])
        os.close(theirs)
        return Forked(array.array("i", self.line.recv(4))[0], code)

    def close(self) -> None:
        """It needs no farewell, which takes half a second; its programs are groups of their own."""
        self.line.close()
        self.process.kill()
        self.process.wait()


def _serve(line: socket.socket) -> None:
    django.setup()
    for name in LOADED:
        import_module(name)
    gc.freeze()  # What is loaded stays, and is shared with every program.
    while True:
        arguments, (*ends,), _, _ = socket.recv_fds(line, 65_536, 2)
        while _reaped():  # Those that ended since.
            pass
        if not arguments:
            return
        child = os.fork()
        if not child:
            line.close()
            _run(arguments.decode().split("\0"), *ends)
        os.setpgid(child, child)
        for end in ends:
            os.close(end)
        line.send(array.array("i", [child]))


def _reaped() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _run(arguments: list[str], log: int, code: int) -> None:
    """The program from here on; it never returns."""
    from celery.bin.celery import main

    ended = 1
    try:
        os.setpgid(0, 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        sys.argv = arguments
        main()
        ended = 0
    except SystemExit as end:
        ended = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(code, array.array("i", [ended]))
        os._exit(ended)


if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
