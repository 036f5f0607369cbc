"""The year of the calendar, and changing it: typed, previewed, applied."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accountability.assignments.models import Assignment
from accountability.assignments.rules import Duration
from accountability.audit.models import AuditEvent
from accountability.calendars.models import CalendarDay
from accountability.calendars.views import calendar as views

SignIn = Callable[[str], Client]
CHANGE = "/lich-lam-viec/thay-doi/"
STORM = {
    "kind": "off", "on": "2022-11-10", "to_on": "", "title": "Nghỉ tránh bão", "make_up_on": "",
    "document": "Công điện số 09/CĐ-UBND",
}  # fmt: skip


@pytest.fixture
def counted(assignments: list[Assignment]) -> Assignment:
    """The labour department's task, as if it had been given with five working days."""
    row = assignments[0]
    row.duration, row.duration_days, row.due_on = Duration.WORKING_DAYS, 5, date(2022, 11, 14)
    row.save()
    row.deadlines.update(due_on=row.due_on)
    return row


def _text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def _token(answer: Any) -> str:
    found = re.search(r'name="token" value="(\w+)"', answer.content.decode())
    assert found, _text(answer)
    return found[1]


def test_everybody_reads_the_year_and_only_the_office_finds_the_buttons(sign_in: SignIn, go_to) -> None:
    for name, edits in (("clerk", True), ("labour_head", False)):
        answer = sign_in(name).get("/lich-lam-viec/")
        assert "Lịch làm việc năm 2022" in _text(answer)
        assert (CHANGE in answer.content.decode()) is edits


def test_the_year_shows_days_off_make_up_days_and_documents(sign_in: SignIn, go_to) -> None:
    shown = _text(sign_in("labour_head").get("/lich-lam-viec/?nam=2026"))
    assert "Thứ Bảy, 10/01/2026 Làm bù" in shown
    assert "Công văn số 12729/VPCP-KGVX" in shown
    assert "Tháng 12" in shown


def test_a_year_that_is_none_shows_the_present_one(sign_in: SignIn, go_to) -> None:
    chair = sign_in("chair")
    for year in ("", "abc", "1900", "9999", "²", "2022'"):
        assert "năm 2022" in _text(chair.get("/lich-lam-viec/", {"nam": year}))


def test_an_undecided_year_says_that_it_is_an_estimate(sign_in: SignIn, go_to) -> None:
    shown = _text(sign_in("specialist").get("/lich-lam-viec/?nam=2027"))
    assert "năm 2027 chưa có văn bản quyết định" in shown
    assert "Xác nhận theo văn bản" in shown


def test_a_change_is_previewed_then_applied(sign_in: SignIn, counted: Assignment) -> None:
    office = sign_in("section_head")
    preview = office.post(CHANGE, STORM)
    assert "14/11/2022 → 15/11/2022 1 nhiệm vụ" in _text(preview)
    assert counted.title in _text(preview)
    assert not CalendarDay.objects.filter(on=date(2022, 11, 10)).exists()
    done = office.post(CHANGE, STORM | {"token": _token(preview)}, follow=True)
    assert "1 nhiệm vụ có thời hạn được tính lại" in _text(done)
    counted.refresh_from_db()
    assert counted.due_on == date(2022, 11, 15)
    event = AuditEvent.objects.get(action="calendars.day_decided")
    assert event.position_title


def test_what_changed_since_the_preview_is_shown_again(sign_in: SignIn, counted: Assignment) -> None:
    office = sign_in("section_head")
    token = _token(office.post(CHANGE, STORM))
    Assignment.objects.filter(pk=counted.pk).update(state="withdrawn")
    again = office.post(CHANGE, STORM | {"token": token})
    assert "vui lòng xem lại trước khi áp dụng" in _text(again)
    assert _token(again) != token
    assert not CalendarDay.objects.filter(on=date(2022, 11, 10)).exists()


def test_a_preview_lists_only_what_the_reader_may_see(sign_in: SignIn, counted: Assignment, province) -> None:
    from accountability.agencies.models import Position

    Position.objects.filter(code="chuyenvien").update(fields=["KT"])
    Assignment.objects.filter(pk=counted.pk).update(specialist=None)
    shown = _text(sign_in("specialist").post(CHANGE, STORM))
    assert counted.title not in shown
    assert "1 nhiệm vụ" in shown


def test_one_may_go_back_and_mend_what_was_typed(sign_in: SignIn, go_to) -> None:
    answer = sign_in("clerk").post(CHANGE, STORM | {"token": "x", "sua": "1"})
    assert 'value="Nghỉ tránh bão"' in answer.content.decode()
    assert "Xem trước" in _text(answer)


