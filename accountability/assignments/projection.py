"""The columns of an assignment that repeat its histories, made anew from the facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
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
from accountability.core.lookups import one_of
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
        "led_from_on": tenure.from_on,
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
    """The days that are not the lead's under the deadline in force, and the hour to which a wait moved it."""
    earlier = DeadlineVersion.objects.filter(assignment=assignment, number__lt=last.number)
    recalculated = last.cause == DeadlineVersion.Cause.RECALCULATED
    versions = [*(earlier.order_by("number") if recalculated else ()), last]
    owed, passes = credited(versions, owed_facts([assignment.pk]).get(assignment.pk, OwedFacts()))
    return {"owed_days": owed, "excused_time": passes}


class _Wait(NamedTuple):
    """What was handed in and came back."""

    returned_at: datetime
    handed_on: date
    handed_at: datetime


@dataclass(frozen=True)
class OwedFacts:
    """What of a task's time was not its lead's: confirmed obstacles as (deadline number, answered on, days), and waits."""

    confirmed: Sequence[tuple[int, date, int]] = ()
    waits: Sequence[_Wait] = ()

    def until(self, moment: datetime) -> OwedFacts:
        """As far as it was handed in before that moment."""
        return replace(self, waits=[one for one in self.waits if one.handed_at < moment])


def owed_facts(keys: Collection[int]) -> dict[int, OwedFacts]:
    """Of those assignments that have any. Three statements for any number."""
    confirmed: dict[int, list[tuple[int, date, int]]] = defaultdict(list)
    waits: dict[int, list[_Wait]] = defaultdict(list)
    of_these = one_of("assignment_id", keys)
    obstacles = Obstacle.objects.filter(of_these, owed_days__isnull=False, answered_at__isnull=False)
    columns = ("assignment_id", "deadline_number", "answered_at", "owed_days")
    for key, number, answered_at, days in obstacles.order_by("pk").values_list(*columns):
        if answered_at is not None and days is not None:
            confirmed[key].append((number, local(answered_at).date(), days))
    claims = Completion.objects.filter(of_these, outcome="returned", verified_at__isnull=False)
    products = Submission.objects.filter(of_these, outcome="returned", reviewed_at__isnull=False)
    for key, returned_at, handed_on, handed_at in (
        *claims.order_by().values_list("assignment_id", "verified_at", "counts_on", "claimed_at"),
        *products.order_by().values_list("assignment_id", "reviewed_at", "submitted_on", "submitted_at"),
    ):
        if returned_at is not None:
            waits[key].append(_Wait(returned_at, handed_on, handed_at))
    return {key: OwedFacts(confirmed.get(key, ()), waits.get(key, ())) for key in {*confirmed, *waits}}


def credited(versions: Sequence[DeadlineVersion], facts: OwedFacts) -> tuple[int, time | None]:
    """The days that are not the lead's under the last of these deadlines, and the hour to which a wait moved it.

    What a superior owes on an obstacle, as confirmed; and the wait for the Office of what was handed in within the
    deadline and came back, once (DESIGN §5). A calendar that changed gave no new deadline: what was owed stays owed.
    """
    last = versions[-1]
    since, numbers = _since(versions)
    stretches = [(on, days) for number, on, days in facts.confirmed if number in numbers]
    waits = [one for one in facts.waits if one.handed_at >= since and _in_time(last, one)]
    if last.due_on is None or not waits:
        return owed_in_all(stretches), None
    first = min(waits)
    days, passes = credited_wait(
        due_on=last.due_on, due_time=last.due_time, handed_on=first.handed_on, handed_at=first.handed_at,
        returned_at=first.returned_at,
    )  # fmt: skip
    whole = max(0, (local(first.returned_at).date() - first.handed_on).days)
    owed = owed_in_all([*stretches, (local(first.returned_at).date(), whole)]) + days - whole
    return owed, passes


def _since(versions: Sequence[DeadlineVersion]) -> tuple[datetime, list[int]]:
    """Since when the last of them is the same but for the calendar, and the numbers that it bore."""
    numbers: list[int] = []
    for version in reversed(versions):
        numbers.append(version.number)
        if version.cause != DeadlineVersion.Cause.RECALCULATED:
            break
    return version.set_at, numbers


def _in_time(last: DeadlineVersion, wait: _Wait) -> bool:
    """Handed in within the deadline; on its last day before its hour, where it has one."""
    if last.due_on is None or wait.handed_on > last.due_on:
        return False
    return wait.handed_on < last.due_on or not is_past(last.due_on, last.due_time, wait.handed_at)


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
