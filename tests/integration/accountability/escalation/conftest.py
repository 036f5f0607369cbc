"""Assignments of one directive in the province, as rows; who holds what comes from the cast."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment, DeadlineVersion, LeadTenure
from accountability.core.zone import LOCAL
from accountability.directives.models import Directive
from tests.cast import Province

DUE_ON = date(2022, 12, 31)
GIVEN_AT = datetime(2022, 11, 7, 17, 0, tzinfo=LOCAL)

Make = Callable[..., Assignment]


def morning(text: str) -> datetime:
    """08:00 of that day."""
    return datetime.fromisoformat(f"{text}T08:00").replace(tzinfo=LOCAL)


@pytest.fixture
def directive(province: Province) -> Directive:
    """The conclusion of the conference, no number yet, in program DA06."""
    from accountability.directives.models import Program

    return Directive.objects.create(
        program=Program.objects.get(code="DA06"), kind=Directive.Kind.CONCLUSION, origin=Directive.Origin.ELSEWHERE,
        issuer=province.agency("UBND"), year=2022, issued_on=GIVEN_AT.date(), effective_at=GIVEN_AT,
        abstract="Kết luận hội nghị", field="VX", state=Directive.State.ISSUED, registered_at=GIVEN_AT,
        specialist=province.position("chuyenvien"),
    )  # fmt: skip


@pytest.fixture
def make(directive: Directive, province: Province) -> Make:
    """Give an assignment: `make()`, or with any field changed; `lead` is an agency."""
    labour, office = province.position("ldtbxh").agency, province.agency("VPUBND")

    def give(lead: Agency | None = None, given_at: datetime = GIVEN_AT, **changes: Any) -> Assignment:
        facts: dict[str, Any] = {
            "title": "Tài khoản an sinh xã hội", "field": "VX", "verifier": office, "duration": "fixed",
            "due_on": DUE_ON, "deadline_number": 1, "state": "working", "assigned_at": given_at,
            "assigned_on": given_at.date(), "led_from_on": given_at.date(), "acknowledged_at": given_at,
            "last_report_on": date(2022, 12, 20),
        }  # fmt: skip
        row = Assignment.objects.create(
            **({"directive": directive, "lead_agency": lead or labour} | facts | changes)
        )
        LeadTenure.objects.create(
            assignment=row, agency=row.lead_agency, position=row.lead_position, from_at=given_at,
            from_on=given_at.date(),
        )  # fmt: skip
        DeadlineVersion.objects.create(
            assignment=row,
            number=1,
            due_on=row.due_on,
            due_time=row.due_time,
            cause="assigned",
            set_at=given_at,
        )
        return row

    return give
