"""The six buckets: the rule in Python and the rule in SQL say the same of every row, at any moment."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time

import pytest

from accountability.assignments.models import Assignment, Completion, DeadlineVersion, LeadTenure, Submission
from accountability.assignments.narrowing import in_bucket
from accountability.assignments.reading import bucket_counts, bucket_sums, bucketed, timings, with_facts
from accountability.assignments.rules import ASIDE_STATES, Bucket, State
from accountability.core.zone import LOCAL

pytestmark = pytest.mark.django_db
MOMENTS = [
    datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL),
    datetime(2022, 12, 28, 8, 0, tzinfo=LOCAL),
    datetime(2022, 12, 31, 23, 59, tzinfo=LOCAL),
    datetime(2023, 1, 1, 0, 0, tzinfo=LOCAL),
    datetime(2023, 1, 20, 17, 0, tzinfo=LOCAL),
]


def _mix(rows: list[Assignment]) -> None:
    """Put rows into every state that matters."""
    done_in_time, done_late, claimed, claimed_late, submitted, hourly, dropped = rows[:7]
    for row, day in ((done_in_time, 30), (done_late, 31)):
        Assignment.objects.filter(pk=row.pk).update(
            state=State.DONE, due_on=date(2022, 12, 30), done_on=date(2022, 12, day)
        )
    for row, day in ((claimed, 30), (claimed_late, 31)):
        Assignment.objects.filter(pk=row.pk).update(state=State.CLAIMED, due_on=date(2022, 12, 30))
        Completion.objects.create(
            assignment=row, tenure=LeadTenure.objects.get(assignment=row), number="1", symbol="BC", summary="x",
            result_on=date(2022, 12, day), claimed_at=MOMENTS[2], claimed_on=date(2022, 12, day), counts_on=date(2022, 12, day),
        )  # fmt: skip
    Assignment.objects.filter(pk=submitted.pk).update(state=State.SUBMITTED, due_on=date(2022, 12, 30))
    Submission.objects.create(
        assignment=submitted,
        document="1/TTr",
        text="x",
        submitted_at=MOMENTS[1],
        submitted_on=date(2022, 12, 28),
    )
    overran = Assignment.objects.exclude(due_on=None).latest("pk")
    Assignment.objects.filter(pk=overran.pk).update(
        state=State.DONE, due_on=date(2022, 12, 30), done_on=date(2022, 12, 29)
    )
    DeadlineVersion.objects.filter(assignment=overran).update(after_expiry=True)
    Assignment.objects.filter(pk=hourly.pk).update(due_time=time(16, 0))
    Assignment.objects.filter(pk=dropped.pk).update(state=State.DROPPED)
    for row, state in zip(rows[7:], ASIDE_STATES, strict=False):
        Assignment.objects.filter(pk=row.pk).update(state=state)


@pytest.mark.parametrize("at", MOMENTS, ids=lambda at: f"{at:%d-%m %H:%M}")
def test_python_and_sql_agree_and_the_six_add_up(at: datetime, story: None) -> None:
    _mix(list(Assignment.objects.exclude(due_on=None).order_by("pk")))
    rows = list(with_facts(Assignment.objects.all()).real())
    by_rule = {pk: timing.bucket.value for pk, timing in timings(rows, at).items()}
    by_sql = dict(bucketed(Assignment.objects.all(), at).values_list("pk", "bucket"))
    assert by_rule == by_sql
    handed_in = {row.pk for row in rows if row.held_since is None or row.held_since <= at.date()}
    for bucket in Bucket:
        narrowed = set(in_bucket(Assignment.objects.all(), bucket, at).values_list("pk", flat=True))
        expected = {pk for pk, found in by_rule.items() if found == bucket}
        assert narrowed & handed_in == expected & handed_in, bucket
    counts = bucket_counts(Assignment.objects.all(), at)
    assert sum(counts.values()) == len(rows) == Assignment.objects.exclude(state__in=ASIDE_STATES).count() > 0
    sums: Counter[str] = Counter()
    for bucket, number in bucket_sums(Assignment.objects.all(), at):
        sums[bucket] += number
    assert dict(sums) == {bucket: number for bucket, number in counts.items() if number}
