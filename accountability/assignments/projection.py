"""The columns of an assignment that repeat its histories, made anew from the facts."""

from __future__ import annotations

from accountability.assignments.models import Assignment, DeadlineVersion, LeadTenure


def projected(assignment: Assignment) -> dict[str, object]:
    """What the repeated columns must say, from the open tenure and the last deadline; empty for a draft."""
    tenure = LeadTenure.objects.filter(assignment=assignment, to_at=None).first()
    last = DeadlineVersion.objects.filter(assignment=assignment).order_by("-number").first()
    if tenure is None or last is None:
        return {}
    return {
        "lead_agency_id": tenure.agency_id,
        "lead_position_id": tenure.position_id,
        "due_on": last.due_on,
        "due_time": last.due_time,
        "deadline_number": last.number,
    }


def rebuild(assignment: Assignment) -> dict[str, tuple[object, object]]:
    """Write the columns from the facts; returns what differed as column → (was, is)."""
    facts = projected(assignment)
    differing = {
        name: (getattr(assignment, name), value)
        for name, value in facts.items()
        if getattr(assignment, name) != value
    }
    if differing:
        Assignment.objects.filter(pk=assignment.pk).update(
            **{name: value for name, (_, value) in differing.items()}
        )
    return differing
