"""What hangs on one assignment, and what its timing needs beside its row: asked once, so that its page reads only what is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from accountability.assignments import models
from accountability.assignments.models import Assignment
from accountability.assignments.reading import with_facts
from accountability.core.prepared import prepared
from accountability.documents.models import SpokenOf
from accountability.escalation.models import DecisionRequest, Explanation

_HANGING = {
    "instructions": models.Instruction, "exemptions": models.Exemption, "evidence": models.Evidence,
    "milestones": models.Milestone, "targets": models.Target, "reports": models.ProgressReport,
    "obstacles": models.Obstacle, "extensions": models.Extension, "submissions": models.Submission,
    "completions": models.Completion, "parts": models.InternalPart, "sources": models.Source,
    "effects": models.DirectiveEffect, "explanations": Explanation, "decisions": DecisionRequest,
    "documents": SpokenOf,
}  # fmt: skip
_NAMES = (*_HANGING, "replaces")
_FACTS = ("held_since", "overran", "lead_since")


@dataclass(frozen=True)
class There:
    """The names of what hangs on it ("replaces" where it came in place of others), and the facts of `with_facts`.

    `lead_since` is the day since which its present lead has it.
    """

    names: frozenset[str]
    held_since: date | None
    overran: bool
    lead_since: date | None

    def __contains__(self, name: object) -> bool:
        return name in self.names


def there_on(assignment: int) -> There:
    """One statement, however much there is."""
    (found,) = _there(assignment=assignment)
    facts = len(_FACTS)
    names = (name for name, is_there in zip(_NAMES, found[facts:], strict=True) if is_there)
    return There(frozenset(names), *found[:facts])


@prepared
def _there(*, assignment: int) -> QuerySet[Any]:
    found = {
        name: Exists(model._default_manager.order_by().filter(assignment=OuterRef("pk")))
        for name, model in _HANGING.items()
    }
    replaces = Exists(models.DirectiveEffect.objects.order_by().filter(successor=OuterRef("pk")))
    rows = with_facts(Assignment.objects.order_by().filter(pk=assignment))
    tenure = models.LeadTenure.objects.order_by().filter(assignment=OuterRef("pk"), to_at=None)
    # Under names of their own: an assignment has its instructions already.
    named: dict[str, Any] = {f"has_{name}": one for name, one in (found | {"replaces": replaces}).items()}
    return rows.annotate(lead_since=Subquery(tenure.values("from_on")[:1]), **named).values_list(
        *_FACTS, *named
    )
