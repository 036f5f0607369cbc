"""What the Office returned: the wait is credited to the rungs of the lead, in days, in hours, and against silence."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from accountability.assignments.actions import (
    claim_completion,
    return_completion,
    review_submission,
    submit_product,
)
from accountability.assignments.models import Assignment, DeadlineVersion
from accountability.assignments.projection import rebuild
from accountability.assignments.reading import bucketed, timings, with_facts
from accountability.core.zone import LOCAL
from accountability.directives.models import Directive
from accountability.escalation.models import Escalation
from accountability.escalation.reading import claims_of, ladder_of
from accountability.escalation.sweep import sweep
from tests.cast import actor

from .conftest import morning

pytestmark = pytest.mark.django_db


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.fixture
def hand_in(cast):
    """Claim completion at a moment, and have it returned at another."""

    def go(row, claimed, returned=None):
        claimed = moment(claimed)
        claim_completion(
            row.pk, number="1", symbol="BC", result_on=claimed.date(), summary="Xong",
            by=actor(cast["labour_head"]), at=claimed,
        )  # fmt: skip
        if returned:
            return_completion(
                row.pk, reason="Thiếu số liệu", by=actor(cast["specialist"]), at=moment(returned)
            )
        return Assignment.objects.get(pk=row.pk)

    return go


def keys(row):
    return list(
        Escalation.objects.filter(assignment=row, occasion="deadline:1", merged=False)
        .order_by("pk")
        .values_list("rung_key", flat=True)
    )


def bucket(row, at):
    """The bucket by the rule and by SQL, which agree."""
    rows = Assignment.objects.filter(pk=row.pk)
    by_rule = timings(with_facts(rows), at)[row.pk].bucket.value
    assert bucketed(rows, at).get().bucket == by_rule
    return by_rule


def test_the_rungs_come_as_many_days_later_as_the_office_took(make, hand_in):
    usual, row = make(), make()
    row = hand_in(row, "2022-12-30T09:00", "2023-01-04T10:00")
    sweep(at=morning("2023-01-05"))
    assert (keys(usual), keys(row)) == (["late-3"], ["due-today"])
    # Five days: 31/12 becomes 05/01, the working day after it is 06/01.
    sweep(at=morning("2023-01-06"))
    assert keys(row) == ["due-today", "late-1"]
    assert row.owed_days == 5


def test_the_page_and_the_mails_say_the_days_on_which_they_come(make, hand_in):
    row = hand_in(make(), "2022-12-30T09:00", "2023-01-04T10:00")
    steps = ladder_of(row, morning("2023-01-04"), claims_of(row), lead_since=None)
    days = {step.key: step.reached_on for step in steps}
    assert days["late-1"] == date(2023, 1, 6)


def test_what_was_handed_in_late_is_credited_nothing(make, hand_in):
    row = hand_in(make(), "2023-01-03T09:00", "2023-01-04T10:00")
    assert (row.owed_days, row.excused_time) == (0, None)
    sweep(at=morning("2023-01-05"))
    assert keys(row) == ["late-3"]


def test_a_deadline_with_an_hour_gets_the_hours_of_the_wait(make, hand_in, directive):
    Directive.objects.filter(pk=directive.pk).update(urgency="hoa_toc")
    row = make(due_on=date(2022, 12, 30), due_time=time(16))
    row = hand_in(row, "2022-12-30T15:00", "2022-12-30T17:30")
    assert (row.due_on, row.due_time) == (date(2022, 12, 30), time(16))
    assert (row.owed_days, row.excused_time) == (0, time(18, 30))
    assert [bucket(row, moment(f"2022-12-30T{hour}")) for hour in ("18:29", "18:31")] == [
        "due_soon", "overdue",
    ]  # fmt: skip
    heard = []
    for hour in ("18:29", "18:31", "22:29", "22:31"):
        sweep(at=moment(f"2022-12-30T{hour}"))
        heard.append(keys(row)[-1])
    assert heard == ["due-4h", "late-0h", "late-0h", "late-4h"]
    assert rebuild(row) == {}


def test_hours_that_pass_midnight_are_a_day(make, hand_in):
    row = hand_in(
        make(due_on=date(2022, 12, 29), due_time=time(16, 30)), "2022-12-29T08:00", "2022-12-29T17:00"
    )
    assert (row.owed_days, row.excused_time) == (1, time(1, 30))
    assert [bucket(row, moment(text)) for text in ("2022-12-30T01:29", "2022-12-30T01:31")] == [
        "due_soon", "overdue",
    ]  # fmt: skip


def test_after_its_hour_nothing_is_handed_in_in_time(make, hand_in):
    row = hand_in(make(due_on=date(2022, 12, 29), due_time=time(10)), "2022-12-29T10:01", "2022-12-30T17:00")
    assert (row.owed_days, row.excused_time) == (0, None)


def test_the_office_is_silent_not_the_lead(make, hand_in):
    # Heard of on 20/12 and 22/12; the Office takes 16 days.
    far = {"due_on": date(2023, 3, 31)}
    usual, row = make(**far), hand_in(make(**far), "2022-12-22T09:00", "2023-01-07T10:00")

    def silent_on(day):
        sweep(at=morning(day))
        found = Escalation.objects.filter(rung_key="silent").order_by("pk")
        return list(found.values_list("assignment_id", flat=True))

    assert silent_on("2023-01-09") == [usual.pk]
    assert silent_on("2023-01-21") == [usual.pk]
    assert silent_on("2023-01-22") == [usual.pk, row.pk]


def test_a_product_that_came_back_is_credited_likewise(make, cast):
    row = make(needs_submission=True)
    submit_product(
        row.pk, document="12/TTr", text="Trình", by=actor(cast["labour_head"]), at=morning("2022-12-28")
    )
    review_submission(
        row.pk, signed=False, reason="Thiếu", by=actor(cast["specialist"]), at=morning("2023-01-04")
    )
    row.refresh_from_db()
    assert row.owed_days == 7
    sweep(at=morning("2023-01-06"))
    assert "late-1" not in keys(row)


def test_a_calendar_that_changed_takes_nothing_back(make, hand_in):
    row = hand_in(make(), "2022-12-28T09:00", "2022-12-30T10:00")
    moved = {"due_on": date(2023, 1, 3), "number": 2, "set_at": morning("2022-12-31")}
    DeadlineVersion.objects.create(assignment=row, cause=DeadlineVersion.Cause.RECALCULATED, **moved)
    Assignment.objects.filter(pk=row.pk).update(due_on=date(2023, 1, 3), deadline_number=2)
    row.refresh_from_db()
    assert rebuild(row) == {}
    assert row.owed_days == 2


def test_a_new_deadline_leaves_the_credit_behind(make, hand_in):
    row = hand_in(make(), "2022-12-28T09:00", "2022-12-30T10:00")
    given = {"due_on": date(2023, 2, 28), "number": 2, "set_at": morning("2022-12-31")}
    DeadlineVersion.objects.create(assignment=row, cause=DeadlineVersion.Cause.EXTENDED, **given)
    assert rebuild(row)["owed_days"] == (2, 0)
