"""Tạm giao ends with the notice of an instruction given by word, and comes back when the notice is recalled."""

from __future__ import annotations

from accountability.assignments.actions.drafting import searchable
from accountability.assignments.models import Assignment
from accountability.assignments.rules import State
from accountability.core.inserting import update_plain
from accountability.directives.models import Directive


def follow_notice(directive: Directive) -> None:
    """The directive got or lost the number of its notice: what was given by it, and how it is found, follows.

    In the transaction of that act; statements do not grow with the assignments.
    """
    rows = Assignment.objects.filter(directive=directive)
    rows.exclude(state=State.DRAFT).update(is_provisional=directive.is_provisional)
    changed: list[tuple[object, int]] = []
    for row in rows.select_related("lead_agency", "officer"):
        row.directive = directive
        if (words := searchable(row)) != row.search_text:
            changed.append((words, row.pk))
    update_plain(Assignment, ["search_text"], changed)
