"""Copy what the real acts wrote for an assignment, many times over, inside the database: INSERT ... SELECT.

One slot is one copy: its source, the keys of its rows, its lead, its deadline. What a copy does not name is taken from
its source, so a column that comes later is copied as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.db import connection
from django.db.models import Model
from viewflow.workflow.models import Process, Task

from accountability.assignments.models import Assignment, DeadlineVersion, LeadTenure
from accountability.core.finding.rules import kept
from accountability.desk.generating.lists import HEADS, SLOTS

LINKS = Task.previous.through
# Every table that the real way writes for an assignment, but the audit's and the notices'.
COPIED: list[type[Model]] = [Assignment, LeadTenure, DeadlineVersion, Process, Task, LINKS]
_A, _P, _T, _L = (model._meta.db_table for model in (Assignment, Process, Task, LINKS))


def copy_all(made: Iterable[Assignment], *, title: str, say: Callable[[str], None]) -> None:
    """Make a copy for every slot that has one of `made` as its source; `say` hears of each table."""
    _set_aside([row.pk for row in made])
    for model, source, columns in _tables(title):
        say(f"{_copy(model, source, columns)} dòng {model._meta.verbose_name} …")


def _set_aside(keys: list[int]) -> None:
    """Keep the rows of the sources in temporary tables, each with its assignment as `source`."""
    ours = ", ".join(str(int(key)) for key in keys)
    # Names of our own tables, and whole numbers.
    selects = {
        "assignment": f"""
            SELECT a.*, a.id AS source, LOWER({_spaced("d.number || ' ' || d.symbol")}) AS reference
            FROM {_A} a JOIN directives_directive d ON d.id = a.directive_id WHERE a.id IN ({ours})""",
        "tenure": _of_assignment(LeadTenure, ours),
        "deadline": _of_assignment(DeadlineVersion, ours),
        "process": f"SELECT p.*, a.id AS source FROM {_P} p JOIN {_A} a ON a.process_id = p.id WHERE a.id IN ({ours})",
        # `k` numbers the tasks of a process from 0; tokens of parallel branches name the task that split them.
        "task": f"""
            SELECT t.*, a.id AS source, ROW_NUMBER() OVER (PARTITION BY t.process_id ORDER BY t.id) - 1 AS k,
                   (SELECT MIN(x.id) FROM {_T} x WHERE x.process_id = t.process_id AND x.flow_task LIKE '%%.split')
                   AS split_id
            FROM {_T} t JOIN {_A} a ON a.process_id = t.process_id WHERE a.id IN ({ours})""",
        "link": f"""
            SELECT l.*, t.source, f.k AS from_k, t.k AS to_k
            FROM {_L} l JOIN generate_task f ON f.id = l.from_task_id JOIN generate_task t ON t.id = l.to_task_id""",
    }
    with connection.cursor() as cursor:
        for name, select in selects.items():
            cursor.execute(f"CREATE TEMPORARY TABLE generate_{name} AS {select}", [])


def _of_assignment(model: type[Model], keys: str) -> str:
    return f"SELECT t.*, t.assignment_id AS source FROM {model._meta.db_table} t WHERE t.assignment_id IN ({keys})"


def _spaced(text: str) -> str:
    """Number and symbol as words; the symbol of made-up documents has no other separators."""
    return f"REPLACE(REPLACE({text}, '-', ' '), '/', ' ')"


def _tables(title: str) -> list[tuple[type[Model], str, Mapping[str, str]]]:
    """Per table: its source, and the columns that a copy has of its own, over `n` (slot), `h` (head), `s` (source)."""
    split_k = "(SELECT x.k FROM generate_task x WHERE x.id = s.split_id)"
    return [
        (Process, "process", {"id": "n.process_id"}),
        (
            Assignment, "assignment",
            {
                "id": "n.assignment_id", "process_id": "n.process_id", "lead_agency_id": "h.agency_id",
                "due_on": "n.due_on", "rank": "n.rank", "title": f"'{title} ' || (n.n + 1)",
                "search_text": f"'{kept(title)}' || (n.n + 1) || h.words || s.reference || ' '",
            },
        ),
        (
            LeadTenure, "tenure",
            {"id": "n.tenure_id", "assignment_id": "n.assignment_id", "agency_id": "h.agency_id"},
        ),
        (DeadlineVersion, "deadline", {"assignment_id": "n.assignment_id", "due_on": "n.due_on"}),
        (
            Task, "task",
            {
                "id": "n.task_base + s.k", "process_id": "n.process_id",
                "owner_id": "CASE WHEN s.owner_id IS NULL THEN NULL ELSE h.user_id END",
                "token": f"REPLACE(s.token, '/' || s.split_id || '_', '/' || (n.task_base + {split_k}) || '_')",
            },
        ),
        (LINKS, "link", {"from_task_id": "n.task_base + s.from_k", "to_task_id": "n.task_base + s.to_k"}),
    ]  # fmt: skip


def _copy(model: type[Model], source: str, columns: Mapping[str, str]) -> int:
    """Insert one row per slot and source row; how many. A primary key that is not named the database gives."""
    fields = [field for field in model._meta.concrete_fields if field is not model._meta.pk]
    names = [str(field.column) for field in fields] + (["id"] if "id" in columns else [])
    quoted = ", ".join(connection.ops.quote_name(name) for name in names)
    values = ", ".join(columns.get(name, f"s.{connection.ops.quote_name(name)}") for name in names)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({quoted}) SELECT {values} FROM {SLOTS} n"
            f" JOIN {HEADS} h ON h.head = n.head JOIN generate_{source} s ON s.source = n.source"
        )
        return int(cursor.rowcount)
