"""What the demo shows beside its story, by the same acts as people do it: a task of the Centre with the tasks that serve it, a
briefing, a monthly report, a named list, a planned meeting, numbers at work.

What no published text says carries the mark "SỐ LIỆU GIẢ ĐỊNH".
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accountability.accounts.actions import change_phone
from accountability.accounts.models import User
from accountability.agencies.lists import ListSpec, create_list
from accountability.agencies.models import Agency, AgencyList, Position
from accountability.assignments.actions import AssignmentSpec, draft
from accountability.assignments.actions.handing_down import attach_child
from accountability.assignments.models import Assignment
from accountability.awareness.actions import BriefingSpec, confirm_receipt, record_briefing
from accountability.awareness.models import Receipt
from accountability.calendars.meetings import hold_meeting
from accountability.central.actions import CentralTaskSpec, register_task
from accountability.desk.demo_story import HELD_AT, actor_of
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive, Program
from accountability.directives.rules import parse_reference
from workflows import acts

ASSUMED = "SỐ LIỆU GIẢ ĐỊNH"
SERVICES = "25 dịch vụ công thiết yếu"
YEARS_END = date(2022, 12, 31)
# Numbers that nobody has, of the heads and of the specialist whom the story shows first.
PHONES = {
    "congan": "0238 0000 101", "ldtbxh": "0238 0000 102", "vinh": "0238 0000 103", "dienchau": "0238 0000 104",
    "chuyenvien": "0238 0000 105", "ldtbxh-chuyenvien": "0238 0000 106",
}  # fmt: skip


@transaction.atomic
def load(*, at: datetime) -> None:
    """Load it once, behind the story."""
    if AgencyList.objects.exists():
        return
    conclusion = Directive.objects.get(program__code="DA06", kind="TB")
    _task_of_the_centre(at)
    _briefing(conclusion, at)
    _monthly_report(conclusion.program)
    _pilot_list(at)
    hold_meeting(
        on=date(2022, 11, 25), note=f"Phiên họp thường kỳ tháng 11 ({ASSUMED})",
        by=actor_of("phochanhvanphong", at), at=at,
    )  # fmt: skip
    _phones(at)


def _task_of_the_centre(at: datetime) -> None:
    """QĐ 06/QĐ-TTg gives the province the essential services; the tasks of the departments serve it."""
    by = actor_of("chuyenvien", at)
    task = register_task(
        Directive.objects.get(program__code="DA06", issuer_text="Thủ tướng Chính phủ"),
        CentralTaskSpec(
            title="Hoàn thành cung cấp 25 dịch vụ công thiết yếu trực tuyến thuộc trách nhiệm của tỉnh",
            due_on=YEARS_END, deadline_words="trong năm 2022", product=f"Báo cáo của UBND tỉnh ({ASSUMED})",
            supervisor=Position.objects.get(code="phochutich"),
        ),
        by=by,
        at=at,
    )  # fmt: skip
    for row in Assignment.objects.filter(group=SERVICES).order_by("pk"):
        attach_child(row.pk, central_task=task, by=by, at=at)


def _briefing(conclusion: Directive, at: datetime) -> None:
    """Sở LĐTBXH has confirmed the document and told its people."""
    labour, by = Agency.objects.get(code="SLDTBXH"), actor_of("ldtbxh", at)
    confirm_receipt(Receipt.objects.get(directive=conclusion, agency=labour).pk, by=by, at=at)
    met = BriefingSpec(
        held_on=HELD_AT.date(),
        convened=42,
        present=39,
        staff=58,
        informed=52,
        note=f"{ASSUMED}: họp toàn cơ quan",
    )
    record_briefing(conclusion, labour, met, by=by, at=at)


def _monthly_report(program: Program | None) -> None:
    """One more series: a department reports month by month."""
    clerk, specialist = actor_of("vanthu", HELD_AT), actor_of("chuyenvien", HELD_AT)
    letter = acts.register_directive(
        DirectiveSpec(
            kind="CV", issuer=Agency.objects.get(code="UBND"), issued_on=HELD_AT.date(), field="NC", program=program,
            reference=parse_reference("8765/UBND-NC"), signer=Position.objects.get(code="phochutich"), signer_form="KT",
            abstract=f"Báo cáo hằng tháng tỷ lệ hồ sơ dịch vụ công trực tuyến ({ASSUMED})",
        ),
        by=clerk,
        at=HELD_AT,
    )  # fmt: skip
    spec = AssignmentSpec(
        title="Báo cáo tỷ lệ hồ sơ dịch vụ công trực tuyến của các cơ quan, địa phương",
        leads=[Agency.objects.get(code="STTTT")], product="Báo cáo tháng", rhythm="month", series_from=date(2022, 11, 1),
        deadline_words="hằng tháng", is_assumed=True, supervisor=Position.objects.get(code="phochutich"),
    )  # fmt: skip
    draft(letter, spec, by=specialist, at=HELD_AT)
    acts.send_to_review(letter.pk, by=specialist, at=HELD_AT)
    acts.approve_directive(letter.pk, by=actor_of("phochanhvanphong", HELD_AT), at=HELD_AT)


def _pilot_list(at: datetime) -> None:
    pilots = tuple(Agency.objects.filter(code__in=("H412", "H425")).order_by("rank"))
    create_list(
        ListSpec(
            title="Địa phương chỉ đạo điểm Đề án 06", kind=AgencyList.Kind.PILOT, agencies=pilots,
            basis="Hội nghị trực tuyến toàn tỉnh ngày 07/11/2022",
        ),
        by=actor_of("chuyenvien", at),
        at=at,
    )  # fmt: skip


def _phones(at: datetime) -> None:
    for username, phone in PHONES.items():
        change_phone(User.objects.get(username=username).pk, phone, by=actor_of(username, at), at=at)
