"""Facts about Nghệ An as files: agencies, localities, positions, services. Pure: reads, never writes.

Every reader returns frozen dataclasses; what the sources do not say is left empty.
"""

from datetime import date

from accountability.agencies.facts.agency_facts import (
    OFFICE,
    OUTSIDE_KINDS,
    UBND,
    AgencyFact,
    ServiceFact,
    SuccessionFact,
    agencies,
    communes_2022,
    communes_2025,
    districts_2022,
    essential_services,
    every_agency,
    predecessors_2025,
    successions,
)
from accountability.agencies.facts.position_facts import (
    FIELDS,
    MAIL_DOMAIN,
    ROLES,
    PositionFact,
    positions,
)

AS_OF_2022 = date(2022, 11, 8)
AS_OF_2026 = date(2026, 1, 1)

__all__ = [
    "AS_OF_2022",
    "AS_OF_2026",
    "FIELDS",
    "MAIL_DOMAIN",
    "OFFICE",
    "OUTSIDE_KINDS",
    "ROLES",
    "UBND",
    "AgencyFact",
    "PositionFact",
    "ServiceFact",
    "SuccessionFact",
    "agencies",
    "communes_2022",
    "communes_2025",
    "districts_2022",
    "essential_services",
    "every_agency",
    "positions",
    "predecessors_2025",
    "successions",
]
