"""What hangs on one assignment: asked once, so that its page reads only what is there."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accountability.assignments import models
from accountability.assignments.models import Assignment
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


def there_on(assignment: int) -> frozenset[str]:
    """The names of what hangs on it; "replaces" where it came in place of others. One statement, however much there is."""
    (found,) = _there(assignment=assignment)
    return frozenset(name for name, is_there in zip(_NAMES, found, strict=True) if is_there)


@prepared
def _there(*, assignment: int) -> QuerySet[Any]:
    found = {
        name: Exists(model._default_manager.order_by().filter(assignment=OuterRef("pk")))
        for name, model in _HANGING.items()
    }
    replaces = Exists(models.DirectiveEffect.objects.order_by().filter(successor=OuterRef("pk")))
    rows = Assignment.objects.order_by().filter(pk=assignment)
    # Under names of their own: an assignment has its instructions already.
    named = {f"has_{name}": one for name, one in (found | {"replaces": replaces}).items()}
    return rows.annotate(**named).values_list(*named)
