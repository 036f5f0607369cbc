"""Dates, numbers and delays as our screens write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Engine

from accountability.desk.templatetags import dondoc


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2022, 11, 7), "07/11/2022"),
        (datetime(2022, 11, 7, 18, 30, tzinfo=UTC), "08/11/2022"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_date_is_written_day_first_in_hanoi_time(value: object, written: str) -> None:
    assert dondoc.vn_date(value) == written


def test_an_instant_is_written_with_its_hour_first() -> None:
    assert dondoc.vn_datetime(datetime(2022, 11, 16, 1, 15, tzinfo=UTC)) == "08:15 ngày 16/11/2022"
    assert dondoc.vn_datetime(date(2022, 11, 16)) == "16/11/2022"


def test_a_long_date_names_the_weekday() -> None:
    assert dondoc.vn_long_date(date(2022, 11, 16)) == "Thứ Tư, 16/11/2022"
    assert dondoc.vn_long_date(date(2022, 11, 20)) == "Chủ nhật, 20/11/2022"


def test_short_and_iso_dates() -> None:
    assert dondoc.vn_short_date(date(2022, 11, 7)) == "07/11"
    assert dondoc.iso_date(date(2022, 11, 7)) == "2022-11-07"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234567, None, "1.234.567"),
        (Decimal("5.62"), None, "5,62"),
        (98.435, 2, "98,44"),
        (0, None, "0"),
        (-2.5, 0, "-3"),
        (None, None, ""),
        ("chưa có", None, ""),
        (float("nan"), None, ""),
        (True, None, ""),
    ],
)
def test_a_number_takes_a_point_for_thousands_and_a_comma_for_decimals(
    value: object, decimals: int | None, written: str
) -> None:
    assert dondoc.vn_number(value, decimals) == written


def test_a_percentage_keeps_its_sign_on_the_same_line() -> None:
    assert dondoc.percent(Decimal("5.62")) == "5,62\u00a0%"
    assert dondoc.percent(None) == ""


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (22, "Quá hạn 22 ngày"),
        (0, "Đến hạn hôm nay"),
        (-3, "Còn 3 ngày"),
        (1200, "Quá hạn 1.200 ngày"),
        (None, ""),
    ],
)
def test_a_delay_is_written_in_calendar_days(days: int | None, written: str) -> None:
    assert dondoc.late_words(days) == written


def test_the_round_mark_takes_two_letters_of_the_position() -> None:
    assert dondoc.initials("Chủ tịch UBND tỉnh") == "CT"
    assert dondoc.initials("đầu mối") == "ĐM"
    assert dondoc.initials(None) == ""


@pytest.mark.parametrize(
    ("value", "total", "width"), [(1, 3, "33.3"), (5, 4, "100.0"), (0, 4, "0"), (1, 0, "0")]
)
def test_a_share_stays_between_0_and_100(value: int, total: int, width: str) -> None:
    assert dondoc.share(value, total) == width


def test_a_captured_part_is_printed_twice_and_stays_escaped_once() -> None:
    engine = Engine(libraries={"dondoc": "accountability.desk.templatetags.dondoc"})
    page = engine.from_string(
        "{% load dondoc %}{% capture as t %} {{ x }} {% endcapture %}[{{ t }}][{{ t }}]"
    )
    assert page.render(Context({"x": "A & B"})) == "[A &amp; B][A &amp; B]"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("50.00"), "50"),
        (Decimal("5.62"), "5,62"),
        (Decimal("1497360"), "1.497.360"),
        (None, ""),
        ("x", ""),
    ],
)
def test_a_figure_is_written_as_it_was_reported(value: object, written: str) -> None:
    assert dondoc.figure(value) == written


def test_an_address_of_mail_breaks_at_its_signs_only() -> None:
    assert dondoc.mail_address("van.thu@nghean.gov.vn") == (
        '<span class="address">van.<wbr>thu@<wbr>nghean.<wbr>gov.<wbr>vn</span>'
    )
    assert "<b>" not in dondoc.mail_address("<b>@x")
