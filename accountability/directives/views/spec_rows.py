"""The rows of the form of a duty: coordinating agencies and targets, and the agencies that may be chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.forms.utils import ErrorDict

from accountability.agencies.models import Agency
from accountability.agencies.reading import the_office
from accountability.assignments.models import Target
from accountability.core.saying import as_said, say
from accountability.core.text import parse_number_vi
from accountability.directives.form_fields import REQUIRED, AgencyChoice, day_field, selectable_agencies
from accountability.directives.views.spec_group import Groups

_MOST_DAYS = 3650


def words_field(label: str, most: int, *, help_text: str = "") -> forms.CharField:
    """A short text of at most `most` characters."""
    return forms.CharField(
        label=label, max_length=most, required=False, help_text=help_text,
        error_messages={**REQUIRED, "max_length": say("Dài quá {most} ký tự.", most=most)},
    )  # fmt: skip


def count_field(label: str, *, help_text: str = "") -> forms.IntegerField:
    """A number of days, from 1 to ten years."""
    wrong = say("Vui lòng nhập số ngày từ 1 đến {MOST_DAYS}.", MOST_DAYS=_MOST_DAYS)
    return forms.IntegerField(
        label=label, required=False, min_value=1, max_value=_MOST_DAYS, help_text=help_text,
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )  # fmt: skip


class QuietForm(forms.Form):
    """A form that can come back as it was typed, not judged yet (`quiet`)."""

    def __init__(self, *args: Any, quiet: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.quiet = quiet

    def full_clean(self) -> None:
        """Nothing is judged while the form is still being filled in."""
        if self.quiet:
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()


class Choices:
    """The agencies offered on that day, read once for the form and its rows."""

    def __init__(self, today: date) -> None:
        self.all = selectable_agencies(today)
        self.leads = [row for row in self.all if row.answers_to_province and row.kind != Agency.Kind.PROVINCE]
        self.groups = Groups(today, self.leads, the_office())
        known = {row.pk for row in self.leads}
        # Whom a duty may go to: communes come by groups and tables, where a district stands between.
        self.givable = [*self.leads, *(row for row in self.groups.communes if row.pk not in known)]


class CoordinationRow(QuietForm):
    """A coordinating agency with its own duty and, where it has one, its own deadline."""

    agency = AgencyChoice(label=say("Cơ quan phối hợp"), required=False)
    duty = words_field(say("Phần việc"), 300)
    due_on = day_field(say("Thời hạn riêng"), required=False)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].offer([row for row in choices.all if row.kind != Agency.Kind.PROVINCE])

    def clean(self) -> dict[str, Any]:
        """A duty and a deadline belong to an agency; a row left or made empty says nothing."""
        given = super().clean() or self.cleaned_data
        says = given.get("duty") or given.get("due_on")
        if says and not given.get("agency") and "agency" not in self.errors:
            self.add_error("agency", say("Vui lòng chọn cơ quan của phần việc này."))
        return given

    @property
    def says_something(self) -> bool:
        """Whether the row names an agency."""
        return bool(self.cleaned_data.get("agency"))


class _CoordinationRows(BaseFormSet):
    def clean(self) -> None:
        """An agency coordinates once."""
        seen = set()
        for form in self.forms:
            agency = getattr(form, "cleaned_data", {}).get("agency")
            if agency is None:
                continue
            if agency in seen:
                form.add_error("agency", say("{short_name} đã có ở dòng trên.", short_name=agency.short_name))
            seen.add(agency)


class TargetRow(QuietForm):
    """A figure to reach."""

    name = words_field(say("Chỉ tiêu"), 300)
    direction = forms.ChoiceField(
        label=say("Hướng"),
        required=False,
        choices=Target.Direction.choices,
        initial=Target.Direction.AT_LEAST,
        error_messages=REQUIRED,
    )
    value = forms.CharField(label=say("Mức giao"), max_length=30, required=False)
    unit = forms.CharField(label=say("Đơn vị tính"), max_length=30, initial="%", required=False)

    def __init__(self, *args: Any, by_table: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_table = by_table  # A table says each lead's figure; a common one is not needed.

    def clean_direction(self) -> str:
        """Upwards unless said otherwise."""
        return self.cleaned_data["direction"] or Target.Direction.AT_LEAST

    def clean_value(self) -> Decimal | None:
        """A number in Vietnamese writing, at most two decimals."""
        if not self.cleaned_data["value"]:
            return None
        try:
            value = parse_number_vi(self.cleaned_data["value"])
        except ValueError as error:
            raise forms.ValidationError(as_said(error)) from error
        if value != round(value, 2) or abs(value) >= Decimal(10) ** 15:
            raise forms.ValidationError(say("Nhiều nhất hai chữ số thập phân và 15 chữ số phần nguyên."))
        return value

    def clean(self) -> dict[str, Any]:
        """Name, figure and unit come together; a row left or made empty says nothing."""
        given = super().clean() or self.cleaned_data
        if given.get("name") or given.get("value") is not None:
            for name in ("name", "unit") if self.by_table else ("name", "value", "unit"):
                if given.get(name) in (None, "") and name not in self.errors:
                    self.add_error(name, REQUIRED["required"])
        return given

    @property
    def says_something(self) -> bool:
        """Whether the row names a figure."""
        return bool(self.cleaned_data.get("name"))


_LIMITS: dict[str, Any] = {"max_num": 60, "absolute_max": 80, "validate_max": True}
CoordinationRows = formset_factory(CoordinationRow, formset=_CoordinationRows, extra=4, **_LIMITS)
TargetRows = formset_factory(TargetRow, extra=2, **_LIMITS)
