"""Who walks through the whole site: everybody on SQLite, and one of each kind of reach on the second database.

What a page shows is one code on both; what differs is how a reach is asked of the database.
"""

from __future__ import annotations

from django.db import connection

from tests.access.expected import EVERYBODY

# By everything, field, program, what is below, coordination, one's own agency, one's own parts, and by none of the field.
KINDS = {
    "chair",
    "specialist",
    "standing_head",
    "district_chair",
    "coordinating_officer",
    "labour_head",
    "labour_officer",
    "outsider",
}


def walkers() -> list[str]:
    """Members of the cast, in an order that stays."""
    assert KINDS <= EVERYBODY
    return sorted(EVERYBODY if connection.vendor == "sqlite" else KINDS)
