"""The rows of the form of a duty: coordinating agencies and targets, and the agencies that may be chosen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from accountability.agencies.models import Agency
from accountability.agencies.reading import the_office
from accountability.assignments.models import Target
from accountability.core.text import parse_number_vi
from accountability.directives.form_fields import REQUIRED, AgencyChoice, selectable_agencies


def words_field(label: str, most: int, *, help_text: str = "", required: bool = False) -> forms.CharField:
    """A short text of at most `most` characters."""
    return forms.CharField(
        label=label, max_length=most, required=required, help_text=help_text,
        error_messages={**REQUIRED, "max_length": f"Dài quá {most} ký tự."},
    )  # fmt: skip


class Choices:
    """The agencies offered on that day, read once for the form and its rows."""

    def __init__(self, today: date) -> None:
        self.all = selectable_agencies(today)
        self.leads = [row for row in self.all if row.answers_to_province and row.kind != Agency.Kind.PROVINCE]
        office = the_office()
        kinds = {row.kind for row in self.leads}
        local = Agency.Kind.DISTRICT if Agency.Kind.DISTRICT in kinds else Agency.Kind.COMMUNE
        word = "huyện, thành phố, thị xã" if local == Agency.Kind.DISTRICT else "xã, phường"
        local_rows = [row for row in self.leads if row.kind == local]
        departments = [row for row in self.leads if row.kind == Agency.Kind.DEPARTMENT and row != office]
        self.groups = {"local": local_rows, "departments": departments}
        self.group_labels = [
            ("local", f"{len(local_rows)} {word}"),
            ("departments", f"Các sở, ban, ngành cấp tỉnh ({len(departments)} cơ quan, không gồm Văn phòng)"),
        ]


class CoordinationRow(forms.Form):
    """A coordinating agency with its own duty."""

    agency = AgencyChoice(
        label="Cơ quan phối hợp",
        error_messages={**REQUIRED, "required": "Vui lòng chọn cơ quan của phần việc này."},
    )
    duty = words_field("Phần việc", 300)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].offer([row for row in choices.all if row.kind != Agency.Kind.PROVINCE])


class _CoordinationRows(BaseFormSet):
    def clean(self) -> None:
        """An agency coordinates once."""
        seen = set()
        for form in self.forms:
            agency = getattr(form, "cleaned_data", {}).get("agency")
            if agency is None:
                continue
            if agency in seen:
                form.add_error("agency", f"{agency.short_name} đã có ở dòng trên.")
            seen.add(agency)


class TargetRow(forms.Form):
    """A figure to reach."""

    name = words_field("Chỉ tiêu", 300, required=True)
    direction = forms.ChoiceField(
        label="Hướng",
        choices=Target.Direction.choices,
        initial=Target.Direction.AT_LEAST,
        error_messages=REQUIRED,
    )
    value = forms.CharField(label="Mức giao", max_length=30, error_messages=REQUIRED)
    unit = forms.CharField(label="Đơn vị tính", max_length=30, initial="%", error_messages=REQUIRED)

    def clean_value(self) -> Decimal:
        """A number in Vietnamese writing, at most two decimals."""
        try:
            value = parse_number_vi(self.cleaned_data["value"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        if value != round(value, 2) or abs(value) >= Decimal(10) ** 15:
            raise forms.ValidationError("Nhiều nhất hai chữ số thập phân và 15 chữ số phần nguyên.")
        return value


_LIMITS: dict[str, Any] = {"max_num": 60, "absolute_max": 80, "validate_max": True}
CoordinationRows = formset_factory(CoordinationRow, formset=_CoordinationRows, extra=4, **_LIMITS)
TargetRows = formset_factory(TargetRow, extra=3, **_LIMITS)
