"""The rows of one bucket as conditions that indexes serve: what `reading.bucketed` computes for every row, asked of few.

`bucketed` says of each row in which bucket it is. Who wants the rows of one bucket need not know that of a million: most
conditions of a bucket are columns of the row, and only what waits for somebody is asked of other tables. A test holds the
two together.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accountability.assignments.models import (
    Assignment,
    Completion,
    DeadlineVersion,
    Submission,
)
from accountability.assignments.reading import excused_due_on
from accountability.assignments.rules import (
    ASIDE_STATES,
    DUE_SOON_WORKING_DAYS,
    UNFINISHED_STATES,
    Bucket,
    State,
)
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import latest_anchor
from accountability.core.zone import local

_CLAIM = Completion.objects.filter(assignment=OuterRef("pk"), outcome="waiting").order_by()
_PRODUCT = Submission.objects.filter(assignment=OuterRef("pk"), outcome="waiting").order_by()
# A claim or a product waits for somebody's word.
_WAITS = Q(Exists(_CLAIM)) | Q(Exists(_PRODUCT))
# What waits was handed in by the deadline; a claim speaks before a product.
_HANDED_IN_TIME = Q(Exists(_CLAIM.filter(counts_on__lte=OuterRef("excused_on")))) | (
    Q(Exists(_PRODUCT.filter(submitted_on__lte=OuterRef("excused_on")))) & ~Q(Exists(_CLAIM))
)
_UNFINISHED = Q(state__in=UNFINISHED_STATES, due_on__isnull=False)
_DATES = {"excused_on": excused_due_on(), "passes_at": Coalesce("excused_time", "due_time")}


def in_bucket(rows: QuerySet[Any], bucket: str, at: datetime) -> QuerySet[Any]:
    """Of these rows those that are in the bucket at that instant; they have `excused_on` to filter by."""
    if bucket == Bucket.NO_DEADLINE:
        return rows.exclude(state__in=[State.DRAFT, *ASIDE_STATES]).filter(due_on=None)
    today, now = local(at).date(), local(at).time()
    if bucket == Bucket.OVERDUE:
        return overdue_on(rows, today, now)
    dated = rows.alias(**_DATES)
    if bucket in (Bucket.DONE_ON_TIME, Bucket.DONE_LATE):
        return dated.filter(_done(late=bucket == Bucket.DONE_LATE), state=State.DONE, due_on__isnull=False)
    # The opposite of `passed` below, but not ~passed: what passes at no hour is neither before nor after one.
    to_come = Q(excused_on__gt=today) | (Q(excused_on=today) & (Q(passes_at=None) | Q(passes_at__gte=now)))
    soon_until = _soon_until(today)
    if bucket == Bucket.DUE_SOON:
        near = Q(due_on__gte=earliest_due(today), due_on__lte=soon_until, excused_on__lte=soon_until)
        return dated.filter(near, _UNFINISHED, to_come, ~_WAITS)
    return dated.filter(_UNFINISHED, (Q(excused_on__gt=soon_until) & to_come & ~_WAITS) | _HANDED_IN_TIME)


def overdue_on(rows: QuerySet[Any], today: date, now: time) -> QuerySet[Any]:
    """Of these rows those that are overdue on that day at that hour."""
    # Nothing is owed on most: told by their columns, before a date is reckoned.
    passed = (
        Q(due_on__lt=today, owed_days=0) | Q(excused_on__lt=today) | Q(excused_on=today, passes_at__lt=now)
    )
    # What was handed in too late came after its deadline, so that deadline has passed as well.
    return rows.alias(**_DATES).filter(Q(due_on__lte=today), _UNFINISHED, passed, ~_HANDED_IN_TIME)


def _soon_until(today: date) -> date:
    return latest_anchor(today, -DUE_SOON_WORKING_DAYS, "wd", calendar_around(today))


def near_and_far(at: datetime) -> tuple[Q, Q]:
    """What is in time, in two: of what is near its deadline or past it only what was handed in and waits; and what is far.

    By deadline the overdue stand before all that is in time, thousands that would be looked at to find none of these.
    """
    far_from = earliest_due(_soon_until(local(at).date()) + timedelta(days=1))
    claims, products = (
        model._default_manager.filter(outcome="waiting").order_by().values("assignment")
        for model in (Completion, Submission)
    )
    return Q(due_on__lt=far_from, pk__in=claims.union(products)), Q(due_on__gte=far_from)


def earliest_due(excused_from: date) -> date:
    """The earliest deadline that, with all that superiors owe, can reach to that day: where an index by deadline begins.

    One statement, by the index of the few rows on which something is owed.
    """
    owing = Assignment.objects.filter(state__in=UNFINISHED_STATES, owed_days__gt=0)
    most = owing.order_by().aggregate(most=Max("owed_days"))["most"] or 0
    return excused_from - timedelta(days=most)


def _done(*, late: bool) -> Q:
    """Done after the deadline, or after one that was moved when it had passed."""
    moved = Exists(DeadlineVersion.objects.filter(assignment=OuterRef("pk"), after_expiry=True))
    was_late = Q(done_on__gt=F("excused_on")) | Q(moved)
    return was_late if late else ~was_late
