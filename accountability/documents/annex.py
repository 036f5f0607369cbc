"""The assignments that a document speaks of, as the rows of its annex: from the facts of a moment, frozen by the signature."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from accountability.assignments.badges import state_badge, timing_badge
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination
from accountability.assignments.reading import timer, with_facts
from accountability.assignments.rules import Bucket
from accountability.directives.models import Directive
from accountability.documents.models import OutgoingDocument


@dataclass(frozen=True)
class AnnexRow:
    """One line: what, by which document, who leads, who helps, by when, where it stands. Plain texts, kept as JSON."""

    pk: int
    title: str
    product: str
    source: str
    lead: str
    helpers: str
    due: str
    standing: str
    days_late: int


def rows_of(document: OutgoingDocument, at: datetime) -> list[AnnexRow]:
    """The rows as the paper has them: those that were signed, else those of this moment."""
    if document.annex:
        return [AnnexRow(**row) for row in document.annex]
    chosen = Assignment.objects.filter(documents__document=document).order_by("documents__rank", "pk")
    return annex_rows(chosen, at)


def frozen(rows: Iterable[AnnexRow]) -> list[dict[str, Any]]:
    """The rows for `OutgoingDocument.annex`."""
    return [asdict(row) for row in rows]


def annex_rows(chosen: AssignmentQuerySet, at: datetime) -> list[AnnexRow]:
    """The rows of these assignments at that moment, in the order of the query. Four statements."""
    tell = timer(at)
    found = list(with_facts(chosen).select_related("directive", "lead_agency", "lead_position"))
    helpers = _helpers([row.pk for row in found])
    made = []
    for row in found:
        timing = tell(row)
        late = timing.days_overdue or 0 if timing.bucket == Bucket.OVERDUE else 0
        standing = str(state_badge(row.state).label)
        if row.is_open:
            standing += f"; {str(timing_badge(timing, row.state).label).lower()}"
        made.append(
            AnnexRow(
                row.pk, row.title, row.product, _source(row.directive), row.lead_name, "; ".join(helpers.get(row.pk, ())),
                _due(row.due_on), standing, late,
            )
        )  # fmt: skip
    return made


def _source(directive: Directive) -> str:
    """The document as a letter cites it; one that was not issued yet by its kind and day alone."""
    if directive.number:
        return directive.cited
    return f"{directive.get_kind_display()} ngày {directive.issued_on:%d/%m/%Y}"


def _due(due_on: date | None) -> str:
    return f"{due_on:%d/%m/%Y}" if due_on else "Không có thời hạn"


def _helpers(keys: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    parts = (
        Coordination.objects.filter(assignment__in=keys)
        .select_related("agency")
        .order_by("agency__rank", "pk")
    )
    for part in parts:
        found.setdefault(part.assignment_id, []).append(part.agency.short_name)
    return found
