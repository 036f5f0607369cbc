"""Who of an agency carries what: open, near and overdue per officer, what nobody was named for first. Two statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies.models import Incumbency
from accountability.assignments.models import AssignmentQuerySet
from accountability.assignments.reading import bucketed
from accountability.assignments.rules import OPEN_STATES, Bucket
from accountability.core.saying import say
from accountability.desk.reading.common import Moment

UNNAMED = say("Chưa phân công")
GONE = say("không còn giữ chức danh tại đơn vị")


@dataclass
class Load:
    """What one officer carries; `officer_id` None stands for what nobody was named for."""

    officer_id: int | None
    name: str = UNNAMED
    title: str = ""
    open: int = 0
    due_soon: int = 0
    overdue: int = 0

    @property
    def query(self) -> str:
        """The address of his list, on the agency's page."""
        return f"?xem=can-bo&nguoi={self.officer_id or 0}"


@dataclass
class Workload:
    """The officers' loads, and the six buckets of all that was counted for them."""

    loads: list[Load] = field(default_factory=list)
    buckets: dict[str, int] = field(default_factory=dict)


def workload(led: AssignmentQuerySet, agencies: frozenset[int], moment: Moment, *, named: bool) -> Workload:
    """The loads of the people of these agencies (none unless `named`), most overdue first after the unnamed."""
    found = Workload(buckets={bucket.value: 0 for bucket in Bucket})
    loads: dict[int | None, Load] = {}
    grouped = bucketed(led, moment.at).order_by().values("officer_id", "bucket")
    grouped = grouped.annotate(number=Count("pk"), going_on=Count("pk", filter=Q(state__in=OPEN_STATES)))
    for officer_id, bucket, number, going_on in grouped.values_list(
        "officer_id", "bucket", "number", "going_on"
    ):
        found.buckets[bucket] += number
        load = loads.setdefault(officer_id, Load(officer_id))
        load.open += going_on
        if bucket == Bucket.OVERDUE:
            load.overdue += number
        elif bucket == Bucket.DUE_SOON:
            load.due_soon += number
    if named:
        found.loads = _named(loads, agencies, moment)
    return found


def people_of(led: AssignmentQuerySet, agencies: frozenset[int]) -> QuerySet[User]:
    """Whoever holds or held a position in these agencies, or is named for some of their work."""
    held = Incumbency.objects.filter(user=OuterRef("pk"), position__agency__in=agencies)
    named = led.order_by().filter(officer=OuterRef("pk"))
    return User.objects.filter(Q(Exists(held)) | Q(Exists(named)))


def _named(loads: dict[int | None, Load], agencies: frozenset[int], moment: Moment) -> list[Load]:
    """With names and positions; officers without work are shown too, and work of people who left the agency."""
    titles: dict[int, list[str]] = defaultdict(list)
    held = Incumbency.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=moment.today), from_on__lte=moment.today, position__agency__in=agencies
    )  # fmt: skip
    for user_id, title, role in held.values_list("user_id", "position__title", "position__role"):
        titles[user_id].append(title)
        if role == Role.OFFICER:
            loads.setdefault(user_id, Load(user_id))
    users = User.objects.in_bulk([pk for pk in loads if pk is not None] + [0])
    for pk, load in loads.items():
        if pk is not None:
            load.name, load.title = str(users[pk]), ", ".join(titles.get(pk, [])) or GONE
            load.title = "" if load.title == load.name else load.title
    shown = [load for load in loads.values() if load.open or load.officer_id is not None]
    return sorted(
        (load for load in shown if load.open or load.title != GONE),
        key=lambda one: (one.officer_id is not None, -one.overdue, -one.due_soon, -one.open, one.name),
    )
