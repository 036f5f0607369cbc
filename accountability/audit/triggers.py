"""The database itself refuses to change or delete an audit event, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from typing import Any

TABLE = "audit_auditevent"
_VERBS = {"no_update": "UPDATE", "no_delete": "DELETE"}
_REFUSAL = "nhật ký chỉ được ghi thêm"

_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$
"""


def create(connection: Any) -> None:
    """Put the triggers on."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
        for name, verb in _VERBS.items():
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"CREATE TRIGGER {TABLE}_{name} BEFORE {verb} ON {TABLE} "
                    f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
                )
            else:
                cursor.execute(
                    f"CREATE TRIGGER {TABLE}_{name} BEFORE {verb} ON {TABLE} "
                    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
                )


def drop(connection: Any) -> None:
    """Take the triggers off: for tests, which flush their tables, and for the reverse of the migration."""
    with connection.cursor() as cursor:
        for name in _VERBS:
            on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_{name}{on_table}")
