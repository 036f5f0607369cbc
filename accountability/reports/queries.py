"""Rows of the reports, read from the database in a number of statements that does not grow with them.

The rows come narrowed to the reader. Nothing here reads explanations: they never leave by a report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accountability.agencies.models import Agency, Position
from accountability.assignments.chain import aside_counts
from accountability.assignments.models import (
    Assignment,
    AssignmentQuerySet,
    Completion,
    Coordination,
    DeadlineVersion,
    Obstacle,
    ProgressReport,
    Target,
    TargetReading,
)
from accountability.assignments.reading import timer, with_facts
from accountability.assignments.rules import State, Timing
from accountability.directives.models import Directive, Program, ProgramFigure
from accountability.reports.rules import AssignmentRow, DirectiveRow, IndicatorRow, Period

OTHER_GROUP = "Nhiệm vụ khác"
_BLOCKS = {Agency.Kind.DISTRICT: "UBND cấp huyện", Agency.Kind.COMMUNE: "UBND cấp xã"}
_PROVINCIAL = "Sở, ban, ngành cấp tỉnh"
# Deadlines that somebody granted; a recalculation after a change of the calendar is no extension.
_GRANTED = (
    DeadlineVersion.Cause.EXTENDED, DeadlineVersion.Cause.DECIDED, DeadlineVersion.Cause.DOCUMENT,
)  # fmt: skip

Named = Callable[[Agency], str]
Keys = Sequence[int] | QuerySet[Any, Any]


def program_assignments(rows: AssignmentQuerySet, program: Program, at: datetime) -> AssignmentQuerySet:
    """Of these, the assignments of the program that were given by that instant."""
    return rows.real().filter(directive__program=program, assigned_at__lte=at)


def aside_in(rows: AssignmentQuerySet, program: Program, at: datetime) -> list[tuple[str, int]]:
    """Of these, what the program gave by that instant and what counts no more: label of the state and number."""
    given = rows.filter(directive__program=program, assigned_at__lte=at)
    return [(one["label"], one["count"]) for one in aside_counts(given)]


def assignment_rows(
    rows: AssignmentQuerySet,
    *,
    at: datetime,
    period: Period | None = None,
    named: Named = lambda agency: agency.name,
) -> list[AssignmentRow]:
    """The assignments as rows, standing at that instant; `progress` only with a period. Eight statements at most.

    `named` says how an agency is written (full name in a document, short on the Chair's page).
    """
    found = list(with_facts(rows.real()).values_list(*_COLUMNS, named=True))
    # Asked by the same question, not by 20,000 keys: those cost as much as the rows themselves.
    keys = rows.real().order_by().values("pk")
    timing, extensions, hindered = timer(at), extensions_of(keys), open_obstacles_of(keys)
    results = results_in(keys, period) if period else {}
    order, beside = _group_order(found), _Beside(found, keys, named)
    return [
        _row(
            row,
            timing(row),
            extensions.get(row.pk, 0),
            hindered.get(row.pk),
            results.get(row.pk, ""),
            order,
            beside,
        )
        for row in found
    ]


# A province has 20,000 assignments of 150 agencies and some documents: plain columns, and each of the others once,
# cost a third of as many objects with theirs.
_COLUMNS = (
    "pk", "title", "group", "duty_key", "state", "due_on", "due_time", "excused_time", "done_on", "owed_days",
    "assigned_on", "directive_id", "lead_agency_id", "lead_position_id", "held_since", "original_due_on", "overran",
)  # fmt: skip


class _Beside:
    """What the rows refer to, read once each: how documents are cited, leads and coordinating agencies are named."""

    def __init__(self, rows: Sequence[Any], keys: Keys, named: Named) -> None:
        parts = Coordination.objects.filter(assignment_id__in=keys).order_by("assignment_id", "pk")
        self._parts: dict[int, list[int]] = defaultdict(list)
        for assignment, agency in parts.values_list("assignment_id", "agency_id"):
            self._parts[assignment].append(agency)
        agencies = {row.lead_agency_id for row in rows}.union(*self._parts.values())
        self.agencies = Agency.objects.in_bulk(agencies)
        self.names = {pk: named(agency) for pk, agency in self.agencies.items()}
        self.titles = dict(
            Position.objects.filter(pk__in={row.lead_position_id for row in rows} - {None}).values_list(
                "pk", "title"
            )
        )
        directives = Directive.objects.in_bulk({row.directive_id for row in rows})
        self.cited = {pk: directive.cited for pk, directive in directives.items()}

    def coordinating(self, pk: int) -> tuple[str, ...]:
        """The names of the agencies that coordinate the assignment, as they were added."""
        return tuple(self.names[agency] for agency in self._parts.get(pk, ()))


def _row(
    row: Any, timing: Timing, extensions: int, obstacle: Obstacle | None, progress: str, order: dict[str, int],
    beside: _Beside,
) -> AssignmentRow:  # fmt: skip
    group, lead = row.group or OTHER_GROUP, beside.agencies[row.lead_agency_id]
    return AssignmentRow(
        pk=row.pk, title=row.title, directive_ref=beside.cited[row.directive_id],
        lead_name=beside.titles.get(row.lead_position_id) or beside.names[row.lead_agency_id],
        lead_order=lead.rank, lead_block=_BLOCKS.get(Agency.Kind(lead.kind), _PROVINCIAL),
        bucket=timing.bucket.value, group=group, group_order=order[group], coordinating=beside.coordinating(row.pk),
        assigned_on=row.assigned_on, due_on=row.due_on,
        original_due_on=row.original_due_on, extensions=extensions, overran=row.overran,
        days_overdue=timing.days_overdue, done_on=row.done_on,
        obstacle=obstacle.text if obstacle else "", proposal=obstacle.proposal if obstacle else "",
        progress=progress, duty_key=row.duty_key, is_unacknowledged=row.state == State.ASSIGNED,
        is_awaiting_verification=row.state == State.CLAIMED,
    )  # fmt: skip


def _group_order(rows: Iterable[Any]) -> dict[str, int]:
    """Groups as the documents name them first; what has no group comes last."""
    names = dict.fromkeys(row.group for row in rows if row.group)
    return {name: place for place, name in enumerate([*names, OTHER_GROUP])}


def extensions_of(pks: Keys) -> dict[int, int]:
    """Assignment key → how often its deadline was moved by somebody's decision."""
    found: dict[int, int] = defaultdict(int)
    moved = DeadlineVersion.objects.filter(assignment_id__in=pks, cause__in=_GRANTED)
    for pk in moved.values_list("assignment_id", flat=True):
        found[pk] += 1
    return found


def open_obstacles_of(pks: Keys) -> dict[int, Obstacle]:
    """Assignment key → its latest obstacle that nobody has answered."""
    rows = Obstacle.objects.filter(assignment_id__in=pks, answered_at=None).order_by("pk")
    return {row.assignment_id: row for row in rows}


def results_in(pks: Keys, period: Period) -> dict[int, str]:
    """Assignment key → the last result told within the period: the accepted document, else the last update."""
    days = (period.from_on, period.to_on)
    told = ProgressReport.objects.filter(assignment_id__in=pks, reported_on__range=days).order_by("pk")
    found = {row.assignment_id: row.text for row in told}
    accepted = Completion.objects.filter(
        assignment_id__in=pks, outcome=Completion.Outcome.ACCEPTED, assignment__done_on__range=days
    ).order_by("pk")
    for row in accepted:
        found[row.assignment_id] = (
            f"văn bản số {row.number}/{row.symbol} ngày {row.result_on:%d/%m/%Y}: {row.summary}"
        )
    return found


def directive_rows(program: Program, at: datetime) -> list[DirectiveRow]:
    """The documents of the program that are followed: given or registered by that instant."""
    rows = Directive.objects.filter(
        program=program, state__in=[Directive.State.ISSUED, Directive.State.REGISTERED], registered_at__lte=at
    )
    return [DirectiveRow(row.pk, row.kind_word, row.cited, row.abstract, row.dated_on) for row in rows]


def targets_with_reading(assignments: QuerySet[Assignment], at: datetime) -> QuerySet[Target]:
    """The targets of these assignments with `actual`, `data_on` and `source` of the latest figure reported.

    `nothing` says that the latest report was "không phát sinh": such a target is outside averages and ranking.
    """
    latest = TargetReading.objects.filter(target=OuterRef("pk"), reported_at__lte=at).order_by(
        "-data_on", "-pk"
    )
    return Target.objects.filter(assignment__in=assignments).annotate(
        actual=Subquery(latest.values("value")[:1]),
        nothing=Coalesce(Subquery(latest.values("is_empty")[:1]), Value(False)),
        data_on=Subquery(latest.values("data_on")[:1]),
        source=Subquery(latest.values("source")[:1]),
    )


def indicator_rows(assignments: QuerySet[Assignment], at: datetime) -> list[IndicatorRow]:
    """Targets with their latest figure; one that was set to many agencies is one row.

    Figures of several agencies are not averaged (their denominators are not known): the row gives the one furthest
    from the target, and says of how many agencies it is.
    """
    groups: dict[tuple[str, str, Decimal, str], list[Target]] = {}
    for row in targets_with_reading(assignments, at).order_by("assignment__rank", "pk"):
        groups.setdefault((row.name, row.direction, row.value, row.unit), []).append(row)
    return [_indicator(rows) for rows in groups.values()]


def program_figures(program: Program, period_end: date) -> list[IndicatorRow]:
    """Figures that a document stated about the program by then, the latest of each; they have no target."""
    latest: dict[str, IndicatorRow] = {}
    for row in ProgramFigure.objects.filter(program=program, data_on__lte=period_end).order_by(
        "data_on", "pk"
    ):
        latest[row.name] = IndicatorRow(
            name=row.name, unit=row.unit, actual=row.value, data_on=row.data_on, source=row.source
        )
    return list(latest.values())


def _indicator(rows: list[Target]) -> IndicatorRow:
    first = rows[0]
    lower = first.direction == Target.Direction.AT_MOST
    known: list[tuple[Decimal, date, str]] = [
        (row.actual, row.data_on, row.source or "")  # type: ignore[attr-defined]
        for row in rows
        if row.actual is not None  # type: ignore[attr-defined]
    ]
    worst = (max if lower else min)(known, default=None)
    nothing = sum(row.nothing for row in rows)  # type: ignore[attr-defined]
    note = worst[2] if worst and len(rows) == 1 else "không phát sinh hồ sơ" if nothing else ""
    if len(rows) > 1:
        reached = sum(first.is_reached(value) for value, _, _ in known)
        none = f", {nothing} không phát sinh" if nothing else ""
        note = f"{len(rows)} đơn vị: {len(known)} có số liệu, {reached} đạt{none}" + (
            "; nêu mức thấp nhất" if known else ""
        )
        if lower and known:
            note = note.replace("thấp nhất", "cao nhất")
    return IndicatorRow(
        name=first.name, unit=first.unit, target=first.value, actual=worst[0] if worst else None,
        data_on=worst[1] if worst else None, lower_is_better=lower, source=note,
    )  # fmt: skip
