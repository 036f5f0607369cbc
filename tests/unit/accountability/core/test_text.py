"""Vietnamese text: one spelling, searching, printing."""

import unicodedata
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.core import text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Thái Hoà", "Thái Hòa"),
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("Nghi Thuỷ", "Nghi Thủy"),
        ("sức khoẻ", "sức khỏe"),
        ("hoá đơn", "hóa đơn"),
        ("THUỶ LỢI", "THỦY LỢI"),
        ("HOÀ BÌNH", "HÒA BÌNH"),
        ("Quỳ Hợp, Quỳnh Lưu, quý I, quá hạn, quẻ", "Quỳ Hợp, Quỳnh Lưu, quý I, quá hạn, quẻ"),
        ("qúy", "quý"),
        ("qùa", "quà"),
        (
            "hoàn thành, hoạt động, thuyết, ngoài, xoáy",
            "hoàn thành, hoạt động, thuyết, ngoài, xoáy",
        ),
        ("Hoà\u00a0Bình2", "Hòa\u00a0Bình2"),
        ("Nghệ\u200b An", "Nghệ An"),
    ],
)
def test_tones_are_placed_as_in_official_texts(written: str, expected: str) -> None:
    assert text.normal(written) == expected
    assert text.normal(unicodedata.normalize("NFD", written)) == expected


@given(st.text(alphabet="oauyeqhHOU àáảãạèéỳýỷóòúùnđ", max_size=12))
def test_normalising_twice_changes_nothing(written: str) -> None:
    assert text.normal(text.normal(written)) == text.normal(written)


def test_folding_drops_case_marks_and_the_stroke_of_d() -> None:
    assert text.fold("  Đôn   Đốc, Uỷ ban ") == "don doc, uy ban"
    assert text.slug("Thị trấn Diễn Châu") == "thitrandienchau"


def test_names_compare_without_regard_to_spelling_habits() -> None:
    assert text.same_name("Thị xã  Thái Hoà", "thị xã Thái Hòa")
    assert not text.same_name("Xã Nậm Cắn", "Xã Nậm Càn")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sở LĐ,TB&XH", "Sở LĐTBXH"),
        ("Sở TN&MT", "Sở TNMT"),
        ("Sở Lao động - Thương binh và Xã hội", "Sở Lao động – Thương binh và Xã hội"),
        ("UBND TP. Vinh", "ubnd tp vinh"),
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
    ],
)
def test_one_agency_has_one_key(a: str, b: str) -> None:
    assert text.agency_key(a) == text.agency_key(b)


def test_agency_keys_keep_diacritics() -> None:
    assert text.agency_key("Xã Nậm Cắn") != text.agency_key("Xã Nậm Càn")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2022, 11, 7), "ngày 07 tháng 11 năm 2022"),
        (date(2022, 1, 28), "ngày 28 tháng 01 năm 2022"),
        (date(2022, 2, 3), "ngày 03 tháng 02 năm 2022"),
        (date(2022, 3, 10), "ngày 10 tháng 3 năm 2022"),
    ],
)
def test_dates_in_words_follow_decree_30(on: date, expected: str) -> None:
    assert text.date_words(on) == expected


def test_short_dates_and_moments() -> None:
    assert text.date_vi(date(2022, 11, 7)) == "07/11/2022"
    at = datetime(2022, 11, 8, 1, 0, tzinfo=UTC)
    assert text.moment_vi(at) == "08:00 ngày 08/11/2022"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="múi giờ"):
        text.moment_vi(datetime(2022, 11, 8))


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (Decimal("5.62"), None, "5,62"),
        (1497360, None, "1.497.360"),
        (Decimal("50.00"), None, "50"),
        (Decimal("98.43"), 1, "98,4"),
        (Decimal("-1234.5"), None, "-1.234,5"),
        (Decimal("1E+3"), None, "1.000"),
        (100, None, "100"),
    ],
)
def test_numbers_are_printed_in_vietnamese(value: Decimal, places: int | None, expected: str) -> None:
    assert text.number_vi(value, places) == expected


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="số"):
        text.number_vi(Decimal("NaN"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_printed_number_reads_back(value: Decimal) -> None:
    assert text.parse_number_vi(text.number_vi(value)) == value


@pytest.mark.parametrize("written", ["", "5.62", "1,2,3", "12.34.567", "abc", "٣"])
def test_an_ambiguous_number_is_asked_about(written: str) -> None:
    with pytest.raises(ValueError, match="dấu phẩy"):
        text.parse_number_vi(written)
