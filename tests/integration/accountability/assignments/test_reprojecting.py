"""A change of the working calendar moves the deadlines that were counted in days, and nothing else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from accountability.assignments.actions import reprojecting
from accountability.assignments.actions.deadlines import set_deadline
from accountability.assignments.actions.reprojecting import (
    PreviewOutdated,
    change_calendar,
    preview_change,
)
from accountability.assignments.explaining import explanation_of
from accountability.assignments.models import Assignment, DeadlineVersion
from accountability.assignments.projection import rebuild
from accountability.assignments.rules import ASIDE_STATES
from accountability.audit.models import AuditEvent
from accountability.calendars.models import CalendarDay
from accountability.calendars.reading import load_calendar, revision
from accountability.calendars.rules import OFF, WORK, CalendarChange, DayChange
from accountability.notices.models import Notification, Outbox

from .conftest import NOW

pytestmark = pytest.mark.django_db
Give = Callable[..., Assignment]

# Given on Monday 07/11/2022: five working days end on Monday 14/11.
BY_DAYS = {"duration": "working_days", "due_on": None, "days": 5, "deadline_words": "trong 5 ngày làm việc"}
STORM = CalendarChange((DayChange(date(2022, 11, 10), OFF, "Nghỉ tránh bão"),), "Công điện số 09/CĐ-UBND")


def swapped(day: date, for_saturday: date) -> CalendarChange:
    """A day off that is made up for on a Saturday."""
    days = (DayChange(day, OFF, "Nghỉ hoán đổi"), DayChange(for_saturday, WORK, "Làm bù"))
    return CalendarChange(days, "Thông báo số 12/TB-UBND")


def apply(change: CalendarChange) -> reprojecting.Reprojection:
    """As the screen does: previewed, then applied with the preview's token."""
    return change_calendar(change, token=preview_change(change).token, by=None, at=NOW)


def test_a_day_off_moves_a_counted_deadline_with_a_version_and_an_audit_note(give: Give) -> None:
    row = give(**BY_DAYS)
    done = apply(STORM)
    assert done.by_dates == ((date(2022, 11, 14), date(2022, 11, 15), 1),)
    row.refresh_from_db()
    assert (row.due_on, row.deadline_number) == (date(2022, 11, 15), 2)
    version = DeadlineVersion.objects.get(assignment=row, number=2)
    assert (version.cause, version.due_on) == ("recalculated", date(2022, 11, 15))
    event = AuditEvent.objects.get(assignment_pk=row.pk, action="assignment.deadline")
    assert event.note == "Lịch làm việc thay đổi theo Công điện số 09/CĐ-UBND."
    assert event.before == {"due_on": "2022-11-14", "number": 1}
    assert rebuild(row) == {}
    explained = explanation_of(row)
    assert explained is not None
    assert explained.due_on == row.due_on


def test_a_preview_says_the_same_and_writes_nothing(give: Give) -> None:
    row = give(**BY_DAYS)
    events, days = AuditEvent.objects.count(), CalendarDay.objects.count()
    preview = preview_change(STORM)
    assert [one.pk for one in preview.moved] == [row.pk]
    assert (AuditEvent.objects.count(), CalendarDay.objects.count()) == (events, days)
    row.refresh_from_db()
    assert row.due_on == date(2022, 11, 14)
    assert apply(STORM).moved == preview.moved


@pytest.mark.parametrize(
    "facts",
    [
        {"duration": "fixed", "due_on": date(2022, 11, 14)},
        {"duration": "fixed", "due_on": date(2022, 11, 10), "deadline_words": "trước ngày 10/11/2022"},
        {"duration": "none", "due_on": None, "deadline_words": ""},
        {"duration": "calendar_days", "due_on": None, "days": 30},
    ],
)
def test_printed_dates_and_untouched_counts_never_move(give: Give, facts: dict[str, object]) -> None:
    row = give(**facts)
    before = row.due_on
    assert apply(STORM).moved == ()
    row.refresh_from_db()
    assert (row.due_on, row.deadline_number) == (before, 1)


def test_calendar_days_move_only_when_their_end_is_touched(give: Give) -> None:
    row = give(duration="calendar_days", due_on=None, days=3)
    assert row.due_on == date(2022, 11, 10)
    apply(STORM)
    row.refresh_from_db()
    assert row.due_on == date(2022, 11, 11)


def test_a_deadline_that_a_leader_named_does_not_move(give: Give) -> None:
    row = give(**BY_DAYS)
    set_deadline(row, due_on=date(2022, 11, 18), cause=DeadlineVersion.Cause.EXTENDED, by=None, at=NOW)
    assert apply(STORM).moved == ()
    row.refresh_from_db()
    assert row.due_on == date(2022, 11, 18)


