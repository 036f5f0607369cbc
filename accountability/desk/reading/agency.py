"""An agency's first page beside the inbox (`inbox`): explanations, parts owed, what stands below it, its program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation, Role
from accountability.assignments.access import visible_to
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination
from accountability.assignments.reading import bucket_counts, excused_due_on
from accountability.desk import links
from accountability.desk.reading import common, knowing
from accountability.desk.reading.common import AgencyFigures, Line, Moment, Source
from accountability.desk.reading.inbox import Place, owed_explanations, parts_owed
from accountability.desk.rules.inbox import WITH_AGENCY
from accountability.directives.models import Program
from accountability.escalation.models import Explanation
from accountability.escalation.reading import commitments

_BY_DEADLINE, _BY_PART = F("due_on").asc(nulls_last=True), F("part_due_on").asc(nulls_last=True)
_OF_PART = ("assignment__directive", "assignment__lead_agency", "assignment__lead_position")


@dataclass(frozen=True)
class ProgramSummary:
    """A program of which the agency is the standing one, with the six buckets of all its assignments."""

    title: str
    figures: list[dict[str, Any]]
    list_url: str
    report_url: str
    page_url: str


def agencies_of(actor: Actor) -> frozenset[int]:
    """The agencies on whose desk the actor works; a party secretary reads only and has none."""
    return frozenset().union(*(seat.works_for for seat in actor.seats if seat.role != Role.PARTY_SECRETARY))


def led_by(moment: Moment) -> AssignmentQuerySet:
    """What the actor's agencies lead, as far as he may see it."""
    return visible_to(moment.actor).real().filter(lead_agency__in=agencies_of(moment.actor))


def cards(place: Place) -> list[Source]:
    """Beside the inbox: what must be explained, who owes whom a part, who has not read; empty ones are not shown."""
    moment = place.moment
    return [
        _to_explain(place),
        _committed(place.led, moment),
        _owed_to_us(place),
        _to_coordinate(place),
        knowing.unread(moment),
    ]


def everything(place: Place) -> Source:
    """All open assignments of the place, by deadline."""
    rows = common.assignments_for_lines(place.led.open())
    return _by_deadline("tat-ca", "Tất cả nhiệm vụ đang thực hiện", rows, place.moment)


def of_officer(place: Place, officer_id: int | None, name: str) -> Source:
    """All open assignments of the agency that name this officer, or nobody."""
    rows = common.assignments_for_lines(place.led.open().filter(officer=officer_id))
    return _by_deadline("can-bo", f"Nhiệm vụ đang thực hiện: {name}", rows, place.moment)


def _by_deadline(key: str, title: str, rows: AssignmentQuerySet, moment: Moment) -> Source:
    def line(row: Assignment) -> Line:
        return common.assignment_line(row, moment, with_lead=False)

    return Source(key, title, rows.order_by(_BY_DEADLINE, "pk"), line, "Không có nhiệm vụ đang thực hiện.")


def _to_explain(place: Place) -> Source:
    moment = place.moment

    def line(row: Any) -> Line:
        left = (row.answer_by_on - moment.today).days
        label = f"Hạn {row.answer_by_on:%d/%m}" if left >= 0 else f"Quá hạn giải trình {-left} ngày"
        own = links.address("explanation-write", row.pk)
        url = own if place.explains else links.dossier(row.assignment_id)
        tone = "soon" if left >= 0 else "overdue"
        return Line(row.assignment.title, url, row.assignment.directive.cited, label, tone)

    rows = owed_explanations(place).select_related("assignment__directive").order_by("answer_by_on", "pk")
    return Source("giai-trinh", "Phải giải trình", rows, line, tone="overdue")


def _committed(led: QuerySet[Assignment], moment: Moment) -> Source:
    """What the head promised in explaining, with its day: he reads it, and who explains for him."""
    explained = led.filter(pk__in=visible_to(moment.actor, Permission.VIEW_EXPLANATION).values("pk"))

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

    return Source("cam-ket", "Đã cam kết khi giải trình", commitments(explained), line)


def _to_coordinate(place: Place) -> Source:
    today = place.moment.today

    def line(row: Any) -> Line:
        one = row.assignment
        return Line(row.duty or one.title, f"{links.dossier(one.pk)}#phoi-hop", common.about(one),
                    *_part_mark(row, today))  # fmt: skip

    rows = parts_owed(place.moment, place.agencies).select_related(*_OF_PART)
    return Source("phoi-hop", "Phần phối hợp đơn vị phải báo cáo", rows.order_by(_BY_PART, "pk"), line)


def _owed_to_us(place: Place) -> Source:
    """Parts that other agencies owe to assignments that this one leads: without them its own result does not come."""
    today = place.moment.today

    def line(row: Any) -> Line:
        one = row.assignment
        note = f"{row.duty or 'Phối hợp theo chức năng, nhiệm vụ'} · {one.title}"
        return Line(row.agency.short_name, f"{links.dossier(one.pk)}#phoi-hop", note, *_part_mark(row, today))

    mine = place.led.order_by().filter(pk=OuterRef("assignment"))
    rows = Coordination.objects.filter(
        Exists(mine),
        assignment__lead_agency__in=place.agencies,
        assignment__state__in=WITH_AGENCY,
        state=Coordination.State.OWED,
    ).annotate(part_due_on=Coalesce("due_on", excused_due_on("assignment__")))
    ordered = rows.select_related("agency", "assignment").order_by(_BY_PART, "pk")
    return Source("cho-phoi-hop", "Cơ quan khác còn nợ phần phối hợp", ordered, line)


def _part_mark(row: Any, today: date) -> tuple[str, str]:
    """How a part presses: (words, tone)."""
    if row.part_due_on is None:
        return "Không ghi thời hạn", "none"
    late = (today - row.part_due_on).days
    if late > 0:
        return f"Quá hạn {late} ngày", "overdue"
    return ("Đến hạn hôm nay", "soon") if late == 0 else (f"Hạn {row.part_due_on:%d/%m}", "none")


def own_figures(place: Place, counts: Mapping[str, int], *, own_only: bool) -> list[dict[str, Any]]:
    """The six buckets of the place; linked to the list when that shows the same: one agency, all of its people."""
    query = {"agency": next(iter(place.agencies))} if len(place.agencies) == 1 else {}
    shown = common.figures(counts, **query)
    return [figure | {"url": ""} for figure in shown] if own_only else shown


def below(moment: Moment) -> list[AgencyFigures]:
    """The agencies that stand below (a district's communes), what presses most first."""
    overseen = frozenset().union(
        *(seat.oversees for seat in moment.actor.seats if Relation.ABOVE in ROLES[seat.role].may)
    )
    rows = visible_to(moment.actor).real().filter(lead_agency__in=overseen)
    return common.by_lateness(common.figures_by_agency(rows, moment.at)) if overseen else []


def programs(moment: Moment) -> list[ProgramSummary]:
    """The programs of which the actor's agency is the standing one."""
    rows = visible_to(moment.actor).real()
    return [
        ProgramSummary(
            title=program.title,
            figures=common.figures(
                bucket_counts(rows.filter(directive__program=program), moment.at), program=program.pk
            ),
            list_url=links.address("assignment-list", program=program.pk),
            report_url=links.address("report-list"),
            page_url=links.address("program-page", program.code),
        )
        for program in Program.objects.filter(standing_agency__in=agencies_of(moment.actor)).order_by("code")
    ]


def is_assumed(place: Place) -> bool:
    """Whether anything that the place leads is marked as assumed."""
    return place.led.filter(is_assumed=True).exists()
