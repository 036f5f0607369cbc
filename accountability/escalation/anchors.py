"""What rungs count from: one builder per anchor, giving the rows that might claim a rung, as a lazy queryset.

Each row has `assignment_pk`, `tenure_pk`, `subject_key` ("a:12"), `occasion` (the fact that armed the rung),
`anchor_on` (the day it counts from) and `floor_on` (the day the present lead was given the duty). No builder looks
at the calendar: the sweep compares `anchor_on` with a threshold.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import (
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Concat, Greatest

from accountability.agencies.models import OUTSIDE_KINDS, PARTY_KINDS
from accountability.assignments.models import Completion, LeadTenure, Obstacle, ProgressReport, Submission
from accountability.assignments.rules import OPEN_STATES, WORK_STATES, Duration, State
from accountability.escalation.models import Explanation
from accountability.escalation.rules import Anchor, RungFacts

COLUMNS = ("assignment_pk", "tenure_pk", "subject_key", "occasion", "anchor_on", "floor_on")
WAITS_FOR_OTHERS = (State.CLAIMED, State.SUBMITTED)

# Not on the ladder: old work that was imported, and leads that do not answer to the province.
_ON_LADDER = Q(assignment__state__in=OPEN_STATES, assignment__is_imported=False) & ~Q(
    assignment__lead_agency__kind__in=(*OUTSIDE_KINDS, *PARTY_KINDS)
)


def _key(prefix: str, pk: Any) -> Concat:
    return Concat(Value(prefix), Cast(pk, TextField()), output_field=TextField())


def _rows(base: QuerySet[Any], *, tenure: Any, occasion: Any, anchor_on: Any, floor_on: Any) -> QuerySet[Any]:
    return base.filter(_ON_LADDER).annotate(
        assignment_pk=F("assignment_id"),
        tenure_pk=tenure,
        subject_key=_key("a:", "assignment_id"),
        occasion=occasion,
        anchor_on=anchor_on,
        floor_on=floor_on,
    )


def _led_now() -> QuerySet[LeadTenure]:
    return LeadTenure.objects.filter(to_at__isnull=True)


def _open_tenure(column: str) -> Subquery:
    return Subquery(_led_now().filter(assignment_id=OuterRef("assignment_id")).values(column)[:1])


def assigned(rung: RungFacts, today: date) -> tuple[QuerySet[Any], ...]:
    """Given to the present lead and not acknowledged; one that was returned is the Office's to reassign."""
    waiting = _led_now().filter(assignment__state=State.ASSIGNED)
    occasion = _key("lead:", "pk")
    return (_rows(waiting, tenure=F("pk"), occasion=occasion, anchor_on=F("from_on"), floor_on=F("from_on")),)


def deadline(rung: RungFacts, today: date) -> tuple[QuerySet[Any], ...]:
    """Open with a deadline.

    What waits for others in time is not late, and what waits for others is not reminded (DESIGN §5).
    """
    due = _led_now().filter(assignment__due_on__isnull=False)
    due = (
        due.exclude(_handed_in_time())
        if rung.is_late
        else due.exclude(assignment__state__in=WAITS_FOR_OTHERS)
    )
    occasion = _key("deadline:", "assignment__deadline_number")
    return (
        _rows(
            due, tenure=F("pk"), occasion=occasion, anchor_on=F("assignment__due_on"), floor_on=F("from_on")
        ),
    )


def _handed_in_time() -> Q:
    """A claim of completion, or a product submitted, that waits and came within the deadline."""
    of_this = {"assignment_id": OuterRef("assignment_id")}
    due_on = OuterRef("assignment__due_on")
    claims = Completion.objects.filter(outcome=Completion.Outcome.WAITING, counts_on__lte=due_on, **of_this)
    products = Submission.objects.filter(
        outcome=Submission.Outcome.WAITING, submitted_on__lte=due_on, **of_this
    )
    return Q(Exists(claims)) | Q(Exists(products))


def last_progress(rung: RungFacts, today: date) -> tuple[QuerySet[Any], ...]:
    """In work and silent since the last update or, without one, since the present lead was given the duty.

    Not for periods of a series and duties with a review of their own, which have their rhythm, nor for what is
    overdue, which is on the ladder of the deadline.
    """
    last = (
        ProgressReport.objects.filter(assignment_id=OuterRef("assignment_id"))
        .order_by("-pk")
        .values("pk")[:1]
    )
    working = (
        _led_now()
        .filter(Q(assignment__due_on__isnull=True) | Q(assignment__due_on__gte=today))
        .filter(assignment__state__in=WORK_STATES, assignment__series__isnull=True)
        .exclude(assignment__duration=Duration.ONGOING, assignment__review_days__isnull=False)
    )
    occasion = _key("progress:", Coalesce(Subquery(last), Value(0), output_field=IntegerField()))
    heard_on = Greatest(
        Coalesce("assignment__last_report_on", "from_on"), "from_on", output_field=DateField()
    )
    return (_rows(working, tenure=F("pk"), occasion=occasion, anchor_on=heard_on, floor_on=F("from_on")),)


def claim(rung: RungFacts, today: date) -> tuple[QuerySet[Any], ...]:
    """Claims of completion that wait to be verified, and products that wait to be reviewed."""
    claims = Completion.objects.filter(outcome=Completion.Outcome.WAITING)
    products = Submission.objects.filter(outcome=Submission.Outcome.WAITING)
    return (
        _rows(
            claims, tenure=F("tenure_id"), occasion=_key("claim:", "pk"), anchor_on=F("claimed_on"),
            floor_on=F("claimed_on"),
        ),
        _rows(
            products, tenure=_open_tenure("pk"), occasion=_key("submission:", "pk"), anchor_on=F("submitted_on"),
            floor_on=F("submitted_on"),
        ),
    )  # fmt: skip


def obstacle(rung: RungFacts, today: date) -> tuple[QuerySet[Any], ...]:
    """Difficulties that wait for an answer."""
    waiting = Obstacle.objects.filter(answered_at__isnull=True)
    occasion, raised_on = _key("obstacle:", "pk"), F("raised_on")
    return (
        _rows(waiting, tenure=_open_tenure("pk"), occasion=occasion, anchor_on=raised_on, floor_on=raised_on),
    )


def explanation(rung: RungFacts, today: date) -> tuple[QuerySet[Any], ...]:
    """Explanations that were demanded and not given."""
    owed = Explanation.objects.filter(answered_at__isnull=True)
    occasion, demanded_on = _key("explanation:", "pk"), F("demanded_on")
    return (
        _rows(owed, tenure=F("tenure_id"), occasion=occasion, anchor_on=demanded_on, floor_on=demanded_on),
    )


BUILDERS: dict[Anchor, Callable[[RungFacts, date], tuple[QuerySet[Any], ...]]] = {
    Anchor.ASSIGNED: assigned,
    Anchor.DEADLINE: deadline,
    Anchor.LAST_PROGRESS: last_progress,
    Anchor.CLAIM: claim,
    Anchor.OBSTACLE: obstacle,
    Anchor.EXPLANATION: explanation,
}
