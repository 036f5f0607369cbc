"""More time: who decides on the n-th request, what a late one is worth, and what stays for ever."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from viewflow.workflow.models import Task

from accountability.agencies.models import Agency
from accountability.assignments.actions import LeaderWord, Refused
from accountability.assignments.models import Assignment, Extension
from accountability.assignments.projection import rebuild
from accountability.assignments.reading import bucketed, timings, with_facts
from accountability.audit.models import AuditEvent
from accountability.core.zone import LOCAL
from accountability.escalation.actions import Decision
from accountability.notices.models import Outbox
from accountability.reports.queries import assignment_rows
from tests.cast import actor
from workflows import acts

pytestmark = pytest.mark.django_db


def at(day: date, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=LOCAL)


@pytest.fixture
def ask(working, cast):
    """Ask for more time on a day until a day; the deadline is 20/12/2022, a Tuesday."""

    def asking(on: date, until: date) -> Extension:
        return acts.request_extension(
            working.pk, reason="Chờ đối soát", new_due_on=until, by=actor(cast["labour_head"]), at=at(on)
        )

    return asking


@pytest.fixture
def decide(cast, province):
    """A leader decides himself, on a day."""

    def deciding(asked: Extension, leader: str, on: date, *, granted: bool = True) -> Extension:
        word = LeaderWord(province.position(cast[leader].username), decided_on=on, text="Đồng ý")
        return acts.decide_extension(asked.pk, granted=granted, word=word, by=actor(cast[leader]), at=at(on))

    return deciding


@pytest.mark.parametrize(("on", "in_time"), [(date(2022, 12, 15), True), (date(2022, 12, 16), False)])
def test_three_working_days_before_the_deadline_is_in_time_and_later_is_late(ask, on, in_time):
    assert ask(on, date(2022, 12, 31)).asked_in_time is in_time


@pytest.mark.parametrize("until", [date(2022, 12, 20), date(2022, 12, 24)])
def test_more_time_ends_after_the_deadline_and_after_today(ask, until):
    with pytest.raises(Refused, match="phải sau"):
        ask(date(2022, 12, 24), until)


def test_the_second_is_the_vice_chairs_and_the_third_the_chairs(ask, decide, working):
    first = ask(date(2022, 12, 1), date(2022, 12, 30))
    decide(first, "vice_chair", date(2022, 12, 2))
    second = ask(date(2022, 12, 5), date(2023, 1, 13))
    decide(second, "vice_chair", date(2022, 12, 6))
    third = ask(date(2022, 12, 7), date(2023, 1, 31))
    assert [(one.ordinal, one.level) for one in (first, second, third)] == [
        (1, "assigner"), (2, "vice_chair"), (3, "chair"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="do Chủ tịch UBND tỉnh quyết định"):
        decide(third, "vice_chair", date(2022, 12, 8))
    decide(third, "chair", date(2022, 12, 8))
    working.refresh_from_db()
    assert (working.due_on, working.deadline_number) == (date(2023, 1, 31), 4)
    assert rebuild(working) == {}


def test_on_the_screen_the_third_is_refused_to_the_vice_chair_and_recorded_only_for_the_chair(
    ask, decide, working, as_, province, go_on
):
    for until in (date(2022, 12, 30), date(2023, 1, 13)):
        decide(ask(date(2022, 11, 9), until), "chair", date(2022, 11, 9))
    third = ask(date(2022, 11, 9), date(2023, 1, 31))
    go_on(date(2022, 11, 9))
    page = reverse("extension-decide", args=[third.pk])
    refused = as_("vice_chair").post(page, {"answer": "yes"})
    assert refused.status_code == 403
    assert "Gia hạn lần 3 do Chủ tịch UBND tỉnh quyết định" in refused.content.decode()
    office = as_("specialist")
    typed = {"answer": "yes", "form": "but_phe", "decided_on": "2022-11-09"}
    deputy, chair = (province.position(code).pk for code in ("phochutich", "chutich"))
    assert "leader" in office.post(page, typed | {"leader": deputy}).context["form"].errors
    assert office.post(page, typed | {"leader": chair}).status_code == 302
    dossier = office.get(reverse("assignment-detail", args=[working.pk])).content.decode()
    assert "20/12/2022, đã gia hạn 3 lần" in dossier
    assert "Quá hạn so với thời hạn ban đầu" not in dossier


def test_time_granted_after_the_deadline_stops_the_rungs_and_erases_nothing(ask, decide, working, as_, go_on):
    asked = ask(date(2022, 12, 19), date(2023, 1, 10))
    decide(asked, "vice_chair", date(2022, 12, 22))
    asked.refresh_from_db()
    assert (asked.asked_in_time, asked.after_expiry) == (False, True)
    row = with_facts(Assignment.objects.all()).get(pk=working.pk)
    now = at(date(2022, 12, 23))
    assert (row.due_on, row.overran) == (date(2023, 1, 10), True)
    assert assignment_rows(Assignment.objects.filter(pk=row.pk), at=now)[0].overran
    assert timings([row], now)[row.pk].bucket == "in_time"
    go_on(date(2022, 12, 23))
    client = as_("labour_head")
    for address in (reverse("assignment-detail", args=[row.pk]), reverse("assignment-list")):
        assert "Quá hạn so với thời hạn ban đầu" in client.get(address).content.decode()
    Assignment.objects.filter(pk=row.pk).update(state="done", done_on=date(2023, 1, 9))
    row.refresh_from_db()
    done = with_facts(Assignment.objects.all()).get(pk=row.pk)
    later = at(date(2023, 2, 1))
    assert timings([done], later)[row.pk].bucket == "done_late"
    assert bucketed(Assignment.objects.filter(pk=row.pk), later).get().bucket == "done_late"


def test_time_granted_within_the_deadline_leaves_no_mark(ask, decide, working):
    decide(ask(date(2022, 12, 15), date(2023, 1, 10)), "vice_chair", date(2022, 12, 20))
    assert not with_facts(Assignment.objects.all()).get(pk=working.pk).overran


def test_a_date_that_has_come_is_not_granted_any_more(ask, decide):
    asked = ask(date(2022, 12, 15), date(2022, 12, 22))
    with pytest.raises(Refused, match="đã qua"):
        decide(asked, "chair", date(2022, 12, 23))
    decide(asked, "chair", date(2022, 12, 23), granted=False)


def test_nobody_is_named_as_leader_who_may_not_decide_there(ask, cast, province):
    asked = ask(date(2022, 12, 1), date(2022, 12, 30))
    for code in ("ldtbxh", "phochanhvanphong"):
        word = LeaderWord(province.position(code), decided_on=date(2022, 12, 1), form="but_phe", text="Được")
        with pytest.raises(Refused, match="quyết định"):
            acts.decide_extension(
                asked.pk, granted=True, word=word, by=actor(cast["specialist"]), at=at(date(2022, 12, 2))
            )


# A request that nobody need decide any more --------------------------------------------------------------------------


@pytest.fixture
def chair_word(province):
    """The Chair's own word on a day."""
    return lambda on: LeaderWord(province.position("chutich"), decided_on=on, text="Thực hiện ngay")


