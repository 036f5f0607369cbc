"""A migrated SQLite database: the one of bin/test, or one kept in pytest's cache.

Migrating takes longer than most runs of a few tests. On PostgreSQL Django copies the database that TEST_TEMPLATE names.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from config.settings.environment import BASE_DIR


@pytest.fixture(scope="session")
def _migrated(request: pytest.FixtureRequest, django_db_modify_db_settings: None) -> Path | None:
    """Where a migrated SQLite database of exactly this code is kept; nothing is kept from run to run in CI."""
    from django.db import connection

    if connection.vendor == "sqlite" and os.environ.get("TEST_MIGRATED"):
        return Path(os.environ["TEST_MIGRATED"])
    cache = getattr(request.config, "cache", None)
    if connection.vendor != "sqlite" or cache is None or os.environ.get("CI"):
        return None
    return Path(cache.mkdir("migrated")) / f"{_hash_of_the_code()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(_migrated: Path | None) -> bool:
    """Begin with a copy of the migrated database where there is one; Django then has nothing left to migrate.

    A cluster that bin/test throws away needs no database dropped first, which takes seconds.
    """
    from django.db import connection

    if connection.vendor == "postgresql":
        return bool(os.environ.get("TEST_TEMPLATE"))
    if _migrated is None:
        return False
    try:
        shutil.copyfile(_migrated, connection.creation._get_test_db_name())  # type: ignore[attr-defined]
    except FileNotFoundError:
        return False
    return True


def _hash_of_the_code() -> str:
    """Whatever migrations may import, and the libraries: one changed byte, and everything is migrated anew."""
    found = hashlib.sha256(sys.version.encode())
    folders = [BASE_DIR / name for name in ("accountability", "workflows", "config")]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in [*files, BASE_DIR / "requirements" / "dev.txt"]:
        if path.suffix != ".pyc":
            found.update(f"\n{path.relative_to(BASE_DIR)}\n".encode() + path.read_bytes())
    return found.hexdigest()


def keep(migrated: Path) -> None:
    """For the next run, instead of what an earlier state of the code left; several workers may be at it."""
    from django.db import connection

    mine = migrated.with_suffix(f".{os.getpid()}")
    connection.ensure_connection()
    with closing(sqlite3.connect(mine)) as copy:
        connection.connection.backup(copy)
    mine.replace(migrated)
    for other in migrated.parent.glob("*.sqlite3"):
        if other != migrated:
            other.unlink(missing_ok=True)
