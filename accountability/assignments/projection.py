"""The columns of an assignment that repeat its histories, made anew from the facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accountability.assignments.models import (
    Assignment,
    Completion,
    DeadlineVersion,
    LeadTenure,
    Obstacle,
    Submission,
)
from accountability.assignments.rules import Duration, next_review, owed_in_all
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
        "owed_days": owed_in_all(_owed(last)),
        "next_review_on": next_review_of(assignment),
    }


def next_review_of(row: Assignment) -> date | None:
    """The first review of an ongoing duty that no update covers; None for any other."""
    if row.duration != Duration.ONGOING or not row.review_days or row.review_from_on is None:
        return None
    return next_review(from_on=row.review_from_on, every=row.review_days, reported_on=row.last_report_on)


def _owed(version: DeadlineVersion) -> Iterator[tuple[date, int]]:
    """(last day, number) of the stretches that are not the lead's, under that deadline.

    What a superior owes on an obstacle, as confirmed; and the wait for the Office of what was handed in within the
    deadline and came back, once (DESIGN §5).
    """
    confirmed = Obstacle.objects.filter(
        assignment_id=version.assignment_id, deadline_number=version.number, owed_days__isnull=False
    )
    for answered_at, days in confirmed.values_list("answered_at", "owed_days"):
        if answered_at is not None and days is not None:
            yield local(answered_at).date(), days
    if version.due_on is not None and (waits := sorted(_waited(version))):
        returned_on, handed_on = waits[0]
        yield returned_on, max(0, (returned_on - handed_on).days)


def _waited(version: DeadlineVersion) -> Iterator[tuple[date, date]]:
    """(day of the return, day of handing in) of claims and products that came in time and were returned."""
    back = {"assignment_id": version.assignment_id, "outcome": "returned"}
    claims = Completion.objects.filter(
        claimed_at__gte=version.set_at, counts_on__lte=version.due_on, verified_at__isnull=False, **back
    )
    for returned_at, handed_on in claims.values_list("verified_at", "counts_on"):
        if returned_at is not None:
            yield local(returned_at).date(), handed_on
    products = Submission.objects.filter(
        submitted_at__gte=version.set_at, submitted_on__lte=version.due_on, reviewed_at__isnull=False, **back
    )
    for returned_at, handed_on in products.values_list("reviewed_at", "submitted_on"):
        if returned_at is not None:
            yield local(returned_at).date(), handed_on


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
