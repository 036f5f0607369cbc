"""What rungs count from: one builder per anchor, giving the rows that might claim a rung, as lazy querysets.

Each row has the columns of `COLUMNS`: who and what (`subject_key`, "a:12" or "c:34"; `occasion`, the fact that armed the
rung), from which day and instant it counts (`anchor_on`, `anchor_at`), and for rungs
that count from a deadline when the lead was given the duty (`floor_*`), when the work was handed in and waits for others
(`handed_*`), and whether something undecided holds the higher rungs (`held`). No builder looks at the calendar.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Field,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, TruncDate

from accountability.agencies.models import OUTSIDE_KINDS, PARTY_KINDS
from accountability.assignments.lagging import figures_of
from accountability.assignments.models import (
    Assignment,
    Completion,
    Coordination,
    Extension,
    LeadTenure,
    Obstacle,
    ProgressReport,
    Submission,
    Target,
)  # fmt: skip
from accountability.assignments.reading import excused_due_on
from accountability.assignments.rules import OPEN_STATES, WORK_STATES, State
from accountability.core.zone import LOCAL
from accountability.escalation import conditions
from accountability.escalation.expressions import DueInstant
from accountability.escalation.models import Explanation
from accountability.escalation.policies import Ladders
from accountability.escalation.rules import DUE_ANCHORS, Anchor

COLUMNS = (
    "assignment_pk", "coordination_pk", "tenure_pk", "subject_key", "occasion", "citizens", "anchor_on",
    "anchor_at",
)  # fmt: skip
DUE_COLUMNS = ("floor_on", "floor_at", "handed_on", "handed_at", "waits_for_others", "held")
WAITS_FOR_OTHERS = (State.CLAIMED, State.SUBMITTED)

# Not on the ladder: bodies that the province cannot call to account, and party organs.
OFF_LADDER = (*OUTSIDE_KINDS, *PARTY_KINDS)
_OPEN = Q(assignment__state__in=OPEN_STATES, assignment__is_imported=False)


@dataclass(frozen=True)
class Look:
    """What one question to the database is about.

    `up_to_on`: no anchor after that day matters. `only`: just these assignments (None: all). `held_from_on`: undecided
    things since that day hold the higher rungs (`assignments.reading.hold_floor`). `version_pk`: just documents that climb
    this ladder.
    """

    ladders: Ladders
    at: datetime
    today: date
    up_to_on: date
    held_from_on: date
    only: frozenset[int] | None = None
    version_pk: int = 0


def _key(prefix: str, pk: Any) -> Concat:
    return Concat(Value(prefix), Cast(pk, TextField()), output_field=TextField())


def _none(kind: Field[Any, Any]) -> Cast:
    """Nothing, of a kind that PostgreSQL can compare and insert."""
    return Cast(Value(None), kind)


def _rows(
    base: QuerySet[Any], look: Look, *, occasion: Any, anchor_on: Any, anchor_at: Any, tenure: Any,
    part: Any = None, agency: str = "assignment__lead_agency",
) -> QuerySet[Any]:  # fmt: skip
    if look.only is not None:
        base = base.filter(assignment_id__in=look.only)
    base = base.filter(look.ladders.climbing(look.version_pk, "assignment__directive__"))
    return base.filter(_OPEN).exclude(**{f"{agency}__kind__in": OFF_LADDER}).annotate(
        assignment_pk=F("assignment_id"),
        coordination_pk=part or _none(BigIntegerField()),
        tenure_pk=tenure,
        subject_key=_key("c:", part) if part else _key("a:", "assignment_id"),
        occasion=occasion,
        citizens=F("assignment__affects_citizens"),
        anchor_on=anchor_on,
        anchor_at=anchor_at,
    )  # fmt: skip


def _led_now() -> QuerySet[LeadTenure]:
    return LeadTenure.objects.filter(to_at__isnull=True)


def _open_tenure(column: str) -> Subquery:
    return Subquery(_led_now().filter(assignment_id=OuterRef("assignment_id")).values(column)[:1])


def assigned(look: Look) -> tuple[QuerySet[Any], ...]:
    """Given to the present lead and not acknowledged; one that was returned is the Office's to reassign."""
    # `assigned_on` is never later than the tenure's first day and has the index.
    waiting = _led_now().filter(
        assignment__state=State.ASSIGNED, assignment__assigned_on__lte=look.up_to_on
    )  # fmt: skip
    return (
        _rows(
            waiting, look, tenure=F("pk"), occasion=_key("lead:", "pk"), anchor_on=F("from_on"),
            anchor_at=F("from_at"),
        ),
    )  # fmt: skip


