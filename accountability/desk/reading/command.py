"""The leaders' first page, on all programs that the leader may see. Its A4 twin is made of it in `paper.py`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accountability.access.roles import Role
from accountability.agencies.reading import the_province
from accountability.assignments.access import visible_to
from accountability.assignments.models import AssignmentQuerySet, Instruction, Obstacle
from accountability.assignments.rules import OPEN_STATES
from accountability.calendars.meetings import since_last_meeting
from accountability.central.reading import ProvinceStanding, province_standing
from accountability.core.charts import Chart
from accountability.desk import links
from accountability.desk.reading import central, common, decisions, instructions, targets
from accountability.desk.reading.common import AgencyFigures, Line, Moment, Source
from accountability.desk.reading.drawings import ageing_chart
from accountability.desk.reading.instructions import Carried
from accountability.desk.reading.summary import Charge, Summary, summary_of
from accountability.directives.models import Program
from accountability.escalation.models import DecisionRequest
from accountability.reports.queries import assignment_rows
from accountability.reports.rules import BucketCounts, TaskLine, deadlines_of_week

AGENCIES_SHOWN = 10
RECORDED_DAYS = 30
WEEK = timedelta(days=7)
# More decisions than this never wait at once; "xem tất cả" stays one page.
ALL_DECISIONS = 200


@dataclass(frozen=True)
class Before:
    """What waits for the leader's word: the items shown, and how many wait."""

    items: list[decisions.Decision]
    total: int

    @property
    def note(self) -> str:
        """As "7 trong 12 việc · xem tất cả"; empty for none."""
        if self.total > len(self.items):
            return f"{len(self.items)} trong {self.total} việc · xem tất cả"
        return f"{self.total} việc" if self.total else ""

    @property
    def is_cut(self) -> bool:
        """Whether more wait than are shown."""
        return self.total > len(self.items)


@dataclass(frozen=True)
class CommandPage:
    """Everything on the page; lists are cut, totals say how many there are. `figures_at` is the moment of the sums.

    `charges` is for the Chairman's eyes only and empty for others; `since_meeting` says whether `since` is a meeting.
    """

    at: datetime
    counts: BucketCounts
    figures: list[dict[str, Any]]
    figures_at: datetime
    ladder: Before
    at_once: Before
    central: common.Queue
    province: ProvinceStanding
    instructions: common.Queue
    carried: Carried
    charges: tuple[Charge, ...]
    ageing: Chart
    programs: list[tuple[str, str]]
    since: date
    since_meeting: bool
    agencies: list[AgencyFigures]
    agencies_total: int
    late_total: int
    targets: list[targets.Lag]
    targets_total: int
    obstacles: common.Queue
    week: tuple[TaskLine, ...]
    deadlines: tuple[Line, ...]
    recorded: list[dict[str, str]]
    province_name: str
    is_assumed: bool

    @property
    def decisions(self) -> list[decisions.Decision]:
        """What the ladder brought before the leader."""
        return self.ladder.items


def command_page(moment: Moment, *, page_url: str, is_demo: bool, everything: bool = False) -> CommandPage:
    """The page of the actor; `everything` lifts the cut of seven decisions and ten late agencies."""
    rows = visible_to(moment.actor).real()
    since, known = since_last_meeting(moment.today)
    sums = summary_of(moment.actor, moment.at, since)
    requests = decisions.waiting(rows)
    ladder = _before(decisions.of_ladder(requests), moment, everything=everything)
    at_once = _before(decisions.at_once(requests), moment, everything=everything)
    agencies, week = _agencies(sums), _week(rows, moment)
    late = [line for line in agencies if line.counts.overdue]
    lags = targets.lagging(rows.open(), moment.at)
    shown = [*ladder.items, *at_once.items]
    return CommandPage(
        at=moment.at, counts=sums.counts, figures=_figures(sums), figures_at=sums.at, ladder=ladder, at_once=at_once,
        central=common.cut(central.of_leader(moment), page_url),
        province=province_standing(moment.actor, moment.today),
        instructions=common.cut(instructions.source(moment), page_url), carried=instructions.carried(moment),
        charges=sums.charges if _is_chair(moment) else (), since=since, since_meeting=known,
        ageing=ageing_chart(sums.bands, lambda band: links.in_bucket("overdue")), programs=_programs(moment),
        agencies=agencies if everything else late[:AGENCIES_SHOWN], agencies_total=len(agencies), late_total=len(late),
        targets=lags[: common.SHOWN], targets_total=len(lags),
        obstacles=common.cut(obstacles(rows, moment), page_url), week=week,
        deadlines=tuple(_deadline(line, moment) for line in week[: common.SHOWN]), recorded=_recorded(moment),
        province_name=the_province().name,
        is_assumed=is_demo or any(item.is_assumed for item in shown) or rows.filter(is_assumed=True).exists(),
    )  # fmt: skip


