"""What the lead and the coordinating agencies type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import holders
from accountability.assignments.actions import asking
from accountability.assignments.forms.base import ActForm, ManyFilesField, day, line, words
from accountability.assignments.forms.leader import leaders_of
from accountability.assignments.rules import ASK_WORKING_DAYS
from accountability.core.text import date_vi


class ReasonForm(ActForm):
    """Trả lại: why."""

    reason = words(
        "Lý do trả lại", help_text="Nêu căn cứ chức năng, nhiệm vụ; đề xuất cơ quan đúng thẩm quyền nếu có."
    )


class OfficerField(forms.ModelChoiceField):
    """A person with his positions."""

    titles: dict[int, str] = {}

    def label_from_instance(self, obj: Any) -> str:
        """ "Chuyên viên … (tài khoản)"."""
        return self.titles.get(obj.pk) or str(obj)


class OfficerForm(ActForm):
    """Phân công: one of the people of the lead agency."""

    officer = OfficerField(
        label="Người thực hiện",
        queryset=User.objects.none(),
        error_messages={"required": "Vui lòng chọn người thực hiện."},
    )

    def prepare(self) -> None:
        """Those who hold a position in the lead agency today."""
        seats = {seat.pk: seat for seat in Position.objects.filter(agency_id=self.row.lead_agency_id)}
        found = holders(seats, today=self.today)
        titles = {
            user.pk: f"{seats[key].title} ({user.username})" for key, users in found.items() for user in users
        }
        field = self.fields["officer"]
        field.titles = titles  # type: ignore[attr-defined]
        field.queryset = User.objects.filter(pk__in=titles).order_by("pk")  # type: ignore[attr-defined]
        self.initial.setdefault("officer", self.row.officer_id)


class ObstacleForm(ActForm):
    """Nêu khó khăn, vướng mắc."""

    text = words("Khó khăn, vướng mắc")
    proposal = words("Đề xuất, kiến nghị")
    addressed_to = forms.ModelChoiceField(
        label="Gửi đến",
        queryset=Position.objects.none(),
        help_text="Người này sẽ trả lời. Nêu vướng mắc không làm thay đổi thời hạn.",
        error_messages={"required": "Vui lòng chọn người nhận."},
    )

    def prepare(self) -> None:
        """Superiors: the leaders, the Office's specialist, and for a commune the head of its district."""
        keys = list(leaders_of(self.row).values_list("pk", flat=True))
        above = Q(pk__in=[*keys, self.row.specialist_id or 0])
        if self.row.lead_agency.kind == Agency.Kind.COMMUNE and self.row.lead_agency.parent_id:
            above |= Q(agency_id=self.row.lead_agency.parent_id, role=Role.AGENCY_HEAD)
        field = self.fields["addressed_to"]
        field.queryset = Position.objects.filter(above).order_by("rank", "pk")  # type: ignore[attr-defined]
        self.initial.setdefault("addressed_to", self.row.supervisor_id)


class CoordinationForm(ActForm):
    """A coordinating agency's own part."""

    report = words("Kết quả phần việc phối hợp")
    files = ManyFilesField(label="Tệp kèm theo", required=False)  # type: ignore[assignment]


class SubmitForm(ActForm):
    """Trình sản phẩm."""

    document = line(
        "Tờ trình (số, ký hiệu, ngày)",
        length=200,
        help_text="Ví dụ: Tờ trình số 215/TTr-SLĐTBXH ngày 12/12/2022.",
    )
    text = words("Nội dung trình")
    files = ManyFilesField(label="Tờ trình, dự thảo kèm theo", required=False)  # type: ignore[assignment]


class ClaimForm(ActForm):
    """Báo cáo hoàn thành: the result document and what was reached."""

    number = line("Số văn bản kết quả", length=11)
    symbol = line("Ký hiệu", length=30, help_text="Ví dụ: BC-SLĐTBXH.")
    result_on = day("Ngày văn bản kết quả")
    summary = words("Tóm tắt kết quả")
    files = ManyFilesField(label="Tệp minh chứng", required=False)  # type: ignore[assignment]


_LATE = (
    "Đề nghị này gửi muộn so với quy định: vẫn gửi được, nhưng không tạm dừng đôn đốc, "
    "và phần quá hạn so với thời hạn hiện nay vẫn được ghi nhận kể cả khi được đồng ý."
)


class ExtensionForm(ActForm):
    """Đề nghị gia hạn."""

    late_warning = ""
    new_due_on = day("Đề nghị gia hạn đến ngày")
    reason = words("Lý do")

    def prepare(self) -> None:
        """What the deadline is now, who decides, and whether the request comes late."""
        if self.row.due_on is None:
            return
        would = asking(self.row, today=self.today)
        self.fields["new_due_on"].help_text = (
            f"Thời hạn hiện nay: {date_vi(self.row.due_on)}. Đây là đề nghị gia hạn lần thứ {would.ordinal}, "
            f"do {would.level.label} quyết định."
        )
        self.fields["reason"].help_text = (
            f"Đề nghị đúng quy định khi gửi trước thời hạn ít nhất {ASK_WORKING_DAYS} ngày làm việc "
            f"(chậm nhất {date_vi(would.last_day)})."
        )
        self.late_warning = "" if would.in_time else _LATE
