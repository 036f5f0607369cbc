"""Where assignments stand: the timing of a row and the six buckets of many, from facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any, Protocol

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accountability.assignments.models import (
    Assignment,
    AssignmentQuerySet,
    Completion,
    DeadlineVersion,
    Extension,
    Obstacle,
    Submission,
)
from accountability.assignments.rules import (
    DUE_SOON_WORKING_DAYS,
    HOLD_WORKING_DAYS,
    Bucket,
    State,
    Timing,
    TimingFacts,
    timing,
)
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import Calendar, latest_anchor, nth_working_day
from accountability.core.zone import local


def _waiting(model: type[Completion] | type[Submission], column: str) -> Subquery:
    return Subquery(
        model._default_manager.filter(assignment=OuterRef("pk"), outcome="waiting").values(column)[:1],
        output_field=DateField(),
    )


class _PlusDays(Func):
    """A date and a number of days as a date."""

    arity = 2
    output_field = DateField()
    template = "(%(expressions)s)"
    arg_joiner = " + "

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite keeps dates as text."""
        return self.as_sql(
            compiler,
            connection,
            template="date(%(expressions)s || ' days')",
            arg_joiner=", '+' || ",
            **context,
        )


def excused_due_on(prefix: str = "") -> Func:
    """The deadline and the days that superiors owe: from the day after it the lead is late. The deadline stays.

    `prefix` leads to the assignment ("assignment__").
    """
    return _PlusDays(F(f"{prefix}due_on"), F(f"{prefix}owed_days"))


def hold_floor(today: date, cal: Calendar) -> date:
    """The earliest day from which something undecided still holds the higher rungs today (`rules.hold_until`)."""
    return latest_anchor(today - timedelta(days=1), HOLD_WORKING_DAYS, "wd", cal) + timedelta(days=1)


def held(floor: date, *, assignment: str = "pk") -> Q:
    """Assignments of which an obstacle or a request for more time holds the higher rungs (DESIGN §6).

    `floor` is that of `hold_floor`; `assignment` names the assignment's key in the outer query.
    """
    of_this = {"assignment_id": OuterRef(assignment)}
    excused = {"excused_on": excused_due_on("assignment__")}
    not_yet_due = Q(excused_on__gte=floor)
    obstacles = Obstacle.objects.alias(**excused).filter(
        not_yet_due | Q(within_powers_on__gte=floor), holds=True, answered_at__isnull=True, **of_this
    )
    requests = Extension.objects.alias(**excused).filter(
        not_yet_due | Q(asked_on__gte=floor), state=Extension.State.ASKED, asked_in_time=True, **of_this
    )
    return Q(Exists(obstacles)) | Q(Exists(requests))


def with_facts(rows: AssignmentQuerySet) -> AssignmentQuerySet:
    """Add `held_since`, the day of a claim or submission that waits, `original_due_on`, and `overran`.

    `overran` says that a deadline was moved after it had passed: late against the original one, for ever.
    """
    return rows.annotate(
        held_since=Coalesce(_waiting(Completion, "counts_on"), _waiting(Submission, "submitted_on")),
        original_due_on=Subquery(
            DeadlineVersion.objects.filter(assignment=OuterRef("pk"), number=1).values("due_on")[:1]
        ),
        overran=Exists(DeadlineVersion.objects.filter(assignment=OuterRef("pk"), after_expiry=True)),
    )


class Timed(Protocol):
    """What a timing is told from; `held_since` and `overran` may be missing and are then None and False."""

    state: str
    due_on: date | None
    due_time: time | None
    excused_time: time | None
    done_on: date | None
    owed_days: int


def timer(at: datetime, *, all_late: bool = False) -> Callable[[Timed], Timing]:
    """A function that tells the timing of a row of `with_facts`; reads the calendar once.

    `all_late`: the rows are known to be overdue, so that the calendar is not read unless one asks for it after all.
    """

    @cache
    def calendar() -> Calendar:
        return calendar_around(local(at).date())

    if not all_late:
        calendar()

    @cache
    def soon_from(due_on: date) -> date:
        return nth_working_day(due_on, -DUE_SOON_WORKING_DAYS, calendar())

    def of(row: Timed) -> Timing:
        facts = TimingFacts(
            state=State(row.state), due_on=row.due_on, due_time=row.excused_time or row.due_time, done_on=row.done_on,
            held_since=getattr(row, "held_since", None), owed_days=row.owed_days,
            overran=getattr(row, "overran", False),
        )  # fmt: skip
        return timing(facts, at=at, soon_from=soon_from)

    return of


