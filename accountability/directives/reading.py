"""What pages ask about programs again and again."""

from __future__ import annotations

from django.db.models import QuerySet

from accountability.core.prepared import prepared
from accountability.directives.models import Program
from accountability.reference.keeping import kept_while


@prepared
def _standing() -> QuerySet[Program, int]:
    return Program.objects.order_by().values_list("standing_agency_id", flat=True)


@kept_while("programs")
def standing_agencies() -> frozenset[int]:
    """The keys of the agencies that stand for a program (cơ quan thường trực)."""
    return frozenset(_standing())
