"""The doors to kinds of report and to their periods.

The standing agency of the program writes and issues, the Office's block reviews, the addressee gives his word. The Office and the
standing agency read a report from its first day; leaders read it from when it is submitted, or when a version of it went out.
The block in charge reads its report whole, though assignments of it lie in other fields: what the report prints, no more of them.
"""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import Relation
from accountability.access.rules import Denied, Verdict, decide, may, roles_allowing
from accountability.core.saying import say
from accountability.directives.reading import standing_agencies
from accountability.reports.access import access_reports, programs_to_read
from accountability.reports.models import (
    ReportCycle,
    ReportFile,
    ReportIssue,
    ReportKind,
    ReportWord,
    WordDirective,
)

_NONE = say("Không có báo cáo này.")
_READY = (ReportCycle.State.SUBMITTED, ReportCycle.State.INSTRUCTED, ReportCycle.State.ARCHIVED)


def access_cycles(actor: Actor) -> QuerySet[ReportCycle]:
    """The periods that the actor may read. Raises PermissionDenied for who has nothing to do with any report."""
    access_reports(actor)
    rows = ReportCycle.objects.filter(kind__in=kinds_to_read(actor)).exclude(closed_at=None)
    if not may(actor, Permission.MAKE_REPORT):
        went_out = Exists(ReportIssue.objects.filter(snapshot__cycle=OuterRef("pk")))
        rows = rows.filter(
            Q(state__in=_READY) | went_out | Q(kind__program__standing_agency__in=_stands_for(actor))
        )
    return rows.select_related("kind__program__standing_agency", "kind__addressee")


def kinds_to_read(actor: Actor) -> QuerySet[ReportKind]:
    """The kinds whose reports the actor may read: of programs that he sees whole, and those that his block reviews."""
    of_block = Q(pk__in=[])
    for seat in actor.seats:
        of_block |= _reach(seat.role, Permission.REVIEW_REPORT, seat.works_for, seat.fields, "")
        of_block |= _reach(seat.role, Permission.RECORD_FOR_LEADER, seat.works_for, seat.fields, "")
    return ReportKind.objects.filter(Q(program__in=programs_to_read(actor)) | of_block)


def _stands_for(actor: Actor) -> frozenset[int]:
    roles = roles_allowing(Permission.DRAFT_REPORT, Relation.STANDING)
    return frozenset().union(*(seat.works_for for seat in actor.seats if seat.role in roles))


def access_cycle(actor: Actor, pk: int) -> ReportCycle:
    """One period. Raises Http404 when the actor may not know that it exists."""
    try:
        found = access_cycles(actor).filter(pk=pk).first()
    except PermissionDenied as refusal:
        raise Http404(_NONE) from refusal
    if found is None:
        raise Http404(_NONE)
    return found


def reads_words(actor: Actor, cycle: ReportCycle) -> bool:
    """Whether the words that are being written may be read: not by leaders before they are submitted."""
    return (
        bool(may(actor, Permission.MAKE_REPORT))
        or cycle.state in _READY
        or cycle.kind.program.standing_agency_id in _stands_for(actor)
    )


def may_on(actor: Actor, cycle: ReportCycle, permission: Permission) -> Verdict:
    """May the actor do it to this report? Only the addressee himself gives his word."""
    if permission == Permission.INSTRUCT_REPORT and cycle.kind.addressee_id not in actor.position_ids:
        return Denied(say("Chỉ {who} được cho ý kiến vào báo cáo này.", who=cycle.kind.addressee.title))
    return decide(actor, _relations(actor, cycle.kind), permission)


def may_correct(actor: Actor, word: ReportWord) -> bool:
    """Whether the word was recorded in the actor's name and not corrected yet."""
    return word.is_recorded and word.leader_id in actor.position_ids and not hasattr(word, "corrected_by")


def access_word(actor: Actor, cycle_pk: int, pk: int) -> ReportWord:
    """A word on a report that the actor may read. Raises Http404."""
    cycle = access_cycle(actor, cycle_pk)
    rows = ReportWord.objects.select_related("step", "leader", "scan", "corrected_by")
    found = rows.filter(pk=pk, step__cycle=cycle).first()
    if found is None:
        raise Http404(_NONE)
    return found


def report_behind(actor: Actor, directive_pk: int) -> ReportCycle | None:
    """The report whose word the directive carries out, for who may read it."""
    links = WordDirective.objects.filter(directive=directive_pk)
    cycle_pk = links.values_list("word__step__cycle", flat=True).first()
    try:
        return access_cycle(actor, cycle_pk) if cycle_pk else None
    except Http404:
        return None


