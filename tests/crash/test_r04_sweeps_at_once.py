"""R4: four sweeps at once, some of them killed, eight times over: every rung of every duty is claimed exactly once.

The control takes the unique key off the ledger; then sweeps at once claim twice. (On SQLite there is one writer at a
time, so that only PostgreSQL shows it.)
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator

import pytest
from django.db import connection, connections

from accountability.escalation.models import Escalation
from config.jobs import run_sweep
from tests.crash.duties import DAYS, claims, doubled_claims, doubled_mails, doubled_notices, give, morning
from tests.crash.killing import forked

pytestmark = [
    pytest.mark.crash,
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:This process.*fork:DeprecationWarning"),
]

AT_ONCE = 4


class Sweeps:
    """Rounds of sweeps at once; `killed` counts those that were killed before their end."""

    def __init__(self) -> None:
        self.draw, self.killed, self.lasted = random.Random(4), 0, 0.4

    def round(self, day: str, *, kills: int) -> list[int]:
        """Four sweeps released together, of which `kills` are killed at a random moment; the codes they ended with."""
        connections.close_all()
        together = time.monotonic() + 0.1
        running = [forked(lambda: _sweep(day, together)) for _ in range(AT_ONCE)]
        for victim in self.draw.sample(running, kills):
            time.sleep(self.draw.uniform(0, self.lasted / 2))
            if victim.is_alive() and victim.pid is not None:
                os.kill(victim.pid, signal.SIGKILL)
        for process in running:
            process.join()
        self.lasted = max(time.monotonic() - together, 0.1)
        self.killed += sum(process.exitcode == -signal.SIGKILL for process in running)
        return [process.exitcode or 0 for process in running]


def _sweep(day: str, together: float) -> None:
    connection.ensure_connection()
    time.sleep(max(together - time.monotonic(), 0))
    run_sweep(morning(day))


def test_sweeps_at_once_and_killed_claim_every_rung_once(province, size, figure):
    duties, sweeps = size(3000, 60), Sweeps()
    give(duties, province)

    for number, (day, rung) in enumerate(DAYS.items()):
        codes = sweeps.round(day, kills=number % 3)
        assert set(codes) <= {0, -signal.SIGKILL}
        assert claims()[rung] == duties, f"{rung}: mất hoặc thừa"

    assert claims() == dict.fromkeys([*DAYS.values(), "unexplained"], duties)
    assert (doubled_claims(), doubled_notices(), doubled_mails()) == (0, 0, 0)
    figure(
        "R4",
        f"8 × {AT_ONCE} lượt rà soát cùng lúc trên {duties} nhiệm vụ, {sweeps.killed} lượt bị kill -9",
        "mất 0, trùng 0",
    )


@pytest.fixture
def without_the_key(postgresql: None) -> Iterator[None]:
    """The ledger has no unique key in this test."""
    key = next(one for one in Escalation._meta.constraints if one.name == "rung_fires_once")
    with connection.schema_editor() as schema:
        schema.remove_constraint(Escalation, key)
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {Escalation._meta.db_table} CASCADE")
    with connection.schema_editor() as schema:
        schema.add_constraint(Escalation, key)


def test_without_the_unique_key_sweeps_at_once_double(province, without_the_key, size, figure):
    duties = size(3000, 200)
    give(duties, province)

    Sweeps().round("2022-12-26", kills=0)

    assert doubled_claims() > 0
    figure("R4", control=f"không có khóa duy nhất, 4 lượt cùng lúc: trùng {doubled_claims()}")
