"""R6: clocks that are forty days wrong, midnights, ends of February and of the year: nobody is escalated falsely.

The control sweeps with the wrong clock as if it were right; then all are escalated falsely.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from accountability.core import clock
from accountability.core.zone import LOCAL
from accountability.escalation.models import Escalation
from config.jobs import run_sweep
from tests.crash.duties import give

pytestmark = [pytest.mark.crash, pytest.mark.django_db]

# Due on, and the first working day after, by the official notices of days off; written by hand.
FIRST_LATE = {
    "2022-12-31": "2023-01-03", "2023-02-28": "2023-03-01", "2023-12-31": "2024-01-02", "2024-02-28": "2024-02-29",
    "2024-02-29": "2024-03-01", "2024-12-31": "2025-01-02",
}  # fmt: skip


def midnight(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T00:00").replace(tzinfo=LOCAL)


def late_claims() -> int:
    return Escalation.objects.filter(rung_key__startswith="late-").count()


@pytest.mark.parametrize("due_on", FIRST_LATE)
def test_late_begins_at_midnight_of_its_day_and_not_a_second_before(due_on, province, figure):
    due, late = date.fromisoformat(due_on), midnight(FIRST_LATE[due_on])
    give(10, province, due_on=due, given_at=midnight(due_on) - timedelta(days=30))

    for before in (
        late - timedelta(days=40),
        late - timedelta(seconds=1),
        (late - timedelta(seconds=1)).astimezone(UTC),
    ):
        run_sweep(before)
        assert late_claims() == 0, f"đôn đốc sai lúc {before}"
    run_sweep(late.astimezone(UTC))
    assert late_claims() == 10

    # A clock that was set back tells nobody anything again.
    run_sweep(late - timedelta(days=40))
    run_sweep(late)
    assert late_claims() == 10
    figure("R6", "nửa đêm, 28–29/02, 31/12, đồng hồ lùi 40 ngày", "0 đôn đốc sai")


@pytest.fixture
def due_in_ten_days(province, size) -> int:
    """Duties that are due ten days from now, by the clock of the machine."""
    duties, now = size(100, 10), clock.system_now()
    give(duties, province, due_on=(now + timedelta(days=10)).date(), given_at=now - timedelta(days=1))
    return duties


@pytest.mark.parametrize("days", [40, -40])
def test_a_clock_forty_days_wrong_stops_the_sweep(postgresql, due_in_ten_days, days, figure):
    with (
        time_machine.travel(clock.system_now() + timedelta(days=days)),
        pytest.raises(ValueError, match="lệch nhau"),
    ):
        run_sweep(clock.now())

    assert Escalation.objects.count() == 0
    figure("R6", f"đồng hồ máy sai {days} ngày (PostgreSQL đúng giờ)", "không rà soát, 0 đôn đốc sai")


def test_a_clock_forty_days_ahead_that_is_believed_escalates_falsely(due_in_ten_days, settings, figure):
    settings.CLOCKS_MAY_DIFFER = timedelta(days=365)
    with time_machine.travel(clock.system_now() + timedelta(days=40)):
        run_sweep(clock.now())

    assert late_claims() > 0
    escalated = Escalation.objects.filter(rung_key__startswith="late-").values("subject").distinct().count()
    figure(
        "R6", control=f"tin đồng hồ nhanh 40 ngày: {escalated} trong {due_in_ten_days} việc bị đôn đốc sai"
    )
