"""Giao nhiệm vụ: the drafts of a directive become assignments; a lead changes; an occurrence of a series opens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max, QuerySet, TextField
from django.db.models.functions import Cast

from accountability.access.actor import Actor
from accountability.agencies.models import Agency
from accountability.assignments.actions.completing import close_waiting
from accountability.assignments.actions.deadlines import close_request
from accountability.assignments.actions.drafting import searchable, write_drafts
from accountability.assignments.actions.guards import Refused, lock, log
from accountability.assignments.actions.handing_down import refuse_late_children
from accountability.assignments.actions.instructing import LeaderWord, instruct
from accountability.assignments.actions.specs import AssignmentSpec, part_refusal
from accountability.assignments.models import (
    Assignment,
    Coordination,
    DeadlineVersion,
    Instruction,
    LeadTenure,
    Series,
)
from accountability.assignments.recurring import first_period, next_opening
from accountability.assignments.rules import OPEN_STATES, Duration, State, next_review
from accountability.assignments.telling import (
    Telling,
    head_of,
    heads_and_focal_points,
    office_of,
    tell,
    tell_many,
)
from accountability.audit.record import record_each
from accountability.awareness.actions import owe_receipts
from accountability.calendars.reading import calendar_around, hold_calendar
from accountability.calendars.rules import (
    Calendar,
    calendar_days_roll_forward,
    working_days_after_receipt,
)
from accountability.core.inserting import insert_from, update_plain
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.models import Addendum, Directive

_BATCH = 2_000


def _due_on(row: Assignment, received_on: date, cal: Calendar) -> date | None:
    """The deadline from the kind of duration; the day of receipt is not counted (DESIGN §5)."""
    if row.duration == Duration.WORKING_DAYS and row.duration_days:
        return working_days_after_receipt(received_on, row.duration_days, cal)
    if row.duration == Duration.CALENDAR_DAYS and row.duration_days:
        return calendar_days_roll_forward(received_on, row.duration_days, cal)
    return row.due_on


def _fix(row: Assignment, *, at: datetime, today: date, cal: Calendar) -> None:
    """What giving an assignment fixes: its period, its deadline, its review rhythm."""
    if row.series is not None and row.period_start is not None and row.period_end is None:
        period = first_period(row.series)
        row.period_start, row.period_end, row.due_on = period.start_on, period.end_on, period.due_on
        row.title = row.series.title_of(period.start_on, period.end_on)
    row.due_on, row.deadline_number = _due_on(row, today, cal), 1
    row.state, row.assigned_at, row.assigned_on, row.led_from_on = State.ASSIGNED, at, today, today
    row.is_provisional = row.directive.is_provisional
    if row.duration == Duration.ONGOING and row.review_days:
        row.review_from_on = today
        row.next_review_on = next_review(from_on=today, every=row.review_days, reported_on=None)


def give_rows(rows: Sequence[Assignment], *, at: datetime) -> None:
    """Give these assignments of one directive: write what giving fixes, their first tenures and deadlines.

    The number of statements depends on the number of different counted deadlines, not on that of assignments.
    """
    today = local(at).date()
    hold_calendar()
    cal = calendar_around(today)
    alike: dict[tuple[bool, date | None, date | None, date | None], list[int]] = defaultdict(list)
    for row in rows:
        written = row.due_on
        _fix(row, at=at, today=today, cal=cal)
        # A date that was written down stands in the row: 460 communes may have 460 of them.
        counts = row.due_on != written
        alike[counts, row.due_on if counts else None, row.review_from_on, row.next_review_on].append(row.pk)
    given = {"state": State.ASSIGNED, "assigned_at": at, "assigned_on": today, "led_from_on": today,
             "deadline_number": 1, "is_provisional": rows[0].is_provisional}  # fmt: skip
    for (counts, due_on, review_from_on, next_review_on), keys in alike.items():
        fixed = given | {"review_from_on": review_from_on, "next_review_on": next_review_on}
        fixed |= {"due_on": due_on} if counts else {}
        for batch in _batches(keys):
            Assignment.objects.filter(pk__in=batch).update(**fixed)
    periods = [row for row in rows if row.series_id]
    Assignment.objects.bulk_update(periods, ["title", "period_start", "period_end"], batch_size=_BATCH)
    _arm(periods)
    _find_anew(rows)
    for batch in _batches([row.pk for row in rows]):
        _first_facts(Assignment.objects.filter(pk__in=batch).order_by("rank", "pk"), at)


def _find_anew(rows: Sequence[Assignment]) -> None:
    """A period got its dates, a draft of ours its number: only then the words of the search change by the giving."""
    numbered = rows[0].directive.origin == Directive.Origin.HERE
    changed = [
        (words, row.pk) for row in rows
        if (numbered or row.series_id) and (words := searchable(row)) != row.search_text
    ]  # fmt: skip
    update_plain(Assignment, ["search_text"], changed)


def _arm(periods: Iterable[Assignment]) -> None:
    """Write down when the next occurrence of each series opens; one statement per different day."""
    opens: dict[date | None, list[int]] = defaultdict(list)
    for row in periods:
        if row.series is not None and row.series_id is not None:
            opens[next_opening(row.series, row.period_start)].append(row.series_id)
    for opens_on, keys in opens.items():
        for batch in _batches(keys):
            Series.objects.filter(pk__in=batch).update(next_opens_on=opens_on)


def _first_facts(given: QuerySet[Assignment], at: datetime) -> None:
    insert_from(given, LeadTenure, {
        "assignment": F("pk"), "agency": F("lead_agency_id"), "position": F("lead_position_id"), "from_at": at,
        "from_on": F("led_from_on"), "cause": say("Giao nhiệm vụ"),
    })  # fmt: skip
    insert_from(given, DeadlineVersion, {
        "assignment": F("pk"), "number": 1, "due_on": F("due_on"), "due_time": F("due_time"),
        "cause": DeadlineVersion.Cause.ASSIGNED, "set_at": at, "note": F("deadline_note"),
    })  # fmt: skip


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))


def tell_assigned(rows: Iterable[Assignment], *, at: datetime) -> None:
    """Heads and focal points of leads and coordinating agencies hear it; one mail per agency and role.

    With it the document was sent to these agencies, each of which owes a confirmation of receipt.
    """
    known = {row.pk: row for row in rows}
    led: dict[int, list[Assignment]] = defaultdict(list)
    helped: dict[int, list[Assignment]] = defaultdict(list)
    for row in known.values():
        led[row.lead_agency_id].append(row)
    # A lead that comes back hears it again: the tenure, not the agency, is the fact.
    tenure = 0
    for batch in _batches(list(known)):
        last = LeadTenure.objects.filter(assignment_id__in=batch).aggregate(last=Max("pk"))["last"]
        tenure = max(tenure, last or 0)
        parts = Coordination.objects.filter(assignment_id__in=batch).order_by("assignment_id", "pk")
        for assignment_id, agency_id in parts.values_list("assignment_id", "agency_id"):
            helped[agency_id].append(known[assignment_id])
    owe_receipts(((row.directive_id, key) for of in (led, helped) for key in of for row in of[key]), at=at)
    people = heads_and_focal_points([*led, *helped])
    tellings = [
        Telling(given, people.get(agency_id, []), text, f"{text[-4:].strip()}:{tenure}:{agency_id}")
        for group, text in ((led, say("Giao nhiệm vụ chủ trì")), (helped, say("Giao nhiệm vụ phối hợp")))
        for agency_id, given in group.items()
    ]
    tell_many(tellings, kind="assigned", at=at)


@transaction.atomic
def assign_all(
    directive: Directive, *, by: Actor | None, at: datetime, addendum: Addendum | None = None
) -> list[Assignment]:
    """All drafts of the directive, or of an addendum to it, are given at that instant; agencies are told.

    Raises Refused when there is none.

    50 duties for 130 communes are 6,500 assignments: everything is written in bulk.
    """
    drafts = Assignment.objects.filter(directive=directive, addendum=addendum, state=State.DRAFT)
    rows = list(drafts.order_by("rank", "pk").select_for_update(of=("self",)).select_related("series"))
    if not rows:
        raise Refused(say("Chưa có nhiệm vụ nào để giao; vui lòng bóc tách trước."))
    leads = Agency.objects.in_bulk({row.lead_agency_id for row in rows})
    for row in rows:  # One object each, where a join would make thousands of copies.
        row.directive, row.lead_agency = directive, leads[row.lead_agency_id]
    _give_and_tell(rows, by=by, at=at)
    return rows


def _refuse_late_parts(directive_pk: int, at: datetime) -> None:
    """A deadline counted in days is known only now: no coordinating agency may be due after its lead."""
    given = Coordination.objects.filter(assignment__directive_id=directive_pk, assignment__assigned_at=at)
    late = given.filter(due_on__gt=F("assignment__due_on")).select_related("agency", "assignment").first()
    if late is None:
        return
    wrong = part_refusal(late.due_on, due_on=late.assignment.due_on, is_series=False)
    raise Refused(
        say(
            "{short_name}, “{assignment}”: {wrong} Vui lòng trả lại để sửa.",
            short_name=late.agency.short_name,
            assignment=late.assignment.title,
            wrong=wrong,
        )
    )


def _give_and_tell(rows: Sequence[Assignment], *, by: Actor | None, at: datetime) -> None:
    give_rows(rows, at=at)
    _refuse_late_parts(rows[0].directive_id, at)
    refuse_late_children(rows)
    for batch in _batches([row.pk for row in rows]):
        given = Assignment.objects.filter(pk__in=batch).order_by("rank", "pk")
        due = Cast(F("due_on"), TextField())
        record_each(
            given, action="assignment.assign", by=by, at=at, target_kind="assignment",
            after={"lead": F("lead_agency_id"), "due_on": due},
            columns={"target_pk": F("pk"), "assignment_pk": F("pk"), "directive_pk": F("directive_id")},
        )  # fmt: skip
    tell_assigned(rows, at=at)


@transaction.atomic
def give_now(
    directive: Directive, spec: AssignmentSpec, *, by: Actor | None, at: datetime
) -> list[Assignment]:
    """A duty that follows from a leader's word on a directive whose assignments were given already."""
    rows = write_drafts(directive, spec, by=by, at=at)
    _give_and_tell(rows, by=by, at=at)
    return rows


