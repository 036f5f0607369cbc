"""R9: processes in flight of every release (tests/crash/golden/) come to their end after an upgrade to the present code.

The control takes the name away from one step: its processes must not come to their end unnoticed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.crash.mailing import ROOT
from tests.crash.website import database_url

pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]

GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json.gz"))
# Where people are waited for; a release may add to these, and takes none away.
STEPS = {
    "cut", "review", "sign", "issue", "acknowledge", "reassign", "work", "verify", "give_explanation", "give_decision", "decide",
}  # fmt: skip


@pytest.fixture
def empty_database(tmp_path: Path) -> Iterator[str]:
    """The address of a database without a table."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path}/golden.sqlite3"
        return
    name = f"{connection.settings_dict['NAME']}_golden"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    yield database_url().rsplit("/", 1)[0] + "/" + name
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def finish(golden: Path, database: str, *renamed: str) -> subprocess.CompletedProcess[str]:
    """Load, upgrade and finish in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.crash.golden_finish", str(golden), *renamed], cwd=ROOT, text=True,
        env=os.environ | {"TEST_DATABASE_URL": database}, capture_output=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("golden", GOLDEN, ids=lambda path: path.name.removesuffix(".json.gz"))
def test_processes_of_an_earlier_release_finish(golden, empty_database, figure):
    done = finish(golden, empty_database)

    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert set(found["waited"]) >= STEPS
    figure("R9", f"bản {found['release']}: {found['finished']} quy trình đang chạy, dừng ở {len(found['waited'])} bước",
           "sau khi nâng cấp, tất cả đi đến cùng")  # fmt: skip


def test_a_step_that_lost_its_name_is_noticed(full_size, empty_database, figure):
    done = finish(GOLDEN[0], empty_database, "work")

    assert done.returncode != 0
    figure("R9", control="đổi tên bước “work”: không đi tiếp được, bị phát hiện")
