"""The facts behind a ranking: which tasks fell due in the period, under which lead, and what each counts as.

A few statements per thousand tasks, whatever their histories. A task can only count in the period if

- its deadline in force lies in it (by the index of deadlines; from some days before, for what superiors owe), or
- it was moved after a deadline had passed (few rows, with an index of their own), or
- its lead changed since the period began.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q, QuerySet

from accountability.assignments.models import (
    Assignment,
    Completion,
    DeadlineVersion,
    LeadTenure,
    Submission,
)
from accountability.assignments.projection import OwedFacts, credited, owed_facts
from accountability.assignments.rules import ASIDE_STATES, OPEN_STATES, Duration, State, may_report_nothing
from accountability.core.lookups import one_of
from accountability.core.zone import LOCAL, local
from accountability.escalation.models import Explanation
from accountability.ranking.models import CountedTask, Objection, Ranking
from accountability.ranking.models.ranking import CHANGEABLE
from accountability.ranking.rules import COUNTED, Deadline, Duty, Judged, LeftOut, Outcome, judge

# Tasks whose histories are read at once; SQLite takes 32,766 keys in one statement.
CHUNK = 2_000
Step = Callable[[int], None]


class Counted(NamedTuple):
    """One task of one lead, as it counts."""

    agency: int
    assignment: int
    tenure: int
    judged: Judged
    original_on: date
    done_on: date | None
    extensions: int
    simple: bool
    returned: bool
    unexplained: bool
    ruled: int | None
    is_assumed: bool


@dataclass
class _Histories:
    """What is known of some tasks, by task; returns and explanations by tenure."""

    deadlines: Mapping[int, Sequence[DeadlineVersion]]
    tenures: Mapping[int, Sequence[LeadTenure]]
    held: Mapping[int, date]
    returned: set[int]
    unexplained: set[int]
    owed: Mapping[int, OwedFacts] = field(default_factory=dict)
    before: set[tuple[int, int]] = field(default_factory=set)


def due_tasks(ranking: Ranking) -> QuerySet[Any]:
    """The tasks that can count in the period: given, not set aside, with a deadline."""
    rows = Assignment.objects.exclude(state__in=[State.DRAFT, *ASIDE_STATES]).filter(due_on__isnull=False)
    most = Assignment.objects.filter(owed_days__gt=0).order_by().aggregate(most=Max("owed_days"))["most"] or 0
    since = _midnight(ranking.from_on)
    moved = DeadlineVersion.objects.filter(after_expiry=True).order_by().values("assignment")
    passed_on = LeadTenure.objects.filter(to_at__gte=since).order_by().values("assignment")
    due = Q(due_on__range=(ranking.from_on - timedelta(days=most), ranking.to_on))
    return rows.filter(due | Q(pk__in=moved) | Q(pk__in=passed_on)).order_by("pk")


def _midnight(day: date) -> datetime:
    """The instant at which the day begins in the office."""
    return datetime.combine(day, time(0, 0), tzinfo=LOCAL)


def count_tasks(ranking: Ranking, step: Step = lambda done: None) -> Iterator[Counted]:
    """What counts in the ranking, by the facts and the accepted objections. `step` hears how many tasks were looked at."""
    rulings = _rulings(ranking)
    columns = ("pk", "state", "title", "product", "series_id", "done_on", "owed_days", "is_assumed")
    rows = list(due_tasks(ranking).values_list(*columns, named=True))
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        histories = _histories([row.pk for row in chunk], ranking)
        for row in chunk:
            yield from _of_task(row, histories, ranking, rulings)
        step(start + len(chunk))


def _of_task(
    row: Any, known: _Histories, ranking: Ranking, rulings: Mapping[tuple[int, int], Objection]
) -> Iterator[Counted]:
    """Each lead's time with the task, in turn."""
    tenures, versions = known.tenures.get(row.pk, ()), known.deadlines.get(row.pk, ())
    dated = [version for version in versions if version.due_on is not None]
    if not dated:
        return
    for place, tenure in enumerate(tenures):
        own = _in_force(dated, tenure)
        duty = _duty(row, own, tenure, known, is_first=place == 0, original_on=dated[0].due_on)
        judged = judge(
            duty, ranking.period, counted_until=ranking.counted_until,
            counted_before=(row.pk, tenure.pk) in known.before,
        ) if duty.deadlines else None  # fmt: skip
        if judged is not None:
            ruling = rulings.get((tenure.agency_id, row.pk))
            yield _counted(row, tenure, judged, duty, own, known, ruling)


def _in_force(versions: Sequence[DeadlineVersion], tenure: LeadTenure) -> list[DeadlineVersion]:
    """The deadlines in force while that agency led: the last one set before it began, and those set in its time."""
    until = tenure.to_at
    mine = [version for version in versions if until is None or version.set_at < until]
    before = [version for version in mine if version.set_at <= tenure.from_at]
    return [*before[-1:], *(version for version in mine if version.set_at > tenure.from_at)]


def _duty(
    row: Any, own: Sequence[DeadlineVersion], tenure: LeadTenure, known: _Histories, *, is_first: bool, original_on: Any
) -> Duty:  # fmt: skip
    leads = tenure.to_at is None
    return Duty(
        deadlines=tuple(Deadline(version.due_on, version.after_expiry) for version in own if version.due_on),
        original_on=original_on,
        led_from_on=None if is_first else tenure.from_on,
        led_until_on=None if tenure.to_at is None else local(tenure.to_at).date(),
        owed_days=row.owed_days if leads else _owed_then(own, tenure, known.owed.get(row.pk)),
        done_on=row.done_on if leads and row.state == State.DONE else None,
        held_since=known.held.get(row.pk) if leads and row.state != State.DONE else None,
    )


