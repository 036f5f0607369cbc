"""The migrations of the policies, forth and back."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from accountability.escalation.models import Policy, Rung
from accountability.escalation.policies import ladders_in_force

from .conftest import morning

first = import_module("accountability.escalation.migrations.0002_default_policy")
second = import_module("accountability.escalation.migrations.0004_policies_by_urgency")


@pytest.mark.django_db
def test_the_policies_come_go_and_come_back_the_same(seeded):
    at = morning("2022-11-08")
    before = {scope: ladder.rungs for scope, ladder in ladders_in_force(at).by_scope.items()}
    second.take_up(apps, None)
    assert len(ladders_in_force(at).usual.rungs) == 13
    first.take_up(apps, None)
    assert not Rung.objects.exists()
    assert not Policy.objects.exists()
    with pytest.raises(LookupError, match="Chưa có quy tắc"):
        ladders_in_force(at)
    for lay_down in (first.lay_down, second.lay_down, second.lay_down):
        lay_down(apps, None)
    assert {scope: ladder.rungs for scope, ladder in ladders_in_force(at).by_scope.items()} == before
    assert {scope.urgency for scope in before} == {"", "khan", "thuong_khan", "hoa_toc"}