def bucketed(rows: AssignmentQuerySet, at: datetime) -> QuerySet[Any]:
    """Add `bucket`, the same rule as `rules.timing`, in SQL (a test holds the two together)."""
    held = (
        When(held_since__gt=F("excused_on"), then=Value(Bucket.OVERDUE.value)),
        When(held_since__isnull=False, then=Value(Bucket.IN_TIME.value)),
    )
    return _with_bucket(with_facts(rows), at, held)


def _with_bucket(rows: AssignmentQuerySet, at: datetime, held: tuple[When, ...]) -> QuerySet[Any]:
    """`held` are the lines for what was handed in and waits; the rows have `overran`."""
    today = local(at).date()
    cal = calendar_around(today)
    soon_until = latest_anchor(today, -DUE_SOON_WORKING_DAYS, "wd", cal)
    late = Q(excused_on__lt=today) | Q(excused_on=today, passes_at__lt=local(at).time())
    return rows.real().annotate(
        excused_on=excused_due_on(),
        passes_at=Coalesce("excused_time", "due_time"),
        bucket=Case(
            When(due_on=None, then=Value(Bucket.NO_DEADLINE.value)),
            When(state=State.DONE, done_on__gt=F("excused_on"), then=Value(Bucket.DONE_LATE.value)),
            When(state=State.DONE, overran=True, then=Value(Bucket.DONE_LATE.value)),
            When(state=State.DONE, then=Value(Bucket.DONE_ON_TIME.value)),
            *held,
            When(late, then=Value(Bucket.OVERDUE.value)),
            When(excused_on__lte=soon_until, then=Value(Bucket.DUE_SOON.value)),
            default=Value(Bucket.IN_TIME.value),
            output_field=CharField(),
        ),
    )


def bucket_sums(rows: AssignmentQuerySet, at: datetime, *by: str, **counts: Count) -> list[tuple[Any, ...]]:
    """(values of `by`…, bucket, number, `counts`…) of many rows; a group may come twice, to be added. Two statements.

    The same buckets as `bucketed`. Who asks each of a million rows whether something of it waits asks two million times;
    few wait, so these are counted by themselves, and the others by their dates alone.
    """
    waits = Q(pk__in=_waiting_keys(Completion).union(_waiting_keys(Submission)))
    moved = DeadlineVersion.objects.filter(after_expiry=True).values("assignment")
    by_dates = rows.exclude(waits).annotate(
        overran=Case(When(pk__in=moved, then=Value(True)), default=Value(False))
    )
    parts = (_with_bucket(by_dates, at, ()), bucketed(rows.filter(waits), at))
    names = (*by, "bucket")
    return [
        row
        for part in parts
        for row in part.order_by()
        .values_list(*names)
        .annotate(number=Count("pk"), **counts)
        .values_list(*names, "number", *counts)
    ]


def _waiting_keys(model: type[Completion] | type[Submission]) -> QuerySet[Any]:
    return model._default_manager.filter(outcome="waiting").order_by().values("assignment")


def bucket_counts(rows: AssignmentQuerySet, at: datetime) -> dict[str, int]:
    """Bucket code → number of rows, all six present; their sum is the number of rows. One query."""
    found: Mapping[str, int] = dict(
        bucketed(rows, at)
        .order_by()
        .values_list("bucket")
        .annotate(count=Count("pk"))
        .values_list("bucket", "count")
    )
    return {bucket.value: found.get(bucket.value, 0) for bucket in Bucket}


def timings(rows: Iterable[Assignment], at: datetime) -> dict[int, Timing]:
    """Assignment key → timing, for rows of `with_facts`."""
    of = timer(at)
    return {row.pk: of(row) for row in rows}
