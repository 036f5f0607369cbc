"""What is typed of indicators, goals and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from accountability.agencies.models import Agency
from accountability.assignments.models import Series
from accountability.core.saying import as_said, say
from accountability.core.spelling import normal, one_line
from accountability.core.text import number_vi, parse_number_vi
from accountability.directives.form_fields import REQUIRED, by_kind, day_field
from accountability.directives.models import Program
from accountability.indicators.actions import Entry, IndicatorSpec
from accountability.indicators.models import Indicator, Reading
from accountability.indicators.rules import Direction, Kind, Question
from accountability.indicators.rules.typing import read_figure


def _line(label: str, length: int, *, required: bool = False, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=length, help_text=help_text,
        error_messages={**REQUIRED, "max_length": say("Dài quá {length} ký tự.", length=length)},
    )  # fmt: skip


class NumberField(forms.CharField):
    """A number as the Vietnamese write it. Its length is the widget's only: what is cleaned is no text any more."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"maxlength": 30, "inputmode": "decimal"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number; None for nothing."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            found = parse_number_vi(text.removesuffix("%"))
        except ValueError as error:
            raise forms.ValidationError(as_said(error)) from error
        if abs(found) >= Decimal(10) ** 16 or found != found.quantize(Decimal("0.01")):
            raise forms.ValidationError(say("Số quá lớn hoặc có quá hai chữ số thập phân."))
        return found


def _number(label: str, *, required: bool = False) -> NumberField:
    return NumberField(
        label=label, required=required, help_text=say("Viết như 5,62 hoặc 1.497.360."),
        error_messages=REQUIRED,
    )  # fmt: skip


def _agency_field(label: str, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required, error_messages=REQUIRED)


