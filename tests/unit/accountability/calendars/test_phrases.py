"""The words of documents, read as a term or asked about."""

from datetime import date, time

import pytest

from accountability.calendars.rules import Convention, NoDate, read_term
from accountability.core.text import fold

RECEIVED = date(2022, 11, 7)

PRINTED = (
    ("31/12/2022", "2022-12-31"),
    ("2022-12-31", "2022-12-31"),
    ("20.7.2023", "2023-07-20"),
    ("1-7-2023", "2023-07-01"),
    ("trước ngày 31/12/2022", "2022-12-31"),
    ("Hoàn thành trước ngày 10/12/2022./.", "2022-12-10"),
    ("trước 15/12", "2022-12-15"),
    ("đến hết ngày 31/12/2022", "2022-12-31"),
    ("chậm nhất ngày 25 (hai mươi lăm) tháng 11 (mười một)", "2022-11-25"),
    ("trước ngày 31 tháng 12 năm 2022", "2022-12-31"),
    ("hôm nay", "2022-11-07"),
    ("trong tháng 11", "2022-11-30"),
    ("Trong tháng 02/2024", "2024-02-29"),
    ("tháng 4-2023", "2023-04-30"),
    ("4-2023", "2023-04-30"),
    ("tháng 12 năm 2022", "2022-12-31"),
    ("cuối tháng 6/2023", "2023-06-30"),
    ("trong tháng này", "2022-11-30"),
    ("trước tháng 7/2023", "2023-06-30"),
    ("trong quý I/2024", "2024-03-31"),
    ("Quý IV/2022", "2022-12-31"),
    ("quý 4 năm 2022", "2022-12-31"),
    ("qúy 4", "2022-12-31"),
    ("6 tháng đầu năm 2023", "2023-06-30"),
    ("trong năm 2022", "2022-12-31"),
    ("cuối năm nay", "2022-12-31"),
    ("trước Tết 2023", "2023-01-21"),
    ("trước Tết Nguyên đán Quý Mão 2023", "2023-01-21"),
    ("trước Tết Nguyên đán năm 2024", "2024-02-09"),
    ("trước Tết", "2023-01-21"),
    ("trước Tết Dương lịch 2023", "2022-12-31"),
    ("mùng 5 Tết 2023", "2023-01-26"),
)


@pytest.mark.parametrize(("words", "expected"), PRINTED)
def test_a_printed_date_month_quarter_or_year_is_its_last_day(words: str, expected: str) -> None:
    term = read_term(words, RECEIVED)
    assert (term.convention, term.on) == (Convention.PRINTED, date.fromisoformat(expected))


@pytest.mark.parametrize(("words", "expected"), PRINTED)
def test_the_same_is_read_without_diacritics(words: str, expected: str) -> None:
    assert read_term(fold(words), RECEIVED).on == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("words", "on", "hour"),
    [
        ("trước 16 giờ ngày 15/11/2022", "2022-11-15", time(16)),
        ("trước 16h30 ngày 15/11", "2022-11-15", time(16, 30)),
        ("trước 9 giờ 05 phút, ngày 15/11/2022", "2022-11-15", time(9, 5)),
        ("16:30 ngày 15/11/2022", "2022-11-15", time(16, 30)),
        ("trước 16 giờ hôm nay", "2022-11-07", time(16)),
        ("trước 11g ngày mai", "2022-11-08", time(11)),
        ("trước 24 giờ ngày 15/11/2022", "2022-11-15", None),
    ],
)
def test_an_hour_stands_beside_its_day(words: str, on: str, hour: time | None) -> None:
    term = read_term(words, RECEIVED)
    assert (term.on, term.hour) == (date.fromisoformat(on), hour)


@pytest.mark.parametrize(
    ("words", "convention", "count", "in_months"),
    [
        ("5 ngày làm việc", Convention.WORKING_DAYS, 5, False),
        ("05 (năm) ngày làm việc kể từ ngày nhận được văn bản", Convention.WORKING_DAYS, 5, False),
        ("trong thời hạn năm ngày làm việc", Convention.WORKING_DAYS, 5, False),
        ("trong vòng 15 ngày", Convention.CALENDAR_DAYS, 15, False),
        ("2 tuần", Convention.CALENDAR_DAYS, 14, False),
        ("trong 01 tháng", Convention.CALENDAR_DAYS, 1, True),
    ],
)
def test_a_number_of_days_is_counted(words: str, convention: Convention, count: int, in_months: bool) -> None:
    term = read_term(words, RECEIVED)
    assert (term.convention, term.count, term.in_months) == (convention, count, in_months)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("trước ngày 31/12/2022", "2022-12-30"),
        ("trước mùng 5 Tết 2023", "2023-01-25"),
        ("đến ngày 31/12/2022", "2022-12-31"),
        ("31/12/2022", "2022-12-31"),
        ("trước 16 giờ ngày 31/12/2022", "2022-12-31"),
    ],
)
def test_an_office_may_read_before_as_excluding_the_day(words: str, expected: str) -> None:
    assert read_term(words, RECEIVED, before_is_inclusive=False).on == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("trong dịp Tết Nguyên đán 2023", "trước Tết (đến hết 21/01/2023)"),
        ("trong dip tet 2023", "trước Tết (đến hết 21/01/2023)"),
        ("sau Tết", "ngày cụ thể nào?"),
        ("dịp lễ 30/4", "ngày nào?"),
        ("ngay", "ngày nào?"),
        ("khẩn trương thực hiện", "ngày nào?"),
        ("trong thời gian tới", "ngày nào?"),
        ("đầu tháng 6/2023", "ngày nào?"),
        ("trước 15/8", "năm nào?"),
        ("quý 3", "năm nào?"),
        ("trong 24 giờ", "mấy giờ"),
        ("15 ngày/lần", "kỳ đầu từ ngày nào?"),
        ("hằng tháng", "kỳ đầu từ ngày nào?"),
    ],
)
def test_words_without_a_date_are_asked_about(words: str, question: str) -> None:
    with pytest.raises(NoDate) as asked:
        read_term(words, RECEIVED)
    assert question in str(asked.value)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("trước ngày 30/2/2023", "Không có ngày 30/02/2023"),
        ("trước ngày 31/4/2023", "Không có ngày"),
        ("trong tháng 13/2022", "Không có tháng 13"),
        ("tháng 0", "Không có tháng 0"),
        ("quý V/2024", "Không có quý V"),
        ("quý 5", "Không có quý 5"),
        ("trước 25 giờ ngày 15/11/2022", "Không có giờ"),
        ("mùng 30 Tết 2023", "Không có mùng 30"),
        ("0 ngày", "từ 1 trở lên"),
        ("-5 ngày làm việc", "từ 1 trở lên"),
        ("99999999999999999 ngày", "quá lớn"),
        ("999 tháng", "Số tháng"),
        ("trong năm 9999", "ngoài phạm vi"),
        ("trước ngày 31/12/1900", "ngoài phạm vi"),
        ("trước Tết 1900", "ngoài phạm vi"),
        ("31/12/22", "Không hiểu"),
        ("sớm hay muộn 5/", "ngày nào"),
        ("bao giờ xong thì thôi", "Không hiểu"),
        ("   ", "Vui lòng nhập"),
        ("x" * 301, "Vui lòng nhập"),
    ],
)
def test_nonsense_is_refused_with_its_reason(words: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_term(words, RECEIVED)