@pytest.mark.parametrize("state", ["done", "handed_over", *ASIDE_STATES])
def test_what_is_no_longer_open_does_not_move(give: Give, state: str) -> None:
    row = give(**BY_DAYS)
    Assignment.objects.filter(pk=row.pk).update(state=state, done_on=date(2022, 11, 8))
    assert apply(STORM).moved == ()


def test_a_swap_moves_each_deadline_once(give: Give) -> None:
    later, same = give(**BY_DAYS), give(**(BY_DAYS | {"days": 6}))
    done = apply(swapped(date(2022, 11, 10), for_saturday=date(2022, 11, 12)))
    later.refresh_from_db()
    same.refresh_from_db()
    assert done.moved == ()
    done = apply(swapped(date(2022, 11, 11), for_saturday=date(2022, 11, 19)))
    assert [one.pk for one in done.moved] == [later.pk, same.pk]
    assert DeadlineVersion.objects.filter(cause="recalculated").count() == 2


def test_withdrawing_the_row_brings_the_deadline_back(give: Give) -> None:
    row = give(**BY_DAYS)
    apply(STORM)
    apply(CalendarChange((DayChange(date(2022, 11, 10)),), "Công điện số 10/CĐ-UBND"))
    row.refresh_from_db()
    assert (row.due_on, row.deadline_number) == (date(2022, 11, 14), 3)
    assert not CalendarDay.objects.filter(on=date(2022, 11, 10)).exists()
    assert AuditEvent.objects.filter(action="calendars.day_withdrawn").count() == 1


def test_a_year_that_loses_its_only_row_is_estimated_again_in_preview_and_in_truth(give: Give) -> None:
    CalendarDay.objects.filter(on__year=2023).delete()
    CalendarDay.objects.create(on=date(2023, 1, 20), kind="off", title="Tết", document="Thông báo 1")
    row = give(**(BY_DAYS | {"days": 55}))
    preview = preview_change(CalendarChange((DayChange(date(2023, 1, 20)),), "Thông báo 2"))
    assert apply(preview.change).moved == preview.moved
    row.refresh_from_db()
    assert load_calendar(2022, 2023).is_working(row.due_on or date.min)


def test_each_person_gets_one_notice_whatever_the_number(give: Give) -> None:
    rows = [give(**BY_DAYS, title=f"Việc thứ {number}") for number in range(3)]
    mails = Outbox.objects.count()
    apply(STORM)
    told = Notification.objects.filter(verb__startswith="Lịch làm việc thay đổi")
    names = list(told.values_list("recipient__username", flat=True))
    assert len(names) == len(set(names))
    assert {"ldtbxh", "ldtbxh-daumoi", "phochanhvanphong"} <= set(names)
    head = told.get(recipient__username="ldtbxh")
    assert "của 3 nhiệm vụ" in head.verb
    assert Outbox.objects.count() == mails
    assert len(rows) == 3


def test_a_notice_about_one_assignment_leads_to_it(give: Give) -> None:
    row = give(**BY_DAYS)
    apply(STORM)
    head = Notification.objects.get(recipient__username="ldtbxh", verb__startswith="Lịch làm việc")
    assert "từ 14/11/2022 sang 15/11/2022" in head.verb
    assert head.url == f"/nhiem-vu/{row.pk}/"


def test_what_changed_since_the_preview_is_shown_again_and_nothing_is_written(give: Give) -> None:
    give(**BY_DAYS)
    token = preview_change(STORM).token
    other = give(**BY_DAYS)
    events = AuditEvent.objects.count()
    with pytest.raises(PreviewOutdated, match="xem lại"):
        change_calendar(STORM, token=token, by=None, at=NOW)
    assert not CalendarDay.objects.filter(on=date(2022, 11, 10)).exists()
    assert AuditEvent.objects.count() == events
    other.refresh_from_db()
    assert other.deadline_number == 1


