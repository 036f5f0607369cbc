"""The ladder's question in SQL and the rule of the line say the same of any figure of a measured target."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.models import F

from accountability.assignments.lagging import own_reading_behind
from accountability.assignments.models import Assignment, Target, TargetReading
from accountability.indicators.rules import Direction, Line, is_reached
from tests.integration.accountability.indicators.conftest import AT

pytestmark = pytest.mark.django_db
START, DUE = date(2022, 1, 1), date(2022, 12, 31)


def test_sql_and_rule_agree(assignments: list[Assignment]) -> None:
    Assignment.objects.filter(pk=assignments[0].pk).update(assigned_on=START, due_on=DUE)
    chance, wanted = random.Random(11), {}
    for _ in range(60):
        direction = chance.choice(list(Direction))
        goal, value = Decimal(chance.randint(1, 100)), Decimal(chance.randint(0, 100))
        base = Decimal(chance.randint(0, 120)) if chance.random() < 0.7 else None
        day = START + timedelta(days=chance.randint(0, 364))
        target = Target.objects.create(
            assignment=assignments[0], name="x", value=goal, direction=direction, from_value=base
        )
        row = TargetReading.objects.create(target=target, value=value, data_on=day, reported_at=AT)
        line = Line(goal, direction, START, DUE, base)
        wanted[row.pk] = not is_reached(value, line.on(day), direction)
    found = set(
        TargetReading.objects.annotate(last_pk=F("pk"))
        .filter(own_reading_behind())
        .values_list("pk", flat=True)
    )
    assert found == {pk for pk, behind in wanted.items() if behind}
    assert 0 < len(found) < len(wanted)
