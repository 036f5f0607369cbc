"""An agency's first page beside the inbox (`inbox`) and its sums (`agency_sums`): explanations, parts owed, all work."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import Role
from accountability.assignments.access import visible_to
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination
from accountability.assignments.reading import excused_due_on
from accountability.core.saying import say
from accountability.desk import links
from accountability.desk.reading import common, knowing
from accountability.desk.reading.common import Line, Moment, Rows, Source
from accountability.desk.reading.inbox import owed_explanations, parts_owed
from accountability.desk.reading.place import Desk, Place
from accountability.desk.rules.inbox import WITH_AGENCY
from accountability.escalation.models import Explanation
from accountability.escalation.reading import commitments

_BY_DEADLINE, _BY_PART = F("due_on").asc(nulls_last=True), F("part_due_on").asc(nulls_last=True)
_OF_PART = ("assignment__directive", "assignment__lead_agency", "assignment__lead_position")


def agencies_of(actor: Actor) -> frozenset[int]:
    """The agencies on whose desk the actor works; a party secretary reads only and has none."""
    return frozenset().union(*(seat.works_for for seat in actor.seats if seat.role != Role.PARTY_SECRETARY))


def cards(place: Place) -> list[Source]:
    """Beside the inbox: what must be explained, who owes whom a part, who has not read; empty ones are not shown."""
    moment = place.moment
    return [
        _to_explain(place),
        _committed(place),
        _owed_to_us(place),
        _to_coordinate(place),
        knowing.unread(moment),
    ]


def everything(place: Place) -> Source:
    """All open assignments of the place, by deadline."""
    rows = Rows(_open, {"desk": place.desk}, heavy=True)
    return _by_deadline("tat-ca", say("Tất cả nhiệm vụ đang thực hiện"), rows, place.moment)


def _open(*, desk: Desk) -> AssignmentQuerySet:
    return common.assignments_for_lines(desk.led.open()).order_by(_BY_DEADLINE, "pk")


def of_officer(place: Place, officer_id: int | None, name: str) -> Source:
    """All open assignments of the agency that name this officer, or nobody."""
    rows = common.assignments_for_lines(place.led.open().filter(officer=officer_id))
    ordered = rows.order_by(_BY_DEADLINE, "pk")
    return _by_deadline("can-bo", say("Nhiệm vụ đang thực hiện: {name}", name=name), ordered, place.moment)


def _by_deadline(key: str, title: str, rows: AssignmentQuerySet | Rows, moment: Moment) -> Source:
    def line(row: Assignment) -> Line:
        return common.assignment_line(row, moment, with_lead=False)

    return Source(key, title, rows, line, say("Không có nhiệm vụ đang thực hiện."))


def _to_explain(place: Place) -> Source:
    moment = place.moment

    def line(row: Any) -> Line:
        left = (row.answer_by_on - moment.today).days
        label = (
            say("Hạn {answer_by_on:%d/%m}", answer_by_on=row.answer_by_on)
            if left >= 0
            else say("Quá hạn giải trình {value} ngày", value=-left)
        )
        own = links.address("explanation-write", row.pk)
        url = own if place.explains else links.dossier(row.assignment_id)
        tone = "soon" if left >= 0 else "overdue"
        return Line(row.assignment.title, url, row.assignment.directive.cited, label, tone)

    rows = Rows(_explanations_owed, {"desk": place.desk})
    return Source("giai-trinh", say("Phải giải trình"), rows, line, tone="overdue")


def _explanations_owed(*, desk: Desk) -> QuerySet[Explanation]:
    return owed_explanations(desk).select_related("assignment__directive").order_by("answer_by_on", "pk")


def _commitments(*, desk: Desk) -> QuerySet[Explanation]:
    explained = visible_to(desk.eyes, Permission.VIEW_EXPLANATION).order_by()
    return commitments(desk.led.filter(Exists(explained.filter(pk=OuterRef("pk")))))


def _committed(place: Place) -> Source:
    """What the head promised in explaining, with its day: he reads it, and who explains for him."""
    moment = place.moment

    def line(row: Explanation) -> Line:
        on = row.committed_on or moment.today
        tone = "overdue" if on < moment.today else "soon"
        words = common.commitment_words(on, moment.today)
        return Line(
            row.assignment.title,
            links.dossier(row.assignment_id),
            row.assignment.directive.cited,
            words,
            tone,
        )

    rows = Rows(_commitments, {"desk": place.desk})
    return Source("cam-ket", say("Đã cam kết khi giải trình"), rows, line)


def _to_coordinate(place: Place) -> Source:
    today = place.moment.today

    def line(row: Any) -> Line:
        one = row.assignment
        return Line(row.duty or one.title, f"{links.dossier(one.pk)}#phoi-hop", common.about(one),
                    *_part_mark(row, today))  # fmt: skip

    rows = Rows(_parts_to_report, {"desk": place.desk})
    return Source("phoi-hop", say("Phần phối hợp đơn vị phải báo cáo"), rows, line)


def _parts_to_report(*, desk: Desk) -> QuerySet[Coordination]:
    return parts_owed(desk).select_related(*_OF_PART).order_by(_BY_PART, "pk")


def _owed_to_us(place: Place) -> Source:
    """Parts that other agencies owe to assignments that this one leads: without them its own result does not come."""
    today = place.moment.today

    def line(row: Any) -> Line:
        one = row.assignment
        note = (row.duty or say("Phối hợp theo chức năng, nhiệm vụ")) + f" · {one.title}"
        return Line(row.agency.short_name, f"{links.dossier(one.pk)}#phoi-hop", note, *_part_mark(row, today))

    rows = Rows(_parts_of_others, {"desk": place.desk})
    return Source("cho-phoi-hop", say("Cơ quan khác còn nợ phần phối hợp"), rows, line)


def _parts_of_others(*, desk: Desk) -> QuerySet[Coordination]:
    mine = desk.led.order_by().filter(pk=OuterRef("assignment"))
    rows = Coordination.objects.filter(
        Exists(mine),
        assignment__lead_agency__in=desk.agencies,
        assignment__state__in=WITH_AGENCY,
        state=Coordination.State.OWED,
    ).annotate(part_due_on=Coalesce("due_on", excused_due_on("assignment__")))
    return rows.select_related("agency", "assignment").order_by(_BY_PART, "pk")


def _part_mark(row: Any, today: date) -> tuple[str, str]:
    """How a part presses: (words, tone)."""
    if row.part_due_on is None:
        return say("Không ghi thời hạn"), "none"
    late = (today - row.part_due_on).days
    if late > 0:
        return say("Quá hạn {late} ngày", late=late), "overdue"
    return (
        (say("Đến hạn hôm nay"), "soon")
        if late == 0
        else (say("Hạn {part_due_on:%d/%m}", part_due_on=row.part_due_on), "none")
    )