def test_a_change_of_the_calendar_in_between_is_noticed_too(give: Give) -> None:
    token = preview_change(STORM).token
    before = revision()
    apply(CalendarChange((DayChange(date(2023, 3, 1), OFF, "Nghỉ tránh bão"),), "Công điện số 1"))
    assert revision() == before + 1
    with pytest.raises(PreviewOutdated):
        change_calendar(STORM, token=token, by=None, at=NOW)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (CalendarChange((DayChange(date(2022, 11, 10), OFF, "Bão"),), "  "), "thiếu văn bản quyết định"),
        (CalendarChange((DayChange(date(2022, 11, 10), OFF, " "),), "Công điện"), "thiếu lý do"),
        (CalendarChange((DayChange(date(2022, 11, 12), OFF, "Bão"),), "Công điện"), "nghỉ hằng tuần"),
        (CalendarChange((DayChange(date(2022, 11, 10), WORK, "Bù"),), "Công điện"), "vốn là ngày làm việc"),
        (CalendarChange((DayChange(date(2022, 11, 10)),), "Công điện"), "không có trong bảng"),
        (CalendarChange((DayChange(date(1900, 1, 1), OFF, "Bão"),), "Công điện"), "ngoài phạm vi"),
        (CalendarChange((), "Công điện"), "Chưa có ngày"),
        (
            CalendarChange(
                (DayChange(date(2022, 11, 10), OFF, "a"), DayChange(date(2022, 11, 10), WORK, "b")),
                "Công điện",
            ),
            "vừa nghỉ vừa làm việc",
        ),
    ],
)
def test_a_change_without_ground_or_effect_is_refused(change: CalendarChange, reason: str) -> None:
    before = CalendarDay.objects.count(), AuditEvent.objects.count(), revision()
    for attempt in (preview_change, lambda it: change_calendar(it, token=None, by=None, at=NOW)):
        with pytest.raises(ValueError, match=reason):
            attempt(change)
    assert (CalendarDay.objects.count(), AuditEvent.objects.count(), revision()) == before


def test_the_number_of_statements_does_not_grow_with_the_assignments(
    give: Give, many_alike: Callable[[int], None], django_assert_max_num_queries
) -> None:
    give(**BY_DAYS)
    many_alike(300)
    with django_assert_max_num_queries(45):
        assert apply(STORM).total == 301
    assert DeadlineVersion.objects.filter(cause="recalculated").count() == 301
    events = AuditEvent.objects.filter(action="assignment.deadline")
    assert {(one.before["number"], one.after["due_on"], one.note[:8]) for one in events} == {
        (1, "2022-11-15", "Lịch làm")
    }
    told = Notification.objects.get(recipient__username="ldtbxh", verb__startswith="Lịch làm việc")
    assert "của 301 nhiệm vụ" in told.verb


@pytest.fixture
def many_alike() -> Callable[[int], None]:
    """Add as many assignments like the only one there is."""

    def add(number: int) -> None:
        first = Assignment.objects.get()
        rows = []
        for _ in range(number):
            row = Assignment.objects.get(pk=first.pk)
            row.pk, row._state.adding, row.process = None, True, None
            rows.append(row)
        DeadlineVersion.objects.bulk_create(
            DeadlineVersion(assignment=row, number=1, due_on=row.due_on, cause="assigned", set_at=NOW)
            for row in Assignment.objects.bulk_create(rows)
        )

    return add


# At the same time -----------------------------------------------------------------------------------------------------


def _give_while_the_calendar_changes(give: Give) -> Assignment:
    """An assignment is being given in one transaction when another session changes the calendar."""
    from accountability.assignments.actions import assigning

    counted, go_on, given = threading.Event(), threading.Event(), []
    real = assigning.calendar_around

    def slowly(today: date):
        calendar = real(today)
        counted.set()
        go_on.wait(3)
        return calendar

    def giving() -> None:
        try:
            given.append(give(**BY_DAYS))
        finally:
            connection.close()

    assigning.calendar_around = slowly
    thread = threading.Thread(target=giving)
    try:
        thread.start()
        assert counted.wait(30)
        timer = threading.Timer(1, go_on.set)
        timer.start()
        change_calendar(STORM, token=None, by=None, at=NOW)
        go_on.set()
        thread.join(60)
    finally:
        assigning.calendar_around = real
    return Assignment.objects.get(pk=given[0].pk)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time")
def test_a_change_waits_for_the_verbs_that_count_by_the_calendar(give: Give) -> None:
    assert _give_while_the_calendar_changes(give).due_on == date(2022, 11, 15)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one writer in at a time")
def test_without_that_hold_a_stale_deadline_stays_behind(give: Give, monkeypatch) -> None:
    """The negative control of the test above."""
    monkeypatch.setattr("accountability.assignments.actions.assigning.hold_calendar", lambda: None)
    assert _give_while_the_calendar_changes(give).due_on == date(2022, 11, 14)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_apply_the_same_preview_one_is_told_to_look_again(give: Give) -> None:
    row, token, outcomes = give(**BY_DAYS), preview_change(STORM).token, []
    start = threading.Barrier(2)

    def applying() -> None:
        try:
            start.wait(10)
            change_calendar(STORM, token=token, by=None, at=NOW)
            outcomes.append("done")
        except PreviewOutdated:
            outcomes.append("again")
        finally:
            connection.close()

    threads = [threading.Thread(target=applying) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["again", "done"]
    row.refresh_from_db()
    assert (row.due_on, row.deadline_number) == (date(2022, 11, 15), 2)
