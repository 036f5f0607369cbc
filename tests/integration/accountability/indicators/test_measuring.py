"""A target that an indicator measures has the indicator's readings, whatever was there before and happens after."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from accountability.accounts.models import User
from accountability.agencies.models import Position
from accountability.assignments.actions import LeaderWord, update_progress
from accountability.assignments.actions.guards import Refused as AssignmentRefused
from accountability.assignments.actions.working import Reading as Told
from accountability.assignments.models import Assignment, Target, TargetReading
from accountability.indicators.actions import Refused
from accountability.indicators.measuring import measurable, measure
from accountability.indicators.models import Indicator, Reading
from accountability.indicators.projecting import project
from tests.cast import Province, actor
from tests.given import on
from tests.integration.accountability.indicators.conftest import AT, Tell
from workflows import acts

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(assignments: list[Assignment]) -> Target:
    """Vinh's target of the given directive."""
    return Target.objects.get(assignment__lead_agency__code="H412")


def figures(target: Target) -> list[tuple[Decimal | None, bool]]:
    return list(target.readings.order_by("data_on", "pk").values_list("value", "is_empty"))


def test_readings_before_and_after_are_those_of_the_target(
    indicator: Indicator, target: Target, tell: Tell, cast: dict[str, User]
) -> None:
    tell({"H412": "20"}, number=9)
    measure(indicator.pk, [target.pk], by=actor(cast["specialist"]), at=AT)
    tell({"H412": "25"})
    assert figures(target) == [(Decimal(20), False), (Decimal(25), False)]
    target.refresh_from_db()
    assert (target.measured_by, target.from_value) == ("DVC-TRUC-TUYEN", Decimal(10))


def test_a_correction_changes_the_row_that_was_told_of(
    indicator: Indicator, target: Target, tell: Tell, cast: dict[str, User]
) -> None:
    measure(indicator.pk, [target.pk], by=actor(cast["specialist"]), at=AT)
    tell({"H412": "20"})
    (before,) = target.readings.all()
    tell({"H412": "21"})
    (after,) = target.readings.all()
    assert (after.pk, after.value) == (before.pk, Decimal(21))
    tell({"H412": "chưa có số liệu"})
    assert not target.readings.exists()


def test_figures_told_before_become_readings_and_none_is_lost(
    indicator: Indicator, target: Target, cast: dict[str, User]
) -> None:
    told_at = on("2022-11-08", "07:00")
    acts.acknowledge(target.assignment_id, by=actor(cast["district_chair"]), at=told_at)
    update_progress(
        target.assignment_id, text="Đã rà soát", by=actor(cast["district_chair"]), at=told_at,
        readings=[Told(target, Decimal(15), on("2022-11-08").date(), "")],
    )  # fmt: skip
    measure(indicator.pk, [target.pk], by=actor(cast["specialist"]), at=AT)
    (reading,) = Reading.objects.all()
    assert (reading.value, reading.period_start.month, reading.reported_at) == (Decimal(15), 11, told_at)
    assert list(target.readings.values_list("value", "of_reading")) == [(Decimal(15), reading.pk)]


def test_a_measured_target_takes_no_figure_of_its_own(
    indicator: Indicator, target: Target, cast: dict[str, User]
) -> None:
    chair = actor(cast["district_chair"])
    acts.acknowledge(target.assignment_id, by=chair, at=AT)
    measure(indicator.pk, [target.pk], by=actor(cast["specialist"]), at=AT)
    target.refresh_from_db()
    with pytest.raises(AssignmentRefused, match="lấy từ chỉ tiêu"):
        update_progress(
            target.assignment_id, text="x", by=chair, at=AT,
            readings=[Told(target, Decimal(15), AT.date(), "")],
        )  # fmt: skip
    assert not TargetReading.objects.exists()


def test_what_is_unlike_or_measured_already_is_refused(
    indicator: Indicator, target: Target, cast: dict[str, User]
) -> None:
    by = actor(cast["specialist"])
    Target.objects.filter(pk=target.pk).update(unit="hồ sơ")
    with pytest.raises(Refused, match="đơn vị tính"):
        measure(indicator.pk, [target.pk], by=by, at=AT)
    Target.objects.filter(pk=target.pk).update(unit="%")
    Indicator.objects.update(ended_on=on("2022-10-31").date())
    with pytest.raises(Refused, match="đã kết thúc"):
        measure(indicator.pk, [target.pk], by=by, at=AT)
    Indicator.objects.update(ended_on=None)
    assert target in measurable(indicator)
    measure(indicator.pk, [target.pk], by=by, at=AT)
    assert target not in measurable(indicator)
    with pytest.raises(Refused, match="đã được đo"):
        measure(indicator.pk, [target.pk], by=by, at=AT)


def test_what_is_repeated_is_what_writing_it_anew_gives(
    indicator: Indicator, target: Target, tell: Tell, cast: dict[str, User], province: Province
) -> None:
    measure(indicator.pk, [target.pk], by=actor(cast["specialist"]), at=AT)
    chance = random.Random(7)
    for _ in range(25):
        typed = chance.choice([str(chance.randint(0, 100)), "chưa có số liệu", "không phát sinh"])
        tell({"H412": typed}, number=chance.randint(1, 10), answer="đã đối chiếu")
    columns = ("value", "is_empty", "data_on", "source", "of_reading", "reported_at", "reported_by")
    kept = sorted(target.readings.values_list(*columns), key=str)
    assert kept
    TargetReading.objects.filter(target=target).delete()
    project(indicator, [province.agency("H412").pk])
    assert sorted(target.readings.values_list(*columns), key=str) == kept


def test_a_new_lead_brings_its_own_figures(
    indicator: Indicator, target: Target, tell: Tell, cast: dict[str, User], province: Province
) -> None:
    measure(indicator.pk, [target.pk], by=actor(cast["specialist"]), at=AT)
    tell({"H412": "20", "H425": "33"})
    word = LeaderWord(leader=Position.objects.get(code="chutich"), decided_on=AT.date(), text="Chuyển")
    to = province.agency("H425")
    acts.reassign(
        target.assignment_id, to=to, cause="Đúng địa bàn", word=word, by=actor(cast["chair"]), at=AT
    )
    assert figures(target) == [(Decimal(33), False)]
    assert sorted(Reading.objects.values_list("value", flat=True)) == [Decimal(20), Decimal(33)]
