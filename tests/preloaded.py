"""Starts the children that print PDFs and open files from processes that have their libraries loaded already.

Loading them takes most of the time of a child. Each job is still done by a child of its own, forked for it, by the same code
with the same limits, standard streams and bare environment. Tests of the children themselves start them in earnest.
"""

from __future__ import annotations

import array
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import IO, Any

import pytest

from config.settings.environment import BASE_DIR

# What is loaded before the first job, for each module whose `main` does the jobs.
CHILDREN = {
    "accountability.printing.render_child": ("weasyprint",),
    "accountability.intake.reading.child": (
        "accountability.intake.reading.texts", "accountability.intake.reading.tables",
    ),
}  # fmt: skip
# Here the children are started as in production: what they are refused, how they end, and once the bytes that they make.
IN_EARNEST = (
    "reports/test_fetching", "printing/test_hostile", "test_a_child_that", "test_the_child_receives",
    "test_the_same_figures_give_the_same_bytes", "test_the_same_document_gives_the_same_bytes",
    "intake/reading/test_reading", "test_what_is_hostile_is_refused", "intake/test_hostile",
)  # fmt: skip


class Preloaded:
    """A process that forks a child per job; started with the first one."""

    def __init__(self, module: str) -> None:
        self.module = module
        self.process: subprocess.Popen[bytes] | None = None
        self.line: socket.socket | None = None
        self.one_at_a_time = threading.Lock()  # The threads of a live server ask, too.

    def run(
        self, arguments: list[str], job: bytes, environment: dict[str, str], timeout: float
    ) -> subprocess.CompletedProcess[bytes]:
        """As `subprocess.run` starts the module: the job goes in, exit code and output come back."""
        with self.one_at_a_time, tempfile.TemporaryFile() as order:
            order.write(job)
            order.seek(0)
            return self._ask(arguments, order, environment, timeout)

    def _ask(
        self, arguments: list[str], order: IO[bytes], environment: dict[str, str], timeout: float
    ) -> subprocess.CompletedProcess[bytes]:
        line = self.line or self._start(environment)
        ends = [os.pipe(), os.pipe()]
        socket.send_fds(
            line, ["\0".join(arguments).encode() or b"\0"], [order.fileno(), *(end for _, end in ends)]
        )
        found: list[bytes] = [b"", b""]
        readers = [
            threading.Thread(target=_read_all, args=(end, found, number))
            for number, (end, _) in enumerate(ends)
        ]
        for reader, (_, theirs) in zip(readers, ends, strict=True):
            os.close(theirs)
            reader.start()
        line.settimeout(timeout)
        try:
            code = array.array("i", line.recv(4))[0]
        except TimeoutError as late:
            self.close()
            raise subprocess.TimeoutExpired(self.module, timeout) from late
        finally:
            for reader in readers:
                reader.join()
        return subprocess.CompletedProcess([], code, *found)

    def _start(self, environment: dict[str, str]) -> socket.socket:
        self.line, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", __name__, self.module, str(theirs.fileno())], cwd=BASE_DIR,
                env=environment, pass_fds=[theirs.fileno()], start_new_session=True,
            )  # fmt: skip
        return self.line

    def close(self) -> None:
        """It ends when nobody can ask any more, with the child that is at work: they are a session of their own."""
        if self.process is not None and self.line is not None:
            self.line.close()
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = self.line = None


def _read_all(end: int, found: list[bytes], number: int) -> None:
    with os.fdopen(end, "rb") as file:
        found[number] = file.read()


@pytest.fixture(autouse=True, scope="session")
def _preloaded() -> Iterator[None]:
    kept = {module: Preloaded(module) for module in CHILDREN}
    in_earnest = subprocess.run

    def run(command: Any, **options: Any) -> Any:
        module = command[command.index("-m") + 1] if isinstance(command, list) and "-m" in command else None
        test = os.environ.get("PYTEST_CURRENT_TEST", "")
        if module not in kept or any(place in test for place in IN_EARNEST):
            return in_earnest(command, **options)
        arguments = command[command.index("-m") + 2 :]
        return kept[module].run(arguments, options["input"], options["env"], options["timeout"])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess, "run", run)
        yield
    for preloaded in kept.values():
        preloaded.close()


def _do(main: Callable[[], int], arguments: list[str], streams: list[int]) -> int:
    """The exit code of a child whose standard streams are these."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        sys.argv = ["child", *arguments]
        code = main()
        sys.stdout.flush()
    finally:
        os._exit(code)


def _serve(module: str, line: socket.socket) -> None:
    for name in CHILDREN[module]:
        import_module(name)
    main = import_module(module).main
    while True:
        arguments, streams, _, _ = socket.recv_fds(line, 65_536, 3)
        if not arguments:
            return
        code = _do(main, arguments.decode().strip("\0").split("\0"), streams)
        for stream in streams:
            os.close(stream)
        line.send(array.array("i", [code]))


if __name__ == "__main__":
    _serve(sys.argv[1], socket.socket(fileno=int(sys.argv[2])))
