"""Urging is tried on what tests/given.py gives."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from accountability.accounts.models import User
from accountability.assignments.access import visible_to
from accountability.assignments.ageing import overdue
from accountability.assignments.models import Assignment
from accountability.urging import actions, sending
from accountability.urging.actions import urge
from accountability.urging.models import UrgingRound
from tests.cast import actor
from tests.given import GoTo, assignments, go_to, many, on, sign_in
from tests.remembered import made_once

__all__ = ["assignments", "go_to", "many", "sign_in"]

LATE = "2022-12-07"
NOW = on(LATE)


@pytest.fixture
def waiting(
    assignments: list[Assignment], cast: dict[str, User], go_to: GoTo, monkeypatch: pytest.MonkeyPatch
) -> UrgingRound:
    """Three letters about four assignments, too many to wait for; a portion is one lead."""
    go_to(LATE)
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    monkeypatch.setattr(sending, "PORTION", 1)
    specialist = actor(cast["specialist"], date(2022, 12, 7))

    def send() -> UrgingRound:
        sent = urge(
            overdue(visible_to(specialist), NOW), token=uuid4(), note="Báo cáo ngay.", by=specialist, at=NOW
        )
        assert (sent.round.state, sent.assignments, sent.letters) == ("waiting", 4, 3)
        return sent.round

    return made_once("urged, waiting", send)
