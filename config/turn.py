"""One at a time: a sweep waits for the one that runs, or leaves it the work.

Two sweeps at once would do no harm (the ledger's unique key decides), only the same reading twice; so a lock that is
lost with its connection, its process or its machine is just what is wanted. PostgreSQL keeps it as an advisory lock of
the session, for all machines; with SQLite, whose one file has one machine, it is a lock on a file beside it.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32

from django.db import connection

PAUSE = 0.2


@contextmanager
def turn(name: str, *, wait: float = 0) -> Iterator[bool]:
    """Inside: True when it is our turn, False when another has it and still has it after `wait` seconds."""
    with _postgresql(name, wait) if connection.vendor == "postgresql" else _file(name, wait) as ours:
        yield ours


@contextmanager
def _postgresql(name: str, wait: float) -> Iterator[bool]:
    key = crc32(f"dondoc.{name}".encode())

    def ask(function: str) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [key])
            return bool(cursor.fetchone()[0])

    ours = _within(wait, lambda: ask("pg_try_advisory_lock"))
    try:
        yield ours
    finally:
        # A broken connection has let go of it already.
        if ours and connection.is_usable():
            ask("pg_advisory_unlock")


@contextmanager
def _file(name: str, wait: float) -> Iterator[bool]:
    database = Path(connection.settings_dict["NAME"])

    def ask() -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    # Closing the file lets go of the lock.
    with open(database.with_name(f"{database.name}.{name}.lock"), "w") as file:
        yield _within(wait, ask)


def _within(seconds: float, ask: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while not (ours := ask()) and time.monotonic() < until:
        time.sleep(PAUSE)
    return ours
