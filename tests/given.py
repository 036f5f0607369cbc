"""What was given: a directive of DA06 with one duty for departments and districts, given by the steps that people take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.assignments.actions import AssignmentSpec, draft
from accountability.assignments.actions.specs import TargetSpec
from accountability.assignments.models import Assignment, LeadTenure
from accountability.assignments.rules import Duration
from accountability.calendars.models import DemoClock
from accountability.core.zone import LOCAL
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive, Program
from accountability.directives.rules import Reference
from tests.cast import Province, actor
from tests.remembered import made_once
from workflows import acts

GIVEN_AT = datetime(2022, 11, 7, 17, 0, tzinfo=LOCAL)
DUE_ON = date(2022, 11, 15)

GoTo = Callable[[str], datetime]
SignIn = Callable[[str], Client]


def on(day: str, hour: str = "08:00") -> datetime:
    """That hour of that day in Asia/Ho_Chi_Minh."""
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=LOCAL)


@pytest.fixture
def go_to(db: None, demo_time: None) -> Callable[[str], datetime]:
    """Set the clock that pages and commands read to 08:00 of a day; 08/11/2022 at first."""

    def go(day: str) -> datetime:
        DemoClock.objects.update_or_create(pk=DemoClock.ONLY_PK, defaults={"now_at": on(day)})
        return on(day)

    go("2022-11-08")
    return go


@pytest.fixture
def assignments(cast: dict[str, User], province: Province, go_to: GoTo) -> list[Assignment]:
    """Labour, the police and two districts have a target each, due on 15/11/2022; labour coordinates with the bank."""
    made_once("assignments", lambda: _give(cast, province))
    return list(Directive.objects.get(number="801").assignments.order_by("rank"))


def _give(cast: dict[str, User], province: Province) -> None:
    clerk, specialist, deputy = (actor(cast[name]) for name in ("clerk", "specialist", "section_head"))
    directive = acts.register_directive(
        DirectiveSpec(
            kind=Directive.Kind.PLAN, origin=Directive.Origin.ELSEWHERE, issuer=province.agency("UBND"),
            issued_on=date(2022, 11, 7), abstract="Kế hoạch kiểm thử trang đầu", field="VX",
            program=Program.objects.get(code="DA06"), signer=province.position("chutich"), reference=Reference("801", "KH-UBND"),
        ), by=clerk, at=GIVEN_AT,
    )  # fmt: skip
    target = TargetSpec("Tỷ lệ hồ sơ trực tuyến", Decimal(50))
    leads = [cast[name] for name in ("labour_head", "standing_head", "district_chair")]
    agencies = [Agency.objects.get(positions__incumbencies__user=user) for user in leads]
    draft(
        directive,
        AssignmentSpec("Nâng tỷ lệ hồ sơ trực tuyến", agencies, duration=Duration.FIXED, due_on=DUE_ON, targets=[target]),
        by=specialist, at=GIVEN_AT,
    )  # fmt: skip
    bank = Agency.objects.get(positions__incumbencies__user=cast["coordinating_officer"])
    draft(
        directive,
        AssignmentSpec("Tạo lập tài khoản an sinh xã hội", [agencies[0]], duration=Duration.FIXED, due_on=DUE_ON,
                       coordinating=[(bank, "Mở tài khoản")], supervisor=province.position("phochutich")),
        by=specialist, at=GIVEN_AT,
    )  # fmt: skip
    acts.send_to_review(directive.pk, by=specialist, at=GIVEN_AT)
    acts.approve_directive(directive.pk, by=deputy, at=GIVEN_AT)


@pytest.fixture
def many(assignments: list[Assignment]) -> Callable[[int], None]:
    """Add as many assignments like the first, to see how pages bear them."""

    def add(number: int) -> None:
        first = Assignment.objects.get(pk=assignments[0].pk)
        leads = list(Agency.objects.filter(kind=Agency.Kind.COMMUNE).order_by("pk")[:60])
        leads += [first.lead_agency] * 60
        rows = []
        for index in range(number):
            row = Assignment.objects.get(pk=first.pk)
            row.pk, row._state.adding, row.process = None, True, None
            row.title, row.lead_agency = f"Việc thêm {index}", leads[index % len(leads)]
            rows.append(row)
        made = Assignment.objects.bulk_create(rows)
        LeadTenure.objects.bulk_create(
            LeadTenure(assignment=row, agency=row.lead_agency, from_at=GIVEN_AT, from_on=GIVEN_AT.date())
            for row in made
        )

    return add


@pytest.fixture
def sign_in(cast: dict[str, User]) -> SignIn:
    """A browser in which that member of the cast is signed in."""

    def signed(name: str) -> Client:
        client = Client()
        client.force_login(cast[name], backend="accountability.accounts.backends.AccountBackend")
        return client

    return signed
