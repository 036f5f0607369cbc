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
from accountability.core.saying import say
from accountability.core.text import date_vi


class ReasonForm(ActForm):
    """Trả lại: why."""

    reason = words(
        say("Lý do trả lại"),
        help_text=say("Nêu căn cứ chức năng, nhiệm vụ; đề xuất cơ quan đúng thẩm quyền nếu có."),
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
        label=say("Người thực hiện"),
        queryset=User.objects.none(),
        error_messages={"required": say("Vui lòng chọn người thực hiện.")},
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

    text = words(say("Khó khăn, vướng mắc"))
    proposal = words(say("Đề xuất, kiến nghị"))
    addressed_to = forms.ModelChoiceField(
        label=say("Gửi đến"),
        queryset=Position.objects.none(),
        help_text=say("Người này sẽ trả lời. Nêu vướng mắc không làm thay đổi thời hạn."),
        error_messages={"required": say("Vui lòng chọn người nhận.")},
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

    report = words(say("Kết quả phần việc phối hợp"))
    files = ManyFilesField(label=say("Tệp kèm theo"), required=False)  # type: ignore[assignment]


class SubmitForm(ActForm):
    """Trình sản phẩm."""

    document = line(
        say("Tờ trình (số, ký hiệu, ngày)"),
        length=200,
        help_text=say("Ví dụ: Tờ trình số 215/TTr-SLĐTBXH ngày 12/12/2022."),
    )
    text = words(say("Nội dung trình"))
    files = ManyFilesField(label=say("Tờ trình, dự thảo kèm theo"), required=False)  # type: ignore[assignment]


class ClaimForm(ActForm):
    """Báo cáo hoàn thành: the result document and what was reached."""

    number = line(say("Số văn bản kết quả"), length=11)
    symbol = line(say("Ký hiệu"), length=30, help_text=say("Ví dụ: BC-SLĐTBXH."))
    result_on = day(say("Ngày văn bản kết quả"))
    summary = words(say("Tóm tắt kết quả"))
    files = ManyFilesField(label=say("Tệp minh chứng"), required=False)  # type: ignore[assignment]


_LATE = say(
    "Đề nghị này gửi muộn so với quy định: vẫn gửi được, nhưng không tạm dừng đôn đốc, và phần "
    "quá hạn so với thời hạn hiện nay vẫn được ghi nhận kể cả khi được đồng ý."
)


class ExtensionForm(ActForm):
    """Đề nghị gia hạn."""

    late_warning = ""
    new_due_on = day(say("Đề nghị gia hạn đến ngày"))
    reason = words(say("Lý do"))

    def prepare(self) -> None:
        """What the deadline is now, who decides, and whether the request comes late."""
        if self.row.due_on is None:
            return
        would = asking(self.row, today=self.today)
        self.fields["new_due_on"].help_text = say(
            "Thời hạn hiện nay: {due_on}. Đây là đề nghị gia hạn lần thứ {ordinal}, do {level} quyết định.",
            due_on=date_vi(self.row.due_on),
            ordinal=would.ordinal,
            level=would.level.label,
        )
        self.fields["reason"].help_text = say(
            "Đề nghị đúng quy định khi gửi trước thời hạn ít nhất {ASK_WORKING_DAYS} ngày làm việc (chậm "
            "nhất {last_day}).",
            ASK_WORKING_DAYS=ASK_WORKING_DAYS,
            last_day=date_vi(would.last_day),
        )
        self.late_warning = "" if would.in_time else _LATE
