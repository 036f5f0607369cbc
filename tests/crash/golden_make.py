"""Write the golden processes of the present release: one or more at every step where somebody is waited for.

    .venv/bin/python -m tests.crash.golden_make 0.1

Run once when a release is made; tests/crash/golden/<release>.json.gz then stays as it is. Each later release must be able
to bring these processes to their end (R9). The rows are those of an empty database in which the acts of people were done,
as the driver gives them, with the migrations that they belong to.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from datetime import date, datetime
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
FOLDER = Path(__file__).parent / "golden"


def write(release: str, path: Path) -> int:
    """Make the rows and keep them; the number of processes."""
    from django.core.management import call_command
    from viewflow.workflow.models import Process

    call_command("migrate", verbosity=0, interactive=False)
    from tests.cast import load

    load()
    give_everything()
    document = {"release": release, "migrations": leaves(), "tables": rows()}
    # The same bytes whenever the same rows are written.
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write(json.dumps(document, ensure_ascii=False, default=str).encode())
    return int(Process.objects.count())


def leaves() -> list[list[str]]:
    """The migrations that the rows belong to."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    return [list(node) for node in MigrationExecutor(connection).loader.graph.leaf_nodes()]


def rows() -> dict[str, dict[str, list[object]]]:
    """Table → names of columns and rows; without what Django writes itself, and without passwords."""
    from django.db import connection

    skipped = {"django_migrations", "django_session", "sqlite_sequence"}
    found: dict[str, dict[str, list[object]]] = {}
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET password = '!'")
        for table in sorted(set(connection.introspection.table_names(cursor)) - skipped):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            if kept := [[_plain(value) for value in row] for row in cursor.fetchall()]:
                found[table] = {"columns": names, "rows": kept}
    return found


def _plain(value: object) -> object:
    return {"hex": bytes(value).hex()} if isinstance(value, bytes | memoryview) else value


def give_everything() -> None:
    """A process at each step of each flow."""
    from accountability.core.zone import LOCAL
    from tests.crash.golden_steps import Steps

    Steps(datetime(2022, 11, 8, 9, 0, tzinfo=LOCAL), date(2022, 12, 20)).all()


if __name__ == "__main__":
    django.setup()
    target = FOLDER / f"{sys.argv[1]}.json.gz"
    FOLDER.mkdir(exist_ok=True)
    print(write(sys.argv[1], target), "quy trình,", target.stat().st_size, "byte")
