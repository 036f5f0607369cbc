"""`manage.py calendar_change`: the page's change, for what is too large for a request."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accountability.assignments.models import Assignment
from accountability.assignments.rules import Duration
from accountability.audit.models import AuditEvent
from accountability.calendars.models import CalendarDay

STORM = {"off": ["2022-11-10"], "title": "Nghỉ tránh bão", "document": "Công điện số 09/CĐ-UBND"}


@pytest.fixture
def counted(assignments: list[Assignment]) -> Assignment:
    """A task as if it had been given with five working days."""
    row = assignments[0]
    row.duration, row.duration_days, row.due_on = Duration.WORKING_DAYS, 5, date(2022, 11, 14)
    row.save()
    row.deadlines.update(due_on=row.due_on)
    return row


def run(**options: Any) -> tuple[dict[str, Any], str]:
    """The answer and what was said on the way."""
    out, said = StringIO(), StringIO()
    call_command("calendar_change", json=True, stdout=out, stderr=said, **options)
    return json.loads(out.getvalue()), said.getvalue()


def test_without_apply_it_only_says_what_would_move(counted: Assignment) -> None:
    answer, said = run(**STORM, by="truongphong")
    assert answer == {
        "applied": False, "moved": 1, "by_dates": [{"from": "2022-11-14", "to": "2022-11-15", "count": 1}],
    }  # fmt: skip
    assert said == ""
    assert not CalendarDay.objects.filter(on=date(2022, 11, 10)).exists()


def test_with_apply_it_moves_them_says_how_far_it_is_and_names_who_did_it(counted: Assignment) -> None:
    answer, said = run(**STORM, by="truongphong", apply=True)
    counted.refresh_from_db()
    assert (answer["applied"], counted.due_on) == (True, date(2022, 11, 15))
    assert "1/1 thời hạn" in said
    event = AuditEvent.objects.get(action="calendars.reprojected")
    assert event.user is not None
    assert event.user.username == "truongphong"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"by": ""}, "Thiếu --by"),
        ({"by": "khong-co"}, "Thiếu --by"),
        ({"by": "ldtbxh"}, "."),
        ({"by": "truongphong", "document": ""}, "thiếu văn bản quyết định"),
        ({"by": "truongphong", "off": ["2022-13-10"]}, "Ngày không hợp lệ"),
        ({"by": "truongphong", "off": []}, "Chưa có ngày"),
    ],
)
def test_who_may_not_and_what_makes_no_sense_is_refused(
    counted: Assignment, options: dict[str, Any], reason: str
) -> None:
    with pytest.raises(CommandError, match=reason) as refused:
        run(**(STORM | options), apply=True)
    assert refused.value.returncode == 2
    counted.refresh_from_db()
    assert counted.due_on == date(2022, 11, 14)
