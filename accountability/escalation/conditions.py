"""What must still be so when a rung is reached, as expressions over rows that have an `assignment`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.db.models.lookups import GreaterThanOrEqual

from accountability.assignments.lagging import behind_line, own_reading_behind
from accountability.assignments.models import (
    Completion,
    LeadTenure,
    Obstacle,
    Submission,
)
from accountability.assignments.rules import State
from accountability.core.zone import LOCAL
from accountability.escalation.models import Explanation
from accountability.escalation.rules import Anchor, Condition

RETURNS_TOO_MANY = 2


def heard_on() -> Case:
    """The day of the last update or, without one, the day on which the present lead was given the duty (LeadTenure).

    What came back from the Office was with the Office until then: its wait is no silence of the lead (DESIGN §5).
    """
    last = Greatest(Coalesce("assignment__last_report_on", "from_on"), "from_on", output_field=DateField())
    return _or_returned_on(last, F("from_at"))


def heard_on_of_any() -> Case:
    """The same for rows other than tenures: nearly always the same day, and the lead's own silence in any case."""
    last = Coalesce("assignment__last_report_on", "assignment__assigned_on", output_field=DateField())
    return _or_returned_on(last, F("assignment__assigned_at"))


_IN_REWORK = Q(assignment__state=State.REWORK)


def _or_returned_on(last: Any, given_at: Any) -> Case:
    """That day or, for what is being done again, the day of its return when it is later; few rows are asked for it."""
    returned_on = TruncDate(last_return(given_at), tzinfo=LOCAL)
    return Case(When(_IN_REWORK, then=Greatest(last, returned_on)), default=last, output_field=DateField())


def or_returned_at(last: Any) -> Case:
    """The same as an instant, for rows that are tenures."""
    then = Greatest(last, last_return(F("from_at")), output_field=DateTimeField())
    return Case(When(_IN_REWORK, then=then), default=last, output_field=DateTimeField())


def last_return(given_at: Any) -> Greatest:
    """When the Office last returned a claim or a product; `given_at` where it never did."""
    of_this = {"outcome": "returned", **_of_this()}
    claims = (
        Completion.objects.filter(**of_this).order_by().values("assignment_id").annotate(x=Max("verified_at"))
    )
    products = (
        Submission.objects.filter(**of_this).order_by().values("assignment_id").annotate(x=Max("reviewed_at"))
    )
    return Greatest(
        Coalesce(Subquery(claims.values("x")), given_at), Coalesce(Subquery(products.values("x")), given_at),
        output_field=DateTimeField(),
    )  # fmt: skip


def _of_this(column: str = "assignment_id") -> dict[str, Any]:
    return {"assignment_id": OuterRef(column)}


def times_returned() -> Any:
    """How often the Office returned a claim or a product of the present lead."""
    since = LeadTenure.objects.filter(assignment_id=OuterRef("assignment_id"), to_at__isnull=True).values(
        "from_at"
    )[:1]
    claims = Completion.objects.filter(outcome="returned", verified_at__gte=Subquery(since), **_of_this())
    products = Submission.objects.filter(outcome="returned", reviewed_at__gte=Subquery(since), **_of_this())

    def number(rows: QuerySet[Any]) -> Coalesce:
        counted = rows.order_by().values("assignment_id").annotate(n=Count("pk")).values("n")
        return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))

    return ExpressionWrapper(number(claims) + number(products), output_field=IntegerField())


_EXPRESSIONS: dict[Condition, Callable[[], Any]] = {
    Condition.NOT_ACKNOWLEDGED: lambda: Q(assignment__state=State.ASSIGNED),
    Condition.NOT_EXPLAINED: lambda: Exists(Explanation.objects.open().filter(**_of_this())),
    Condition.UNANSWERED: lambda: Exists(Obstacle.objects.filter(answered_at__isnull=True, **_of_this())),
    Condition.BEHIND_LINE: behind_line,
    Condition.RETURNED_TWICE: lambda: GreaterThanOrEqual(times_returned(), Value(RETURNS_TOO_MANY)),
}


def expressions(anchor: Anchor, used: Collection[Condition]) -> dict[Condition, Any]:
    """What those of the used conditions ask of the rows of that anchor that the rows do not say themselves."""
    if anchor == Anchor.COORDINATION:
        return {}
    makers = _EXPRESSIONS | ({Condition.BEHIND_LINE: own_reading_behind} if anchor == Anchor.READING else {})
    return {condition: make() for condition, make in makers.items() if condition in used}
