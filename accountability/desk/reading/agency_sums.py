"""The sums on an agency's first page: its six buckets, who carries what, what stands below it, its programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accountability.access.roles import ROLES, Relation
from accountability.assignments.access import visible_to
from accountability.assignments.reading import bucket_counts
from accountability.desk import links
from accountability.desk.reading import common
from accountability.desk.reading.common import AgencyFigures, Moment
from accountability.desk.reading.kept import kept
from accountability.desk.reading.place import Place
from accountability.desk.reading.summary import scope_key
from accountability.desk.reading.workload import Load, workload
from accountability.directives.models import Program


@dataclass(frozen=True)
class ProgramSummary:
    """A program of which the agency is the standing one, with the six buckets of all its assignments."""

    title: str
    figures: list[dict[str, Any]]
    list_url: str
    report_url: str
    page_url: str


@dataclass(frozen=True)
class AgencySums:
    """The sums of that instant."""

    at: datetime
    figures: list[dict[str, Any]]
    loads: list[Load]
    below: list[AgencyFigures]
    programs: list[ProgramSummary]
    is_assumed: bool


def sums_of(place: Place) -> AgencySums:
    """The sums of the place, at most a minute old."""
    moment, desk = place.moment, place.desk
    # By the person only where it is his own work.
    whose = moment.actor.user_id if desk.own_only else 0
    return kept(f"agency:{scope_key(moment.actor)}:{whose}:{moment.today}", moment.at, lambda: _read(place))


def _read(place: Place) -> AgencySums:
    own_only = place.desk.own_only
    load = workload(place.led, place.agencies, place.moment, named=not own_only)
    query = {"agency": next(iter(place.agencies))} if len(place.agencies) == 1 else {}
    figures = common.figures(load.buckets, **query)
    if own_only:  # The list shows all of the agency.
        figures = [figure | {"url": ""} for figure in figures]
    return AgencySums(
        place.moment.at, figures, load.loads, _below(place.moment), _programs(place),
        is_assumed=place.led.filter(is_assumed=True).exists(),
    )  # fmt: skip


def _below(moment: Moment) -> list[AgencyFigures]:
    """The agencies that stand below (a district's communes), what presses most first."""
    overseen = frozenset().union(
        *(seat.oversees for seat in moment.actor.seats if Relation.ABOVE in ROLES[seat.role].may)
    )
    rows = visible_to(moment.actor).real().filter(lead_agency__in=overseen)
    return common.by_lateness(common.figures_by_agency(rows, moment.at)) if overseen else []


def _programs(place: Place) -> list[ProgramSummary]:
    """The programs of which the actor's agency is the standing one."""
    moment = place.moment
    rows = visible_to(moment.actor).real()
    return [
        ProgramSummary(
            title=program.title,
            figures=common.figures(
                bucket_counts(rows.filter(directive__program=program), moment.at), program=program.pk
            ),
            list_url=links.address("assignment-list", program=program.pk),
            report_url=links.address("cycle-list"),
            page_url=links.address("program-page", program.code),
        )
        for program in Program.objects.filter(standing_agency__in=place.agencies).order_by("code")
    ]
