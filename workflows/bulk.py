"""The same process rows as activations leave, for many processes at once.

An activation costs 5 to 25 statements; a directive gives 6,500 assignments, a sweep may demand thousands of
explanations. Here each step is one statement per batch. A property test holds the rows against those of activations
one by one (tests/integration/workflows/test_bulk.py). Viewflow's signals of single tasks are not sent: nobody listens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat
from viewflow.workflow.models import Process, Task
from viewflow.workflow.nodes.split import Split
from viewflow.workflow.status import STATUS

# Instants of nodes are those of the machine, as Viewflow itself writes them; no fact is read from them.
from accountability.core.clock import system_now
from accountability.core.inserting import insert_from, insert_pairs, put
from accountability.core.saying import say
from workflows.base import LOCK_SECONDS

BATCH = 2_000
_WAITING = (STATUS.NEW, STATUS.ASSIGNED)
_LINK = Task.previous.through


def batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """The keys in parts that one statement bears."""
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))


@transaction.atomic
def start_many(start: Any, rows: Iterable[Any], *, parent_task: Task | None) -> int:
    """Start a process of `start` (a StartHandle that is followed by a Split) for each row of fact; how many.

    Leaves what `start.run(_parent_task=parent_task, row=row)` leaves for each: the row's `process`, the tasks done and
    those that wait, and their order.
    """
    given = list(rows)
    if not given:
        return 0
    flow, now = start.flow_class, system_now()
    made = Process.objects.bulk_create(
        [Process(flow_class=flow, parent_task=parent_task, created=now) for _ in given], batch_size=BATCH
    )
    keys = [process.pk for process in made]
    put(type(given[0]), "process", {row.pk: key for row, key in zip(given, keys, strict=True)})
    for row, key in zip(given, keys, strict=True):
        row.process_id = key
    for batch in batches(keys):
        processes = Process.objects.filter(pk__in=batch).order_by("pk")
        done = {"status": STATUS.DONE, "started": now, "finished": now}
        _insert_tasks(processes, start, F("pk"), Value("start"), now, done)
        _go_on(start, batch, now)
    return len(given)


@transaction.atomic
def fire_many(handle: Any, step: Any, process_ids: Iterable[int]) -> int:
    """Fire an armed handle (followed by a Split) in each of these processes where `step` does not wait; how many.

    Leaves what `handle.run(task)` leaves in each: the handle done and armed anew, and the step that it makes.
    """
    fired = 0
    for batch in batches(sorted(set(process_ids))):
        lock_processes(batch)
        now = system_now()
        waits = Task.objects.filter(process_id=OuterRef("process_id"), flow_task=step, status__in=_WAITING)
        later = Task.objects.filter(
            process_id=OuterRef("process_id"), flow_task=handle, status__in=_WAITING, pk__lt=OuterRef("pk")
        )
        armed = (
            Task.objects.filter(process_id__in=batch, flow_task=handle, status=STATUS.NEW)
            .filter(~Exists(waits), ~Exists(later))
            .order_by()
        )
        keys = list(armed.values_list("pk", flat=True))
        if keys:
            Task.objects.filter(pk__in=keys).update(status=STATUS.DONE, started=now, finished=now)
            _go_on(handle, batch, now)
            fired += len(keys)
    return fired


def lock_processes(process_ids: Sequence[int]) -> None:
    """What the flow's lock does for one process (`base.WaitingLock`), for all of them, in one order."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
    locked = Process.objects.select_for_update().filter(pk__in=process_ids).order_by("pk")
    list(locked.values_list("pk", flat=True))


def _go_on(node: Any, process_ids: Sequence[int], now: datetime) -> None:
    """From tasks of `node` that are done and led nowhere yet: the split behind it, and what waits behind the split.

    At most one such task per process. Raises NotImplementedError when the drawing has something else there.
    """
    split = node._next
    if not isinstance(split, Split) or any(condition for _, condition, _ in split._branches):
        raise NotImplementedError(
            say("Sau bước {node} không phải là một chỗ rẽ nhánh vô điều kiện.", node=node.name)
        )
    leads_on = Exists(_LINK.objects.filter(to_task_id=OuterRef("pk")))
    left = _keys(_of(process_ids, node).filter(~leads_on, status=STATUS.DONE))
    _insert_tasks(
        _tasks(left), split, F("process_id"), F("token"), now, {"status": STATUS.DONE, "finished": now}
    )
    splits = _link_new(split, process_ids, left)
    for number, (branch, _, _) in enumerate(split._branches, start=1):
        path = (F("token"), Value("/"), Cast("pk", TextField()), Value(f"_{number}"))
        _insert_tasks(
            _tasks(splits), branch, F("process_id"), Concat(*path, output_field=TextField()), now, {}
        )
        _link_new(branch, process_ids, splits)


def _of(process_ids: Sequence[int], node: Any) -> QuerySet[Task]:
    return Task.objects.filter(process_id__in=process_ids, flow_task=node)


def _tasks(keys: Sequence[int]) -> QuerySet[Task]:
    return Task.objects.filter(pk__in=keys).order_by("pk")


def _keys(tasks: QuerySet[Task]) -> list[int]:
    return list(tasks.order_by("pk").values_list("pk", flat=True))


def _insert_tasks(
    rows: QuerySet[Any], node: Any, process: Any, token: Any, now: datetime, more: dict[str, Any]
) -> None:
    """A task of the node per row; `process` and `token` are expressions over the rows."""
    columns = {
        "flow_task": node,
        "flow_task_type": node.task_type,
        "process": process,
        "token": token,
        "created": now,
    }
    insert_from(rows, Task, columns | more)


def _link_new(node: Any, process_ids: Sequence[int], parents: Sequence[int]) -> list[int]:
    """Write what led to the tasks of `node` that have no such link yet: the parent of the same process; their keys."""
    linked = Exists(_LINK.objects.filter(from_task_id=OuterRef("pk")))
    fresh = list(_of(process_ids, node).filter(~linked).order_by("pk").values_list("pk", "process_id"))
    parent_of = dict(_tasks(parents).values_list("process_id", "pk"))
    links = [(key, parent_of[process_id]) for key, process_id in fresh]
    insert_pairs(_LINK, ("from_task", "to_task"), links)
    return [key for key, _ in fresh]
