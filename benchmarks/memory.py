"""Memory of the web server and of the engine at rest, as `make run` starts them.

PSS of each process: what it alone uses, and its share of what it has in common with others. At rest means: started, the
sign-in page asked for a hundred times, the engine past its first beats, then ten seconds of nothing.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure
from config.settings.environment import BASE_DIR

REST_SECONDS = 10
PAGES = 100
# Of two workers and the engine together.
MEGABYTES = 300


def measure(database: str, runs: int) -> list[Figure]:
    """Once: a process at rest does not waver."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {"PORT": str(port), "BASE_URL": f"http://127.0.0.1:{port}", "DEMO": "0"}
    server = subprocess.Popen(
        [sys.executable, "bin/serve.py"], cwd=BASE_DIR, env=os.environ | own, stdout=subprocess.DEVNULL
    )
    try:
        _ask_pages(f"http://127.0.0.1:{port}/dang-nhap/")
        time.sleep(REST_SECONDS)
        found = {pid: pss(pid) for pid in below(server.pid)}
        web = [pid for pid in found if "gunicorn" in _command(pid)]
        engine = [pid for pid in found if "engine" in _command(pid)]
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    return [
        Figure(f"memory of web, {len(web)} processes", database, "MB", sum(found[pid] for pid in web)),
        Figure("memory of engine", database, "MB", sum(found[pid] for pid in engine)),
        Figure(
            "memory of both",
            database,
            "MB",
            sum(found[pid] for pid in web + engine),
            bound=MEGABYTES,
            by_ratio=False,
        ),
    ]


@contextmanager
def engine_at_rest() -> Iterator[int]:
    """The process of an engine on the database of the settings, past its first beats."""
    engine = subprocess.Popen(
        [sys.executable, "manage.py", "engine"],
        cwd=BASE_DIR,
        env=os.environ | {"DEMO": "1"},
        stdout=subprocess.DEVNULL,
    )
    try:
        time.sleep(REST_SECONDS)
        yield engine.pid
    finally:
        engine.send_signal(signal.SIGTERM)
        engine.wait(120)


def memory_of(pid: int) -> float:
    """MB of the process and of every one below it."""
    return sum(pss(one) for one in (pid, *below(pid)))


def _ask_pages(url: str) -> None:
    """Ask until it answers, then so many times that each worker has answered."""
    until = time.monotonic() + 60
    asked = 0
    while asked < PAGES:
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                answer.read()
            asked += 1
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


def below(pid: int) -> list[int]:
    """Every process below that one."""
    children = [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [one for child in children for one in (child, *below(child))]


def _command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")


def pss(pid: int) -> float:
    """Proportional set size in MB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise LookupError(f"no Pss for {pid}")
