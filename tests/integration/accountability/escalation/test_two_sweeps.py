"""Two sweeps at once: each rung is claimed once, and nobody gets two letters."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from accountability.escalation.models import DecisionRequest, Escalation, Explanation
from accountability.escalation.sweep import sweep
from accountability.notices.models import Outbox

from .conftest import morning

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 20


def sweep_twice_at_once(at):
    """Two sweeps in threads, released together; what each reports, or the error that it hit."""
    start, results = threading.Barrier(2), []

    def run():
        try:
            start.wait(10)
            results.append(sweep(at=at))
        except Exception as error:  # shown by the assertion on the results
            results.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def test_two_sweeps_at_once_claim_each_rung_once(make):
    for _ in range(ROWS):
        make()
    results = sweep_twice_at_once(morning("2023-01-31"))
    assert [type(result).__name__ for result in results] == ["SweepResult"] * 2
    assert sum(result.escalated.get("late-15", 0) for result in results) == ROWS
    assert Escalation.objects.filter(merged=False).count() == ROWS
    assert Escalation.objects.filter(merged=True).count() == 7 * ROWS
    assert Explanation.objects.count() == DecisionRequest.objects.count() == ROWS
    assert Outbox.objects.filter(recipient_user__username="chutich").count() == 1