def deadline(look: Look) -> tuple[QuerySet[Any], ...]:
    """Open with a deadline; the days that a superior owes are not the lead's, nor is a wait for the Office
    (`excused_due_on`, `excused_time`).
    """
    due = _led_now().filter(assignment__due_on__lte=look.up_to_on)
    rows = _rows(
        due, look, tenure=F("pk"), occasion=_key("deadline:", "assignment__deadline_number"),
        anchor_on=excused_due_on("assignment__"),
        anchor_at=DueInstant(
            excused_due_on("assignment__"), Coalesce("assignment__excused_time", "assignment__due_time")
        ),
    )  # fmt: skip
    return (rows.annotate(floor_on=F("from_on"), floor_at=F("from_at"), **_waiting(), held=_held(look)),)


def _waiting() -> dict[str, Any]:
    """When the work was handed in, where it waits: a claim of completion, or a product submitted."""
    waits = Q(assignment__state__in=WAITS_FOR_OTHERS)
    of_this = {"assignment_id": OuterRef("assignment_id")}
    claims = Completion.objects.filter(outcome=Completion.Outcome.WAITING, **of_this)
    products = Submission.objects.filter(outcome=Submission.Outcome.WAITING, **of_this)

    def handed(claimed: str, submitted: str, kind: Any) -> Case:
        first = Coalesce(Subquery(claims.values(claimed)[:1]), Subquery(products.values(submitted)[:1]))
        return Case(When(waits, then=first), default=None, output_field=kind)

    return {
        "waits_for_others": ExpressionWrapper(waits, output_field=BooleanField()),
        "handed_on": handed("counts_on", "submitted_on", DateField()),
        "handed_at": handed("claimed_at", "submitted_at", DateTimeField()),
    }


def _held(look: Look) -> ExpressionWrapper:
    """The rule of `assignments.reading.held`, asked once for all instead of per row."""
    excused = {"excused_on": excused_due_on("assignment__")}
    not_yet_due = Q(excused_on__gte=look.held_from_on)
    obstacles = Obstacle.objects.alias(**excused).filter(
        not_yet_due | Q(within_powers_on__gte=look.held_from_on), holds=True, answered_at__isnull=True
    )
    requests = Extension.objects.alias(**excused).filter(
        not_yet_due | Q(asked_on__gte=look.held_from_on), state=Extension.State.ASKED, asked_in_time=True
    )
    either = Q(assignment_id__in=obstacles.values("assignment_id")) | Q(
        assignment_id__in=requests.values("assignment_id")
    )
    return ExpressionWrapper(either, output_field=BooleanField())


def coordination(look: Look) -> tuple[QuerySet[Any], ...]:
    """Parts of coordinating agencies that are owed: by their own deadline, or by that of the assignment."""
    owed = Coordination.objects.filter(state=Coordination.State.OWED)
    shared = owed.filter(due_on__isnull=True, assignment__due_on__lte=look.up_to_on)
    own = owed.filter(due_on__lte=look.up_to_on)
    found = []
    for base, occasion, due_on, hour in (
        (shared, _key("deadline:", "assignment__deadline_number"), F("assignment__due_on"), [F("assignment__due_time")]),
        (own, _key("part:", "deadline_number"), F("due_on"), []),
    ):  # fmt: skip
        rows = _rows(
            base, look, tenure=_none(BigIntegerField()), part=F("pk"), agency="agency",
            occasion=occasion, anchor_on=due_on, anchor_at=DueInstant(due_on, *hour),
        )  # fmt: skip
        found.append(
            rows.annotate(
                floor_on=F("assignment__assigned_on"), floor_at=F("assignment__assigned_at"),
                waits_for_others=Value(False), held=Value(False),
                handed_on=_none(DateField()), handed_at=_none(DateTimeField()),
            )
        )  # fmt: skip
    return tuple(found)


def last_progress(look: Look) -> tuple[QuerySet[Any], ...]:
    """In work and silent since the last update or, without one, since the present lead was given the duty.

    Not for periods of a series and duties with a review of their own, which have their rhythm, nor for what is
    overdue, which is on the ladder of the deadline.
    """
    last = ProgressReport.objects.filter(assignment_id=OuterRef("assignment_id")).order_by("-pk")
    # What the Office returned had been heard of: the silence begins with the return.
    heard_at = conditions.or_returned_at(Coalesce(Subquery(last.values("reported_at")[:1]), "from_at"))
    working = (
        _led_now()
        .filter(Q(assignment__due_on__isnull=True) | Q(assignment__due_on__gte=look.today))
        .filter(assignment__state__in=WORK_STATES)
        # Not asked as "is null": SQLite would take the index of series, in which nearly all are null.
        .alias(series=Coalesce("assignment__series_id", Value(0)))
        .filter(series=0)
        .filter(assignment__next_review_on__isnull=True)
        # Never later than the day below, and with an index of its own.
        .alias(heard_first=Coalesce("assignment__last_report_on", "assignment__assigned_on"))
        .filter(heard_first__lte=look.up_to_on)
    )
    return (
        _rows(
            working, look, tenure=F("pk"),
            occasion=_key("progress:", Coalesce(Subquery(last.values("pk")[:1]), Value(0), output_field=IntegerField())),
            anchor_on=conditions.heard_on(), anchor_at=Greatest(heard_at, "from_at", output_field=DateTimeField()),
        ),
    )  # fmt: skip


