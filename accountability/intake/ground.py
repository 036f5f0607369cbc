"""What the rows of an annex are judged by, read from the database: the agencies of the document's day, its calendar."""

from __future__ import annotations

from collections import Counter
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce

from accountability.agencies.models import Agency
from accountability.agencies.reading import the_office
from accountability.assignments.models import Assignment
from accountability.assignments.rules import ASIDE_STATES
from accountability.calendars.reading import load_calendar
from accountability.calendars.rules import LAST_YEAR, Calendar
from accountability.core.text import date_vi
from accountability.directives.models import Directive
from accountability.intake.dictionary import load_dictionary
from accountability.intake.models import AnnexMade, AnnexRow
from accountability.intake.rules.cells import DeadlineReader
from accountability.intake.rules.dictionary import AgencyEntry
from accountability.intake.rules.keys import tidy, title_key
from accountability.intake.rules.matching import Name, Names
from accountability.intake.rules.verdicts import Ground, Known

# Months are counted up to ten years ahead (calendars.rules.terms).
_YEARS_AHEAD = 11


def ground_of(directive: Directive) -> Ground:
    """The agencies that existed on the day of the document, with their groups; its deadlines count from that day."""
    day = directive.issued_on
    agencies = list(Agency.objects.on(day).order_by("rank", "pk"))
    entries = {entry.code: entry for entry in load_dictionary().entries}
    return Ground(
        names=Names(tuple(Name(row.code, row.short_name, _spellings(entries[row.code])) for row in agencies)),
        labels={row.code: row.short_name for row in agencies},
        may_lead=frozenset(
            row.code for row in agencies if row.answers_to_province and row.kind != Agency.Kind.PROVINCE
        ),
        groups=_groups(agencies),
        deadlines=DeadlineReader(day, _calendar(day), settings.DEADLINE_BEFORE_IS_INCLUSIVE),
        day=date_vi(day),
    )


def _spellings(entry: AgencyEntry) -> tuple[str, ...]:
    """The dictionary that reads texts knows them, with either word for a committee and the titles of the heads."""
    return tuple(dict.fromkeys((*entry.names, *entry.symbols, *entry.heads)))


def _groups(agencies: list[Agency]) -> dict[str, list[str]]:
    """The Office gives duties to departments, never to itself among them."""
    office = the_office().code
    by_kind: dict[str, list[str]] = {kind: [] for kind in Agency.Kind.values}
    for row in agencies:
        by_kind[row.kind].append(row.code)
    departments = [code for code in by_kind[Agency.Kind.DEPARTMENT] if code != office]
    local = by_kind[Agency.Kind.DISTRICT] or by_kind[Agency.Kind.COMMUNE]
    return {
        "departments": departments,
        "districts": by_kind[Agency.Kind.DISTRICT],
        "communes": by_kind[Agency.Kind.COMMUNE],
        "all": [*departments, *local],
    }


def _calendar(day: date) -> Calendar:
    return load_calendar(day.year, min(day.year + _YEARS_AHEAD, LAST_YEAR))


def known_of(directive: Directive) -> Known:
    """Which rows of annexes the directive has, and how often each (title, lead) was written."""
    standing = Assignment.objects.filter(directive=directive).exclude(state__in=ASIDE_STATES)
    duty = Coalesce(
        "series__title", "title"
    )  # An occurrence that was given bears the name of its period as well.
    written = standing.values_list(duty, "lead_agency__code")
    made = AnnexMade.objects.filter(row=OuterRef("pk"))
    rows = AnnexRow.objects.filter(Exists(made), directive=directive, is_written=True)
    return Known(
        frozenset(rows.values_list("fingerprint", flat=True)),
        Counter((title_key(tidy(title)), code) for title, code in written),
    )
