"""What figures stand on: throw-away databases with generated assignments, and how a run is undone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from config.settings.environment import BASE_DIR

AT = "2022-11-08T08:00"  # A Tuesday in working hours, so that mails go at once.
AT_2026 = "2026-03-10T08:00"  # The province of 130 communes.


@dataclass(frozen=True)
class Ground:
    """A database that `manage.py generate` made; `quick` is its smaller sister."""

    name: str
    assignments: int
    quick: int
    overdue: str
    at: str = AT
    heads: int | None = None

    def arguments(self, quick: bool) -> list[str]:
        """For `manage.py generate`."""
        number = self.quick if quick else self.assignments
        # A thousand overdue whatever the number is, where that is what the ground is for.
        share = f"{100_000 / number:.6f}" if self.overdue == "1000" else self.overdue
        heads = [] if self.heads is None else ["--heads", str(self.heads)]
        return [
            "generate",
            "--assignments",
            str(number),
            "--overdue",
            share,
            "--at",
            self.at,
            "--seed",
            "1",
            *heads,
        ]


MILLION = Ground("million", 1_000_000, 50_000, "5")
TWENTY_THOUSAND = Ground("twenty-thousand", 20_000, 20_000, "5")
THOUSAND = Ground("thousand", 100_000, 20_000, "1000", heads=1000)
REPORT = Ground("report", 20_000, 20_000, "5", heads=150)
PROVINCE = Ground("province", 1, 1, "0", at=AT_2026)


def lay(ground: Ground, url: str, *, quick: bool) -> None:
    """Migrate the database, fill it, and sweep it as a server's autovacuum has long done before anybody reads a million rows."""
    for arguments in (["migrate", "--verbosity", "0"], ground.arguments(quick)):
        subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=BASE_DIR, env=environment(url), check=True
        )
    if url.startswith("postgres"):
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")


def environment(url: str, **more: str) -> dict[str, str]:
    """The environment of a child that works on that database, free of what an office has in its own."""
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings.embedded", "DATABASE_URL": url, "DEMO": "0", "SECRET_KEY": "only-for-benchmarks",
        "PYTHONPATH": str(BASE_DIR),
    }  # fmt: skip
    return os.environ | own | more


@contextmanager
def database(kind: str, name: str, folder: Path) -> Iterator[str]:
    """The address of a new database, dropped at the end; PostgreSQL's cluster is that of TEST_DATABASE_URL."""
    if kind == "sqlite":
        path = folder / f"{name}.sqlite3"
        yield f"sqlite:///{path}"
        for rest in folder.glob(f"{name}.sqlite3*"):
            rest.unlink()
        return
    import psycopg

    cluster = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "bench_{name}"')
        yield cluster.rsplit("/", 1)[0] + f"/bench_{name}"
        connection.execute(f'DROP DATABASE "bench_{name}" WITH (FORCE)')


@contextmanager
def undone() -> Iterator[None]:
    """A transaction that is rolled back at the end, so that each run finds the same rows."""
    from django.db import transaction

    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def check_constraints() -> None:
    """Check what PostgreSQL puts off until the commit, which a rollback never reaches; SQLite has counted it by row."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def sweep_dead_rows() -> None:
    """What autovacuum does in its own time: the rows of runs that were undone do not weigh on the next."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "VACUUM escalation_escalation, notices_notification, notices_outbox, notices_mailsubject"
            )