def test_a_swap_is_one_change_of_two_days(sign_in: SignIn, go_to) -> None:
    office = sign_in("office_deputy")
    typed = STORM | {"on": "2022-11-11", "make_up_on": "2022-11-19"}
    office.post(CHANGE, typed | {"token": _token(office.post(CHANGE, typed))})
    kinds = dict(CalendarDay.objects.filter(on__month=11, on__year=2022).values_list("on", "kind"))
    assert kinds == {date(2022, 11, 11): "off", date(2022, 11, 19): "work"}


def test_a_stretch_leaves_the_weekend_out(sign_in: SignIn, go_to) -> None:
    office = sign_in("clerk")
    typed = STORM | {"on": "2022-11-10", "to_on": "2022-11-14"}
    office.post(CHANGE, typed | {"token": _token(office.post(CHANGE, typed))})
    days = CalendarDay.objects.filter(on__range=(date(2022, 11, 1), date(2022, 11, 30)))
    assert [row.on.day for row in days] == [10, 11, 14]


def test_bad_input_is_told_and_nothing_is_lost(sign_in: SignIn, go_to) -> None:
    before, office = CalendarDay.objects.count(), sign_in("specialist")
    for broken, reason in (
        ({"document": ""}, "không có văn bản thì không sửa lịch"),
        ({"on": "2022-02-30"}, "Ngày không hợp lệ"),
        ({"on": "2022-11-12"}, "vốn là ngày nghỉ hằng tuần"),
        ({"kind": "work"}, "vốn là ngày làm việc"),
        ({"on": "1900-01-01"}, "ngoài phạm vi"),
    ):
        answer = office.post(CHANGE, STORM | broken)
        assert reason in _text(answer)
        assert 'name="token"' not in answer.content.decode()
        assert 'value="Nghỉ tránh bão"' in answer.content.decode()
    assert CalendarDay.objects.count() == before


def test_a_row_is_corrected_from_what_it_says(sign_in: SignIn, go_to) -> None:
    answer = sign_in("clerk").get(CHANGE + "?ngay=2022-09-01")
    assert 'value="2022-09-01"' in answer.content.decode()
    assert "Sửa ngày 01/09/2022" in _text(answer)
    assert sign_in("clerk").get(CHANGE + "?ngay=x").status_code == 200


def test_a_row_is_withdrawn_by_a_document(sign_in: SignIn, counted: Assignment) -> None:
    office = sign_in("section_head")
    row = CalendarDay.objects.create(on=date(2022, 11, 9), kind="off", title="Bão", document="Công điện 1")
    url = f"/lich-lam-viec/ngay/{row.pk}/bo/"
    assert "không có văn bản" in _text(office.post(url, {"document": ""}))
    typed = {"document": "Công điện số 10/CĐ-UBND"}
    office.post(url, typed | {"token": _token(office.post(url, typed))})
    assert not CalendarDay.objects.filter(pk=row.pk).exists()
    assert AuditEvent.objects.get(action="calendars.day_withdrawn").note == "Theo Công điện số 10/CĐ-UBND."
    assert office.get(url).status_code == 404


def test_the_estimate_of_a_year_is_confirmed_at_once(sign_in: SignIn, go_to) -> None:
    office, url = sign_in("clerk"), "/lich-lam-viec/2027/xac-nhan/"
    typed = {"document": "Thông báo số 1/TB-BNV ngày 01/11/2026"}
    office.post(url, typed | {"token": _token(office.post(url, typed))})
    rows = CalendarDay.objects.filter(on__year=2027)
    assert rows.count() == 12
    assert not rows.filter(estimated=True).exists()
    assert office.get(url).status_code == 302
    assert office.get("/lich-lam-viec/1900/xac-nhan/").status_code == 404


def test_a_large_change_says_how_long_it_takes(sign_in: SignIn, counted: Assignment, monkeypatch) -> None:
    monkeypatch.setattr(views, "MANY", 0)
    office = sign_in("section_head")
    preview = office.post(CHANGE, STORM)
    assert "Việc ghi 1 thời hạn có thể mất khoảng 1 giây; vui lòng chờ, không bấm lại" in _text(preview)
    assert "có thời hạn được tính lại" in _text(
        office.post(CHANGE, STORM | {"token": _token(preview)}, follow=True)
    )


def test_one_too_large_for_a_request_is_not_begun(sign_in: SignIn, counted: Assignment, monkeypatch) -> None:
    monkeypatch.setattr(views, "MANY", 0)
    monkeypatch.setattr(views, "MOST_AT_ONCE", 0)
    office = sign_in("section_head")
    preview = office.post(CHANGE, STORM)
    assert "bằng lệnh calendar_change" in _text(preview)
    assert "Áp dụng" not in _text(preview)
    again = office.post(CHANGE, STORM | {"token": _token(preview)})
    assert "bằng lệnh calendar_change" in _text(again)
    counted.refresh_from_db()
    assert counted.due_on == date(2022, 11, 14)
