"""The indicators of the demo: the 25 essential services and what the conference of 7 November 2022 said, with its source.

What no published text says (figures of districts, the place in the ranking, accounts of staff) carries the mark
"SỐ LIỆU GIẢ ĐỊNH".
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from accountability.agencies.facts import essential_services
from accountability.agencies.models import Agency
from accountability.assignments.actions.drafting import searchable
from accountability.assignments.models import (
    Assignment,
    DeadlineVersion,
    LeadTenure,
    Target,
    TargetReading,
)
from accountability.assignments.rules import Duration
from accountability.assignments.rules import State as TaskState
from accountability.core.zone import LOCAL
from accountability.desk.demo_more import ASSUMED, SERVICES
from accountability.desk.demo_story import HELD_AT, actor_of
from accountability.directives.models import Directive, Program
from accountability.indicators.actions import (
    Entry,
    IndicatorSpec,
    define_indicator,
    record_readings,
    set_goal,
)
from accountability.indicators.measuring import measure
from accountability.indicators.models import Indicator
from accountability.indicators.rules import Figure, State, period_of
from workflows.flows import AssignmentFlow
from workflows.stepping import step

_YEAR = (date(2022, 1, 1), date(2022, 12, 31))
_CONFERENCE = "Hội nghị trực tuyến toàn tỉnh ngày 07/11/2022"
_SAID = "Kết luận hội nghị ngày 07/11/2022"
_GROUP = "Kết quả Đề án 06"
# Code, name, the figure that the conference named, what it asked for.
_NAMED = (
    ("DVC-NGOAI-CU-TRU", "Hồ sơ xử lý trực tuyến ngoài lĩnh vực cư trú", "5.62", "20"),
    ("CCCD", "Cấp căn cước công dân cho người thường trú có mặt trên địa bàn", "98.43", ""),
    ("TIEM-CHUNG", "Làm sạch dữ liệu tiêm chủng", "96", ""),
    ("DVC-CU-TRU", "Dịch vụ công lĩnh vực cư trú thực hiện trực tuyến", "100", ""),
)
# Figures of districts that nobody published: how the page looks with some.
_DISTRICTS = {"H412": ("9.5", "21.4"), "H425": ("6.2", "12.75")}


@transaction.atomic
def load(*, at: datetime) -> None:
    """Load them once, behind the story."""
    if Indicator.objects.exists():
        return
    program = Program.objects.get(code="DA06")
    province, police = Agency.objects.get(code="UBND"), Agency.objects.get(code="CAT")
    for code, name, value, goal in _NAMED:
        made = _define(code, name, police, program, _GROUP, at)
        if goal:
            _ask(made, goal, at, agency=province)
        _tell(made, {province: value}, at, source=_CONFERENCE)
    _services(program, province, police, at)
    _online_rate(program, police, at)
    _ranking(program, province, police, at)
    _activated(program, at)
    _behind_its_line(program)


def _define(
    code: str, name: str, owner: Agency, program: Program, group: str, at: datetime, **more: object
) -> Indicator:  # fmt: skip
    spec = IndicatorSpec(code=code, name=name, owner=owner, program=program, group=group, **more)  # type: ignore[arg-type]
    return define_indicator(spec, by=actor_of("chuyenvien", at), at=at)


def _ask(
    indicator: Indicator, value: str, at: datetime, *, agency: Agency | None = None, kind: str = ""
) -> None:  # fmt: skip
    set_goal(
        indicator.pk, value=Decimal(value), start_on=_YEAR[0], end_on=_YEAR[1], agency=agency, agency_kind=kind,
        basis=_SAID, by=actor_of("chuyenvien", at), at=at,
    )  # fmt: skip


def _tell(
    indicator: Indicator, figures: Mapping[Agency, str], at: datetime, *, source: str, day: date | None = None
) -> None:  # fmt: skip
    day = day or HELD_AT.date()
    entries = [
        Entry(agency, Figure(State.VALUE, Decimal(value)), day, source, is_assumed=ASSUMED in source)
        for agency, value in figures.items()
    ]
    period = period_of(indicator.rhythm, day, indicator.starts_on)
    record_readings(indicator.pk, entries, period=period, by=actor_of("congan", at), at=at)


def _services(program: Program, province: Agency, police: Agency, at: datetime) -> None:
    """One indicator per essential service, half of whose files are to come online in 2022; nobody published figures yet."""
    for service in essential_services():
        agency = Agency.objects.get(code=service.agency_code)
        owner = agency if agency.answers_to_province else police
        code = f"DVC-{service.number:02d}"
        made = _define(
            code, service.name, owner, program, SERVICES, at, numerator="hồ sơ nộp trực tuyến",
            denominator="hồ sơ tiếp nhận",
        )  # fmt: skip
        _ask(made, "50", at, agency=province)


def _online_rate(program: Program, police: Agency, at: datetime) -> None:
    """It measures what the conference asked of departments and districts."""
    made = _define(
        "DVC-THIET-YEU", "Dịch vụ công thiết yếu thực hiện trực tuyến", police, program, _GROUP, at,
        is_assumed=True,
    )  # fmt: skip
    _ask(made, "50", at, kind="HU")
    source = f"Cổng dịch vụ công ({ASSUMED})"
    agencies = {code: Agency.objects.get(code=code) for code in _DISTRICTS}
    for place, day in enumerate((date(2022, 9, 30), date(2022, 10, 31))):
        figures = {agencies[code]: values[place] for code, values in _DISTRICTS.items()}
        _tell(made, figures, at, source=source, day=day)
    targets = Target.objects.filter(name=made.name, assignment__lead_agency__kind="HU")
    measure(made.pk, list(targets.values_list("pk", flat=True)), by=actor_of("chuyenvien", at), at=at)


def _ranking(program: Program, province: Agency, police: Agency, at: datetime) -> None:
    made = _define(
        "XEP-HANG-DVC", "Thứ hạng toàn quốc về xử lý hồ sơ trực tuyến", police, program, _GROUP, at, kind="rank",
        direction="le", unit="", is_assumed=True,
    )  # fmt: skip
    _tell(made, {province: "60"}, at, source=f"Gần cuối bảng xếp hạng, số cụ thể là {ASSUMED}")


def _activated(program: Program, at: datetime) -> None:
    office = Agency.objects.get(code="VPUBND")
    made = _define(
        "CAN-BO-KICH-HOAT", "Cán bộ, công chức đã kích hoạt tài khoản", office, program, _GROUP, at,
        numerator="cán bộ, công chức đã kích hoạt tài khoản", denominator="cán bộ, công chức", entered_by="each",
        is_assumed=True,
    )  # fmt: skip
    for kind in ("CM", "HU"):
        _ask(made, "100", at, kind=kind)
    agency = Agency.objects.get(code="SLDTBXH")
    _tell(made, {agency: "64.2"}, at, source=f"Thống kê tài khoản ({ASSUMED})")


def _behind_its_line(program: Program) -> None:
    """A task of January whose figure, that of the conference, is far under its line in November: red before its date.

    The plan and the figure are published, the task and its lead are not. Imported as old work is: plain facts, on which no
    reminder falls, and the process that goes with them.
    """
    given_at = datetime(2022, 1, 28, 9, 0, tzinfo=LOCAL)
    lead = Agency.objects.get(code="STTTT")
    row = Assignment(
        directive=Directive.objects.get(program=program, kind="KH", number="78"), lead_agency=lead, field="NC",
        title="Nâng tỷ lệ hồ sơ xử lý trực tuyến của các lĩnh vực ngoài cư trú đạt từ 20 % trở lên", group=_GROUP,
        verifier=Agency.objects.get(code="VPUBND"), duration=Duration.FIXED, due_on=_YEAR[1], deadline_number=1,
        deadline_words="trong năm 2022", deadline_note=f"Nhiệm vụ và cơ quan chủ trì: {ASSUMED}", state=TaskState.WORKING,
        assigned_at=given_at, assigned_on=given_at.date(), led_from_on=given_at.date(), acknowledged_at=given_at,
        is_imported=True, is_assumed=True,
    )  # fmt: skip
    row.search_text = searchable(row)
    row.save(force_insert=True)
    LeadTenure.objects.create(
        assignment=row, agency=lead, from_at=given_at, from_on=given_at.date(), acknowledged_at=given_at
    )
    DeadlineVersion.objects.create(
        assignment=row, number=1, due_on=row.due_on, cause=DeadlineVersion.Cause.ASSIGNED, set_at=given_at
    )
    target = Target.objects.create(
        assignment=row, name="Xử lý trực tuyến hồ sơ ngoài cư trú (Kế hoạch 78)", value=Decimal(20)
    )
    TargetReading.objects.create(
        target=target, value=Decimal("5.62"), data_on=HELD_AT.date(), source=_CONFERENCE, reported_at=HELD_AT
    )
    AssignmentFlow.start.run(row=row)
    row.refresh_from_db()
    step(row.process_id, AssignmentFlow.acknowledge, actor_of("tttt", HELD_AT))
