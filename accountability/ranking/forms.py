"""What is typed of rankings: the period, the window, an objection and its answer, the Chairman's word, a new formula."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from accountability.agencies.models import AgencyList
from accountability.core.saying import say
from accountability.directives.form_fields import REQUIRED, day_field
from accountability.indicators.forms import NumberField
from accountability.ranking.actions import FormulaSpec, Ruling
from accountability.ranking.models import FormulaVersion
from accountability.ranking.models.objection import RULINGS
from accountability.ranking.rules import Band, Kind, Period, ended_periods

# So many bands at most; empty lines of the form are none.
BANDS = 6
_OFFERED = {Kind.MONTH: 12, Kind.QUARTER: 4, Kind.HALF: 2, Kind.YEAR: 2}


def _text(label: str, *, required: bool = True, rows: int = 4, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=4000, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={**REQUIRED, "max_length": say("Dài quá {length} ký tự.", length=4000)},
    )  # fmt: skip


class PeriodForm(forms.Form):
    """Lập bảng xếp hạng: of which period that has ended."""

    period = forms.ChoiceField(
        label=say("Kỳ xếp hạng"),
        error_messages={**REQUIRED, "invalid_choice": say("Kỳ không hợp lệ; vui lòng chọn lại.")},
        help_text=say("Chỉ những kỳ đã kết thúc. Kết quả được ghi nhận thêm vài ngày sau kỳ theo công thức."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._periods = {
            f"{kind.value}:{period.from_on.isoformat()}": period
            for kind, number in _OFFERED.items()
            for period in ended_periods(kind, today, number)
        }
        choices = [(key, period.title) for key, period in self._periods.items()]
        self.fields["period"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Period:
        """The period, of a valid form."""
        return self._periods[self.cleaned_data["period"]]


class WindowForm(forms.Form):
    """Mở thời gian kiến nghị."""

    until = day_field(say("Nhận kiến nghị đến hết ngày"))


class ObjectionForm(forms.Form):
    """Kiến nghị: on which task, and what is wrong with it."""

    assignment = forms.ChoiceField(
        label=say("Về nhiệm vụ"), required=False,
        error_messages={"invalid_choice": say("Nhiệm vụ này không nằm trong kết quả của đơn vị.")},
    )  # fmt: skip
    text = _text(
        say("Nội dung kiến nghị"),
        help_text=say("Nêu kết quả tính chưa đúng ở đâu, số và ngày văn bản làm căn cứ."),
    )

    def __init__(self, *args: Any, tasks: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whole = ("", say("Kết quả chung của đơn vị"))
        self.fields["assignment"].choices = [whole, *((str(pk), title) for pk, title in tasks)]  # type: ignore[attr-defined]

    @property
    def assignment_pk(self) -> int | None:
        """The task, of a valid form; None: the row as a whole."""
        chosen = self.cleaned_data["assignment"]
        return int(chosen) if chosen else None


class AnswerForm(forms.Form):
    """Trả lời kiến nghị."""

    accepts = forms.ChoiceField(
        label=say("Trả lời"), widget=forms.RadioSelect, error_messages=REQUIRED,
        choices=[("yes", say("Chấp nhận, tính lại")), ("no", say("Giữ nguyên kết quả"))],
    )  # fmt: skip
    text = _text(say("Lý do"), help_text=say("Đơn vị đọc nội dung này."))
    outcome = forms.ChoiceField(
        label=say("Khi chấp nhận, tính nhiệm vụ là"), required=False, error_messages=REQUIRED,
        choices=[("", say("Theo dữ liệu đã sửa trên hệ thống")), *((one.value, one.label) for one in RULINGS)],
    )  # fmt: skip
    clears_returned = forms.BooleanField(
        label=say("Không tính lần bị yêu cầu bổ sung, thực hiện lại"), required=False
    )
    clears_unexplained = forms.BooleanField(label=say("Không tính lỗi không giải trình"), required=False)

    def __init__(self, *args: Any, of_task: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not of_task:
            for name in ("outcome", "clears_returned", "clears_unexplained"):
                del self.fields[name]

    @property
    def ruling(self) -> Ruling:
        """What was ruled, of a valid form."""
        typed = self.cleaned_data
        return Ruling(
            typed.get("outcome", ""),
            typed.get("clears_returned", False),
            typed.get("clears_unexplained", False),
        )


class SubmitForm(forms.Form):
    """Trình Chủ tịch."""

    note = _text(
        say("Ý kiến của Văn phòng"), required=False, help_text=say("Chủ tịch đọc cùng bảng xếp hạng.")
    )


class ReturnForm(forms.Form):
    """Trả lại Văn phòng."""

    reason = _text(say("Lý do trả lại"), rows=3)


class FormulaForm(forms.Form):
    """Công bố công thức mới: weights, bands, the text that everybody reads."""

    applies_from_on = day_field(
        say("Áp dụng từ kỳ bắt đầu ngày"), help_text=say("Ngày 01 của một tháng chưa bắt đầu; kỳ đã bắt đầu giữ công thức cũ.")
    )  # fmt: skip
    note = forms.CharField(label=say("Lý do ban hành"), max_length=300, required=False)
    late_share = NumberField(label=say("Hệ số của nhiệm vụ hoàn thành quá hạn (0 đến 1)"), error_messages=REQUIRED)  # fmt: skip
    returned_points = NumberField(label=say("Điểm trừ khi bị yêu cầu thực hiện lại"), error_messages=REQUIRED)  # fmt: skip
    unexplained_points = NumberField(label=say("Điểm trừ khi không giải trình"), error_messages=REQUIRED)  # fmt: skip
    simple_weight = NumberField(
        label=say("Trọng số của báo cáo đơn giản (trên 0 đến 1)"), error_messages=REQUIRED,
        help_text=say("Báo cáo định kỳ và nhiệm vụ có sản phẩm là báo cáo; nhiệm vụ khác có trọng số 1."),
    )  # fmt: skip
    min_tasks = forms.IntegerField(label=say("Số nhiệm vụ tối thiểu để xếp hạng"), min_value=1, max_value=1000, error_messages=REQUIRED)  # fmt: skip
    settle_days = forms.IntegerField(label=say("Ghi nhận kết quả thêm số ngày sau kỳ"), min_value=0, max_value=60, error_messages=REQUIRED)  # fmt: skip
    window_days = forms.IntegerField(label=say("Số ngày làm việc nhận kiến nghị"), min_value=1, max_value=60, error_messages=REQUIRED)  # fmt: skip
    mountain_list = forms.ModelChoiceField(
        label=say("Danh sách xã miền núi"), queryset=AgencyList.objects.none(), required=False,
        empty_label=say("Không phân riêng"), error_messages=REQUIRED,
        help_text=say("Một danh sách cơ quan đã lập; có thể ghi cấp huyện, khi đó mọi xã của huyện là xã miền núi."),
    )  # fmt: skip
    text = _text(
        say("Nội dung công bố"), rows=16, help_text=say("Mọi đơn vị đọc được; viết khớp với các số ở trên.")
    )

    def __init__(self, *args: Any, current: FormulaVersion | None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(current)
        super().__init__(*args, **kwargs)
        self.fields["text"].max_length = 20_000  # type: ignore[attr-defined]
        lists = AgencyList.objects.filter(to_on__isnull=True)
        self.fields["mountain_list"].queryset = lists  # type: ignore[attr-defined]
        for place in range(BANDS):
            self.fields[f"band_from_{place}"] = NumberField(label=say("Từ (%)"), required=False)
            self.fields[f"band_words_{place}"] = forms.CharField(
                label=say("Đề xuất xem xét (để trống: không đề xuất)"), required=False, max_length=200
            )

    def band_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The lines of bands, for the page."""
        return [(self[f"band_from_{place}"], self[f"band_words_{place}"]) for place in range(BANDS)]

    def plain_fields(self) -> list[forms.BoundField]:
        """All others."""
        return [self[name] for name in self.fields if not name.startswith("band_")]

    def clean(self) -> dict[str, Any]:
        """A proposal without its share is asked about."""
        typed: dict[str, Any] = super().clean() or {}
        for place in range(BANDS):
            if typed.get(f"band_words_{place}") and typed.get(f"band_from_{place}") is None:
                self.add_error(f"band_from_{place}", say("Vui lòng nhập tỷ lệ của mức này."))
        return typed

    def spec(self) -> FormulaSpec:
        """What was typed, of a valid form."""
        typed = self.cleaned_data
        bands = tuple(
            Band(typed[f"band_from_{place}"], typed[f"band_words_{place}"].strip())
            for place in range(BANDS)
            if typed.get(f"band_from_{place}") is not None
        )
        names = [name for name in self.fields if not name.startswith("band_")]
        return FormulaSpec(**{name: typed[name] for name in names}, bands=bands)


def _initial(current: FormulaVersion | None) -> dict[str, Any]:
    """The version in force, to be changed."""
    if current is None:
        return {}
    names = ("min_tasks", "settle_days", "window_days", "mountain_list", "text")
    found: dict[str, Any] = {name: getattr(current, name) for name in names}
    for name in ("late_share", "returned_points", "unexplained_points", "simple_weight"):
        found[name] = _typed(getattr(current, name))
    for place, band in enumerate(current.bands_in_order[:BANDS]):
        found |= {f"band_from_{place}": _typed(band.from_percent), f"band_words_{place}": band.proposal}
    return found


def _typed(value: Decimal) -> str:
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
