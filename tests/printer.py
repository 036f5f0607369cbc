"""Prints PDFs from a process that has WeasyPrint loaded already: loading it takes four fifths of the time of a print.

Each document is still laid out by a child of its own, by the same code with the same limits and the same bare environment.
Tests of the prints themselves (tests/integration/accountability/reports) start that child in earnest, every time.
"""

from __future__ import annotations

import io
import os
import selectors
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.settings.environment import BASE_DIR

_STATIC = str(BASE_DIR / "static")


class Printer:
    """A process that forks a child per document; started with the first one."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.one_at_a_time = threading.Lock()  # The threads of a live server print, too.

    def run(self, job: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
        """As `accountability.printing.pdf` runs its child: the job goes in, code and output come back."""
        with self.one_at_a_time, tempfile.TemporaryDirectory(prefix="dondoc-print-") as folder:
            Path(folder, "in").write_bytes(job)
            code = self._ask(folder, timeout)
            output, errors = Path(folder, "out").read_bytes(), Path(folder, "errors").read_bytes()
        return subprocess.CompletedProcess([], code, output, errors)

    def _ask(self, folder: str, timeout: float) -> int:
        process = self.process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{folder}\n".encode())
        with selectors.DefaultSelector() as waiting:
            waiting.register(process.stdout, selectors.EVENT_READ)
            if not waiting.select(timeout):
                self.close()
                raise AssertionError(f"Không in xong trong {timeout:g} giây.")
        return int(process.stdout.readline())

    def _start(self) -> subprocess.Popen[bytes]:
        from accountability.printing.pdf import CHILD_ENVIRONMENT

        kept = {name: os.environ[name] for name in CHILD_ENVIRONMENT if name in os.environ}
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__], bufsize=0, cwd=BASE_DIR, env=kept | {"LANG": "C.UTF-8"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        return self.process

    def close(self) -> None:
        """It ends when nobody can ask any more; a child that is still at work is not waited for."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
        self.process = None


@pytest.fixture(autouse=True, scope="session")
def _printer() -> Iterator[None]:
    from accountability.printing import pdf

    in_earnest, printer = pdf._run_child, Printer()

    def run(job: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
        test = os.environ.get("PYTEST_CURRENT_TEST", "")
        of_prints = "accountability/reports/" in test or "accountability/printing/" in test
        return in_earnest(job, timeout) if of_prints else printer.run(job, timeout)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "_run_child", run)
        yield
    printer.close()


def _print_in_a_child(folder: str, main: Callable[[], int]) -> int:
    """The exit code of the child, whose standard streams are the files of the folder."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        for number, name in enumerate(("in", "out", "errors")):
            flags = os.O_RDONLY if not number else os.O_WRONLY | os.O_CREAT
            os.dup2(os.open(Path(folder, name), flags, 0o600), number)
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False))
        sys.argv = ["render_child", _STATIC]
        code = main()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _serve() -> None:
    from accountability.printing.render_child import main

    questions, answers = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb", buffering=0)
    while folder := questions.readline():
        answers.write(b"%d\n" % _print_in_a_child(folder.decode().rstrip("\n"), main))


if __name__ == "__main__":
    _serve()
