"""What the lead and the coordinating agencies type."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Q

from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import holders
from accountability.assignments.actions import asking
from accountability.assignments.actions.working import Reading
from accountability.assignments.forms.base import ActForm, ManyFilesField, day, line, words
from accountability.assignments.forms.leader import leaders_of
from accountability.assignments.models import Milestone, Target
from accountability.assignments.rules import ASK_WORKING_DAYS
from accountability.core.text import date_vi, number_vi, parse_number_vi


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


class ProgressForm(ActForm):
    """Cập nhật kết quả: words first, so that a report takes one field on a phone."""

    text = words("Kết quả thực hiện")
    milestones = forms.ModelMultipleChoiceField(
        label="Mốc đã hoàn thành",
        queryset=Milestone.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    data_on = day("Số liệu tính đến ngày", required=False)
    source = line("Nguồn số liệu", required=False, length=200)
    resources = line("Nguồn lực (kinh phí, nhân lực)", required=False)
    files = ManyFilesField(label="Tệp minh chứng", required=False)  # type: ignore[assignment]

    def prepare(self) -> None:
        """Milestones not done yet, and one figure per target."""
        open_ones = Milestone.objects.filter(assignment=self.row, done_on=None)
        if open_ones.exists():
            self.fields["milestones"].queryset = open_ones  # type: ignore[attr-defined]
        else:
            del self.fields["milestones"]
        self.targets = list(self.row.targets.all())
        for target in self.targets:
            self.fields[self._name(target)] = line(
                f"{target.name} ({target.unit})", required=False, length=30,
                help_text=f"Mức giao: {number_vi(target.value)} {target.unit}. Viết như 5,62.",
            )  # fmt: skip
            self.fields[self._nothing(target)] = forms.BooleanField(
                label=f"Không phát sinh hồ sơ: {target.name}", required=False
            )
        self.initial.setdefault("data_on", self.today)
        if not self.targets:
            del self.fields["data_on"], self.fields["source"]
        figures = [name for target in self.targets for name in (self._name(target), self._nothing(target))]
        self.order_fields(["text", "milestones", *figures, "data_on", "source", "resources", "files"])

    @staticmethod
    def _name(target: Target) -> str:
        return f"target_{target.pk}"

    @staticmethod
    def _nothing(target: Target) -> str:
        return f"nothing_{target.pk}"

    def clean(self) -> dict[str, Any]:
        """Figures are read as the Vietnamese write them, and have the date of their data."""
        cleaned = super().clean()
        data_on = cleaned.get("data_on")
        self.readings: list[Reading] = []
        for target in self.targets:
            value = self._figure(target, cleaned.get(self._name(target)) or "")
            nothing = bool(cleaned.get(self._nothing(target)))
            if nothing and value is not None:
                self.add_error(self._name(target), "Đã chọn không phát sinh hồ sơ thì không nhập số liệu.")
                continue
            told = nothing or value is not None
            if told and data_on:
                self.readings.append(Reading(target, value, data_on, cleaned.get("source") or ""))
            elif told and "data_on" not in self.errors:
                self.add_error("data_on", "Vui lòng nhập ngày của số liệu.")
        if data_on and self.readings and data_on > self.today:
            self.add_error("data_on", "Ngày số liệu không được sau hôm nay.")
        return cleaned

    def _figure(self, target: Target, text: str) -> Decimal | None:
        if not text.strip():
            return None
        try:
            value = parse_number_vi(text)
        except ValueError as error:
            self.add_error(self._name(target), str(error))
            return None
        exponent = value.as_tuple().exponent
        if abs(value) >= Decimal(10) ** 16 or (isinstance(exponent, int) and exponent < -2):
            self.add_error(self._name(target), "Số quá lớn hoặc có quá hai chữ số thập phân.")
            return None
        return value


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
