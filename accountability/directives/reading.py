"""What pages ask about programs again and again."""

from __future__ import annotations

from django.db.models import QuerySet

from accountability.core.prepared import prepared
from accountability.directives.models import Program


@prepared
def _standing() -> QuerySet[Program, int]:
    return Program.objects.order_by().values_list("standing_agency_id", flat=True)


def standing_agencies() -> frozenset[int]:
    """The keys of the agencies that stand for a program (cơ quan thường trực). One query."""
    return frozenset(_standing())
