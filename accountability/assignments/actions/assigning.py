"""Giao nhiệm vụ: the drafts of a directive become assignments; a lead changes; an occurrence of a series opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments.actions.guards import Refused, lock, log
from accountability.assignments.actions.instructing import LeaderWord, instruct
from accountability.assignments.models import (
    Assignment,
    Coordination,
    DeadlineVersion,
    Instruction,
    LeadTenure,
    Series,
)
from accountability.assignments.rules import OPEN_STATES, Duration, State
from accountability.assignments.telling import head_of, heads_and_focal_points, office_of, tell
from accountability.calendars.reading import calendar_around, hold_calendar
from accountability.calendars.rules import (
    Calendar,
    Period,
    calendar_days_roll_forward,
    every_n_days,
    half_months,
    working_days_after_receipt,
)
from accountability.core.zone import local
from accountability.directives.models import Directive


def _due_on(row: Assignment, received_on: date, cal: Calendar) -> date | None:
    """The deadline from the kind of duration; the day of receipt is not counted (DESIGN §5)."""
    if row.duration == Duration.WORKING_DAYS and row.duration_days:
        return working_days_after_receipt(received_on, row.duration_days, cal)
    if row.duration == Duration.CALENDAR_DAYS and row.duration_days:
        return calendar_days_roll_forward(received_on, row.duration_days, cal)
    return row.due_on


def first_period(series: Series, *, after: date | None = None) -> Period:
    """The first period of a series, or the one that follows the period which started on `after`."""
    until = (after or series.starts_on).replace(day=1)
    until = until.replace(year=until.year + 1)
    if series.rhythm == Series.Rhythm.HALF_MONTH:
        periods = half_months(series.starts_on, until)
    elif series.rhythm == Series.Rhythm.EVERY_15_DAYS:
        periods = every_n_days(series.starts_on, 15, until)
    else:
        raise Refused("Nhịp hằng tháng được rà soát theo nhiệm vụ thường xuyên, không tạo kỳ.")
    return next(period for period in periods if after is None or period.start_on > after)


def _give(row: Assignment, *, at: datetime, cal: Calendar) -> None:
    """Fill in what giving an assignment fixes; writes its first tenure and deadline."""
    today = local(at).date()
    if row.series is not None and row.period_start is not None and row.period_end is None:
        period = first_period(row.series)
        row.period_start, row.period_end, row.due_on = period.start_on, period.end_on, period.end_on
        row.title = row.series.title_of(period.start_on, period.end_on)
    row.due_on = _due_on(row, today, cal)
    row.deadline_number = 1
    row.state, row.assigned_at, row.assigned_on = State.ASSIGNED, at, today
    row.is_provisional = row.directive.is_provisional
    row.save()
    LeadTenure.objects.create(
        assignment=row,
        agency=row.lead_agency,
        position=row.lead_position,
        from_at=at,
        from_on=today,
        cause="Giao nhiệm vụ",
    )
    DeadlineVersion.objects.create(
        assignment=row, number=1, due_on=row.due_on, due_time=row.due_time, cause=DeadlineVersion.Cause.ASSIGNED,
        set_at=at, note=row.deadline_note,
    )  # fmt: skip


def tell_assigned(rows: Iterable[Assignment], *, at: datetime) -> None:
    """Heads and focal points of leads and coordinating agencies hear it; one mail per agency and role."""
    led: dict[int, list[Assignment]] = defaultdict(list)
    helped: dict[int, list[Assignment]] = defaultdict(list)
    rows = list(rows)
    for row in rows:
        led[row.lead_agency_id].append(row)
    for part in Coordination.objects.filter(assignment__in=rows).select_related("assignment__directive"):
        helped[part.agency_id].append(part.assignment)
    people = heads_and_focal_points([*led, *helped])
    # A lead that comes back hears it again: the tenure, not the agency, is the fact.
    tenure = LeadTenure.objects.filter(assignment__in=rows).aggregate(last=Max("pk"))["last"]
    for group, text in ((led, "Giao nhiệm vụ chủ trì"), (helped, "Giao nhiệm vụ phối hợp")):
        for agency_id, given in group.items():
            fact = f"{text[-4:].strip()}:{tenure}:{agency_id}"
            tell(given, people.get(agency_id, []), kind="assigned", text=text, fact=fact, at=at)


@transaction.atomic
def assign_all(directive: Directive, *, by: Actor | None, at: datetime) -> list[Assignment]:
    """All drafts of the directive are given at that instant; agencies are told. Raises Refused when there is none."""
    rows = list(
        Assignment.objects.select_for_update(of=("self",))
        .filter(directive=directive, state=State.DRAFT)
        .select_related("directive", "lead_agency", "lead_position", "series")
        .order_by("rank", "pk")
    )
    if not rows:
        raise Refused("Chưa có nhiệm vụ nào để giao; vui lòng bóc tách trước.")
    hold_calendar()
    cal = calendar_around(local(at).date())
    for row in rows:
        _give(row, at=at, cal=cal)
        due = row.due_on.isoformat() if row.due_on else None
        log(row, "assign", by=by, at=at, after={"lead": row.lead_agency_id, "due_on": due})
    tell_assigned(rows, at=at)
    return rows


@transaction.atomic
def open_occurrence(last: Assignment, *, at: datetime) -> Assignment | None:
    """The next period of a series opens when it has begun; None while it has not, or when it exists already."""
    if last.series is None or last.period_start is None:
        raise Refused("Nhiệm vụ này không thuộc chuỗi định kỳ.")
    period = first_period(last.series, after=last.period_start)
    today = local(at).date()
    if period.start_on > today or (last.series.ends_on and period.start_on > last.series.ends_on):
        return None
    if Assignment.objects.filter(series=last.series, period_start=period.start_on).exists():
        return None
    parts = list(last.coordinations.all())
    row = Assignment.objects.get(pk=last.pk)
    row.pk, row.process_id, row._state.adding = None, None, True
    row.title = last.series.title_of(period.start_on, period.end_on)
    row.officer = row.acknowledged_at = row.last_report_on = row.done_on = None
    row.state, row.period_start, row.period_end, row.due_on = (
        State.DRAFT,
        period.start_on,
        period.end_on,
        period.end_on,
    )
    row.save()
    Coordination.objects.bulk_create(
        Coordination(assignment=row, agency_id=part.agency_id, duty=part.duty) for part in parts
    )
    _give(row, at=at, cal=calendar_around(today))
    log(
        row,
        "assign",
        by=None,
        at=at,
        after={"lead": row.lead_agency_id, "period": period.start_on.isoformat()},
    )
    tell_assigned([row], at=at)
    return row


@transaction.atomic
def reassign(
    pk: int, *, to: Agency, cause: str, word: LeaderWord | None, by: Actor, at: datetime
) -> Assignment:
    """Chuyển cơ quan chủ trì: the tenure ends, another begins, the assignment comes back to acknowledge.

    `word` is the leader's; without one only an assignment that the agency returned may move (the Office's act).
    Raises Refused for the same agency or one that cannot lead.
    """
    row = lock(pk, states=OPEN_STATES, verb="chuyển cơ quan chủ trì")
    if word is None and row.state != State.RETURNED:
        raise Refused("Chỉ lãnh đạo được chuyển cơ quan chủ trì của nhiệm vụ đang thực hiện.")
    if to.pk == row.lead_agency_id:
        raise Refused(f"{to.short_name} đang là cơ quan chủ trì.")
    if not to.answers_to_province or to.kind == Agency.Kind.PROVINCE:
        raise Refused(f"{to.short_name} không thuộc quyền giao việc của UBND tỉnh.")
    former = row.lead_agency
    if word is not None:
        instruct(word, act=Instruction.Act.REASSIGN, by=by, at=at, assignment=row)
    today = local(at).date()
    LeadTenure.objects.filter(assignment=row, to_at=None).update(to_at=at)
    LeadTenure.objects.create(assignment=row, agency=to, from_at=at, from_on=today, cause=cause)
    row.coordinations.filter(agency=to).delete()
    row.lead_agency, row.lead_position, row.officer, row.acknowledged_at = to, None, None, None
    row.state = State.ASSIGNED
    if row.due_on is not None:
        # The ladder arms anew for the new lead; what was reached before his tenure is not his.
        row.deadline_number += 1
        DeadlineVersion.objects.create(
            assignment=row,
            number=row.deadline_number,
            due_on=row.due_on,
            due_time=row.due_time,
            cause=DeadlineVersion.Cause.REASSIGNED,
            set_at=at,
        )
    row.save()
    log(row, "reassign", by=by, at=at, before={"lead": former.pk}, after={"lead": to.pk}, note=cause,
        behalf=word.leader.pk if word else None)  # fmt: skip
    tell_assigned([row], at=at)
    tell([row], [*head_of(former.pk), *office_of(row)], kind="decided", text=f"Chuyển chủ trì sang {to.short_name}",
         fact=f"reassign:{row.pk}:{at.isoformat()}", at=at)  # fmt: skip
    return row