@transaction.atomic
def reassign(
    pk: int, *, to: Agency, cause: str, word: LeaderWord | None, by: Actor, at: datetime
) -> Assignment:
    """Chuyển cơ quan chủ trì: the tenure ends, another begins, the assignment comes back to acknowledge.

    `word` is the leader's; without one only an assignment that the agency returned may move (the Office's act).
    Raises Refused for the same agency or one that cannot lead.
    """
    row = lock(pk, states=OPEN_STATES, verb=say("chuyển cơ quan chủ trì"))
    if word is None and row.state != State.RETURNED:
        raise Refused(say("Chỉ lãnh đạo được chuyển cơ quan chủ trì của nhiệm vụ đang thực hiện."))
    if to.pk == row.lead_agency_id:
        raise Refused(say("{short_name} đang là cơ quan chủ trì.", short_name=to.short_name))
    if not to.answers_to_province or to.kind == Agency.Kind.PROVINCE:
        raise Refused(
            say("{short_name} không thuộc quyền giao việc của UBND tỉnh.", short_name=to.short_name)
        )
    former = row.lead_agency
    close_request(row, why=say("nhiệm vụ đã chuyển cơ quan chủ trì"), by=by, at=at)
    close_waiting(row, why=say("Chuyển chủ trì"), by=by, at=at)
    if word is not None:
        instruct(word, act=Instruction.Act.REASSIGN, by=by, at=at, assignment=row)
    today = local(at).date()
    LeadTenure.objects.filter(assignment=row, to_at=None).update(to_at=at)
    LeadTenure.objects.create(assignment=row, agency=to, from_at=at, from_on=today, cause=cause)
    row.coordinations.filter(agency=to).delete()
    row.lead_agency, row.lead_position, row.led_from_on = to, None, today
    row.officer, row.acknowledged_at = None, None
    row.state, row.owed_days, row.excused_time = State.ASSIGNED, 0, None
    row.search_text = searchable(row)
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
    tell([row], [*head_of(former.pk), *office_of(row)], kind="decided", text=say("Chuyển chủ trì sang {short_name}", short_name=to.short_name),
         fact=f"reassign:{row.pk}:{at.isoformat()}", at=at)  # fmt: skip
    return row
