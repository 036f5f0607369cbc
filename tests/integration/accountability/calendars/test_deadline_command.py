"""`manage.py deadline`: a public contract, answered by what the migrations wrote."""

import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

pytestmark = pytest.mark.django_db


def _ask(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("deadline", *arguments, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return answer


def test_working_days_over_the_swap_of_new_year_2026() -> None:
    answer = _ask("--from", "2025-12-31", "--working-days", "5")
    assert (answer["due_on"], answer["convention"]) == ("2026-01-09", "working_days_after_receipt")
    assert [day["on"] for day in answer["days"]] == [f"2026-01-0{day}" for day in range(1, 10)]
    assert [day["counts"] for day in answer["days"]] == [False] * 4 + [True] * 5
    assert answer["days"][1]["why"] == "Nghỉ hoán đổi với thứ Bảy 10/01/2026"


def test_calendar_days_that_end_on_a_day_off_roll_forward() -> None:
    answer = _ask("--from", "2022-08-30", "--calendar-days", "2")
    assert (answer["due_on"], answer["convention"]) == ("2022-09-05", "calendar_days_roll_forward")
    assert answer["days"][-1]["on"] == "2022-09-05"


@pytest.mark.parametrize(
    ("text", "due_on"),
    [
        ("trong quý I/2024", "2024-03-31"),
        ("trước Tết 2023", "2023-01-21"),
        ("trước ngày 31/12/2022", "2022-12-31"),
        ("trong tháng 02/2023", "2023-02-28"),
    ],
)
def test_what_is_printed_does_not_move(text: str, due_on: str) -> None:
    answer = _ask("--from", "2022-11-07", "--text", text)
    assert (answer["due_on"], answer["convention"], answer["days"]) == (due_on, "printed_date", [])


def test_an_hour_is_told_beside_the_date() -> None:
    answer = _ask("--from", "2022-11-04", "--text", "trước 16 giờ ngày 05/11/2022")
    assert (answer["due_on"], answer["due_time"]) == ("2022-11-05", "16:00")


def test_words_with_a_number_of_days_are_counted() -> None:
    answer = _ask("--from", "2025-12-31", "--text", "trong 05 ngày làm việc")
    assert (answer["due_on"], answer["convention"]) == ("2026-01-09", "working_days_after_receipt")


def test_the_office_may_exclude_the_printed_day(settings: Settings) -> None:
    settings.DEADLINE_BEFORE_IS_INCLUSIVE = False
    assert _ask("--from", "2022-11-07", "--text", "trước ngày 31/12/2022")["due_on"] == "2022-12-30"


def test_a_year_without_decided_rows_is_estimated_and_says_so() -> None:
    answer = _ask("--from", "2027-02-03", "--working-days", "3")
    assert answer["estimated_years"] == [2027]
    assert "chưa có văn bản quyết định" in answer["notes"][0]
    assert any("(dự kiến)" in day["why"] for day in answer["days"])
    assert _ask("--from", "2022-02-07", "--working-days", "3")["notes"] == []


def test_a_person_reads_it_day_by_day() -> None:
    out = io.StringIO()
    call_command("deadline", "--from", "31/12/2025", "--working-days", "1", stdout=out)
    assert "  05/01/2026  ✓  ngày làm việc thứ 1" in out.getvalue()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--from", "2022-11-07"], "đúng một trong ba"),
        (["--from", "2022-11-07", "--working-days", "5", "--calendar-days", "5"], "đúng một trong ba"),
        (["--from", "2022-11-07", "--working-days", "5", "--text", "31/12/2022"], "đúng một trong ba"),
        (["--working-days", "5"], "Thiếu --from"),
        (["--from", "", "--working-days", "5"], "Thiếu --from"),
        (["--from", "2022-02-30", "--working-days", "5"], "Ngày không hợp lệ"),
        (["--from", "hôm qua", "--working-days", "5"], "Ngày không hợp lệ"),
        (["--from", "1900-01-01", "--working-days", "5"], "ngoài phạm vi"),
        (["--from", "9999-12-31", "--calendar-days", "5"], "ngoài phạm vi"),
        (["--from", "2100-12-31", "--working-days", "5"], "ngoài phạm vi"),
        (["--from", "2022-11-07", "--working-days", "0"], "từ 1 trở lên"),
        (["--from", "2022-11-07", "--working-days", "-5"], "từ 1 trở lên"),
        (["--from", "2022-11-07", "--calendar-days", "1.5"], "Số ngày không hợp lệ"),
        (["--from", "2022-11-07", "--calendar-days", "999999999"], "quá lớn"),
        (["--from", "2022-11-07", "--working-days", "9" * 40], "Số ngày không hợp lệ"),
        (["--from", "2022-11-07", "--text", ""], "Vui lòng nhập"),
        (["--from", "2022-11-07", "--text", "xyz"], "Không hiểu"),
        (["--from", "2022-11-07", "--text", "trong dịp Tết Nguyên đán 2023"], "Xin hỏi"),
    ],
)
def test_nonsense_ends_with_code_2_and_a_reason(arguments: list[str], reason: str) -> None:
    out = io.StringIO()
    with pytest.raises(CommandError, match=reason) as refused:
        call_command("deadline", *arguments, "--json", stdout=out)
    assert refused.value.returncode == 2
    assert out.getvalue() == ""
