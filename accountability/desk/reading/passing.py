"""Việc huyện giao: the parts that an agency was given by the one above it. No lateness, no ladder."""

from __future__ import annotations

from django.db.models import F

from accountability.assignments.access import parts_below
from accountability.assignments.models import InternalPart
from accountability.desk import links
from accountability.desk.reading.common import Line, Moment, Source


def from_above(moment: Moment) -> Source:
    """Parts that the lead above has not ended, by their deadline."""

    def line(row: InternalPart) -> Line:
        due = f" · thời hạn {row.due_on:%d/%m/%Y}" if row.due_on else ""
        note = f"{row.assignment.lead_agency.short_name} · {row.assignment.directive.cited}{due}"
        return Line(row.duty, links.address("part-detail", row.pk), note, row.state_words, "none")

    rows = parts_below(moment.actor).owed()
    ordered = rows.select_related("agency", "assignment__directive", "assignment__lead_agency")
    return Source(
        "huyen-giao", "Việc huyện giao", ordered.order_by(F("due_on").asc(nulls_last=True), "pk"), line
    )
