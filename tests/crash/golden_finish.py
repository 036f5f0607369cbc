"""Load golden processes into the empty database of TEST_DATABASE_URL, upgrade it, and bring every process to its end.

    TEST_DATABASE_URL=… python -m tests.crash.golden_finish tests/crash/golden/0.1.json.gz [--stop-after-rename NODE]

Prints one JSON object: the steps at which tasks waited, and the number of processes that were finished.
"""

from __future__ import annotations

import gc
import gzip
import json
import os
import sys
from datetime import datetime
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"


def load(document: dict[str, Any]) -> None:
    """The rows, at the migrations to which they belong; then all migrations that came since."""
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    executor.migrate([(app, name) for app, name in document["migrations"]])
    tables = document["tables"]
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET LOCAL session_replication_role = replica"
            )  # Foreign keys wait for the last row.
        for table in reversed(list(tables)):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        for table, kept in tables.items():
            _insert(cursor, table, kept)
    call_command("migrate", verbosity=0, interactive=False)


def _insert(cursor: Any, table: str, kept: dict[str, Any]) -> None:
    from django.db import connection

    quote = connection.ops.quote_name
    with connection.cursor() as asking:
        kinds = {
            column.name: column for column in connection.introspection.get_table_description(asking, table)
        }
    names = kept["columns"]
    marks = ", ".join(["%s"] * len(names))
    sql = f"INSERT INTO {quote(table)} ({', '.join(map(quote, names))}) VALUES ({marks})"
    booleans = {
        name for name in names
        if connection.vendor == "postgresql" and connection.introspection.get_field_type(kinds[name].type_code, kinds[name]) == "BooleanField"
    }  # fmt: skip
    cursor.executemany(
        sql,
        [
            [_value(value, name in booleans) for name, value in zip(names, row, strict=True)]
            for row in kept["rows"]
        ],
    )
    if connection.vendor == "postgresql" and "id" in names:
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, 'id'), (SELECT max(id) FROM {quote(table)}))", [table]
        )


def _value(value: Any, is_boolean: bool) -> Any:
    """As the driver takes it: bytes were written as hexadecimal, truth as 0 and 1 (SQLite's way)."""
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    return bool(value) if is_boolean and value is not None else value


def main(path: str) -> None:
    """Load, upgrade, finish, report."""
    from accountability.core.zone import LOCAL
    from tests.crash.golden_steps import Steps

    with gzip.open(path, "rt", encoding="utf-8") as file:
        document = json.load(file)
    load(document)
    steps = Steps(
        datetime(2022, 11, 9, 9, 0, tzinfo=LOCAL), datetime(2022, 12, 20, tzinfo=LOCAL).date(), made=500
    )
    waited = steps.waiting_at()
    print(
        json.dumps(
            {"release": document["release"], "waited": waited, "finished": steps.finish()}, ensure_ascii=False
        )
    )


if __name__ == "__main__":
    gc.disable()  # It would walk through every state of every model again and again, a third of the time.
    django.setup()
    if len(sys.argv) > 2:  # The control: a step that has lost its name.
        from workflows.flows import AssignmentFlow

        node = AssignmentFlow.instance._nodes_by_name.pop(sys.argv[2])
        node.name = sys.argv[2] + "_renamed"
        AssignmentFlow.instance._nodes_by_name[node.name] = node
    main(sys.argv[1])
