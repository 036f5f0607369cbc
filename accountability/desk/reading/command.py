"""The leaders' first page, on all programs that the leader may see. Its A4 twin is made of it in `paper.py`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.agencies.models import Agency
from accountability.assignments.access import visible_to
from accountability.assignments.models import Instruction, Obstacle
from accountability.assignments.rules import OPEN_STATES
from accountability.calendars.meetings import since_last_meeting
from accountability.central.reading import ProvinceStanding, province_standing
from accountability.core.charts import Chart
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.desk import links
from accountability.desk.reading import central, common, decisions, instructions, targets, waiting, week
from accountability.desk.reading.common import AgencyFigures, Line, Moment, Rows, Source
from accountability.desk.reading.instructions import Carried
from accountability.desk.reading.summary import Charge, Summary, summary_of
from accountability.reference.keeping import kept_while
from accountability.reports.drawings import ageing_chart
from accountability.reports.models import ReportWord
from accountability.reports.rules import BucketCounts, TaskLine

AGENCIES_SHOWN = 10
RECORDED_DAYS = 30
# More decisions than this never wait at once; "xem tất cả" stays one page.
ALL_DECISIONS = 200
PROVINCE_CODE = "UBND"


@dataclass(frozen=True)
class Before:
    """What waits for the leader's word: the items shown, and how many wait."""

    items: list[decisions.Decision]
    total: int

    @property
    def note(self) -> str:
        """As "7 trong 12 việc · xem tất cả"; empty for none."""
        if self.total > len(self.items):
            return say("{n} trong {total} việc · xem tất cả", n=len(self.items), total=self.total)
        return say("{total} việc", total=self.total) if self.total else ""

    @property
    def is_cut(self) -> bool:
        """Whether more wait than are shown."""
        return self.total > len(self.items)


@dataclass(frozen=True)
class CommandPage:
    """Everything on the page; lists are cut, totals say how many there are.

    `charges` is for the Chairman's eyes only and empty for others; `since_meeting` says whether `since` is a meeting.
    """

    at: datetime
    counts: BucketCounts
    figures: list[dict[str, Any]]
    sums: Summary
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
    def figures_at(self) -> datetime:
        """The moment of the sums."""
        return self.sums.at

    @property
    def decisions(self) -> list[decisions.Decision]:
        """What the ladder brought before the leader."""
        return self.ladder.items


def command_page(moment: Moment, *, page_url: str, is_demo: bool, everything: bool = False) -> CommandPage:
    """The page of the actor; `everything` lifts the cut of seven decisions and ten late agencies."""
    since, known = since_last_meeting(moment.today)
    sums = summary_of(moment.actor, moment.at, since)
    ladder, at_once = _before(moment, everything=everything)
    of_week = week.due_in_week(moment)
    late = [line for line in sums.by_lateness if line.counts.overdue]
    shown = [*ladder.items, *at_once.items]
    return CommandPage(
        at=moment.at, counts=sums.counts, figures=_figures(sums), sums=sums, ladder=ladder, at_once=at_once,
        central=common.cut(central.of_leader(moment), page_url),
        province=province_standing(moment.eyes, moment.today),
        instructions=common.cut(instructions.source(moment), page_url), carried=instructions.carried(moment),
        charges=sums.charges if _is_chair(moment) else (), since=since, since_meeting=known,
        ageing=ageing_chart(sums.bands, lambda band: links.in_bucket("overdue")), programs=[(title, links.address("program-page", code)) for title, code in sums.programs],
        agencies=list(sums.by_lateness) if everything else late[:AGENCIES_SHOWN],
        agencies_total=len(sums.by_lateness), late_total=len(late),
        targets=list(sums.lags[: common.SHOWN]), targets_total=len(sums.lags),
        obstacles=common.cut(_obstacles(moment), page_url), week=of_week,
        deadlines=tuple(_deadline(line, moment) for line in of_week[: common.SHOWN]), recorded=_recorded(moment),
        province_name=_province_name(),
        is_assumed=is_demo or sums.is_assumed or any(item.is_assumed for item in shown),
    )  # fmt: skip


def lists(moment: Moment) -> list[Source]:
    """The lists of the page that can be asked for in full."""
    return [central.of_leader(moment), instructions.source(moment), _obstacles(moment)]


@kept_while("agencies")
def _province_name() -> str:
    return Agency.objects.values_list("name", flat=True).get(code=PROVINCE_CODE)


def _is_chair(moment: Moment) -> bool:
    return any(seat.role == Role.CHAIR for seat in moment.actor.seats)


def _figures(sums: Summary) -> list[dict[str, Any]]:
    counts = sums.counts
    return common.figures({bucket: getattr(counts, bucket) for bucket in counts.__dataclass_fields__})


