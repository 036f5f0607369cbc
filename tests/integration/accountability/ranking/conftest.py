"""Tasks of October 2022, written as plain rows: who led, by which deadline, when it was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment, DeadlineVersion, LeadTenure
from accountability.assignments.rules import Duration, State
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from accountability.ranking.actions import count_now, start_ranking
from accountability.ranking.models import Ranking
from accountability.ranking.rules import Kind, period_of
from tests.cast import Province, actor
from tests.given import go_to, on, sign_in
from workflows import acts

__all__ = ["go_to", "sign_in"]

GIVEN_ON = date(2022, 9, 1)
COUNTED_AT = on("2022-11-07")
Give = Callable[..., list[Assignment]]


@pytest.fixture
def directive(cast: dict[str, User], province: Province, go_to: object) -> Directive:
    spec = DirectiveSpec(
        kind=Directive.Kind.PLAN, origin=Directive.Origin.ELSEWHERE, issuer=province.agency("UBND"), issued_on=GIVEN_ON,
        abstract="Kế hoạch quý IV", field="NC", signer=province.position("chutich"), reference=Reference("700", "KH-UBND"),
    )  # fmt: skip
    return acts.register_directive(spec, by=actor(cast["clerk"]), at=on("2022-09-01"))


@pytest.fixture
def give(directive: Directive, province: Province) -> Give:
    """Give an agency so many tasks due on a day, done on a day (None: still in work)."""

    def written(
        code: str, number: int, due_on: date = date(2022, 10, 20), done_on: date | None = None, title: str = "Việc",
        owed_days: int = 0,
    ) -> list[Assignment]:  # fmt: skip
        agency, at = province.agency(code), on(GIVEN_ON.isoformat())
        rows = Assignment.objects.bulk_create(
            Assignment(
                directive=directive, title=f"{title} {place} của {code}", field="NC", lead_agency=agency,
                verifier=province.agency("VPUBND"), duration=Duration.FIXED, due_on=due_on, deadline_number=1,
                state=State.DONE if done_on else State.WORKING, done_on=done_on, assigned_at=at, assigned_on=GIVEN_ON,
                led_from_on=GIVEN_ON, owed_days=owed_days,
            )
            for place in range(number)
        )  # fmt: skip
        LeadTenure.objects.bulk_create(
            LeadTenure(assignment=row, agency=agency, from_at=at, from_on=GIVEN_ON) for row in rows
        )
        DeadlineVersion.objects.bulk_create(
            DeadlineVersion(assignment=row, number=1, due_on=due_on, cause="assigned", set_at=at)
            for row in rows
        )
        return rows

    return written


@pytest.fixture
def october(give: Give, cast: dict[str, User]) -> Ranking:
    """Labour 6 in time, 2 late; justice 5 in time, 5 never; home affairs 4 in time (too few); police and the bank beside."""
    on_time, late = date(2022, 10, 18), date(2022, 10, 25)
    give("SLDTBXH", 6, done_on=on_time)
    give("SLDTBXH", 2, done_on=late)
    give("STP", 5, done_on=on_time)
    give("STP", 5)
    give("SNV", 4, done_on=on_time)
    give("SGTVT", 7, done_on=late)
    give("CAT", 6, done_on=on_time)
    give("H412", 5, done_on=on_time)
    return counted(cast)


def counted(cast: dict[str, User], at: datetime = COUNTED_AT) -> Ranking:
    """The ranking of October, started and counted."""
    by = actor(cast["specialist"])
    made = start_ranking(period_of(Kind.MONTH, date(2022, 10, 1)), by=by, at=at)
    count_now(made, by=by, at=at)
    return made


def later(days: int) -> datetime:
    """So many days after the counting."""
    return COUNTED_AT + timedelta(days=days)


def row_of(ranking: Ranking, code: str) -> object:
    """The row of an agency."""
    return ranking.rows.get(agency=Agency.objects.get(code=code))
