"""An agency's first page: what it owes, in the order in which it presses; what stands below it; its program."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation, Role
from accountability.assignments.access import visible_to
from accountability.assignments.models import (
    Assignment,
    AssignmentQuerySet,
    Coordination,
    Obstacle,
)
from accountability.assignments.reading import bucket_counts, bucketed
from accountability.assignments.rules import OPEN_STATES, Bucket, State
from accountability.desk import links
from accountability.desk.reading import common, knowing, passing
from accountability.desk.reading.common import AgencyFigures, Line, Moment, Source
from accountability.desk.reading.office import claims
from accountability.directives.models import Program
from accountability.escalation.models import Explanation
from accountability.escalation.reading import commitments, open_explanations

_BY_DEADLINE = F("due_on").asc(nulls_last=True)


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


def sources(moment: Moment) -> list[Source]:
    """The computed inbox, what presses first."""
    led = led_by(moment)
    rows = common.assignments_for_lines(led).order_by(_BY_DEADLINE, "pk")
    timed = (
        bucketed(led, moment.at)
        .select_related("directive", "lead_agency", "lead_position")
        .order_by(_BY_DEADLINE, "pk")
    )

    def line(row: Assignment) -> Line:
        return common.assignment_line(row, moment, with_lead=False)

    return [
        knowing.to_confirm(moment),
        Source("tiep-nhan", "Cần tiếp nhận", rows.filter(state=State.ASSIGNED), line, "Không có việc chờ tiếp nhận."),
        _to_explain(led, moment),
        _committed(led, moment),
        Source("qua-han", "Quá hạn", timed.filter(bucket=Bucket.OVERDUE), line, "Không có việc quá hạn.", "overdue"),
        Source("sap-den-han", "Sắp đến hạn", timed.filter(bucket=Bucket.DUE_SOON), line, "Không có việc sắp đến hạn.", "soon"),
        Source("bo-sung", "Yêu cầu bổ sung, thực hiện lại", rows.filter(state=State.REWORK), line),
        _to_coordinate(moment),
        passing.from_above(moment),
        *knowing.of_agency(moment),
        *_to_answer(moment),
    ]  # fmt: skip


def everything(moment: Moment) -> Source:
    """All open assignments that the agency leads, by deadline."""
    rows = common.assignments_for_lines(led_by(moment).open())
    return Source(
        "tat-ca", "Tất cả nhiệm vụ đang thực hiện", rows.order_by(_BY_DEADLINE, "pk"),
        lambda row: common.assignment_line(row, moment, with_lead=False), "Chưa có nhiệm vụ nào được giao.",
    )  # fmt: skip


def _to_explain(led: QuerySet[Assignment], moment: Moment) -> Source:
    explains = any(
        Permission.EXPLAIN in ROLES[seat.role].may.get(Relation.LEAD, frozenset())
        for seat in moment.actor.seats
    )

    def line(row: Any) -> Line:
        left = (row.answer_by_on - moment.today).days
        label = f"Hạn {row.answer_by_on:%d/%m}" if left >= 0 else f"Quá hạn giải trình {-left} ngày"
        url = links.address("explanation-write", row.pk) if explains else links.dossier(row.assignment_id)
        return Line(
            row.assignment.title,
            url,
            row.assignment.directive.cited,
            label,
            "soon" if left >= 0 else "overdue",
        )

    rows = open_explanations(led).filter(tenure__to_at=None)
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


def _to_coordinate(moment: Moment) -> Source:
    def line(row: Coordination) -> Line:
        one = row.assignment
        return Line(
            row.duty or one.title, links.dossier(one.pk), common.about(one), row.get_state_display(), "none"
        )

    rows = Coordination.objects.filter(
        agency__in=agencies_of(moment.actor), state=Coordination.State.OWED, assignment__state__in=OPEN_STATES,
        assignment__in=visible_to(moment.actor),
    ).select_related("assignment__directive", "assignment__lead_agency", "assignment__lead_position")  # fmt: skip
    return Source(
        "phoi-hop",
        "Phối hợp phải báo cáo",
        rows.order_by(F("assignment__due_on").asc(nulls_last=True), "pk"),
        line,
    )


def _to_answer(moment: Moment) -> list[Source]:
    """What others wait for: results to confirm, obstacles put to the actor. Empty ones are not shown."""
    visible = visible_to(moment.actor).real()

    def obstacle_line(row: Obstacle) -> Line:
        words = common.waiting_words(moment.waited(row.raised_on))
        return Line(row.text, links.dossier(row.assignment_id), row.assignment.lead_name, words, "wait")

    asked = Obstacle.objects.filter(
        assignment__in=visible, assignment__state__in=OPEN_STATES, answered_at=None,
        addressed_to__in=moment.actor.position_ids,
    ).select_related("assignment__lead_agency", "assignment__lead_position")  # fmt: skip
    return [
        claims(visible, moment),
        Source("vuong-mac", "Khó khăn, vướng mắc gửi đến", asked.order_by("raised_at", "pk"), obstacle_line),
    ]


def own_figures(moment: Moment) -> list[dict[str, Any]]:
    """The six buckets of what the agency leads; linked when it is one agency."""
    agencies = agencies_of(moment.actor)
    query = {"agency": next(iter(agencies))} if len(agencies) == 1 else {}
    return common.figures(bucket_counts(led_by(moment), moment.at), **query)


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


def is_assumed(moment: Moment) -> bool:
    """Whether anything that the agency leads is marked as assumed."""
    return led_by(moment).filter(is_assumed=True).exists()
