"""What counts no more stands in the report apart from all figures."""

from __future__ import annotations

from datetime import date

import pytest

from accountability.assignments.models import Assignment
from accountability.calendars.demo_clock import STARTS_AT
from accountability.directives.models import Program
from accountability.reports.making import figures_for
from accountability.reports.rules import Period

pytestmark = pytest.mark.django_db


def test_it_is_counted_apart_by_state(story):
    program = Program.objects.get(code="DA06")
    rows = list(
        Assignment.objects.filter(directive__program=program).exclude(state="draft").order_by("pk")[:3]
    )
    period = Period(date(2022, 11, 1), date(2022, 11, 15))

    def figures():
        return figures_for(program, period, rows=Assignment.objects.all(), at=STARTS_AT, is_demo=True)

    before = figures()
    assert before.aside == ()
    for row, state in zip(rows, ("nothing", "nothing", "withdrawn"), strict=True):
        Assignment.objects.filter(pk=row.pk).update(state=state)
    after = figures()
    assert after.aside == (("Thu hồi", 1), ("Không phát sinh", 2))
    assert after.counts.total == before.counts.total - 3


def test_the_report_says_so(story, rf):
    from django.template.loader import render_to_string

    program = Program.objects.get(code="DA06")
    row = Assignment.objects.filter(directive__program=program).exclude(state="draft").first()
    Assignment.objects.filter(pk=row.pk).update(state="nothing")
    period = Period(date(2022, 11, 1), date(2022, 11, 15))
    figures = figures_for(program, period, rows=Assignment.objects.all(), at=STARTS_AT, is_demo=True)
    page = render_to_string(
        "reports/print/_report_overview.html", {"figures": figures, "counts": figures.counts}
    )
    assert "Không tính vào các số liệu này: 01 nhiệm vụ không phát sinh." in page