def check_on(actor: Actor, cycle: ReportCycle, permission: Permission) -> None:
    """Raise PermissionDenied with the reason when the actor may not."""
    verdict = may_on(actor, cycle, permission)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)


def _relations(actor: Actor, kind: ReportKind) -> dict[int, list[Relation]]:
    found: dict[int, list[Relation]] = {}
    for seat in actor.seats:
        related = found.setdefault(seat.position_id, [])
        if kind.program.standing_agency_id in seat.works_for:
            related.append(Relation.STANDING)
        if not seat.fields or kind.field in seat.fields:
            related.append(Relation.IN_FIELD)
    return found


def access_file(actor: Actor, cycle_pk: int, pk: int) -> ReportFile:
    """One file of an issued report. Raises Http404."""
    cycle = access_cycle(actor, cycle_pk)
    found = ReportFile.objects.filter(pk=pk, issue__snapshot__cycle=cycle).select_related("file").first()
    if found is None:
        raise Http404(_NONE)
    return found


# Kinds ------------------------------------------------------------------------------------------------------------------


def check_keeps_kinds(actor: Actor) -> None:
    """Raise PermissionDenied for who may not set which reports are owed."""
    verdict = keeps_kinds(actor)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)


def keeps_kinds(actor: Actor) -> Verdict:
    """May the actor set the kinds of reports: the Office."""
    return may(actor, Permission.KEEP_REPORT_KINDS)


def access_kind(actor: Actor, pk: int) -> ReportKind:
    """One kind that still runs, to be changed. Raises PermissionDenied, Http404."""
    check_keeps_kinds(actor)
    found = kinds_to_read(actor).filter(pk=pk, ended_on=None).first()
    if found is None:
        raise Http404(say("Không có loại báo cáo này."))
    return found


# What waits for somebody ------------------------------------------------------------------------------------------------

_TURNS = (
    (ReportCycle.State.DRAFT, Permission.DRAFT_REPORT),
    (ReportCycle.State.IN_REVIEW, Permission.REVIEW_REPORT),
    (ReportCycle.State.INSTRUCTED, Permission.ISSUE_REPORT),
)


def has_to_do_with_reports(actor: Actor) -> bool:
    """Whether a report can wait for the actor by his roles: the Office, the leaders, who works for a standing agency."""
    if may(actor, Permission.MAKE_REPORT) or may(actor, Permission.INSTRUCT_REPORT):
        return True
    return bool(_stands_for(actor) & standing_agencies())


def waiting_for(actor: Actor, *, late_on: date | None = None) -> QuerySet[ReportCycle]:
    """The reports whose next step is the actor's, by the role table; by their deadline. One statement.

    With `late_on` also those that are late on that day, whoever's step it is: for the Office, which sees all of them.
    """
    turn = Q(state=ReportCycle.State.SUBMITTED, kind__addressee__in=_instructing(actor))
    for state, permission in _TURNS:
        for seat in actor.seats:
            turn |= Q(state=state) & _reach(seat.role, permission, seat.works_for, seat.fields, "kind__")
    if late_on is not None and may(actor, Permission.VIEW_OFFICE_PAGE):
        turn |= Q(state__in=[state for state, _ in _TURNS[:2]], due_on__lt=late_on)
    rows = ReportCycle.objects.exclude(state=ReportCycle.State.ARCHIVED).exclude(closed_at=None)
    return rows.filter(turn).select_related("kind__program").order_by("due_on", "pk")


def _instructing(actor: Actor) -> list[int]:
    roles = roles_allowing(Permission.INSTRUCT_REPORT, Relation.ANY)
    return [seat.position_id for seat in actor.seats if seat.role in roles]


def _reach(
    role: str, permission: Permission, agencies: frozenset[int], fields: frozenset[str], kind: str
) -> Q:
    """Of which reports a seat may do it; `kind` leads from the rows to their kind."""
    in_field = role in roles_allowing(permission, Relation.IN_FIELD)
    if role in roles_allowing(permission, Relation.ANY) or (in_field and not fields):
        return Q(pk__isnull=False)
    reached = Q(**{f"{kind}field__in": fields}) if in_field else Q(pk__in=[])
    if role in roles_allowing(permission, Relation.STANDING):
        reached |= Q(**{f"{kind}program__standing_agency__in": agencies})
    return reached
