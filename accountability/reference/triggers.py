"""The database draws a new mark with every write to a watched table, whoever writes, on SQLite and PostgreSQL alike.

A room says in a migration of its own which of its tables are watched. SQLite forgets the triggers of a table that a later
migration alters, since it builds the table anew: that migration calls `watch` again; a test says so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# Which tables stand behind a name.
WATCHED = {
    "accounts": ("accounts_user",),
    "agencies": (
        "agencies_agency", "agencies_position", "agencies_incumbency", "agencies_delegation", "agencies_agencygrant",
    ),
    "calendars": ("calendars_calendarday",),
    "ladders": ("escalation_policy", "escalation_policyversion", "escalation_rung"),
    "programs": ("directives_program",),
}  # fmt: skip

_POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION reference_changed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  UPDATE reference_revision SET mark = gen_random_uuid()::text WHERE name = TG_ARGV[0];
  RETURN NULL;
END $$
"""
_SQLITE_DRAW = "UPDATE reference_revision SET mark = lower(hex(randomblob(16))) WHERE name = '{name}'"
_VERBS = ("INSERT", "UPDATE", "DELETE")


def watch(name: str) -> Callable[[Any, Any], None]:
    """For RunPython: a mark for the name, and the triggers on its tables; again where they were, it changes nothing."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        connection = schema_editor.connection
        apps.get_model("reference", "Revision").objects.get_or_create(name=name, defaults={"mark": "first"})
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(_POSTGRES_FUNCTION)
            for table in WATCHED[name]:
                for statement in _statements(connection.vendor, table, name):
                    cursor.execute(statement)

    return forwards


def unwatch(name: str) -> Callable[[Any, Any], None]:
    """The reverse of `watch`: without a mark nothing of the name is kept."""

    def backwards(apps: Any, schema_editor: Any) -> None:
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            for table in WATCHED[name]:
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_changed ON {table}")
                else:
                    for verb in _VERBS:
                        cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{verb.lower()}_changed")
        apps.get_model("reference", "Revision").objects.filter(name=name).delete()

    return backwards


def _statements(vendor: str, table: str, name: str) -> list[str]:
    if vendor == "postgresql":
        return [
            f"DROP TRIGGER IF EXISTS {table}_changed ON {table}",
            f"CREATE TRIGGER {table}_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION reference_changed('{name}')",
        ]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_{verb.lower()}_changed AFTER {verb} ON {table} "
        f"BEGIN {_SQLITE_DRAW.format(name=name)}; END"
        for verb in _VERBS
    ]
