"""Who would receive what: the real sweep by an unsaved ladder, and nothing left behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps

from accountability.escalation import rehearsal
from accountability.escalation.models import Policy, PolicyVersion
from accountability.escalation.policy_drafts import Contradictory, rungs_of
from accountability.escalation.rehearsal import rehearse
from accountability.escalation.sweep import sweep
from accountability.notices import digests
from accountability.notices.models import Outbox

from .conftest import morning

pytestmark = pytest.mark.django_db

AT = morning("2022-12-27")
# Enough for the first rungs, where the whole month is not what is asked.
FEW = 10


@pytest.fixture
def policy(seeded):
    return Policy.objects.get(code="default")


@pytest.fixture
def rungs(policy):
    return rungs_of(policy.versions.latest("number"))


def later(rungs, **offsets):
    return [replace(rung, offset=offsets.get(rung.key.replace("-", "_"), rung.offset)) for rung in rungs]


def everything():
    models = [
        model for name in ("escalation", "notices", "audit", "assignments") for model in apps.get_app_config(name).get_models()
    ]  # fmt: skip
    return {model.__name__: sorted(model.objects.values_list("pk", flat=True)) for model in models}


def who(found, on):
    return {(row.reader, item.rung) for row in found.rows if row.on == on for item in row.items}


@pytest.mark.slow
def test_it_leaves_nothing_behind(make, policy, rungs):
    make()
    before = everything()
    assert rehearse(policy, rungs, at=AT, days=FEW).total > 0
    assert everything() == before


@pytest.mark.slow
def test_it_says_what_the_real_sweep_then_does(make, policy):
    make()
    make(duty_key="nhom", title="Việc chung")
    make(duty_key="nhom", title="Việc chung", due_on=date(2023, 1, 4))
    foretold = rehearse(policy, None, at=AT)
    for instant in rehearsal.mornings(AT, rehearsal.DAYS):
        sweep(at=instant)
        digests.build(at=instant)
    assert foretold.total == Outbox.objects.count()
    assert {row.reader for row in foretold.rows} == set(
        Outbox.objects.values_list("recipient_user__display_name", flat=True)
    )


@pytest.mark.slow
def test_it_follows_the_ladder_as_typed_and_not_the_one_in_force(make, policy, rungs):
    make(last_report_on=date(2022, 12, 26))
    by_force = rehearse(policy, None, at=AT, days=FEW)
    typed = rehearse(policy, later(rungs, late_1=2), at=AT, days=FEW)
    late_1 = "Quá hạn 1 ngày làm việc: nhắc Thủ trưởng đơn vị"
    assert any(rung == late_1 for _, rung in who(by_force, date(2023, 1, 3)))
    assert not any(rung == late_1 for _, rung in who(typed, date(2023, 1, 3)))
    assert any(rung == late_1 for _, rung in who(typed, date(2023, 1, 4)))


@pytest.mark.slow
def test_a_ladder_from_a_later_day_begins_on_that_day(make, policy, rungs):
    make(last_report_on=date(2022, 12, 26))
    typed = rehearse(policy, later(rungs, late_1=2), at=AT, days=FEW, from_on=date(2023, 1, 4))
    assert any("Quá hạn 1 ngày" in rung for _, rung in who(typed, date(2023, 1, 3)))


def test_a_ladder_that_contradicts_itself_is_not_rehearsed(policy, rungs):
    with pytest.raises(Contradictory, match="chưa có đơn vị"):
        rehearse(policy, [replace(rungs[0], unit="")], at=AT)
    assert PolicyVersion.objects.filter(policy=policy).count() == policy.versions.count()


def test_it_stops_when_its_time_is_over(make, policy):
    make()
    turns = iter([True, True, False])
    found = rehearse(policy, None, at=AT, goes_on=lambda: next(turns))
    assert found.stopped_on == date(2022, 12, 29)


@pytest.mark.slow
def test_a_morning_with_too_many_claims_gives_its_figures_only(make, policy, monkeypatch):
    monkeypatch.setattr(rehearsal, "MOST_CLAIMS", 2)
    for _ in range(3):
        make(last_report_on=date(2022, 12, 26))
    found = rehearse(policy, None, at=AT, days=FEW)
    assert date(2022, 12, 29) in found.only_figures
    assert found.figures[date(2022, 12, 29)]["Còn 2 ngày làm việc: nhắc người thực hiện"] == 3
    assert not found.rows


@pytest.mark.slow
def test_only_the_first_letters_are_named(make, policy, monkeypatch):
    monkeypatch.setattr(rehearsal, "ROWS_SHOWN", 2)
    make()
    found = rehearse(policy, None, at=AT, days=FEW)
    assert len(found.rows) == 2
    assert found.left_out == found.total - 2
