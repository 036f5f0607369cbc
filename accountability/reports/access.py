"""The door to periodic reports: the Office and the leaders, and the standing agency for its own program.

A report is always of a whole program, so it is made and read only by who may see every assignment of it.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation
from accountability.access.rules import may
from accountability.assignments.access import visible_to
from accountability.assignments.models import Assignment
from accountability.core.saying import say
from accountability.directives.models import Program
from accountability.reports.models import PeriodicReport, ReportJob

_REFUSAL = say(
    "Chỉ Văn phòng, lãnh đạo UBND tỉnh và cơ quan thường trực của chương trình được xem báo cáo định kỳ."
)


def _standing_for(actor: Actor) -> frozenset[int]:
    """The agencies whose programs the actor may report on as their standing agency."""
    seats = (
        seat
        for seat in actor.seats
        if Permission.MAKE_REPORT in ROLES[seat.role].may.get(Relation.STANDING, frozenset())
    )
    return frozenset().union(*(seat.works_for for seat in seats))


def _seen_whole(actor: Actor) -> QuerySet[Program]:
    unseen = (
        Assignment.objects.real()
        .filter(directive__program=OuterRef("pk"))
        .exclude(pk__in=visible_to(actor).values("pk"))
    )
    return Program.objects.filter(~Exists(unseen)).select_related("standing_agency").order_by("code")


def programs_to_report(actor: Actor) -> QuerySet[Program]:
    """The programs of which the actor may make a report."""
    programs = _seen_whole(actor)
    if may(actor, Permission.MAKE_REPORT):
        return programs
    return programs.filter(standing_agency_id__in=_standing_for(actor))


def programs_to_read(actor: Actor) -> QuerySet[Program]:
    """The programs whose reports the actor may read: those he may make, and for leaders all that they oversee."""
    return _seen_whole(actor) if may(actor, Permission.VIEW_COMMAND_PAGE) else programs_to_report(actor)


def access_reports(actor: Actor) -> QuerySet[PeriodicReport]:
    """The reports that the actor may read. Raises PermissionDenied for who has nothing to do with any."""
    wide = may(actor, Permission.MAKE_REPORT) or may(actor, Permission.VIEW_COMMAND_PAGE)
    if not wide and not Program.objects.filter(standing_agency_id__in=_standing_for(actor)).exists():
        raise PermissionDenied(_REFUSAL)
    return PeriodicReport.objects.filter(program__in=programs_to_read(actor)).select_related(
        "program", "file"
    )


def access_report(actor: Actor, pk: int) -> PeriodicReport:
    """One report with its file. Raises Http404 when the actor may not know that it exists."""
    try:
        report = access_reports(actor).filter(pk=pk).first()
    except PermissionDenied as refusal:
        raise Http404(say("Không có báo cáo này.")) from refusal
    if report is None:
        raise Http404(say("Không có báo cáo này."))
    return report


def own_jobs(actor: Actor) -> QuerySet[ReportJob]:
    """The reports that the actor had an engine make, the latest first."""
    return ReportJob.objects.filter(user_id=actor.user_id).select_related("program", "report")


def access_job(actor: Actor, pk: int) -> ReportJob:
    """One of the reports that the actor had an engine make. Raises Http404 for anybody else's."""
    job = own_jobs(actor).filter(pk=pk).first()
    if job is None:
        raise Http404(say("Không có lần lập báo cáo này."))
    return job
