"""One directive with an assignment of the labour department, given as the Office gives it; people sign in by their part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from accountability.assignments.actions import AssignmentSpec, draft
from accountability.assignments.actions.specs import TargetSpec
from accountability.assignments.models import Assignment
from accountability.calendars.models import DemoClock
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive, Program
from accountability.directives.rules import Reference
from tests.cast import actor
from tests.later import later  # noqa: F401 - a fixture
from tests.remembered import remembered
from workflows import acts

GIVEN_AT = datetime(2022, 11, 7, 17, 0, tzinfo=LOCAL)
NOW = datetime(2022, 11, 8, 8, 0, tzinfo=LOCAL)
TITLE = "Cấp tài khoản an sinh xã hội cho người dân"


@pytest.fixture
def give(province, demo_time) -> Callable[..., Assignment]:
    """Give one assignment of a new directive: `give()`, with any field of the spec changed."""

    @remembered
    def make(title: str = TITLE, lead: str = "ldtbxh", **changes: Any) -> Assignment:
        spec = DirectiveSpec(
            kind=Directive.Kind.PLAN, issuer=province.agency("UBND"), issued_on=date(2022, 11, 7),
            abstract="Kế hoạch thực hiện Đề án 06", field="VX", reference=Reference(str(100 + Directive.objects.count()), "KH-UBND"),
            program=Program.objects.get(code="DA06"),
        )  # fmt: skip
        directive = acts.register_directive(spec, by=None, at=GIVEN_AT)
        facts: dict[str, Any] = {
            "duration": "fixed", "due_on": date(2022, 12, 20), "deadline_words": "trước ngày 20/12/2022",
            "supervisor": province.position("phochutich"),
            "coordinating": [(province.position("nhnn-chuyenvien").agency, "Mở tài khoản")],
        }  # fmt: skip
        draft(directive, AssignmentSpec(title=title, leads=[province.position(lead).agency], **(facts | changes)),
              by=None, at=GIVEN_AT)  # fmt: skip
        acts.send_to_review(directive.pk, by=None, at=GIVEN_AT)
        acts.approve_directive(directive.pk, by=None, at=GIVEN_AT)
        return Assignment.objects.get(directive=directive)

    return make


@pytest.fixture
def assignment(give) -> Assignment:
    """Given, not yet acknowledged, with two milestones and a target."""
    milestones = [("Phê duyệt phương án", date(2022, 11, 30)), ("Hoàn thành", None)]
    targets = [TargetSpec("Tỷ lệ người hưởng có tài khoản", Decimal(50))]
    return give(milestones=milestones, targets=targets)


@pytest.fixture
def working(assignment, cast) -> Assignment:
    """Acknowledged by the lead's focal point."""
    return acts.acknowledge(assignment.pk, by=actor(cast["labour_focal"]), at=NOW)


@pytest.fixture
def as_(client, cast):
    """Sign in as somebody of the cast; returns the client."""

    def sign_in(name: str) -> Any:
        client.force_login(cast[name])
        return client

    return sign_in


@pytest.fixture
def go_on(demo_time):
    """Set the clock that pages read to 08:00 of a day."""

    def go(day: date) -> None:
        moment = datetime(day.year, day.month, day.day, 8, tzinfo=LOCAL)
        DemoClock.objects.update_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": moment})

    return go
