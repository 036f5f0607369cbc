"""What pages ask about programs again and again."""

from __future__ import annotations

from django.db.models import QuerySet

from accountability.core.prepared import Prepared
from accountability.directives.models import Program


def _standing() -> QuerySet[Program, tuple[int]]:
    return Program.objects.order_by().values_list("standing_agency_id")


_STANDING = Prepared(_standing)


def standing_agencies() -> frozenset[int]:
    """The keys of the agencies that stand for a program (cơ quan thường trực). One query."""
    return frozenset(key for (key,) in _STANDING.rows())
