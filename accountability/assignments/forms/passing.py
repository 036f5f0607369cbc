"""What is typed of a part that the lead passes on inside its authority, and of its result."""

from __future__ import annotations

from typing import Any

from django import forms

from accountability.agencies.models import Agency
from accountability.assignments.actions import InternalPartSpec
from accountability.assignments.forms.base import ActForm, day, line, words
from accountability.core.saying import say
from accountability.core.spelling import one_line
from accountability.core.text import date_vi, secrecy_mark


class PassOnForm(ActForm):
    """Giao lại: to an agency below the lead, or to a section or branch by its name."""

    agency = forms.ModelChoiceField(
        label=say("Đơn vị cấp dưới"), queryset=Agency.objects.none(), required=False, empty_label=say("— không chọn —"),
        error_messages={"invalid_choice": say("Đơn vị này không trực thuộc cơ quan chủ trì.")},
    )  # fmt: skip
    unit = line(say("Hoặc phòng, chi cục, đơn vị"), required=False, length=200)
    duty = line(say("Phần việc"), length=500)
    due_on = day(say("Thời hạn phần việc"), required=False)

    def prepare(self) -> None:
        """The agencies of today below the lead; the deadline that the part may have at most."""
        below = Agency.objects.on(self.today).filter(parent=self.row.lead_agency).order_by("rank", "pk")
        if below.exists():
            field: Any = self.fields["agency"]
            field.queryset = below
        else:
            del self.fields["agency"]
            self.fields["unit"].label = say("Phòng, chi cục, đơn vị")
        if self.row.due_on is not None:
            self.fields["due_on"].help_text = say(
                "Không sau thời hạn của nhiệm vụ ({due_on}); để trống là theo thời hạn đó.",
                due_on=date_vi(self.row.due_on),
            )

    def clean(self) -> dict[str, Any]:
        """One unit, not two and not none."""
        given = super().clean()
        agency, unit = given.get("agency"), one_line(given.get("unit") or "")
        if agency is not None and unit:
            self.add_error("unit", say("Đã chọn đơn vị cấp dưới; vui lòng xóa ô này, hoặc bỏ chọn ở trên."))
        elif agency is None and not unit and "agency" not in self.errors:
            self.add_error("unit", say("Vui lòng chọn đơn vị cấp dưới hoặc ghi tên phòng, chi cục."))
        return given

    def spec(self) -> InternalPartSpec:
        """What was typed."""
        given = self.cleaned_data
        return InternalPartSpec(
            duty=one_line(given["duty"]), agency=given.get("agency"), unit=one_line(given["unit"] or ""),
            due_on=given["due_on"],
        )  # fmt: skip


class PartReportForm(forms.Form):
    """What the agency below did of its part."""

    report = words(say("Kết quả phần việc"))

    def clean_report(self) -> str:
        """Words that carry a secrecy mark are refused."""
        text: str = self.cleaned_data["report"]
        if mark := secrecy_mark(text):
            raise forms.ValidationError(
                say("Nội dung có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu.", mark=mark)
            )
        return text
