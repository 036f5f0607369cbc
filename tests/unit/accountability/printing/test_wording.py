"""How figures and dates are written."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from accountability.printing.rules import Letter
from accountability.printing.rules.wording import (
    clipped,
    clock_and_date,
    decimal_text,
    joined,
    long_date,
    padded,
    percent_text,
    sentence,
    short_date,
)
from accountability.reports.rules import IndicatorRow


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2022, 1, 6), "06/01/2022", "ngày 06 tháng 01 năm 2022"),
        (date(2022, 7, 21), "21/7/2022", "ngày 21 tháng 7 năm 2022"),
        (date(2022, 11, 7), "07/11/2022", "ngày 07 tháng 11 năm 2022"),
        (None, "", "ngày … tháng … năm …"),
    ],
)
def test_dates_take_a_leading_0_for_days_under_10_and_months_1_and_2(
    day: date | None, short: str, long: str
) -> None:
    assert short_date(day) == short
    assert long_date(day) == long


def test_numbers_have_a_comma_for_decimals_and_dots_for_thousands() -> None:
    assert decimal_text(Decimal("5.62")) == "5,62"
    assert decimal_text(Decimal("1497360")) == "1.497.360"
    assert decimal_text(Decimal("100.0")) == "100"
    assert percent_text(Decimal("66.7")) == "66,7%"
    assert percent_text(None) == "–"


def test_counts_under_ten_take_a_leading_0() -> None:
    assert [padded(count) for count in (0, 4, 12)] == ["0", "04", "12"]


def test_a_moment_is_told_by_hour_and_date() -> None:
    assert clock_and_date(datetime(2022, 11, 16, 8, 0)) == "08 giờ 00 ngày 16/11/2022"


def test_a_long_text_is_cut_at_a_word_and_a_short_one_is_not() -> None:
    assert clipped("Làm sạch\n dữ liệu", 40) == "Làm sạch dữ liệu"
    assert clipped("Làm sạch dữ liệu tiêm chủng", 18) == "Làm sạch dữ liệu…"
    assert clipped("A" * 50, 10) == "A" * 9 + "…"


def test_a_sentence_gets_one_full_stop() -> None:
    assert [sentence(text) for text in ("Đã xong", "Đã xong.", "Dở dang…", "")] == [
        "Đã xong.",
        "Đã xong.",
        "Dở dang…",
        "",
    ]


def test_many_names_are_counted_after_the_first() -> None:
    assert joined(["A", "B"], 3) == "A; B"
    assert joined(["A", "B", "C", "D", "E"], 3) == "A; B; C và 02 đơn vị khác"


@pytest.mark.parametrize(
    ("indicator", "target", "actual", "verdict"),
    [
        (IndicatorRow("a", target=Decimal(50)), "≥ 50%", "chưa có số liệu", "–"),
        (IndicatorRow("a", actual=Decimal("98.43")), "–", "98,43%", "–"),
        (IndicatorRow("a", target=Decimal(20), actual=Decimal("5.62")), "≥ 20%", "5,62%", "Chưa đạt"),
        (IndicatorRow("a", target=Decimal(20), actual=Decimal(20)), "≥ 20%", "20%", "Đạt"),
        (
            IndicatorRow("a", target=Decimal(3), actual=Decimal("2.5"), lower_is_better=True),
            "≤ 3%",
            "2,5%",
            "Đạt",
        ),
        (
            IndicatorRow("a", unit="thẻ", target=Decimal(3000), actual=Decimal(2999)),
            "≥ 3.000 thẻ",
            "2.999 thẻ",
            "Chưa đạt",
        ),
    ],
)
def test_an_indicator_tells_its_target_its_figure_and_whether_it_is_met(
    indicator: IndicatorRow, target: str, actual: str, verdict: str
) -> None:
    assert (indicator.target_text, indicator.actual_text, indicator.verdict) == (target, actual, verdict)


def test_recipients_end_with_semicolons_and_the_file_copy_with_a_full_stop() -> None:
    letter = Letter("UBND TỈNH", "CÔNG AN TỈNH", "Công an tỉnh", "BC-CAT", ("Như trên", "Lưu: VT, PC06"))
    assert letter.recipient_lines == ("- Như trên;", "- Lưu: VT, PC06.")
