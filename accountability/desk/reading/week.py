"""What falls due in the seven days that follow, one line for a duty given to many."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Count, QuerySet

from accountability.access.actor import Actor
from accountability.assignments.access import visible_to
from accountability.assignments.models import AssignmentQuerySet
from accountability.assignments.reading import with_facts
from accountability.core.prepared import prepared
from accountability.desk.reading.common import Moment
from accountability.reports.rules import AssignmentRow, TaskLine, merge_given

DAYS = timedelta(days=7)


def due_in_week(moment: Moment) -> tuple[TaskLine, ...]:
    """By day, then in the order of agencies. Two statements, one where no duty of many agencies is due."""
    week = {"eyes": moment.eyes, "first": moment.today, "last": moment.today + DAYS}
    rows = [
        AssignmentRow(
            pk=pk, title=title, directive_ref="", lead_name=position or agency, lead_order=rank, bucket="", group="",
            due_on=due_on, original_due_on=original, overran=overran, duty_key=key,
        )
        for pk, title, key, due_on, agency, rank, position, original, overran in _due(**week)
    ]  # fmt: skip
    # Of the whole duty, so that "18/21 đơn vị" counts those that are done, too.
    given = dict(_given(**week)) if any(row.duty_key for row in rows) else {}
    return tuple(merge_given(rows, given))


def _of_week(eyes: Actor, first: date, last: date) -> AssignmentQuerySet:
    return visible_to(eyes).real().open().filter(due_on__range=(first, last))


@prepared
def _due(*, eyes: Actor, first: date, last: date) -> QuerySet[Any]:
    """What a line needs, and no more: of a great province thousands fall due in a week."""
    rows = with_facts(_of_week(eyes, first, last)).order_by("due_on", "lead_agency__rank", "pk")
    return rows.values_list(  # type: ignore[misc]
        "pk", "title", "duty_key", "due_on", "lead_agency__short_name", "lead_agency__rank", "lead_position__title",
        "original_due_on", "overran",
    )  # fmt: skip


@prepared
def _given(*, eyes: Actor, first: date, last: date) -> QuerySet[Any]:
    keys = _of_week(eyes, first, last).order_by().exclude(duty_key="").values("duty_key")
    rows = visible_to(eyes).real().order_by().filter(duty_key__in=keys)
    return rows.values_list("duty_key").annotate(number=Count("pk")).values_list("duty_key", "number")
