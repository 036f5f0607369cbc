"""What the demo shows beside its story: on the pages where people look for it, by acts with their audit events."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains

from accountability.accounts.models import User
from accountability.agencies.models import AgencyList
from accountability.assignments.models import Assignment, LeadTenure, Series
from accountability.assignments.rules import State
from accountability.audit.models import AuditEvent
from accountability.awareness.models import Briefing
from accountability.calendars.demo_clock import STARTS_AT
from accountability.calendars.models import Meeting
from accountability.central.models import CentralTask
from accountability.desk import demo_more

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(story: None, demo_time: None) -> None:
    demo_more.load(at=STARTS_AT)


def test_the_departments_tasks_serve_the_task_of_the_centre(shown: None, client: Any, cast: Any) -> None:
    task = CentralTask.objects.get()
    children = Assignment.objects.filter(central_task=task)
    assert children.count() > 1
    assert {row.due_on for row in children} == {task.due_on} == {date(2022, 12, 31)}
    client.force_login(cast["specialist"])
    page = client.get(reverse("central-detail", args=[task.pk]))
    assert page.status_code == 200
    for row in children:
        assertContains(page, escape(row.lead_name))


def test_a_briefing_a_list_a_meeting_and_numbers_are_there(shown: None) -> None:
    assert Briefing.objects.get().agency.code == "SLDTBXH"
    listed = AgencyList.objects.get()
    assert set(listed.entries.values_list("agency__code", flat=True)) == {"H412", "H425"}
    assert Meeting.objects.get().on == date(2022, 11, 25)
    assert set(User.objects.exclude(phone="").values_list("username", flat=True)) == set(demo_more.PHONES)


def test_a_department_reports_every_month(shown: None) -> None:
    row = Assignment.objects.get(series__rhythm="month")
    assert (row.lead_agency.code, row.state, row.is_assumed) == ("STTTT", "assigned", True)
    assert Series.objects.count() == 2


def test_each_was_done_by_an_act_with_its_event(shown: None) -> None:
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {
        "assignment.serve", "briefing.record", "receipt.confirm", "agency_list.create", "calendars.meeting_held",
        "account.phone_change",
    } <= actions  # fmt: skip


def test_each_assignment_repeats_the_first_day_of_its_lead(shown: None) -> None:
    led = dict(LeadTenure.objects.filter(to_at=None).values_list("assignment", "from_on"))
    rows = dict(Assignment.objects.exclude(state=State.DRAFT).values_list("pk", "led_from_on"))
    assert rows == led
    assert len(rows) > 20


def test_a_second_load_changes_nothing(shown: None) -> None:
    before = AuditEvent.objects.count()
    demo_more.load(at=STARTS_AT)
    assert AuditEvent.objects.count() == before
