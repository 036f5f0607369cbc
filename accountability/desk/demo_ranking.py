"""The rankings of the demo: September 2022, approved, and October 2022, in its window for objections.

What they count are tasks of a plan that nobody issued, finished before the demo begins and imported as old work is: plain facts,
on which no reminder falls. Every figure carries the mark "SỐ LIỆU GIẢ ĐỊNH".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from accountability.agencies.models import Agency
from accountability.assignments.actions.drafting import searchable
from accountability.assignments.models import Assignment, DeadlineVersion, LeadTenure
from accountability.assignments.rules import Duration, State
from accountability.core.zone import LOCAL
from accountability.desk.demo_story import HELD_AT, actor_of
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import parse_reference
from accountability.ranking.actions import (
    Ruling,
    answer,
    approve,
    count_now,
    freeze,
    object_to,
    open_window,
    start_ranking,
    submit,
)
from accountability.ranking.models import CountedTask, Ranking
from accountability.ranking.rules import Kind, period_of
from workflows import acts

GIVEN_AT = datetime(2022, 8, 15, 9, 0, tzinfo=LOCAL)
SEPTEMBER, OCTOBER = date(2022, 9, 1), date(2022, 10, 1)
_DUTIES = (
    "Rà soát, công khai thủ tục hành chính thuộc phạm vi quản lý", "Xử lý dứt điểm hồ sơ quá hạn trên hệ thống một cửa",
    "Cập nhật dữ liệu chuyên ngành lên nền tảng dùng chung", "Kiểm tra kỷ luật, kỷ cương hành chính tại đơn vị trực thuộc",
    "Trả lời kiến nghị của cử tri thuộc lĩnh vực phụ trách", "Tham mưu văn bản quy phạm thuộc chương trình công tác",
    "Giải ngân vốn đầu tư công được giao trong tháng", "Báo cáo kết quả thực hiện chương trình công tác",
    "Thực hiện kết luận thanh tra còn tồn đọng",
)  # fmt: skip
# Agency → (tasks, of them late, of them not done in time for the counting) of September and of October.
_FIGURES = {
    "SNV": ((9, 0, 0), (9, 1, 0)), "STP": ((8, 1, 0), (8, 0, 0)), "STC": ((9, 1, 1), (9, 0, 1)),
    "SKHDT": ((8, 2, 1), (9, 1, 1)), "SCT": ((7, 1, 1), (7, 2, 1)), "SYT": ((8, 3, 1), (8, 1, 1)),
    "SGDDT": ((9, 1, 0), (8, 2, 0)), "SLDTBXH": ((8, 2, 0), (8, 2, 1)), "STNMT": ((9, 3, 2), (9, 3, 1)),
    "SGTVT": ((6, 1, 2), (7, 2, 2)), "STTTT": ((3, 0, 0), (4, 0, 0)), "CAT": ((7, 0, 0), (8, 1, 0)),
    "H412": ((8, 1, 0), (8, 1, 1)), "H413": ((6, 2, 1), (6, 0, 1)), "H425": ((7, 1, 1), (8, 2, 1)),
    "H424": ((6, 0, 1), (6, 1, 1)), "H426": ((5, 2, 1), (6, 2, 2)), "TDOAN": ((3, 1, 0), (2, 0, 0)),
}  # fmt: skip


@transaction.atomic
def load(*, at: datetime) -> None:
    """Load them once, behind the story."""
    if Ranking.objects.exists():
        return
    plan = _plan()
    _give(plan, SEPTEMBER, 0)
    _give(plan, OCTOBER, 1)
    _approved()
    _in_its_window()


def _plan() -> Directive:
    spec = DirectiveSpec(
        kind="KH", issuer=Agency.objects.get(code="UBND"), issued_on=GIVEN_AT.date(), field="NC",
        abstract="Tăng cường kỷ luật, kỷ cương hành chính những tháng cuối năm 2022", is_assumed=True,
        reference=parse_reference("612/KH-UBND"), keep_only=True,
    )  # fmt: skip
    return acts.register_directive(spec, by=actor_of("vanthu", HELD_AT), at=HELD_AT)


def _give(plan: Directive, month: date, place: int) -> None:
    """The tasks of a month, with their leads and deadlines, as an import of old work writes them."""
    office = Agency.objects.get(code="VPUBND")
    agencies = {agency.code: agency for agency in Agency.objects.filter(code__in=_FIGURES)}
    rows = [
        row
        for code, figures in _FIGURES.items()
        if code in agencies
        for row in _tasks(plan, office, agencies[code], month, figures[place])
    ]
    for row in rows:
        row.search_text = searchable(row)
    made = Assignment.objects.bulk_create(rows)
    LeadTenure.objects.bulk_create(
        LeadTenure(assignment=row, agency=row.lead_agency, from_at=GIVEN_AT, from_on=GIVEN_AT.date(), acknowledged_at=GIVEN_AT)
        for row in made
    )  # fmt: skip
    DeadlineVersion.objects.bulk_create(
        DeadlineVersion(assignment=row, number=1, due_on=row.due_on, cause=DeadlineVersion.Cause.ASSIGNED, set_at=GIVEN_AT)
        for row in made
    )  # fmt: skip


def _tasks(
    plan: Directive, office: Agency, agency: Agency, month: date, figures: tuple[int, int, int]
) -> Iterator[Assignment]:
    total, late, open_then = figures
    for number in range(total):
        due_on = month + timedelta(days=9 + 2 * number)
        done_on = due_on - timedelta(days=1 + number % 3)
        if number < late:
            done_on = due_on + timedelta(days=3 + number)
        elif number < late + open_then:  # Done by now, but too late to be counted.
            done_on = period_of(Kind.MONTH, month).to_on + timedelta(days=6 + number % 2)
        yield Assignment(
            directive=plan, title=f"{_DUTIES[number]}, tháng {month.month}/{month.year}", field="NC", lead_agency=agency,
            verifier=office, duration=Duration.FIXED, due_on=due_on, deadline_number=1, state=State.DONE, done_on=done_on,
            assigned_at=GIVEN_AT, assigned_on=GIVEN_AT.date(), led_from_on=GIVEN_AT.date(), acknowledged_at=GIVEN_AT,
            is_imported=True, is_assumed=True,
        )  # fmt: skip


def _on(day: int, month: int, hour: int = 9) -> datetime:
    return datetime(2022, month, day, hour, 0, tzinfo=LOCAL)


def _approved() -> None:
    """September: counted, a week for objections, frozen, approved."""
    office, deputy, chair = (
        actor_of(name, HELD_AT) for name in ("chuyenvien", "phochanhvanphong", "chutich")
    )
    ranking = start_ranking(period_of(Kind.MONTH, SEPTEMBER), by=office, at=_on(6, 10))
    count_now(ranking, by=office, at=_on(6, 10))
    open_window(ranking.pk, until=date(2022, 10, 13), by=office, at=_on(6, 10, 10))
    freeze(ranking.pk, by=deputy, at=_on(14, 10))
    note = "Số liệu đã gửi các đơn vị kiểm tra, không có kiến nghị. Kính trình Chủ tịch phê duyệt."
    submit(ranking.pk, note=note, by=deputy, at=_on(14, 10, 10))
    approve(ranking.pk, by=chair, at=_on(17, 10))


def _in_its_window() -> None:
    """October: counted on 6 November, objections until the 14th; one is answered, one waits."""
    office = actor_of("chuyenvien", HELD_AT)
    ranking = start_ranking(period_of(Kind.MONTH, OCTOBER), by=office, at=_on(6, 11))
    count_now(ranking, by=office, at=_on(6, 11))
    open_window(ranking.pk, until=date(2022, 11, 14), by=office, at=_on(6, 11, 10))
    city, labour = (Agency.objects.get(code=code) for code in ("H412", "SLDTBXH"))
    answered = object_to(
        ranking.pk, agency=city, assignment_pk=_late(ranking, city), by=actor_of("vinh", HELD_AT), at=_on(7, 11),
        text="Kết quả đã gửi đúng hạn bằng văn bản giấy; đề nghị kiểm tra sổ văn bản đến của Văn phòng.",
    )  # fmt: skip
    answer(
        answered.pk, accepts=True, text="Đã kiểm tra sổ văn bản đến: nhận đúng hạn. Tính lại là hoàn thành đúng hạn.",
        ruling=Ruling("on_time"), by=office, at=_on(7, 11, 15),
    )  # fmt: skip
    object_to(
        ranking.pk, agency=labour, assignment_pk=_late(ranking, labour), by=actor_of("ldtbxh", HELD_AT),
        at=_on(7, 11, 16), text="Nhiệm vụ chậm do chờ ý kiến thống nhất của Sở Tài chính; đề nghị xem xét.",
    )  # fmt: skip


def _late(ranking: Ranking, agency: Agency) -> int:
    found = CountedTask.objects.filter(row__ranking=ranking, row__agency=agency, outcome="late_done")
    return found.order_by("excused_on").values_list("assignment_id", flat=True)[0]
