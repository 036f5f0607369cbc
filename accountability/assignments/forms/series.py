"""The forms of recurring duties: the occurrences to come, and the end."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from accountability.assignments.actions import SeriesSpec
from accountability.assignments.forms.base import day, line, words
from accountability.assignments.models import Series
from accountability.assignments.models.series import pattern_refusal
from accountability.calendars.rules import read_window
from accountability.core.saying import as_said, say
from accountability.core.spelling import one_line


class SeriesFilter(forms.Form):
    """Which series the page shows."""

    trang_thai = forms.ChoiceField(
        label=say("Trạng thái"),
        required=False,
        choices=[("", say("Đang chạy")), ("xong", say("Đã kết thúc")), ("tat-ca", say("Tất cả"))],
        error_messages={"invalid_choice": say("Không có lựa chọn này.")},
    )


class _OfSeries(forms.Form):
    """`others` is how many further leads have the same duty."""

    whole = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, series: Series, others: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.series = series
        if others:
            self.fields["whole"].label = say("Áp dụng cho cả nhóm {n} cơ quan của việc này", n=others + 1)
        else:
            del self.fields["whole"]

    @property
    def is_whole(self) -> bool:
        """Whether the act is meant for all leads of the duty; asked for after `is_valid`."""
        return bool(self.cleaned_data.get("whole"))


class SeriesForm(_OfSeries):
    """What may change for the occurrences to come."""

    title = line(say("Nội dung nhiệm vụ"), length=450)
    title_pattern = line(
        say("Mẫu tên kỳ"), required=False, length=200,
        help_text=say("Để trống: “{nội dung} (kỳ {kỳ})”. Dùng được {nội dung}, {kỳ}, {từ}, {đến}, {tháng}, {quý}, "
"{năm}."),
    )  # fmt: skip
    product = line(say("Sản phẩm"), required=False)
    window_words = line(
        say("Hạn trong kỳ"), required=False, length=100,
        help_text=say("“từ ngày 1 đến ngày 5 hằng tháng”, “ngày 06 của tháng cuối quý”, “trước ngày 10 tháng sau”; "
"để trống: ngày cuối kỳ."),
    )  # fmt: skip
    ends_on = day(
        say("Đến hết ngày"),
        required=False,
        help_text=say("Kỳ bắt đầu sau ngày này không được mở; để trống: chưa định ngày."),
    )
    field_order = ("title", "title_pattern", "product", "window_words", "ends_on", "whole")

    def __init__(self, *args: Any, series: Series, **kwargs: Any) -> None:
        names = ("title", "title_pattern", "product", "window_words", "ends_on")
        first = {name: getattr(series, name) for name in names}
        super().__init__(*args, series=series, initial=first, **kwargs)
        if series.rhythm not in Series.MONTHS:
            del self.fields["window_words"]

    def clean_title_pattern(self) -> str:
        """A pattern whose names are known."""
        pattern = one_line(self.cleaned_data["title_pattern"])
        if wrong := pattern_refusal(pattern):
            raise forms.ValidationError(wrong)
        return pattern

    def clean_window_words(self) -> str:
        """Words that are read in the rhythm of the series."""
        given = one_line(self.cleaned_data["window_words"])
        try:
            read_window(given, period_months=Series.MONTHS[Series.Rhythm(self.series.rhythm)])
        except ValueError as error:
            raise forms.ValidationError(as_said(error)) from error
        return given

    def spec(self) -> SeriesSpec:
        """What was written down; asked for after `is_valid`."""
        given = self.cleaned_data
        return SeriesSpec(
            title=one_line(given["title"]), title_pattern=given["title_pattern"], product=one_line(given["product"]),
            window_words=given.get("window_words", ""), ends_on=given["ends_on"],
        )  # fmt: skip


class SeriesEndForm(_OfSeries):
    """Kết thúc chuỗi: from when on no period is opened, and why."""

    last_on = day(
        say("Không mở kỳ nào bắt đầu sau ngày"), help_text=say("Các kỳ đã mở vẫn tiếp tục theo dõi.")
    )
    reason = words(say("Lý do kết thúc"), rows=3)
    field_order = ("last_on", "reason", "whole")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"last_on": today}, **kwargs)
