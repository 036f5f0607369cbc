"""Neutral words for the province; no task of an agency is due after what it serves."""

from __future__ import annotations

from datetime import date

import pytest

from accountability.central.rules import Standing, child_refusal, same_body, standing_of, words_of

DUE = date(2022, 12, 20)


@pytest.mark.parametrize(
    ("today", "standing", "label"),
    [
        (date(2022, 12, 5), Standing.RUNNING, "Còn 15 ngày đến hạn Trung ương"),
        (date(2022, 12, 6), Standing.NEAR, "Còn 14 ngày đến hạn Trung ương"),
        (date(2022, 12, 20), Standing.NEAR, "Hạn Trung ương hôm nay"),
        (date(2022, 12, 21), Standing.PAST, "Đã qua hạn Trung ương 1 ngày"),
    ],
)
def test_the_deadline_day_itself_is_in_time(today: date, standing: Standing, label: str) -> None:
    words = words_of(DUE, reported_on=None, today=today, near_days=14)
    assert (words.standing, words.label) == (standing, label)


def test_near_begins_where_the_office_says() -> None:
    today = date(2022, 12, 10)
    assert standing_of(DUE, reported=False, today=today, near_days=10) == Standing.NEAR
    assert standing_of(DUE, reported=False, today=today, near_days=9) == Standing.RUNNING


def test_nobody_is_called_late_above() -> None:
    for today in (date(2022, 11, 1), DUE, date(2023, 6, 1)):
        words = words_of(DUE, reported_on=None, today=today, near_days=14)
        assert words.tone not in {"overdue", "soon", "donelate"}
        assert "quá hạn" not in words.label.lower()


def test_a_report_ends_it_whatever_the_day() -> None:
    assert standing_of(DUE, reported=True, today=date(2023, 6, 1), near_days=14) == Standing.REPORTED
    assert words_of(None, reported_on=DUE, today=DUE, near_days=14).label == "Đã báo cáo ngày 20/12/2022"
    assert standing_of(None, reported=False, today=DUE, near_days=14) == Standing.NO_DEADLINE


@pytest.mark.parametrize(
    ("due_on", "above", "more", "words"),
    [
        (date(2022, 12, 20), DUE, {}, ""),
        (date(2022, 12, 21), DUE, {}, "không được sau hạn Trung ương (20/12/2022)"),
        (None, DUE, {}, "phải có thời hạn"),
        (None, DUE, {"is_counted": True}, ""),
        (None, None, {}, ""),
        (date(2030, 1, 1), None, {}, ""),
        (date(2022, 12, 1), DUE, {"is_recurring": True}, "định kỳ"),
    ],
)
def test_a_child_is_due_no_later_than_what_it_serves(
    due_on: date | None, above: date | None, more: dict[str, bool], words: str
) -> None:
    found = child_refusal(due_on, above=above, **more)
    assert (words in found) if words else found == ""


def test_one_body_is_one_body_in_either_spelling() -> None:
    assert same_body((1, "Thủ tướng Chính phủ"), (1, "Thủ tướng Chính phủ"))
    assert same_body((1, "Uỷ ban Dân tộc"), (1, "Ủy ban Dân tộc"))
    assert not same_body((1, "Thủ tướng Chính phủ"), (1, "Tỉnh ủy"))
    assert not same_body((1, ""), (2, ""))
