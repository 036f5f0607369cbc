"""Processor time of a web server and of the database behind it: what other work on the machine does not stretch.

A process with all below it, those that ended included, as the kernel counts them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from benchmarks.memory import below

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Spent:
    """Milliseconds of the processor: of the web server's processes, and of the database's."""

    web: float
    database: float

    @property
    def both(self) -> float:
        """All of it."""
        return self.web + self.database

    def since(self, earlier: Spent, times: int) -> Spent:
        """What each of so many pages took since then."""
        return Spent((self.web - earlier.web) / times, (self.database - earlier.database) / times)

    def __str__(self) -> str:
        return f"{self.web:.1f} + {self.database:.1f} ms"


def spent(web: int, database: int | None) -> Spent:
    """What these two processes took so far, with all that they started; None is a database without a process."""
    return Spent(_of(web), _of(database) if database else 0.0)


def postmaster() -> int | None:
    """The process above all of PostgreSQL's; None for SQLite, and for a server on another machine."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    try:
        is_here = Path(f"/proc/{backend}/comm").read_text().startswith("postgres")
    except FileNotFoundError:
        return None
    return int(_stat(backend)[1]) if is_here else None


def _of(pid: int) -> float:
    """Its own time and that of its children that ended, and the same of those that live."""
    own = [sum(int(ticks) for ticks in _stat(one)[11:15]) for one in (pid, *below(pid))]
    return 1000 * sum(own) / _TICKS


def _stat(pid: int) -> list[str]:
    """What the kernel says of it, from its state on: the name before may hold anything. A process that has ended said it to
    the one above.
    """
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return ["0"] * 15