def _before(moment: Moment, *, everything: bool) -> tuple[Before, Before]:
    """What the ladder brought, and Báo cáo ngay.

    At most seven of each, one per duty, so that a duty given to forty agencies does not hide all else; or everything.
    """
    there = waiting.numbers_waiting(moment)
    most, once = (ALL_DECISIONS, False) if everything else (common.SHOWN, True)
    ladder = waiting.first_of_ladder(moment, most, once_per_duty=once) if there.of_ladder else []
    at_once = waiting.first_at_once(moment, most, once_per_duty=once) if there.at_once else []
    duties = (there.duties_of_ladder, there.duties_at_once) if once else ({}, {})
    of_ladder, of_those = decisions.decisions_of(((ladder, duties[0]), (at_once, duties[1])), moment)
    return Before(of_ladder, there.of_ladder), Before(of_those, there.at_once)


def _to_answer(*, eyes: Actor) -> QuerySet[Obstacle]:
    mine = visible_to(eyes).real().order_by().filter(pk=OuterRef("assignment"))
    rows = Obstacle.objects.filter(
        Exists(mine), assignment__state__in=OPEN_STATES, addressed_to__in=eyes.position_ids, answered_at=None
    )
    wide = rows.select_related("assignment__lead_agency", "assignment__lead_position")
    return wide.order_by("raised_at", "pk")


def _obstacles(moment: Moment) -> Source:
    """Obstacles that were put to the actor himself and wait for his answer."""

    def line(row: Obstacle) -> Line:
        words = common.waiting_words(moment.waited(row.raised_on))
        return Line(row.text, links.dossier(row.assignment_id),
                    say("{lead_name} · Đề xuất: {proposal}", lead_name=row.assignment.lead_name, proposal=row.proposal), words, "none")  # fmt: skip

    return Source("vuong-mac", say("Khó khăn, vướng mắc chờ ý kiến"), Rows(_to_answer, {"eyes": moment.eyes}), line,
                  say("Không có khó khăn, vướng mắc chờ ý kiến."))  # fmt: skip


def _deadline(line: TaskLine, moment: Moment) -> Line:
    days = (line.due_on - moment.today).days if line.due_on else 0
    words = {0: say("hôm nay"), 1: say("ngày mai")}.get(days, f"{line.due_on:%d/%m}")
    one = line.pks[0]
    url = links.dossier(one) if len(line.pks) == 1 else links.in_bucket("due_soon")
    return Line(line.title, url, line.lead_text, words, "soon" if days <= 3 else "intime")


def _recorded(moment: Moment) -> list[dict[str, str]]:
    """What others recorded in his name of late, with where to correct it; not what he signed, nor what he corrected."""
    since = moment.today - timedelta(days=RECORDED_DAYS)
    leaders = sorted(moment.actor.position_ids)
    on_reports = [
        {
            "sentence": word.sentence,
            "act": say("Ý kiến vào báo cáo"),
            "text": word.step.note,
            "subject": str(word.step.cycle),
            "url": links.address("cycle-detail", word.step.cycle_id),
            "correct_url": links.address("word-correct", word.step.cycle_id, word.pk),
        }
        for word in _words_in_his_name(leaders=leaders, since=since)
    ]
    rows = _in_his_name(leaders=leaders, since=since)
    return on_reports + [
        {
            "sentence": row.sentence,
            "act": row.get_act_display(),
            "text": row.text,
            "subject": row.assignment.title if row.assignment else row.directive.named,
            "url": links.dossier(row.assignment.pk)
            if row.assignment
            else links.address("directive-detail", row.directive_id),
            "correct_url": links.address("instruction-correct", row.pk)
            if row.assignment
            else links.address("directive-correct", row.directive_id, row.pk),
        }
        for row in rows
    ]


@prepared
def _in_his_name(*, leaders: list[int], since: date) -> QuerySet[Instruction]:
    rows = Instruction.objects.filter(
        leader__in=leaders, decided_on__gte=since, corrected_by=None, corrects=None
    ).exclude(form__in=[Instruction.Form.SELF, Instruction.Form.LETTER])
    return rows.select_related("leader", "assignment", "directive")[: common.SHOWN]


@prepared
def _words_in_his_name(*, leaders: list[int], since: date) -> QuerySet[ReportWord]:
    rows = ReportWord.objects.filter(
        leader__in=leaders, decided_on__gte=since, corrected_by=None, corrects=None
    ).exclude(form=Instruction.Form.SELF)
    return rows.select_related("leader", "step__cycle__kind").order_by("-pk")[: common.SHOWN]
