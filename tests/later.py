"""A later document, cut and sent on its way, for tests of what it does to an earlier one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from accountability.agencies.models import Agency
from accountability.assignments.actions import AssignmentSpec, draft
from accountability.assignments.actions.planning import EffectSpec, plan_effects, plan_whole
from accountability.assignments.models import Assignment
from accountability.assignments.rules import Duration
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive, Program
from accountability.directives.rules import Reference
from tests.remembered import remembered
from workflows import acts

LATER_AT = datetime(2022, 11, 14, 9, 0, tzinfo=LOCAL)


@pytest.fixture
def later(province: Any) -> Callable[..., Directive]:
    """A document that is being cut: `later()`, or of another day; with duties for the agencies of `leads`."""

    @remembered
    def make(*leads: str, at: datetime = LATER_AT, title: str = "Việc của văn bản sau") -> Directive:
        spec = DirectiveSpec(
            kind=Directive.Kind.DECISION, issuer=province.agency("UBND"), issued_on=at.date(),
            abstract="Quyết định sửa đổi kế hoạch", field="VX", reference=Reference(str(900 + Directive.objects.count()), "QĐ-UBND"),
            program=Program.objects.get(code="DA06"),
        )  # fmt: skip
        made = acts.register_directive(spec, by=None, at=at)
        if leads:
            agencies = list(Agency.objects.filter(code__in=leads))
            draft(
                made,
                AssignmentSpec(title, agencies, duration=Duration.FIXED, due_on=date(2023, 1, 31)),
                by=None,
                at=at,
            )
        return made

    return make


def plan(document: Directive, row: Assignment, kind: str, *, at: datetime = LATER_AT, **more: Any) -> None:
    """Plan one effect on one assignment."""
    plan_effects(document.pk, row.directive, [EffectSpec(row, kind, **more)], by=None, at=at)


def plan_all(document: Directive, earlier: Directive, kind: str, *, at: datetime = LATER_AT) -> None:
    """Plan that the earlier document is withdrawn, or restored."""
    plan_whole(document.pk, earlier, kind=kind, by=None, at=at)


@remembered
def approve(document: Directive, *, at: datetime = LATER_AT) -> Directive:
    """Review and approve."""
    acts.send_to_review(document.pk, by=None, at=at)
    return acts.approve_directive(document.pk, by=None, at=at)
