"""R10: thousands of steps in the lives of assignments, drawn at random, and a model beside them.

The control spoils a fact behind the product's back, one per invariant; each must be noticed.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.crash.life import AssignmentLife

pytestmark = [pytest.mark.crash, pytest.mark.django_db]

STEPS_PER_LIFE = 50
QUIETLY = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def lives(number: int) -> settings:
    """That many lives of fifty steps each, drawn anew; what fails is told as it was found, making it short takes long."""
    return settings(
        max_examples=number, stateful_step_count=STEPS_PER_LIFE, deadline=None, suppress_health_check=QUIETLY,
        phases=[Phase.generate], database=None,
    )  # fmt: skip


def test_no_invariant_breaks_in_thousands_of_steps(cast, size, figure):
    AssignmentLife.cast = cast
    AssignmentLife.steps.clear()
    lived = 0

    # A life may end before its fiftieth step: so many lives as it takes.
    while sum(AssignmentLife.steps.values()) < size(10_000, 1):
        run_state_machine_as_test(AssignmentLife, settings=lives(size(40, 3)))
        lived += size(40, 3)

    steps = sum(AssignmentLife.steps.values())
    assert len(AssignmentLife.steps) > size(10, 1), "few kinds of steps were drawn"
    figure(
        "R10", f"{steps} bước ngẫu nhiên trong đời {lived} nhiệm vụ, có mô hình bên cạnh", "0 bất biến bị phá"
    )


def no_step(process_id: object, node: object, by: object) -> None:
    """A process that does not follow."""


def forgotten(*args: object, **kwargs: object) -> None:
    """An audit that forgets."""


SPOILS = {
    "quy trình không đi theo": ("workflows.acts._step", no_step),
    "nhật ký quên ghi": ("accountability.assignments.actions.guards.record", forgotten),
    "“sắp đến hạn” tính khác": ("accountability.assignments.reading.DUE_SOON_WORKING_DAYS", 30),
}


@pytest.mark.parametrize("spoil", SPOILS)
def test_what_is_spoilt_is_noticed(full_size, spoil, cast, monkeypatch, figure):
    AssignmentLife.cast = cast
    monkeypatch.setattr(*SPOILS[spoil])

    with pytest.raises(AssertionError):
        run_state_machine_as_test(AssignmentLife, settings=lives(20))

    figure("R10", control=f"{spoil}: bị phát hiện")
