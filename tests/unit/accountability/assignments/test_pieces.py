"""Events and what was written at their moment, in time order."""

from __future__ import annotations

from datetime import datetime

from accountability.assignments.timeline import Entry
from accountability.assignments.views.pieces import Content, in_time_order
from accountability.core.zone import LOCAL


def at(hour: int) -> datetime:
    return datetime(2022, 11, 8, hour, tzinfo=LOCAL)


def test_events_come_oldest_first_with_the_words_of_their_moment() -> None:
    entries = [
        Entry(at(10), "Báo cáo hoàn thành", key="assignment.claim"),
        Entry(at(8), "Giao nhiệm vụ", key="assignment.assign"),
        Entry(at(9), "Cập nhật kết quả", key="assignment.progress"),
    ]
    contents = [
        Content(
            at(9),
            ("assignment.progress",),
            "Cập nhật kết quả",
            [("Kết quả", "Đã rà soát"), ("Nguồn lực", "")],
        )
    ]
    pieces = in_time_order(entries, contents)
    assert [piece.what for piece in pieces] == ["Giao nhiệm vụ", "Cập nhật kết quả", "Báo cáo hoàn thành"]
    assert pieces[1].body == [("Kết quả", "Đã rà soát")]
    assert pieces[0].body == []


def test_two_reports_of_one_instant_keep_their_own_words() -> None:
    entries = [
        Entry(at(9), "Cập nhật kết quả", key="assignment.progress", order=(1, number)) for number in (1, 2)
    ]
    contents = [Content(at(9), ("assignment.progress",), "", [("Kết quả", text)]) for text in ("Một", "Hai")]
    assert [piece.body for piece in in_time_order(entries, contents)] == [
        [("Kết quả", "Một")],
        [("Kết quả", "Hai")],
    ]


def test_words_without_an_event_are_not_lost_and_words_of_no_moment_are_none() -> None:
    entries = [Entry(at(9), "Giao nhiệm vụ", key="assignment.assign")]
    contents = [
        Content(at(8), ("assignment.progress",), "Cập nhật kết quả", [("Kết quả", "Nhập từ sổ cũ")]),
        Content(None, ("assignment.explain",), "Giải trình", [("Kết quả", "chưa")]),
    ]
    pieces = in_time_order(entries, contents)
    assert [(piece.what, piece.body) for piece in pieces] == [
        ("Cập nhật kết quả", [("Kết quả", "Nhập từ sổ cũ")]), ("Giao nhiệm vụ", []),
    ]  # fmt: skip


def test_a_note_is_not_said_twice() -> None:
    entries = [Entry(at(9), "Nêu khó khăn, vướng mắc", key="assignment.obstacle", note="Thiếu máy")]
    contents = [Content(at(9), ("assignment.obstacle",), "", [("Khó khăn, vướng mắc", "Thiếu máy")])]
    assert in_time_order(entries, contents)[0].note == ""
