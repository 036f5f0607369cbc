"""What the Office types to change the calendar: days with their reason and the deciding document."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from accountability.calendars.rules import OFF, WORK, CalendarChange, DayChange, weekdays_between
from accountability.core.saying import as_said, say
from accountability.core.text import secrecy_mark

_KINDS = [(OFF, say("Nghỉ")), (WORK, say("Làm việc (làm bù, hoán đổi)"))]


def _day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": say("Ngày không hợp lệ, viết như 20/12/2022."),
            "required": say("Vui lòng nhập ngày."),
        },
    )


def _line(label: str, missing: str, *, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        help_text=help_text,
        error_messages={"required": missing, "max_length": say("Dài quá 200 ký tự.")},
    )


class ChangeForm(forms.Form):
    """A change of the calendar: every one of them rests on a document."""

    document = _line(
        say("Văn bản quyết định"),
        say("Vui lòng nhập văn bản quyết định; không có văn bản thì không sửa lịch."),
        help_text=say("Số, ký hiệu, ngày, ví dụ: Công văn số 2450/VPCP-KGVX ngày 12/4/2024."),
    )

    def changed_days(self) -> tuple[DayChange, ...]:
        """The days of the change, from clean data. Raises ValueError in Vietnamese."""
        raise NotImplementedError

    def change(self) -> CalendarChange:
        """What was typed, as a value. Raises ValueError in Vietnamese."""
        return CalendarChange(self.changed_days(), self.cleaned_data["document"])

    def clean(self) -> dict[str, Any]:
        """No secrecy marks; what can be checked without the calendar is said beside the form."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and (mark := secrecy_mark(value)):
                self.add_error(
                    name, say("Có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu.", mark=mark)
                )
                kept = QueryDict(mutable=True)
                kept.update(self.data)
                kept[name] = ""
                self.data = kept
        if not self.errors:
            try:
                self.change()
            except ValueError as error:
                self.add_error(None, as_said(error))
        return cleaned


class DaysForm(ChangeForm):
    """Days off with the day that makes up for them, or a day that is worked."""

    kind = forms.ChoiceField(
        label=say("Ngày này là"),
        choices=_KINDS,
        widget=forms.RadioSelect,
        initial=OFF,
        error_messages={"required": say("Vui lòng chọn nghỉ hay làm việc.")},
    )
    on = _day(say("Ngày"))
    to_on = _day(
        say("Đến hết ngày"),
        required=False,
        help_text=say("Khi nghỉ nhiều ngày liền; thứ Bảy, Chủ nhật được bỏ qua."),
    )
    title = _line(
        say("Lý do"), say("Vui lòng nhập lý do."), help_text=say("Ví dụ: Tết Nguyên đán; Nghỉ hoán đổi.")
    )
    make_up_on = _day(
        say("Làm bù vào ngày"),
        required=False,
        help_text=say("Khi hoán đổi: cùng một lần, thời hạn chỉ chuyển một lần."),
    )
    field_order = ("kind", "on", "to_on", "title", "make_up_on", "document")

    def changed_days(self) -> tuple[DayChange, ...]:
        """The stretch, and the make-up day."""
        typed = self.cleaned_data
        kind, title = typed["kind"], typed["title"]
        stretch = weekdays_between(typed["on"], typed["to_on"] or typed["on"])
        days = [DayChange(day, kind, title) for day in stretch]
        if make_up_on := typed["make_up_on"]:
            if kind != OFF:
                raise ValueError(say("Ngày làm bù chỉ đi cùng ngày nghỉ."))
            days.append(DayChange(make_up_on, WORK, say("Làm bù: {title}", title=title)[:200]))
        return tuple(days)


class WithdrawForm(ChangeForm):
    """A row goes; the day returns to the rhythm of the week."""

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def changed_days(self) -> tuple[DayChange, ...]:
        """The one day."""
        return (DayChange(self.on),)


class ConfirmYearForm(ChangeForm):
    """The estimate of a year becomes its decision."""

    def __init__(self, *args: Any, estimate: dict[date, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.estimate = estimate

    def changed_days(self) -> tuple[DayChange, ...]:
        """Every day that is still estimated."""
        return tuple(DayChange(on, OFF, title) for on, title in self.estimate.items())


class MeetingForm(forms.Form):
    """A meeting of the People's Committee."""

    on = _day(say("Phiên họp ngày"))
    note = forms.CharField(
        label=say("Ghi chú"),
        required=False,
        max_length=200,
        help_text=say("Ví dụ: phiên họp thường kỳ tháng 11."),
        error_messages={"max_length": say("Dài quá 200 ký tự.")},
    )

    def clean_note(self) -> str:
        """No secrecy marks; what bears one is not shown again."""
        note = str(self.cleaned_data["note"])
        if mark := secrecy_mark(note):
            kept = QueryDict(mutable=True)
            kept.update(self.data)
            kept["note"] = ""
            self.data = kept
            raise forms.ValidationError(
                say("Có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu.", mark=mark)
            )
        return note