def claim(look: Look) -> tuple[QuerySet[Any], ...]:
    """Claims of completion that wait to be verified, and products that wait to be reviewed."""
    claims = Completion.objects.filter(outcome=Completion.Outcome.WAITING)
    products = Submission.objects.filter(outcome=Submission.Outcome.WAITING)
    return (
        _rows(
            claims, look, tenure=F("tenure_id"), occasion=_key("claim:", "pk"), anchor_on=F("claimed_on"),
            anchor_at=F("claimed_at"),
        ),
        _rows(
            products, look, tenure=_open_tenure("pk"), occasion=_key("submission:", "pk"), anchor_on=F("submitted_on"),
            anchor_at=F("submitted_at"),
        ),
    )  # fmt: skip


def obstacle(look: Look) -> tuple[QuerySet[Any], ...]:
    """Difficulties that wait for an answer."""
    waiting = Obstacle.objects.filter(answered_at__isnull=True, raised_on__lte=look.up_to_on)
    return (
        _rows(
            waiting, look, tenure=_open_tenure("pk"), occasion=_key("obstacle:", "pk"), anchor_on=F("raised_on"),
            anchor_at=F("raised_at"),
        ),
    )  # fmt: skip


def explanation(look: Look) -> tuple[QuerySet[Any], ...]:
    """Explanations that were demanded and not given."""
    owed = Explanation.objects.open()
    return (
        _rows(
            owed, look, tenure=F("tenure_id"), occasion=_key("explanation:", "pk"), anchor_on=F("demanded_on"),
            anchor_at=F("demanded_at"),
        ),
    )  # fmt: skip


def review(look: Look) -> tuple[QuerySet[Any], ...]:
    """Ongoing duties whose review came without an update of results (`Assignment.next_review_on`)."""
    next_on = "assignment__next_review_on"
    due = _led_now().filter(**{f"{next_on}__lte": look.up_to_on})
    return (
        _rows(
            due, look, tenure=F("pk"), occasion=_key("review:", next_on), anchor_on=F(next_on),
            anchor_at=DueInstant(F(next_on)),
        ),
    )  # fmt: skip


def returned(look: Look) -> tuple[QuerySet[Any], ...]:
    """Returned by the Office and being done again: counts from the last return, armed anew by each."""
    # Named by their keys, so that SQLite too begins with the few of them.
    again = _led_now().filter(
        assignment_id__in=Assignment.objects.filter(state=State.REWORK).order_by().values("pk")
    )
    last_at = conditions.last_return(F("from_at"))
    number = _key(":", conditions.times_returned())
    return (
        _rows(
            again, look, tenure=F("pk"), occasion=Concat(_key("return:", "pk"), number, output_field=TextField()),
            anchor_on=TruncDate(last_at, tzinfo=LOCAL), anchor_at=last_at,
        ),
    )  # fmt: skip


def reading(look: Look) -> tuple[QuerySet[Any], ...]:
    """Targets that have figures: counts from the day of the last one."""
    figures = figures_of("pk")
    known = Target.objects.annotate(last_pk=Subquery(figures.values("pk")[:1])).filter(last_pk__isnull=False)
    return (
        _rows(
            known, look, tenure=_open_tenure("pk"), occasion=_key("reading:", "last_pk"),
            anchor_on=Subquery(figures.values("data_on")[:1]), anchor_at=Subquery(figures.values("reported_at")[:1]),
        ),
    )  # fmt: skip


BUILDERS: dict[Anchor, Callable[[Look], tuple[QuerySet[Any], ...]]] = {
    Anchor.ASSIGNED: assigned,
    Anchor.DEADLINE: deadline,
    Anchor.COORDINATION: coordination,
    Anchor.LAST_PROGRESS: last_progress,
    Anchor.CLAIM: claim,
    Anchor.OBSTACLE: obstacle,
    Anchor.EXPLANATION: explanation,
    Anchor.REVIEW: review,
    Anchor.RETURN: returned,
    Anchor.READING: reading,
}


def columns_of(anchor: Anchor) -> tuple[str, ...]:
    """The columns that the builder of that anchor gives."""
    return (*COLUMNS, *DUE_COLUMNS) if anchor in DUE_ANCHORS else COLUMNS
