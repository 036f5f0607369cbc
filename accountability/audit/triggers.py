"""The database itself refuses to change what is only ever added to, whoever writes, on SQLite and PostgreSQL alike.

A room says in a migration of its own which of its tables are guarded. SQLite forgets the triggers of a table that a later
migration alters, since it builds the table anew: that migration calls `guard` again; a test says so, and `verify_audit` names
tables that stand unguarded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Guard:
    """What is refused on a table, and with which words.

    `when` is a condition over the row (OLD, and NEW of what would stand there), in SQL that both databases know; empty refuses
    always.
    """

    table: str
    refusal: str
    verbs: tuple[str, ...] = ("UPDATE", "DELETE")
    when: str = ""


_AUDIT = "nhật ký chỉ được ghi thêm"
_REPORT = "số liệu và văn bản của báo cáo đã chốt chỉ được ghi thêm"
_RANKING = "bảng xếp hạng đã chốt không thay đổi"
_FORMULA = "công thức đã công bố không thay đổi"
_ROW_FROZEN = "EXISTS (SELECT 1 FROM ranking_ranking held WHERE held.id = {row}.ranking_id AND held.frozen_at IS NOT NULL)"
_TASK_FROZEN = (
    "EXISTS (SELECT 1 FROM ranking_rankingrow part JOIN ranking_ranking held ON held.id = part.ranking_id "
    "WHERE part.id = {row}.row_id AND held.frozen_at IS NOT NULL)"
)
# What a frozen ranking says of itself; its way on (submitted, approved, returned) goes on.
_KEPT = ("kind", "from_on", "to_on", "version_id", "counted_until", "counted_at", "sha256", "is_assumed")
_UNFROZEN = (
    "OLD.frozen_at IS NOT NULL AND (NEW.frozen_at IS NULL OR NEW.frozen_at <> OLD.frozen_at "
    "OR NEW.state IN ('counting', 'counted', 'window') OR "
    + " OR ".join(f"NEW.{column} <> OLD.{column}" for column in _KEPT)
    + ")"
)

# Which guards stand behind a name; one table may have several, each for other verbs.
GUARDED = {
    "audit": (Guard("audit_auditevent", _AUDIT),),
    "seals": (Guard("audit_auditseal", _AUDIT),),
    "reports": tuple(
        Guard(f"reports_{table}", _REPORT)
        for table in ("snapshot", "snapshotrow", "cyclestep", "reportword", "reportissue", "reportfile")
    ),
    "rankings": (
        Guard("ranking_ranking", _RANKING, ("DELETE",), "OLD.frozen_at IS NOT NULL"),
        Guard("ranking_ranking", _RANKING, ("UPDATE",), _UNFROZEN),
        *(
            Guard(table, _RANKING, (verb,), when.format(row="NEW" if verb == "INSERT" else "OLD"))
            for table, when in (("ranking_rankingrow", _ROW_FROZEN), ("ranking_countedtask", _TASK_FROZEN))
            for verb in ("INSERT", "UPDATE", "DELETE")
        ),
        Guard("ranking_formulaversion", _FORMULA),
    ),
}


def guard(name: str) -> Callable[[Any, Any], None]:
    """For RunPython: the triggers of the name; again where they were, it changes nothing."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        _put_on(schema_editor.connection, name)

    forwards.guards = name  # type: ignore[attr-defined]
    return forwards


def unguard(name: str) -> Callable[[Any, Any], None]:
    """The reverse of `guard`."""

    def backwards(apps: Any, schema_editor: Any) -> None:
        _take_off(schema_editor.connection, name)

    return backwards


def create(connection: Any) -> None:
    """Put all triggers on: for tests of them."""
    for name in GUARDED:
        _put_on(connection, name)


def drop(connection: Any) -> None:
    """Take all triggers off: for tests, which empty their tables."""
    for name in GUARDED:
        _take_off(connection, name)


def unguarded(connection: Any) -> list[str]:
    """The tables that should have triggers and lack one."""
    sql = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {name for (name,) in cursor.fetchall()}
    return sorted({
        one.table for guards in GUARDED.values() for one in guards for verb in one.verbs if _name(one, verb) not in there
    })  # fmt: skip


def _name(one: Guard, verb: str) -> str:
    return f"{one.table}_no_{verb.lower()}"


def _put_on(connection: Any, name: str) -> None:
    _take_off(connection, name)
    write = _for_postgres if connection.vendor == "postgresql" else _for_sqlite
    with connection.cursor() as cursor:
        for one in GUARDED[name]:
            for statement in write(one):
                cursor.execute(statement)


def _for_sqlite(one: Guard) -> Iterator[str]:
    when = f"WHEN {one.when} " if one.when else ""
    for verb in one.verbs:
        yield (
            f"CREATE TRIGGER {_name(one, verb)} BEFORE {verb} ON {one.table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{one.refusal}'); END"
        )


def _for_postgres(one: Guard) -> Iterator[str]:
    """A function for each trigger, since the WHEN of a trigger may ask no other table; without a condition once a statement."""
    for verb in one.verbs:
        name, goes_on = _name(one, verb), "OLD" if verb == "DELETE" else "NEW"
        refuses = f"RAISE EXCEPTION '{one.refusal}';"
        body = f"IF {one.when} THEN {refuses} END IF; RETURN {goes_on};" if one.when else refuses
        yield f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$"
        yield (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {one.table} "
            f"FOR EACH {'ROW' if one.when else 'STATEMENT'} EXECUTE FUNCTION {name}()"
        )


def _take_off(connection: Any, name: str) -> None:
    with connection.cursor() as cursor:
        for one in GUARDED[name]:
            for verb in one.verbs:
                trigger = _name(one, verb)
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {trigger} ON {one.table}")
                    cursor.execute(f"DROP FUNCTION IF EXISTS {trigger}()")
                else:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
