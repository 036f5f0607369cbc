"""A person's inbox: one list of everything that asks something of him, in the order of `desk.rules.inbox`.

The order is made by the database: each room's rows give (tier, day, kind, key), joined by UNION ALL, sorted and cut, so
that an agency with 20,000 assignments pays for seven. What a line says is read afterwards (`inbox_lines`).
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accountability.access.permissions import Permission
from accountability.assignments.access import parts_below, visible_to
from accountability.assignments.models import (
    AssignmentQuerySet,
    Completion,
    Coordination,
    Obstacle,
)
from accountability.assignments.reading import excused_due_on
from accountability.assignments.rules import OPEN_STATES, State
from accountability.core.prepared import prepared_within
from accountability.desk.reading import knowing
from accountability.desk.reading.place import Desk, Place
from accountability.desk.rules.inbox import FAR, WITH_AGENCY, WORKED_ON, Tier
from accountability.escalation.models import Explanation

KEYS = ("tier", "day", "kind", "pk")


# The rows of each room, as (tier, day, kind, key) ----------------------------------------------------------------------


def _tier(tier: Tier) -> Value:
    return Value(int(tier), output_field=IntegerField())


def _keyed(rows: QuerySet[Any], kind: str, tier: Any, day: Any) -> QuerySet[Any]:
    marked = rows.order_by().annotate(
        tier=tier, day=day, kind=Value(kind, output_field=CharField(max_length=12))
    )
    return marked.values_list(*KEYS)


def _day(value: str | Any) -> Coalesce:
    return Coalesce(value, Value(FAR, output_field=DateField()), output_field=DateField())


def _either(condition: Q, then: Tier, otherwise: Tier) -> Case:
    return Case(When(condition, then=_tier(then)), default=_tier(otherwise), output_field=IntegerField())


def weighed(desk: Desk) -> QuerySet[Any]:
    """The assignments with `tier` and `day`: `rules.tier_of` and `rules.day_of` in SQL; those that ask nothing left out."""
    day = desk.day
    new = Q(state=State.ASSIGNED) if desk.reader.takes else Q(pk__in=[])
    past = Q(excused_on__lt=day.today) | Q(excused_on=day.today, passes_at__lt=desk.now)
    in_work = Q(state__in=WORKED_ON)
    unnamed = Q(state=State.ACKNOWLEDGED, officer=None) if desk.reader.names else Q(pk__in=[])
    # What the indexes can tell first, so that the rest is asked of few rows only.
    near = Q(due_on__lte=day.soon_until) | Q(state=State.REWORK) | new | unnamed
    near |= Q(next_review_on__lte=day.soon_until)
    rows = with_days(desk.led.filter(near, state__in=WITH_AGENCY))
    rows = rows.annotate(passes_at=Coalesce("excused_time", "due_time"))
    tier = Case(
        When(past, then=_tier(Tier.OVERDUE)),
        When(state=State.REWORK, then=_tier(Tier.REWORK)),
        When(new & Q(led_from_on__lte=day.untaken_since), then=_tier(Tier.UNTAKEN)),
        When(excused_on__lte=day.soon_until, then=_tier(Tier.DUE_SOON)),
        When(new, then=_tier(Tier.TO_TAKE)),
        When(in_work & Q(next_review_on__lte=day.soon_until), then=_tier(Tier.REVIEW_DUE)),
        When(unnamed, then=_tier(Tier.TO_NAME)),
        default=Value(None),
        output_field=IntegerField(),
    )
    by_giving = [int(one) for one in (Tier.UNTAKEN, Tier.TO_TAKE, Tier.TO_NAME)]
    stands_by = Case(
        When(tier__in=by_giving, then=F("led_from_on")),
        When(tier=int(Tier.REVIEW_DUE), then=F("next_review_on")),
        default=F("excused_on"),
        output_field=DateField(),
    )
    rows = rows.annotate(tier=tier).filter(tier__isnull=False).annotate(day=_day(stands_by))
    # One line for one assignment: the explanation, which stands higher. Where none is owed no row is asked for one.
    if desk.explains and "giai-trinh" in desk.there:
        rows = rows.exclude(Exists(_owed_explanations().filter(assignment=OuterRef("pk"))))
    return rows


def with_days(rows: AssignmentQuerySet) -> QuerySet[Any]:
    """Add `excused_on`, the day after which it is late."""
    excused = Case(When(owed_days=0, then=F("due_on")), default=excused_due_on(), output_field=DateField())
    return rows.annotate(excused_on=excused)


def _owed_explanations() -> QuerySet[Explanation]:
    return Explanation.objects.open().filter(tenure__to_at=None)


def _assignments(desk: Desk) -> QuerySet[Any]:
    kind = Value("viec", output_field=CharField(max_length=12))
    return weighed(desk).order_by().annotate(kind=kind).values_list(*KEYS)


def owed_explanations(desk: Desk) -> QuerySet[Explanation]:
    """What the place must explain; asked row by row, since few are owed where thousands are led."""
    mine = Exists(desk.led.order_by().filter(pk=OuterRef("assignment")))
    return _owed_explanations().filter(mine)


def _explanations(desk: Desk) -> QuerySet[Any]:
    rows = owed_explanations(desk)
    if not desk.explains:
        rows = rows.filter(pk__in=[])
    late = _either(Q(answer_by_on__lt=desk.day.today), Tier.EXPLANATION_LATE, Tier.EXPLANATION)
    return _keyed(rows, "giai-trinh", late, _day("answer_by_on"))


def parts_owed(desk: Desk) -> QuerySet[Any]:
    """What these agencies owe as coordinating ones, with `part_due_on`, the day after which the part is late."""
    rows = Coordination.objects.filter(
        Exists(visible_to(desk.eyes).order_by().filter(pk=OuterRef("assignment"))),
        agency__in=desk.agencies, state=Coordination.State.OWED, assignment__state__in=OPEN_STATES,
    )  # fmt: skip
    return rows.annotate(part_due_on=Coalesce("due_on", excused_due_on("assignment__")))


def _parts(desk: Desk) -> QuerySet[Any]:
    rows = parts_owed(desk).filter(part_due_on__lte=desk.day.soon_until)
    tier = _either(Q(part_due_on__lt=desk.day.today), Tier.PART_OVERDUE, Tier.PART_DUE_SOON)
    return _keyed(rows, "phoi-hop", tier, _day("part_due_on"))


def _receipts(desk: Desk) -> QuerySet[Any]:
    late = _either(Q(due_on__lt=desk.day.today), Tier.RECEIPT_LATE, Tier.RECEIPT)
    return _keyed(knowing.receipts_owed(desk.eyes), "da-nhan", late, _day("due_on"))


def _claims(desk: Desk) -> QuerySet[Any]:
    mine = visible_to(desk.eyes, Permission.VERIFY).real()
    mine = mine.filter(verifier__in=desk.eyes.works_for).exclude(lead_agency__in=desk.agencies)
    rows = Completion.objects.filter(
        Exists(mine.order_by().filter(pk=OuterRef("assignment"))),
        assignment__verifier__in=desk.eyes.works_for, assignment__state__in=OPEN_STATES,
        outcome=Completion.Outcome.WAITING,
    )  # fmt: skip
    return _keyed(rows, "xac-nhan", _tier(Tier.TO_CONFIRM), _day("claimed_on"))


def _obstacles(desk: Desk) -> QuerySet[Any]:
    rows = Obstacle.objects.filter(
        Exists(visible_to(desk.eyes).real().order_by().filter(pk=OuterRef("assignment"))),
        assignment__state__in=OPEN_STATES, answered_at=None, addressed_to__in=desk.eyes.position_ids,
    )  # fmt: skip
    return _keyed(rows, "vuong-mac", _tier(Tier.TO_ANSWER), _day("raised_on"))


def _from_above(desk: Desk) -> QuerySet[Any]:
    rows = parts_below(desk.eyes).owed().filter(reported_at=None)
    return _keyed(rows, "huyen-giao", _tier(Tier.FROM_ABOVE), _day("due_on"))


def _readings(desk: Desk) -> QuerySet[Any]:
    return _keyed(knowing.readings_owed(desk.eyes), "phai-doc", _tier(Tier.TO_READ), _day("named_on"))


# The list --------------------------------------------------------------------------------------------------------------

Key = tuple[int, date, str, int]


class Keys:
    """The keys of the whole inbox, sorted; a slice and the count are one statement each (as a Paginator takes them)."""

    def __init__(self, place: Place) -> None:
        self._desk = place.desk

    def first(self, number: int) -> tuple[list[Key], int]:
        """The first of them, and how many there are. One statement."""
        found = _sorted(number, 0, desk=self._desk)
        return [(tier, day, kind, pk) for tier, day, kind, pk, _ in found], found[0][-1] if found else 0

    def count(self) -> int:
        """How many lines there are."""
        return self.first(1)[1]

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Key]:
        first = wanted.start or 0
        found = _sorted(wanted.stop - first, first, desk=self._desk)
        return [(tier, day, kind, pk) for tier, day, kind, pk, _ in found]


# By kind; of what is not there (`Desk.there`) nothing is asked.
_ROOMS = {
    "viec": _assignments, "giai-trinh": _explanations, "phoi-hop": _parts, "da-nhan": _receipts, "xac-nhan": _claims,
    "vuong-mac": _obstacles, "huyen-giao": _from_above, "phai-doc": _readings,
}  # fmt: skip


def kinds_of(desk: Desk) -> list[str]:
    """The kinds of lines that may stand in this inbox."""
    return [kind for kind in _ROOMS if kind == "viec" or kind in desk.there]


# By the four columns of KEYS.
_COUNTED = 'SELECT *, COUNT(*) OVER () FROM ({sql}) AS "found" ORDER BY 1, 2, 3, 4 LIMIT {0} OFFSET {1}'


@prepared_within(_COUNTED)
def _sorted(number: int, first: int, *, desk: Desk) -> QuerySet[Any]:
    rows, *others = (_ROOMS[kind](desk).order_by() for kind in kinds_of(desk))
    return rows.union(*others, all=True) if others else rows
