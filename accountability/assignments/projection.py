"""The columns of an assignment that repeat its histories, made anew from the facts."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from accountability.assignments.models import (
    Assignment,
    Completion,
    DeadlineVersion,
    LeadTenure,
    Obstacle,
    Submission,
)
from accountability.assignments.rules import Duration, credited_wait, is_past, next_review, owed_in_all
from accountability.core.zone import local


def projected(assignment: Assignment) -> dict[str, object]:
    """What the repeated columns must say, from the open tenure and the last deadline; empty for a draft."""
    tenure = LeadTenure.objects.filter(assignment=assignment, to_at=None).first()
    last = DeadlineVersion.objects.filter(assignment=assignment).order_by("-number").first()
    if tenure is None or last is None:
        return {}
    return {
        "lead_agency_id": tenure.agency_id,
        "lead_position_id": tenure.position_id,
        "due_on": last.due_on,
        "due_time": last.due_time,
        "deadline_number": last.number,
        **_excused(assignment, last),
        "next_review_on": next_review_of(assignment),
    }


def next_review_of(row: Assignment) -> date | None:
    """The first review of an ongoing duty that no update covers; None for any other."""
    if row.duration != Duration.ONGOING or not row.review_days or row.review_from_on is None:
        return None
    return next_review(from_on=row.review_from_on, every=row.review_days, reported_on=row.last_report_on)


def _excused(assignment: Assignment, last: DeadlineVersion) -> dict[str, object]:
    """The days that are not the lead's under the deadline in force, and the hour to which a wait moved it.

    What a superior owes on an obstacle, as confirmed; and the wait for the Office of what was handed in within the
    deadline and came back, once (DESIGN §5). A calendar that changed gave no new deadline: what was owed stays owed.
    """
    since, numbers = _since(assignment, last)
    confirmed = Obstacle.objects.filter(
        assignment=assignment, deadline_number__in=numbers, owed_days__isnull=False, answered_at__isnull=False
    )
    stretches = [
        (local(answered_at).date(), days)
        for answered_at, days in confirmed.values_list("answered_at", "owed_days")
        if answered_at is not None and days is not None
    ]
    waits = _waits(assignment, last, since)
    if last.due_on is None or not waits:
        return {"owed_days": owed_in_all(stretches), "excused_time": None}
    first = min(waits)
    days, passes = credited_wait(
        due_on=last.due_on, due_time=last.due_time, handed_on=first.handed_on, handed_at=first.handed_at,
        returned_at=first.returned_at,
    )  # fmt: skip
    whole = max(0, (local(first.returned_at).date() - first.handed_on).days)
    owed = owed_in_all([*stretches, (local(first.returned_at).date(), whole)]) + days - whole
    return {"owed_days": owed, "excused_time": passes}


def _since(assignment: Assignment, last: DeadlineVersion) -> tuple[datetime, list[int]]:
    """Since when the deadline in force is the same but for the calendar, and the numbers that it bore."""
    numbers, set_at = [last.number], last.set_at
    if last.cause != DeadlineVersion.Cause.RECALCULATED:
        return set_at, numbers
    earlier = DeadlineVersion.objects.filter(assignment=assignment, number__lt=last.number)
    for version in earlier.order_by("-number"):
        numbers.append(version.number)
        set_at = version.set_at
        if version.cause != DeadlineVersion.Cause.RECALCULATED:
            break
    return set_at, numbers


class _Wait(NamedTuple):
    """What was handed in within the deadline and came back; the earliest return first."""

    returned_at: datetime
    handed_on: date
    handed_at: datetime


def _waits(assignment: Assignment, last: DeadlineVersion, since: datetime) -> list[_Wait]:
    """The waits of claims and products under that deadline."""
    back = {"assignment": assignment, "outcome": "returned"}
    claims = Completion.objects.filter(claimed_at__gte=since, verified_at__isnull=False, **back)
    products = Submission.objects.filter(submitted_at__gte=since, reviewed_at__isnull=False, **back)
    found = [
        *claims.values_list("verified_at", "counts_on", "claimed_at"),
        *products.values_list("reviewed_at", "submitted_on", "submitted_at"),
    ]
    return [
        _Wait(returned_at, handed_on, handed_at)
        for returned_at, handed_on, handed_at in found
        if returned_at is not None and _in_time(last, handed_on, handed_at)
    ]


def _in_time(last: DeadlineVersion, handed_on: date, handed_at: datetime) -> bool:
    """Handed in within the deadline; on its last day before its hour, where it has one."""
    if last.due_on is None or handed_on > last.due_on:
        return False
    return handed_on < last.due_on or not is_past(last.due_on, last.due_time, handed_at)


def rebuild(assignment: Assignment) -> dict[str, tuple[object, object]]:
    """Write the columns from the facts; returns what differed as column → (was, is)."""
    facts = projected(assignment)
    differing = {
        name: (getattr(assignment, name), value)
        for name, value in facts.items()
        if getattr(assignment, name) != value
    }
    if differing:
        Assignment.objects.filter(pk=assignment.pk).update(
            **{name: value for name, (_, value) in differing.items()}
        )
    return differing
