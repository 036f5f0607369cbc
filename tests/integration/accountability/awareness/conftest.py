"""A directive given on 07/11/2022 at 17:00 to labour, the police and Vinh, with the bank coordinating; now it is the 8th,
the day in which they confirm that it came."""

from __future__ import annotations

import pytest

from accountability.assignments.models import Assignment
from accountability.awareness.models import Receipt
from accountability.directives.models import Directive
from tests.given import assignments, go_to, many, sign_in

__all__ = ["assignments", "go_to", "many", "sign_in"]


@pytest.fixture
def directive(assignments: list[Assignment]) -> Directive:
    """The directive given."""
    return assignments[0].directive


@pytest.fixture
def receipt(directive: Directive) -> Receipt:
    """That of the labour department."""
    return Receipt.objects.get(directive=directive, agency__code="SLDTBXH")
