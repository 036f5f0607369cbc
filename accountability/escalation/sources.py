"""Which anchors can have a candidate at all.

Of most sweeps half of the anchors have none: nobody claims, nothing is obstructed, no explanation is owed. One statement
says so, and the large statements of those anchors are neither written nor run.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, QuerySet

from accountability.assignments.models import (
    Assignment,
    Completion,
    Coordination,
    Obstacle,
    Submission,
    Target,
)
from accountability.assignments.rules import OPEN_STATES, State
from accountability.core.prepared import prepared
from accountability.escalation.models import Explanation, SweepRun
from accountability.escalation.rules import Anchor

# Each gives at least what its builder (`anchors.BUILDERS`) begins with. What is not named here is always looked for.
_ANCHORS = (
    Anchor.ASSIGNED,
    Anchor.COORDINATION,
    Anchor.CLAIM,
    Anchor.CLAIM,
    Anchor.OBSTACLE,
    Anchor.EXPLANATION,
    Anchor.REVIEW,
    Anchor.RETURN,
    Anchor.READING,
)


@prepared
def _are_there(*, run: int) -> QuerySet[SweepRun]:
    facts: tuple[QuerySet[Any], ...] = (
        Assignment.objects.filter(state=State.ASSIGNED),
        Coordination.objects.filter(state=Coordination.State.OWED),
        Completion.objects.filter(outcome=Completion.Outcome.WAITING),
        Submission.objects.filter(outcome=Submission.Outcome.WAITING),
        Obstacle.objects.filter(answered_at__isnull=True),
        Explanation.objects.open(),
        Assignment.objects.filter(state__in=OPEN_STATES, next_review_on__isnull=False),
        Assignment.objects.filter(state=State.REWORK),
        Target.objects.all(),
    )
    return SweepRun.objects.filter(pk=run).values_list(*(Exists(rows) for rows in facts))


def anchors_without_facts(run_pk: int) -> frozenset[Anchor]:
    """The anchors of which no row can be a candidate of the sweep of that key."""
    (found,) = _are_there(run=run_pk)
    there = {anchor for anchor, is_there in zip(_ANCHORS, found, strict=True) if is_there}
    return frozenset(_ANCHORS) - there
