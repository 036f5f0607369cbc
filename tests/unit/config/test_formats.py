"""Dates and figures as a Vietnamese office writes them."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import formats


def test_a_typed_date_is_day_month_year() -> None:
    assert forms.DateField().clean("05/11/2022") == date(2022, 11, 5)


def test_a_date_from_the_browsers_own_field_is_understood() -> None:
    assert forms.DateField().clean("2022-11-05") == date(2022, 11, 5)


def test_a_date_is_shown_with_slashes() -> None:
    assert formats.date_format(date(2022, 11, 5)) == "05/11/2022"


def test_a_figure_has_a_decimal_comma() -> None:
    assert formats.number_format("5.62") == "5,62"
