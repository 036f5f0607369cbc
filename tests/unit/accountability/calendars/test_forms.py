"""What is typed for a change of the calendar, before anything is asked of the database."""

from datetime import date

import pytest

from accountability.calendars.forms import ConfirmYearForm, DaysForm, WithdrawForm
from accountability.calendars.rules import OFF, WORK, DayChange

STORM = {
    "kind": "off", "on": "2022-11-10", "to_on": "", "title": "Nghỉ tránh bão", "make_up_on": "",
    "document": "Công điện số 09/CĐ-UBND",
}  # fmt: skip


def test_a_swap_is_one_change_of_two_days() -> None:
    form = DaysForm(STORM | {"make_up_on": "19/11/2022"})
    assert form.is_valid()
    assert form.change().days == (
        DayChange(date(2022, 11, 10), OFF, "Nghỉ tránh bão"),
        DayChange(date(2022, 11, 19), WORK, "Làm bù: Nghỉ tránh bão"),
    )
    assert form.change().document == "Công điện số 09/CĐ-UBND"


def test_a_stretch_leaves_the_weekend_out() -> None:
    form = DaysForm(STORM | {"to_on": "2022-11-14"})
    assert form.is_valid()
    assert [day.on.day for day in form.change().days] == [10, 11, 14]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"document": "  "}, "không có văn bản thì không sửa lịch"),
        ({"document": "x" * 201}, "200 ký tự"),
        ({"title": " "}, "Vui lòng nhập lý do"),
        ({"title": "Họp. Độ mật: TUYỆT MẬT"}, "không nhận và không lưu"),
        ({"on": "2022-02-30"}, "Ngày không hợp lệ"),
        ({"on": ""}, "Vui lòng nhập ngày"),
        ({"kind": "nửa ngày"}, "nửa ngày"),
        ({"to_on": "2022-11-01"}, "Ngày cuối phải từ ngày đầu"),
        ({"to_on": "2023-11-01"}, "nhiều nhất 40 ngày"),
        ({"kind": "work", "make_up_on": "2022-11-19"}, "chỉ đi cùng ngày nghỉ"),
    ],
)
def test_what_makes_no_sense_is_refused(broken: dict[str, str], reason: str) -> None:
    form = DaysForm(STORM | broken)
    assert not form.is_valid()
    assert reason in str(form.errors)


def test_words_with_a_secrecy_mark_are_not_shown_again() -> None:
    form = DaysForm(STORM | {"title": "Họp. Độ mật: TUYỆT MẬT"})
    assert not form.is_valid()
    assert "TUYỆT" not in str(form["title"])
    assert "Nghỉ tránh bão" not in str(form["title"])


def test_withdrawing_and_confirming_need_a_document_too() -> None:
    for form in (WithdrawForm({"document": ""}, on=date(2022, 9, 1)), ConfirmYearForm({}, estimate={})):
        assert "không có văn bản" in str(form.errors)