class IndicatorForm(forms.Form):
    """Lập chỉ tiêu."""

    code = forms.RegexField(
        label=say("Mã"), regex=r"^[A-Z0-9][A-Z0-9.\-]{1,39}$", max_length=40,
        help_text=say("Chữ hoa không dấu, số, gạch ngang: DVC-TRUC-TUYEN. Mã không đổi được về sau."),
        error_messages={**REQUIRED, "invalid": say("Mã chỉ gồm chữ hoa không dấu, số, dấu chấm và gạch ngang.")},
    )  # fmt: skip
    name = _line(say("Tên chỉ tiêu"), 300, required=True)
    kind = forms.ChoiceField(label=say("Loại"), choices=Indicator.Sort.choices, error_messages=REQUIRED)
    direction = forms.ChoiceField(
        label=say("Hướng"), choices=Indicator.Better.choices, error_messages=REQUIRED
    )
    unit = _line(say("Đơn vị tính"), 30, help_text=say("% với tỷ lệ; để trống với thứ hạng."))
    numerator = _line(say("Tử số là"), 200)
    denominator = _line(say("Mẫu số là"), 200)
    baseline = _number(say("Số xuất phát"))
    baseline_on = day_field(say("Số xuất phát tính đến ngày"), required=False)
    rhythm = forms.ChoiceField(
        label=say("Nhịp báo cáo"), choices=Series.Rhythm.choices, initial="month", error_messages=REQUIRED
    )
    starts_on = day_field(say("Kỳ đầu từ ngày"))
    owner = _agency_field(say("Cơ quan chủ quản chỉ tiêu"))
    entered_by = forms.ChoiceField(
        label=say("Ai nhập"), choices=Indicator.EnteredBy.choices, error_messages=REQUIRED
    )
    program = forms.ModelChoiceField(
        label=say("Chương trình"), queryset=Program.objects.order_by("code"), required=False,
        empty_label=say("— không thuộc chương trình —"), error_messages=REQUIRED,
    )  # fmt: skip
    group = _line(say("Nhóm"), 150)

    def __init__(
        self, *args: Any, agencies: Sequence[Agency], of: Indicator | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.agencies, self.of = {str(row.pk): row for row in agencies}, of
        if of is not None:  # The code never changes; an owner that is no longer offered may stay.
            del self.fields["code"]
            self.agencies.setdefault(str(of.owner_id), of.owner)
        field: Any = self.fields["owner"]
        field.choices = [("", say("— chọn —")), *by_kind(self.agencies.values())]

    def clean(self) -> dict[str, Any]:
        """A ratio is in percent; a rank has neither unit nor parts."""
        given = super().clean() or self.cleaned_data
        if given.get("kind") == Kind.RATIO:
            given["unit"] = "%"
        elif given.get("numerator") or given.get("denominator"):
            self.add_error("numerator", say("Chỉ tỷ lệ mới có tử số, mẫu số."))
        if given.get("kind") == Kind.RANK:
            given["unit"], given["direction"] = "", Direction.AT_MOST.value
        if (given.get("baseline") is None) != (given.get("baseline_on") is None):
            self.add_error("baseline_on", say("Số xuất phát và ngày của nó phải nhập cùng nhau."))
        return given

    def spec(self) -> IndicatorSpec:
        """What was typed, in one spelling."""
        given = dict(self.cleaned_data)
        for name in ("name", "unit", "numerator", "denominator", "group"):
            given[name] = one_line(normal(given[name]))
        if self.of is not None:
            given["code"] = self.of.code
        return IndicatorSpec(**given | {"owner": self.agencies[given["owner"]]})

    @staticmethod
    def initial_of(row: Indicator) -> dict[str, Any]:
        """What stands in the fields before it is changed."""
        names = [name for name in IndicatorForm.base_fields if name not in ("owner", "baseline", "code")]
        baseline = "" if row.baseline is None else number_vi(row.baseline)
        return {name: getattr(row, name) for name in names} | {
            "owner": str(row.owner_id),
            "baseline": baseline,
        }


class GoalForm(forms.Form):
    """Giao mức for a period, to one agency or to all of a sort."""

    agency_kind = forms.ChoiceField(
        label=say("Giao cho mọi cơ quan loại"), required=False,
        choices=[("", say("— chọn —")), *Agency.Kind.choices], error_messages=REQUIRED,
    )  # fmt: skip
    agency = _agency_field(say("Hoặc một cơ quan"), required=False)
    value = _number(say("Mức giao"), required=True)
    start_on = day_field(say("Từ ngày"))
    end_on = day_field(say("Đến hết ngày"))
    basis = _line(say("Căn cứ"), 300, help_text=say("Số, ký hiệu, ngày văn bản giao."))

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = {str(row.pk): row for row in agencies}
        field: Any = self.fields["agency"]
        field.choices = [("", say("— chọn —")), *by_kind(agencies)]

    def given(self) -> dict[str, Any]:
        """As `set_goal` takes it."""
        given = dict(self.cleaned_data)
        return given | {"agency": self.agencies.get(given["agency"]), "basis": one_line(given["basis"])}


def _reason() -> forms.CharField:
    return _line(say("Lý do"), 300, required=True, help_text=say("Ghi vào lịch sử và nhật ký."))


class GoalChangeForm(forms.Form):
    """Sửa mức giao: what is asked instead, and why."""

    value = _number(say("Mức giao"), required=True)
    start_on = day_field(say("Từ ngày"))
    end_on = day_field(say("Đến hết ngày"))
    basis = _line(say("Căn cứ"), 300, help_text=say("Số, ký hiệu, ngày văn bản giao."))
    reason = _reason()

    def given(self) -> dict[str, Any]:
        """As `change_goal` takes it."""
        given = dict(self.cleaned_data)
        return given | {name: one_line(normal(given[name])) for name in ("basis", "reason")}


class ReasonForm(forms.Form):
    """Thôi giao mức, and why."""

    reason = _reason()


class EndForm(ReasonForm):
    """Kết thúc chỉ tiêu, since when and why."""

    on = day_field(say("Kỳ cuối đến hết ngày"))
    field_order = ("on", "reason")


class SourceForm(forms.Form):
    """Of which day the figures are, and from where."""

    data_on = day_field(say("Số liệu tính đến ngày"))
    source = _line(say("Nguồn số liệu"), 200, required=True)


@dataclass
class GridRow:
    """One agency in the grid: what stands in its cells, and what is wrong or asked."""

    agency: Agency
    last: Reading | None
    cells: dict[str, str]
    problem: str = ""
    asked: Sequence[Question] = ()

    @property
    def key(self) -> int:
        """Of the agency; the names of the cells end in it."""
        return self.agency.pk


CELLS = ("value", "numerator", "denominator", "state", "answer", "seen")


def _shown(number: Decimal | None) -> str:
    return "" if number is None else number_vi(number)


class Grid:
    """The figures of a period for some agencies, as typed; empty rows are left alone."""

    def __init__(
        self, indicator: Indicator, agencies: Sequence[Agency], there: Mapping[int, Reading], data: Mapping[str, Any] | None
    ) -> None:  # fmt: skip
        self.indicator = indicator
        self.rows = [self._row(agency, there.get(agency.pk), data) for agency in agencies]

    @staticmethod
    def _row(agency: Agency, last: Reading | None, data: Mapping[str, Any] | None) -> GridRow:
        if data is not None:
            cells = {name: str(data.get(f"{name}-{agency.pk}", "")) for name in CELLS}
            return GridRow(agency, last, cells | {"state": cells["state"] or "value"})
        cells = dict.fromkeys(CELLS, "") | {"state": "value", "seen": str(last.pk if last else 0)}
        if last is not None:
            cells |= {
                "value": _shown(last.value), "numerator": _shown(last.numerator),
                "denominator": _shown(last.denominator), "state": last.state,
            }  # fmt: skip
        return GridRow(agency, last, cells)

    def entries(self, *, data_on: date, source: str) -> list[Entry]:
        """What was typed; rows that cannot be read get their `problem`. Rows that say what was there are left out."""
        found = []
        for row in self.rows:
            cells = row.cells
            try:
                figure = read_figure(
                    Kind(self.indicator.kind), cells["value"], cells["numerator"], cells["denominator"], cells["state"]
                )  # fmt: skip
            except ValueError as error:
                row.problem = as_said(error)
                continue
            if figure is None:
                if row.last is not None:
                    row.problem = say("Đã có số liệu; muốn bỏ, hãy chọn “Chưa có số liệu”.")
                continue
            if row.last is not None and row.last.figure == figure:
                continue
            seen = int(cells["seen"]) if cells["seen"].isascii() and cells["seen"].isdecimal() else 0
            found.append(Entry(row.agency, figure, data_on, source, cells["answer"], seen))
        return found

    def ask(self, found: Mapping[int, Sequence[Question]]) -> None:
        """Show the questions in their rows."""
        for row in self.rows:
            row.asked = found.get(row.key, ())

    @property
    def problems(self) -> int:
        """How many rows cannot be read."""
        return sum(bool(row.problem) for row in self.rows)


class PasteForm(SourceForm):
    """A table from Excel, pasted or as a file."""

    pasted = forms.CharField(
        label=say("Bảng số liệu"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=say("Chép từ Excel rồi dán vào đây: mỗi dòng một cơ quan."),
    )  # fmt: skip
    file = forms.FileField(
        label=say("Hoặc tệp bảng tính"), required=False,
        error_messages={"empty": say("Tệp rỗng."), "invalid": say("Không đọc được tệp; vui lòng chọn lại.")},
    )  # fmt: skip
