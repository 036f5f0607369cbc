"""An assignment whose target lags its line is red where it is listed, long before its deadline."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accountability.assignments.models import Assignment, TargetReading
from tests.integration.accountability.assignments.conftest import NOW

pytestmark = pytest.mark.django_db

LIST = reverse("assignment-list")
RED = '<span class="chip nowrap tone-overdue">Chỉ tiêu chậm tiến độ</span>'


def told(assignment: Assignment, value: str, on: date) -> TargetReading:
    """A figure of its target, which is 50 by the 20th of December."""
    return TargetReading.objects.create(
        target=assignment.targets.get(), value=Decimal(value), data_on=on, reported_at=NOW
    )


def test_list_filter_and_matrix_are_red_until_the_figure_is_on_its_line(assignment, give, as_) -> None:
    other = give("Việc không có chỉ tiêu")
    client, matrix = as_("specialist"), reverse("matrix-directive", args=[assignment.directive_id])
    told(assignment, "1", date(2022, 11, 20))
    listed = client.get(LIST).content.decode()
    assert listed.count(RED) == 1
    narrowed = client.get(LIST, {"lagging": "on"})
    assert [row.assignment.pk for row in narrowed.context["rows"]] == [assignment.pk]
    assert other.title not in narrowed.content.decode()
    assert "<td class=t>" in client.get(matrix).content.decode()

    told(assignment, "40", date(2022, 12, 1))  # The last figure counts.
    assert RED not in client.get(LIST).content.decode()
    assert not client.get(LIST, {"lagging": "on"}).context["rows"]
    assert "<td class=t>" not in client.get(matrix).content.decode()


def test_what_has_ended_is_not_red_any_more(assignment, as_) -> None:
    told(assignment, "1", date(2022, 11, 20))
    Assignment.objects.filter(pk=assignment.pk).update(state="done", done_on=date(2022, 11, 30))
    client = as_("specialist")
    assert RED not in client.get(LIST).content.decode()
    assert not client.get(LIST, {"lagging": "on"}).context["rows"]


def test_what_is_overdue_stays_so_and_says_both(assignment, as_) -> None:
    told(assignment, "1", date(2022, 11, 8))
    Assignment.objects.filter(pk=assignment.pk).update(
        due_on=date(2022, 11, 7), assigned_on=date(2022, 11, 1)
    )
    page = as_("specialist").get(reverse("matrix-directive", args=[assignment.directive_id])).content.decode()
    assert "<td class=o>" in page
    assert "· Chỉ tiêu chậm tiến độ" in page
