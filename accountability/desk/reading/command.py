"""The leaders' first page and its A4 twin, on all programs that the leader may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from accountability.agencies.reading import the_province
from accountability.assignments.access import visible_to
from accountability.assignments.models import AssignmentQuerySet, Instruction, Obstacle
from accountability.assignments.rules import OPEN_STATES
from accountability.desk import links
from accountability.desk.reading import common, decisions, targets
from accountability.desk.reading.common import AgencyFigures, Line, Moment
from accountability.escalation.models import DecisionRequest
from accountability.reports.queries import assignment_rows
from accountability.reports.rules import (
    AgencyLine,
    BucketCounts,
    ChairPage,
    TaskLine,
    build_chair_page,
)

AGENCIES_SHOWN = 10
INSTRUCTION_DAYS = 30
WEEK = timedelta(days=7)
# More decisions than this never wait at once; "xem tất cả" stays one page.
ALL_DECISIONS = 200


@dataclass(frozen=True)
class CommandPage:
    """Everything on the page; lists are cut, totals say how many there are."""

    counts: BucketCounts
    figures: list[dict[str, Any]]
    decisions: list[decisions.Decision]
    decisions_total: int
    agencies: list[AgencyFigures]
    agencies_total: int
    targets: list[targets.Lag]
    targets_total: int
    obstacles: common.Queue
    deadlines: tuple[Line, ...]
    deadlines_total: int
    instructions: list[dict[str, str]]
    is_assumed: bool
    paper: ChairPage


def command_page(moment: Moment, *, page_url: str, is_demo: bool, everything: bool = False) -> CommandPage:
    """The page of the actor; `everything` lifts the cut of seven decisions and ten agencies."""
    rows = visible_to(moment.actor).real()
    by_agency = common.figures_by_agency(rows, moment.at)
    ranked, counts = common.by_lateness(by_agency), common.summed(by_agency)
    requests = decisions.waiting(rows)
    items = _decisions(requests, moment, everything=everything)
    paper = _paper(rows, moment, items, ranked, counts, is_demo=is_demo)
    paper = replace(paper, decisions_total=requests.count())
    lags = targets.lagging(rows.open(), moment.at)
    return CommandPage(
        counts=counts,
        figures=common.figures({bucket: getattr(counts, bucket) for bucket in counts.__dataclass_fields__}),
        decisions=items,
        decisions_total=paper.decisions_total,
        agencies=ranked if everything else ranked[:AGENCIES_SHOWN],
        agencies_total=len(ranked),
        targets=lags[: common.SHOWN],
        targets_total=len(lags),
        obstacles=common.cut(obstacles(rows, moment), page_url),
        deadlines=tuple(_deadline(line, moment) for line in paper.deadlines[: common.SHOWN]),
        deadlines_total=paper.deadlines_total,
        instructions=_instructions(moment),
        is_assumed=paper.is_demo,
        paper=paper,
    )


def _decisions(
    requests: QuerySet[DecisionRequest], moment: Moment, *, everything: bool
) -> list[decisions.Decision]:
    """At most seven, one per duty, so that a duty given to forty agencies does not hide all else; or everything."""
    if everything:
        return decisions.decisions_of(list(requests[:ALL_DECISIONS]), moment)
    duties = decisions.duties_waiting(requests)
    return decisions.decisions_of(list(decisions.one_per_duty(requests)[: common.SHOWN]), moment, duties)


def obstacles(rows: AssignmentQuerySet, moment: Moment) -> common.Source:
    """Obstacles of these assignments that were put to the actor himself and wait for his answer."""
    mine = Obstacle.objects.filter(
        assignment__in=rows, assignment__state__in=OPEN_STATES, addressed_to__in=moment.actor.position_ids,
        answered_at=None,
    )  # fmt: skip

    def line(row: Obstacle) -> Line:
        words = common.waiting_words(moment.waited(row.raised_on))
        return Line(row.text, links.dossier(row.assignment_id),
                    f"{row.assignment.lead_name} · Đề xuất: {row.proposal}", words, "none")  # fmt: skip

    ordered = mine.select_related("assignment__lead_agency", "assignment__lead_position").order_by(
        "raised_at", "pk"
    )
    return common.Source("vuong-mac", "Khó khăn, vướng mắc chờ ý kiến", ordered, line,
                         "Không có khó khăn, vướng mắc chờ ý kiến.")  # fmt: skip


def _paper(
    rows: AssignmentQuerySet, moment: Moment, items: list[decisions.Decision], ranked: list[AgencyFigures],
    counts: BucketCounts, *, is_demo: bool,
) -> ChairPage:  # fmt: skip
    """The A4 page. Only the week's assignments are read row by row; the counts come from the database's sums."""
    week = rows.open().filter(due_on__range=(moment.today, moment.today + WEEK))
    keys = week.exclude(duty_key="").values("duty_key")
    # With its whole duty, so that "18/21 đơn vị" counts those that are done, too.
    near = rows.filter(pk__in=week.values("pk")) | rows.filter(duty_key__in=keys)
    assumed = is_demo or any(item.is_assumed for item in items) or rows.filter(is_assumed=True).exists()
    province = the_province().name
    page = build_chair_page(
        assignment_rows(near, at=moment.at, named=lambda agency: agency.short_name),
        decisions=[item.item for item in items], at=moment.at, organ=province.upper(),
        place=province.removeprefix("UBND tỉnh ").removeprefix("UBND thành phố "), is_demo=assumed,
    )  # fmt: skip
    late = tuple(AgencyLine(line.name, line.counts) for line in ranked if line.counts.overdue)
    return replace(page, counts=counts, agencies=late, agencies_total=len(late))


def _deadline(line: TaskLine, moment: Moment) -> Line:
    days = (line.due_on - moment.today).days if line.due_on else 0
    words = {0: "hôm nay", 1: "ngày mai"}.get(days, f"{line.due_on:%d/%m}")
    one = line.pks[0]
    url = links.dossier(one) if len(line.pks) == 1 else links.in_bucket("due_soon")
    return Line(line.title, url, line.lead_text, words, "soon" if days <= 3 else "intime")


def _instructions(moment: Moment) -> list[dict[str, str]]:
    """What others recorded in his name of late, with where to correct it; what he corrected is gone from here."""
    since = moment.today - timedelta(days=INSTRUCTION_DAYS)
    rows = (
        Instruction.objects.filter(
            leader__in=moment.actor.position_ids, decided_on__gte=since, corrected_by=None, corrects=None
        )
        .exclude(form=Instruction.Form.SELF)
        .select_related("leader", "assignment", "directive")[: common.SHOWN]
    )
    return [
        {
            "sentence": row.sentence,
            "act": row.get_act_display(),
            "text": row.text,
            "subject": row.assignment.title if row.assignment else str(row.directive),
            "url": links.dossier(row.assignment.pk)
            if row.assignment
            else links.address("directive-detail", row.directive_id),
            "correct_url": links.address("instruction-correct", row.pk)
            if row.assignment
            else links.address("directive-correct", row.directive_id, row.pk),
        }
        for row in rows
    ]
