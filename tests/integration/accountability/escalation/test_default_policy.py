"""The migration of the default policy, forth and back."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from accountability.escalation.models import Policy, Rung
from accountability.escalation.policies import ladder_in_force

from .conftest import morning

migration = import_module("accountability.escalation.migrations.0002_default_policy")


@pytest.mark.django_db
def test_the_default_policy_comes_goes_and_comes_back_the_same(seeded):
    before = ladder_in_force(morning("2022-11-08")).rungs
    migration.take_up(apps, None)
    assert not Rung.objects.exists()
    assert not Policy.objects.exists()
    with pytest.raises(LookupError, match="Chưa có quy tắc"):
        ladder_in_force(morning("2022-11-08"))
    migration.lay_down(apps, None)
    migration.lay_down(apps, None)
    assert ladder_in_force(morning("2022-11-08")).rungs == before
    assert len(before) == 13