def _owed_then(own: Sequence[DeadlineVersion], tenure: LeadTenure, facts: OwedFacts | None) -> int:
    """What superiors owed to a lead that has handed it on, under the last deadline of its time: as its own column said then."""
    if not own or facts is None or tenure.to_at is None:
        return 0
    return credited(own, facts.until(tenure.to_at))[0]


def _counted(
    row: Any, tenure: LeadTenure, judged: Judged, duty: Duty, own: Sequence[DeadlineVersion], known: _Histories,
    ruling: Objection | None,
) -> Counted:  # fmt: skip
    returned, unexplained = tenure.pk in known.returned, tenure.pk in known.unexplained
    if ruling is not None:
        judged = _ruled(judged, ruling)
        returned, unexplained = (
            returned and not ruling.clears_returned,
            unexplained and not ruling.clears_unexplained,
        )
    counts = judged.outcome in COUNTED
    return Counted(
        tenure.agency_id, row.pk, tenure.pk, judged, duty.original_on, duty.done_on or duty.held_since,
        sum(version.is_extension for version in own),
        may_report_nothing(is_occurrence=row.series_id is not None, title=row.title, product=row.product),
        returned and counts, unexplained and counts, ruling.pk if ruling else None, row.is_assumed,
    )  # fmt: skip


def _ruled(judged: Judged, ruling: Objection) -> Judged:
    if not ruling.ruling:
        return judged
    outcome = Outcome(ruling.ruling)
    return replace(judged, outcome=outcome, why=LeftOut.RULED if outcome == Outcome.LEFT_OUT else None)


def _rulings(ranking: Ranking) -> dict[tuple[int, int], Objection]:
    """(agency, task) → the last accepted objection; those about a whole row rule nothing by themselves."""
    accepted = ranking.objections.filter(state=Objection.State.ACCEPTED, assignment__isnull=False)
    return {(one.agency_id, one.assignment_id): one for one in accepted.order_by("answered_at", "pk")
            if one.assignment_id is not None}  # fmt: skip


# Histories ------------------------------------------------------------------------------------------------------------


def _histories(keys: list[int], ranking: Ranking) -> _Histories:
    """Seven statements for all of these tasks, and three for those that were handed on."""
    of_these = one_of("assignment_id", keys)
    until = _midnight(ranking.counted_until + timedelta(days=1))
    deadlines: dict[int, list[DeadlineVersion]] = defaultdict(list)
    columns = ("assignment_id", "number", "due_on", "due_time", "cause", "set_at", "after_expiry")
    for version in DeadlineVersion.objects.filter(of_these).only(*columns).order_by("number"):
        deadlines[version.assignment_id].append(version)
    tenures: dict[int, list[LeadTenure]] = defaultdict(list)
    for tenure in LeadTenure.objects.filter(of_these).order_by("pk"):
        tenures[tenure.assignment_id].append(tenure)
    handed_on = [key for key, found in tenures.items() if any(one.to_at is not None for one in found)]
    returned = Completion.objects.filter(of_these, outcome=Completion.Outcome.RETURNED, verified_at__lt=until)
    silent = Explanation.objects.filter(of_these, answer_by_on__lte=ranking.counted_until, withdrawn_at=None)
    silent = silent.filter(Q(answered_at__isnull=True) | Q(answered_at__gte=until))
    return _Histories(
        deadlines, tenures, _held(keys), set(returned.order_by().values_list("tenure_id", flat=True)),
        set(silent.order_by().values_list("tenure_id", flat=True)),
        owed_facts(handed_on) if handed_on else {}, _before(keys, ranking),
    )  # fmt: skip


def _held(keys: list[int]) -> dict[int, date]:
    """Task → the day on which what waits for the Office was handed in; a claim speaks before a product."""
    of_these = one_of("assignment_id", keys)
    products = Submission.objects.filter(of_these, outcome=Submission.Outcome.WAITING).order_by()
    claims = Completion.objects.filter(of_these, outcome=Completion.Outcome.WAITING).order_by()
    found = dict(products.values_list("assignment_id", "submitted_on"))
    return found | dict(claims.values_list("assignment_id", "counts_on"))


def _before(keys: list[int], ranking: Ranking) -> set[tuple[int, int]]:
    """(task, tenure) that a frozen ranking of an earlier period of the same kind has counted."""
    earlier = CountedTask.objects.filter(
        one_of("assignment_id", keys), row__ranking__kind=ranking.kind, row__ranking__to_on__lt=ranking.from_on,
    )  # fmt: skip
    frozen = earlier.exclude(row__ranking__state__in=[*CHANGEABLE, Ranking.State.RETURNED])
    counted = frozen.exclude(outcome=Outcome.LEFT_OUT).order_by()
    return set(counted.values_list("assignment_id", "tenure_id"))


def ongoing_by_lead(ranking: Ranking) -> dict[int, int]:
    """Agency → how many ongoing duties it leads, which were given by the end of the period: counted apart. One statement."""
    rows = Assignment.objects.filter(
        state__in=OPEN_STATES, next_review_on__isnull=False, duration=Duration.ONGOING, assigned_on__lte=ranking.to_on,
    )  # fmt: skip
    return dict(rows.order_by().values_list("lead_agency").annotate(Count("pk")))


def agencies_of(counted: Iterable[Counted]) -> dict[int, list[Counted]]:
    """Agency → its tasks."""
    found: dict[int, list[Counted]] = defaultdict(list)
    for one in counted:
        found[one.agency].append(one)
    return found
