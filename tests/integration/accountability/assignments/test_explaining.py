"""How a deadline came about, on the page of the assignment and in the mail that gives it."""

from __future__ import annotations

import html
from datetime import date
from email import message_from_bytes, policy

import pytest

from accountability.assignments.actions.deadlines import set_deadline
from accountability.assignments.explaining import explanation_of
from accountability.assignments.models import DeadlineVersion
from accountability.calendars.models import CalendarDay
from accountability.notices.models import Outbox

from .conftest import NOW

pytestmark = pytest.mark.django_db
BY_DAYS = {"duration": "working_days", "due_on": None, "days": 5, "deadline_words": "trong 5 ngày làm việc"}
SENTENCE = "5 ngày làm việc kể từ ngày tiếp theo của ngày 07/11/2022: hạn 14/11/2022."


def _page(row, as_) -> str:
    return html.unescape(as_("labour_head").get(f"/nhiem-vu/{row.pk}/").content.decode())


def test_the_page_tells_the_sentence_the_days_and_what_is_uncertain(give, as_):
    row = give(**(BY_DAYS | {"days": 40}))
    CalendarDay.objects.filter(on__year=2023).delete()
    shown = _page(row, as_)
    assert "40 ngày làm việc kể từ ngày tiếp theo của ngày 07/11/2022" in shown
    assert "ngày làm việc thứ 30" in shown
    assert "Lịch nghỉ năm 2023 chưa có văn bản quyết định" in shown


def test_an_extended_deadline_keeps_the_count_and_says_that_another_date_is_in_force(give, as_):
    row = give(**BY_DAYS)
    set_deadline(row, due_on=date(2022, 11, 18), cause=DeadlineVersion.Cause.EXTENDED, by=None, at=NOW)
    shown = _page(row, as_)
    assert f"{SENTENCE} Thời hạn hiện nay (18/11/2022) là thời hạn sau khi gia hạn" in shown


def test_a_count_that_no_longer_holds_is_not_shown_for_an_extended_deadline(give, as_):
    row = give(**BY_DAYS)
    set_deadline(row, due_on=date(2022, 11, 18), cause=DeadlineVersion.Cause.EXTENDED, by=None, at=NOW)
    CalendarDay.objects.create(on=date(2022, 11, 9), kind="off", title="Bão", document="Công điện số 1")
    assert "ngày làm việc thứ 1" not in _page(row, as_)


def test_a_printed_date_is_not_explained_by_days(give):
    assert explanation_of(give()) is None


def test_the_mail_that_gives_a_task_tells_how_its_days_were_counted(give):
    CalendarDay.objects.create(
        on=date(2022, 11, 9), kind="off", title="Nghỉ tránh bão", document="Công điện số 1"
    )
    give(**BY_DAYS)
    mail = Outbox.objects.get(recipient_user__username="ldtbxh", kind="assigned")
    body = message_from_bytes(bytes(mail.mime), policy=policy.default).get_body(("plain",))
    assert body is not None
    text = " ".join(body.get_content().split())
    assert "5 ngày làm việc kể từ ngày tiếp theo của ngày 07/11/2022: hạn 15/11/2022." in text
    assert "09/11 Nghỉ tránh bão" in text