def overtaken_by_more_time(row, cast, chair_word):
    decision = Decision("extend", new_due_on=date(2023, 1, 20))
    day = date(2022, 12, 2)
    acts.decide(row.pk, decision, word=chair_word(day), by=actor(cast["chair"]), at=at(day))


def overtaken_by_another_lead(row, cast, chair_word):
    day = date(2022, 12, 2)
    to = Agency.objects.get(code="SNV")
    acts.reassign(row.pk, to=to, cause="x", word=chair_word(day), by=actor(cast["chair"]), at=at(day))


def overtaken_by_a_decision_on_the_lead(row, cast, chair_word):
    day = date(2022, 12, 2)
    decision = Decision("reassign", new_lead=Agency.objects.get(code="SNV"))
    acts.decide(row.pk, decision, word=chair_word(day), by=actor(cast["chair"]), at=at(day))


def overtaken_by_the_result(row, cast, chair_word):
    on = date(2022, 12, 2)
    acts.claim_completion(row.pk, number="9", symbol="BC", result_on=on, summary="Xong", by=actor(cast["labour_head"]),
                          at=at(on))  # fmt: skip
    acts.accept_completion(row.pk, by=actor(cast["specialist"]), at=at(on, 9))


@pytest.mark.parametrize(
    ("overtake", "why"),
    [
        (overtaken_by_more_time, "Chủ tịch UBND tỉnh đã gia hạn đến 20/01/2023"),
        (overtaken_by_another_lead, "nhiệm vụ đã chuyển cơ quan chủ trì"),
        (overtaken_by_a_decision_on_the_lead, "nhiệm vụ đã chuyển cơ quan chủ trì"),
        (overtaken_by_the_result, "nhiệm vụ đã hoàn thành"),
    ],
)
def test_a_request_that_was_overtaken_is_closed_with_its_reason(
    ask, working, cast, chair_word, as_, overtake, why
):
    asked = ask(date(2022, 12, 1), date(2023, 1, 10))
    overtake(working, cast, chair_word)
    asked.refresh_from_db()
    assert (asked.state, asked.closed_why, asked.decision) == ("closed", why, None)
    assert not Task.objects.filter(process_id=asked.process_id, finished=None).exists()
    event = AuditEvent.objects.get(action="assignment.close_extension")
    assert (event.assignment_pk, event.note) == (working.pk, why)
    told = Outbox.objects.filter(dedupe_key__startswith=f"decided:extension-closed:{asked.pk}:")
    assert set(told.values_list("recipient_user__username", flat=True)) == {"ldtbxh", "ldtbxh-daumoi"}
    page = as_("chair").get(reverse("assignment-detail", args=[working.pk])).content.decode()
    assert f"Không còn cần xem xét: {why}" in page
    assert "Quyết định gia hạn" not in page


def test_it_leaves_the_queue_and_cannot_be_decided_any_more(
    ask, decide, working, cast, chair_word, as_, go_on
):
    asked = ask(date(2022, 12, 1), date(2023, 1, 10))
    go_on(date(2022, 12, 2))
    desk = reverse("office-page")
    assert "đề nghị đến 10/01/2023" in as_("specialist").get(desk).content.decode()
    overtaken_by_more_time(working, cast, chair_word)
    assert "đề nghị đến 10/01/2023" not in as_("specialist").get(desk).content.decode()
    with pytest.raises(Refused, match="không còn cần xem xét: Chủ tịch UBND tỉnh đã gia hạn đến 20/01/2023"):
        decide(asked, "vice_chair", date(2022, 12, 3))
    address = reverse("extension-decide", args=[asked.pk])
    page = as_("vice_chair").post(address, {"granted": "1", "text": "Đồng ý"}, follow=True)
    assert page.status_code in (200, 403, 409)
    working.refresh_from_db()
    assert working.due_on == date(2023, 1, 20)


def test_a_new_request_may_follow_and_a_decision_without_one_closes_nothing(ask, working, cast, chair_word):
    overtaken_by_more_time(working, cast, chair_word)
    assert not AuditEvent.objects.filter(action="assignment.close_extension").exists()
    assert ask(date(2022, 12, 3), date(2023, 2, 10)).state == "asked"


def test_a_closed_request_without_a_reason_cannot_be_stored(ask):
    asked = ask(date(2022, 12, 1), date(2023, 1, 10))
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=asked.pk).update(state="closed")