def lists(moment: Moment) -> list[Source]:
    """The lists of the page that can be asked for in full."""
    rows = visible_to(moment.actor).real()
    return [central.of_leader(moment), instructions.source(moment), obstacles(rows, moment)]


def _programs(moment: Moment) -> list[tuple[str, str]]:
    """(title, address of its page) of the programs of which the actor sees anything. One statement."""
    seen = visible_to(moment.actor).filter(directive__program=OuterRef("pk"))
    rows = Program.objects.filter(Exists(seen)).order_by("code")
    return [(row.title, links.address("program-page", row.code)) for row in rows]


def _is_chair(moment: Moment) -> bool:
    return any(seat.role == Role.CHAIR for seat in moment.actor.seats)


def _figures(sums: Summary) -> list[dict[str, Any]]:
    counts = sums.counts
    return common.figures({bucket: getattr(counts, bucket) for bucket in counts.__dataclass_fields__})


def _agencies(sums: Summary) -> list[AgencyFigures]:
    """Most overdue first, with what became so since the last meeting."""
    return [replace(line, fresh=sums.fresh.get(line.pk, 0)) for line in common.by_lateness(sums.agencies)]


def _before(requests: QuerySet[DecisionRequest], moment: Moment, *, everything: bool) -> Before:
    """At most seven, one per duty, so that a duty given to forty agencies does not hide all else; or everything."""
    if everything:
        found = list(requests[:ALL_DECISIONS])
        return Before(decisions.decisions_of(found, moment), requests.count())
    duties = decisions.duties_waiting(requests)
    found = list(decisions.one_per_duty(requests)[: common.SHOWN])
    return Before(decisions.decisions_of(found, moment, duties), requests.count())


def obstacles(rows: AssignmentQuerySet, moment: Moment) -> Source:
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
    return Source("vuong-mac", "Khó khăn, vướng mắc chờ ý kiến", ordered, line,
                  "Không có khó khăn, vướng mắc chờ ý kiến.")  # fmt: skip


def _week(rows: AssignmentQuerySet, moment: Moment) -> tuple[TaskLine, ...]:
    """What falls due in seven days; only these assignments are read row by row."""
    week = rows.open().filter(due_on__range=(moment.today, moment.today + WEEK))
    keys = set(week.order_by().exclude(duty_key="").values_list("duty_key", flat=True).distinct())
    # With its whole duty, so that "18/21 đơn vị" counts those that are done, too.
    near = rows.filter(pk__in=week.values("pk")) | rows.filter(duty_key__in=keys) if keys else week
    read = assignment_rows(near, at=moment.at, named=lambda agency: agency.short_name)
    return deadlines_of_week(read, moment.today)


def _deadline(line: TaskLine, moment: Moment) -> Line:
    days = (line.due_on - moment.today).days if line.due_on else 0
    words = {0: "hôm nay", 1: "ngày mai"}.get(days, f"{line.due_on:%d/%m}")
    one = line.pks[0]
    url = links.dossier(one) if len(line.pks) == 1 else links.in_bucket("due_soon")
    return Line(line.title, url, line.lead_text, words, "soon" if days <= 3 else "intime")


def _recorded(moment: Moment) -> list[dict[str, str]]:
    """What others recorded in his name of late, with where to correct it; what he corrected is gone from here."""
    since = moment.today - timedelta(days=RECORDED_DAYS)
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
