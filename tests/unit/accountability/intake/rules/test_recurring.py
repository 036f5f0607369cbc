"""What a person answers about a recurring row: another rhythm, its first and last period, an ongoing duty instead."""

from __future__ import annotations

from datetime import date

import pytest

from accountability.intake.rules.verdicts import Judged

from .annexes import ISSUED_ON, judged

TITLES = ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]


def row(words: str, content: str = "Báo cáo kết quả", **answers: str) -> Judged:
    """A duty with these words for its deadline."""
    return judged(TITLES, [1, content, "Sở Tư pháp", words], corrections={2: answers} if answers else {})[0]


def test_a_rhythm_recurs_without_a_question() -> None:
    found = row("Hằng tháng")
    assert (found.status, found.deadline.rhythm, found.deadline.since) == ("create", "month", ISSUED_ON)


def test_one_answer_makes_it_an_ongoing_duty() -> None:
    deadline = row("Hằng tháng", rhythm="ongoing").deadline
    assert (deadline.rhythm, deadline.since, deadline.duration, deadline.review_days) == (
        "",
        None,
        "ongoing",
        30,
    )


def test_one_answer_makes_an_ongoing_duty_recur() -> None:
    deadline = row("Thường xuyên", rhythm="quarter").deadline
    assert (deadline.rhythm, deadline.since, deadline.period) == ("quarter", ISSUED_ON, "Thường xuyên")


@pytest.mark.parametrize("day", ["01/12/2022", "2022-12-01", "1/12/2022"])
def test_its_first_and_last_period_are_chosen(day: str) -> None:
    deadline = row("Hằng tháng", since=day, until="31/12/2023").deadline
    assert (deadline.since, deadline.until) == (date(2022, 12, 1), date(2023, 12, 31))


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"since": "tháng sau"}, "“tháng sau” không phải một ngày"),
        ({"until": "31/02/2023"}, "“31/02/2023” không phải một ngày"),
        ({"since": "31/10/2022"}, "không được trước tháng ban hành"),
        ({"since": "01/01/2023", "until": "31/12/2022"}, "không được trước ngày bắt đầu"),
    ],
)
def test_days_that_cannot_be_are_asked_about(answers: dict[str, str], words: str) -> None:
    found = row("Hằng tháng", **answers)
    assert found.status == "refused"
    assert words in found.problems[0].message
    assert found.problems[0].cell == "D2"


def test_the_month_of_the_document_is_not_too_early() -> None:
    assert row("Hằng tháng", since="01/11/2022").deadline.since == date(2022, 11, 1)


def test_a_deadline_on_a_day_takes_no_rhythm() -> None:
    deadline = row("31/12/2022", rhythm="month").deadline
    assert (deadline.rhythm, deadline.due_on) == ("", date(2022, 12, 31))


def test_the_content_leaves_room_for_the_name_of_the_period() -> None:
    assert row("Hằng tháng", "x" * 450).status == "create"
    assert "tên kỳ" in row("Hằng tháng", "x" * 451).problems[0].message
    assert row("Thường xuyên", "x" * 451).status == "create"
