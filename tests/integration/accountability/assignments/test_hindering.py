"""Obstacles within a superior's powers: the Office's mark, what it holds, and the days that are not the lead's."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse

from accountability.assignments.actions import (
    LeaderWord,
    Refused,
    answer_obstacle,
    confirm_owed,
    mark_within_powers,
    raise_obstacle,
)
from accountability.assignments.models import Assignment, Obstacle
from accountability.assignments.projection import rebuild
from accountability.assignments.reading import bucketed, held, hold_floor, timings, with_facts
from accountability.audit.models import AuditEvent
from accountability.calendars.reading import calendar_around
from accountability.core.zone import LOCAL
from accountability.notices.models import Outbox
from tests.cast import actor
from workflows import acts

pytestmark = pytest.mark.django_db


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=LOCAL)


@pytest.fixture
def hinder(working, cast, province):
    """Raise an obstacle to the Vice-chair on a day; the deadline is 20/12/2022, a Tuesday."""

    def raising(on: date) -> Obstacle:
        return raise_obstacle(
            working.pk, text="Thiếu dữ liệu", proposal="Cho dùng chung", addressed_to=province.position("phochutich"),
            by=actor(cast["labour_head"]), at=at(on),
        )  # fmt: skip

    return raising


@pytest.fixture
def mark(cast):
    return lambda one, on: mark_within_powers(one.pk, by=actor(cast["specialist"]), at=at(on))


@pytest.fixture
def answer(cast, province):
    def answering(one: Obstacle, on: date) -> Obstacle:
        word = LeaderWord(province.position("phochutich"), decided_on=on, text="Đồng ý")
        return answer_obstacle(one.pk, word=word, by=actor(cast["vice_chair"]), at=at(on))

    return answering


@pytest.mark.parametrize(("on", "holds"), [(date(2022, 12, 15), True), (date(2022, 12, 16), False)])
def test_only_an_obstacle_raised_three_working_days_before_holds(hinder, mark, on, holds):
    assert mark(hinder(on), on).holds is holds


def test_it_holds_twice_per_assignment_and_is_marked_once(hinder, mark):
    day = date(2022, 12, 1)
    first, second, third = (mark(hinder(day), day) for _ in range(3))
    assert [first.holds, second.holds, third.holds] == [True, True, False]
    with pytest.raises(Refused, match="Đã xác định"):
        mark(first, day)


@pytest.mark.parametrize(("today", "holds"), [(date(2022, 12, 27), True), (date(2022, 12, 28), False)])
def test_the_hold_lasts_five_working_days_after_the_deadline_and_ends_with_the_answer(
    hinder, mark, answer, working, today, holds
):
    one = mark(hinder(date(2022, 12, 1)), date(2022, 12, 2))
    floor = hold_floor(today, calendar_around(today))
    assert Assignment.objects.filter(held(floor), pk=working.pk).exists() is holds
    answer(one, date(2022, 12, 21))
    assert not Assignment.objects.filter(held(floor), pk=working.pk).exists()


def test_the_deadline_stays_and_days_confirmed_are_no_lateness(hinder, mark, answer, working, cast):
    one = mark(hinder(date(2022, 12, 15)), date(2022, 12, 15))
    with pytest.raises(Refused, match="đã được trả lời"):
        confirm_owed(one.pk, days=1, by=actor(cast["office_deputy"]), at=at(date(2022, 12, 16)))
    answer(one, date(2022, 12, 22))
    with pytest.raises(Refused, match="từ 1 đến 7"):
        confirm_owed(one.pk, days=8, by=actor(cast["office_deputy"]), at=at(date(2022, 12, 22)))
    now = at(date(2022, 12, 26))
    row = with_facts(Assignment.objects.all()).get(pk=working.pk)
    assert timings([row], now)[row.pk].days_overdue == 6
    confirm_owed(one.pk, days=5, by=actor(cast["office_deputy"]), at=at(date(2022, 12, 22)))
    row = with_facts(Assignment.objects.all()).get(pk=working.pk)
    assert (row.due_on, row.owed_days) == (date(2022, 12, 20), 5)
    assert timings([row], now)[row.pk].days_overdue == 1
    assert rebuild(row) == {}
    assert bucketed(Assignment.objects.filter(pk=row.pk), at(date(2022, 12, 25))).get().bucket == "due_soon"
    assert AuditEvent.objects.filter(action="assignment.confirm_owed", assignment_pk=row.pk).count() == 1
    assert Outbox.objects.about(row.subject).filter(subject_line__contains="trách nhiệm cấp trên").exists()


def test_a_new_deadline_leaves_the_days_of_the_old_one_behind(hinder, mark, answer, working, cast, province):
    one = answer(mark(hinder(date(2022, 12, 1)), date(2022, 12, 1)), date(2022, 12, 8))
    confirm_owed(one.pk, days=7, by=actor(cast["office_deputy"]), at=at(date(2022, 12, 8)))
    asked = acts.request_extension(
        working.pk, reason="Chờ", new_due_on=date(2023, 1, 10), by=actor(cast["labour_head"]), at=at(date(2022, 12, 9))
    )  # fmt: skip
    word = LeaderWord(province.position("chutich"), decided_on=date(2022, 12, 9))
    acts.decide_extension(
        asked.pk, granted=True, word=word, by=actor(cast["chair"]), at=at(date(2022, 12, 9))
    )
    working.refresh_from_db()
    assert working.owed_days == 0


def test_how_long_it_lies_with_the_leader_is_for_him_and_the_office_only(hinder, mark, working, as_, go_on):
    mark(hinder(date(2022, 12, 1)), date(2022, 12, 1))
    go_on(date(2022, 12, 7))
    page = reverse("assignment-detail", args=[working.pk])
    said = {
        name: "đã trình 4 ngày làm việc" in as_(name).get(page).content.decode()
        for name in ("vice_chair", "specialist", "chair", "labour_head", "standing_head")
    }
    assert said == {
        "vice_chair": True, "specialist": True, "chair": False, "labour_head": False, "standing_head": False,
    }  # fmt: skip


def test_on_the_screen_the_office_marks_and_the_deputy_chief_confirms(hinder, answer, working, as_, go_on):
    one = hinder(date(2022, 12, 1))
    go_on(date(2022, 12, 2))
    powers, owed = (reverse(name, args=[one.pk]) for name in ("obstacle-powers", "obstacle-owed"))
    assert as_("labour_head").post(powers).status_code == 403
    office = as_("specialist")
    assert (
        "tạm dừng báo cáo cấp trên tối đa 5 ngày làm việc"
        in office.post(powers, follow=True).content.decode()
    )
    answer(one, date(2022, 12, 6))
    go_on(date(2022, 12, 6))
    assert as_("section_head").post(owed, {"days": 5}).status_code == 403
    deputy = as_("office_deputy")
    assert deputy.get(owed).context["form"].initial["days"] == 5
    assert "Số ngày phải từ 1 đến 5" in deputy.post(owed, {"days": 6}).content.decode()
    assert deputy.post(owed, {"days": 5}).status_code == 302
    assert (
        "5 ngày, không tính là quá hạn"
        in deputy.get(reverse("assignment-detail", args=[working.pk])).content.decode()
    )


def test_the_wait_of_a_claim_that_came_back_is_credited_once(working, cast):
    head, office = actor(cast["labour_head"]), actor(cast["specialist"])
    for claimed, returned in (
        (date(2022, 12, 19), date(2022, 12, 23)),
        (date(2022, 12, 24), date(2022, 12, 30)),
    ):
        acts.claim_completion(working.pk, number="1", symbol="BC", result_on=claimed, summary="Xong", by=head, at=at(claimed))  # fmt: skip
        acts.return_completion(working.pk, reason="Thiếu", by=office, at=at(returned))
    working.refresh_from_db()
    assert working.owed_days == 4
    assert rebuild(working) == {}
