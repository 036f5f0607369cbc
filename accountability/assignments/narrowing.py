"""The rows of one bucket as conditions that indexes serve: what `reading.bucketed` computes for every row, asked of few.

`bucketed` says of each row in which bucket it is. Who wants the rows of one bucket need not know that of a million: most
conditions of a bucket are columns of the row, and only what waits for somebody is asked of other tables. A test holds the
two together.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accountability.assignments.models import (
    Assignment,
    AssignmentQuerySet,
    Completion,
    DeadlineVersion,
    Submission,
)
from accountability.assignments.reading import excused_due_on
from accountability.assignments.rules import DUE_SOON_WORKING_DAYS, UNFINISHED_STATES, Bucket, State
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import latest_anchor
from accountability.core.zone import local

_WAITS = {"outcome": "waiting"}


def in_bucket(rows: AssignmentQuerySet, bucket: str, at: datetime) -> QuerySet[Any]:
    """Of these rows those that are in the bucket at that instant; they have `excused_on` to filter by."""
    real = rows.real().alias(excused_on=excused_due_on(), passes_at=Coalesce("excused_time", "due_time"))
    if bucket == Bucket.NO_DEADLINE:
        return real.filter(due_on=None)
    if bucket in (Bucket.DONE_ON_TIME, Bucket.DONE_LATE):
        return _done(real.filter(state=State.DONE, due_on__isnull=False), late=bucket == Bucket.DONE_LATE)
    unfinished = real.filter(state__in=UNFINISHED_STATES, due_on__isnull=False)
    today, now = local(at).date(), local(at).time()
    passed = Q(excused_on__lt=today) | Q(excused_on=today, passes_at__lt=now)
    # Not ~passed: what passes at no hour is neither before nor after one.
    to_come = Q(excused_on__gt=today) | (Q(excused_on=today) & (Q(passes_at=None) | Q(passes_at__gte=now)))
    if bucket == Bucket.OVERDUE:
        # What was handed in too late came after its deadline, so that deadline has passed as well.
        return unfinished.filter(passed, ~_handed_in_time(), due_on__lte=today)
    soon_until = latest_anchor(today, -DUE_SOON_WORKING_DAYS, "wd", calendar_around(today))
    if bucket == Bucket.DUE_SOON:
        near = Q(due_on__gte=earliest_due(today), due_on__lte=soon_until, excused_on__lte=soon_until)
        return unfinished.filter(near, to_come, ~_waits())
    return unfinished.filter((Q(excused_on__gt=soon_until) & to_come & ~_waits()) | _handed_in_time())


def earliest_due(excused_from: date) -> date:
    """The earliest deadline that, with all that superiors owe, can reach to that day: where an index by deadline begins.

    One statement, by the index of the few rows on which something is owed.
    """
    owing = Assignment.objects.filter(state__in=UNFINISHED_STATES, owed_days__gt=0)
    most = owing.order_by().aggregate(most=Max("owed_days"))["most"] or 0
    return excused_from - timedelta(days=most)


def _done(rows: QuerySet[Any], *, late: bool) -> QuerySet[Any]:
    """Done after the deadline, or after one that was moved when it had passed."""
    moved = Exists(DeadlineVersion.objects.filter(assignment=OuterRef("pk"), after_expiry=True))
    was_late = Q(done_on__gt=F("excused_on")) | Q(moved)
    return rows.filter(was_late if late else ~was_late)


def _waits() -> Q:
    """A claim or a product waits for somebody's word."""
    return Q(Exists(_claim())) | Q(Exists(_product()))


def _handed_in_time() -> Q:
    """What waits was handed in by the deadline; a claim speaks before a product."""
    claimed = Exists(_claim().filter(counts_on__lte=OuterRef("excused_on")))
    handed_in = Exists(_product().filter(submitted_on__lte=OuterRef("excused_on")))
    return Q(claimed) | (Q(handed_in) & ~Q(Exists(_claim())))


def _claim() -> QuerySet[Completion]:
    return Completion.objects.filter(assignment=OuterRef("pk"), **_WAITS).order_by()


def _product() -> QuerySet[Submission]:
    return Submission.objects.filter(assignment=OuterRef("pk"), **_WAITS).order_by()
