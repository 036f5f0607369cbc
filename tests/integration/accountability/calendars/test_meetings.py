"""Phiên họp UBND tỉnh: the Office writes them down, figures count from the last one before today."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.test import Client

from accountability.accounts.models import User
from accountability.audit.models import AuditEvent
from accountability.calendars.meetings import hold_meeting, since_last_meeting, withdraw_meeting
from accountability.calendars.models import Meeting
from accountability.core.zone import LOCAL
from tests.cast import actor

AT = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)
PAGE = "/phien-hop/"


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="accountability.accounts.backends.AccountBackend")
    return client


def test_without_any_meeting_the_last_fifteen_days_count(db: None) -> None:
    assert since_last_meeting(date(2022, 11, 16)) == (date(2022, 11, 1), False)


def test_the_last_meeting_before_today_counts(cast: dict[str, User]) -> None:
    for on in (date(2022, 10, 3), date(2022, 11, 3), date(2022, 11, 8), date(2022, 12, 1)):
        hold_meeting(on=on, by=actor(cast["clerk"]), at=AT)

    assert since_last_meeting(date(2022, 11, 8)) == (date(2022, 11, 3), True)
    assert since_last_meeting(date(2022, 11, 9)) == (date(2022, 11, 8), True)


def test_a_meeting_is_written_down_once_and_taken_off_with_a_trace(cast: dict[str, User]) -> None:
    clerk = actor(cast["clerk"])
    made = hold_meeting(on=date(2022, 11, 3), note="Thường kỳ", by=clerk, at=AT)
    with pytest.raises(ValueError, match="đã có"):
        hold_meeting(on=date(2022, 11, 3), by=clerk, at=AT)
    with pytest.raises(ValueError, match="một năm"):
        hold_meeting(on=date(2032, 11, 3), by=clerk, at=AT)
    withdraw_meeting(made.pk, by=clerk, at=AT)

    assert not Meeting.objects.exists()
    actions = AuditEvent.objects.filter(target_kind="meeting").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["calendars.meeting_held", "calendars.meeting_withdrawn"]


def test_the_office_writes_on_the_page_and_others_only_read(cast: dict[str, User], demo_time: None) -> None:
    office, head = client_of(cast["clerk"]), client_of(cast["labour_head"])
    answer = office.post(PAGE, {"on": "2022-11-03", "note": "Thường kỳ"}, follow=True)
    assert "Đã ghi phiên họp ngày 03/11/2022." in answer.content.decode()
    made = Meeting.objects.get()

    assert "Thường kỳ" in head.get(PAGE).content.decode()
    assert head.post(PAGE, {"on": "2022-11-04"}).status_code == 403
    assert head.post(f"{PAGE}{made.pk}/bo/").status_code == 403
    assert "đã có" in office.post(PAGE, {"on": "2022-11-03"}).content.decode()
    assert "không hợp lệ" in office.post(PAGE, {"on": "hôm qua"}).content.decode()
    assert office.post(f"{PAGE}{made.pk}/bo/").status_code == 302
    assert office.post(f"{PAGE}{made.pk}/bo/").status_code == 404


def test_a_note_with_a_mark_of_secrecy_is_refused(cast: dict[str, User], demo_time: None) -> None:
    text = (
        client_of(cast["clerk"])
        .post(PAGE, {"on": "2022-11-03", "note": "TUYỆT MẬT hội nghị"})
        .content.decode()
    )
    assert "mức độ mật" in text
    assert "hội nghị" not in text
    assert not Meeting.objects.exists()
