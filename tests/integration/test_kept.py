"""What tests begin with stands again after a test with real transactions, whatever that test did."""

from __future__ import annotations

import pytest

from accountability.accounts.models import User
from accountability.agencies.models import Agency
from accountability.calendars.models import DemoClock
from tests import kept
from tests.cast import TODAY, Province
from tests.given import on

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def written(province: Province) -> None:
    """A row that no test begins with."""
    DemoClock.objects.create(pk=DemoClock.ONLY_PK, now_at=on(TODAY.isoformat()))


def test_offices_and_people_that_nobody_changed_stay(written: None) -> None:
    kept.empty()
    assert not DemoClock.objects.exists()
    assert Agency.objects.exists()
    assert User.objects.exists()


def test_one_change_of_a_person_and_all_are_put_back_as_they_were(written: None) -> None:
    before = User.objects.get(username="chutich").first_name
    User.objects.filter(username="chutich").update(first_name="Ai đó")
    kept.empty()
    assert not Agency.objects.exists()
    assert not User.objects.exists()
    kept.put_back("seeded")
    kept.put_back("province")
    assert User.objects.get(username="chutich").first_name == before
