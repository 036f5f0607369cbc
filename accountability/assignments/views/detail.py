"""The page of one assignment, and the files that hang on it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor, eyes_of
from accountability.access.permissions import Permission
from accountability.assignments.access import access_assignment, permissions_on
from accountability.assignments.badges import state_badge, timing_badge
from accountability.assignments.models import Assignment, Evidence, Instruction, Source
from accountability.assignments.reading import timer
from accountability.assignments.rules import Bucket
from accountability.assignments.timeline import timeline
from accountability.assignments.views import dossier
from accountability.assignments.views.diagram import live_steps
from accountability.assignments.views.dossier_chain import course
from accountability.assignments.views.passing import passed_on
from accountability.assignments.views.there import There, there_on
from accountability.central.views.detail import served_by
from accountability.core import clock
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.directives import access as directives_access
from accountability.directives.views.doors import through
from accountability.documents.access import drafts_some
from accountability.documents.reading import about_assignment
from accountability.escalation import reading as ladder
from accountability.files.serving import serve

SHOWN_BUTTONS = 3


@login_required
@require_GET
def assignment_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one assignment that this person may see, and what he may do."""
    at = clock.now()
    row = access_assignment(request.actor, pk, Permission.VIEW)
    permissions = permissions_on(request.actor, row)
    there = there_on(pk)
    acts = dossier.buttons(row, permissions, at)
    context = page_of(request.actor, row, permissions, at, there)
    context |= {"main": acts[:SHOWN_BUTTONS], "more": acts[SHOWN_BUTTONS:]}
    context["papers"] = about_assignment(request.actor, pk) if "documents" in there else []
    context |= {"drafts": drafts_some(request.actor), "letters": _letters(request.actor, row, context)}
    return render(request, "assignments/detail.html", context)


def _letters(actor: Actor, row: Assignment, context: dict[str, Any]) -> list[dict[str, str]]:
    """The letters that the Office may draft about a matter that is overdue."""
    if not drafts_some(actor) or not row.is_open or context["timing"].code != Bucket.OVERDUE:
        return []
    begin = reverse("document-new")
    return [
        {"title": title, "url": f"{begin}?loai={kind}&viec={row.pk}"}
        for kind, title in (
            ("urge", say("Soạn công văn đôn đốc")),
            ("explain", say("Soạn công văn yêu cầu giải trình")),
        )
    ]


def page_of(
    actor: Actor,
    row: Assignment,
    permissions: frozenset[Permission],
    at: datetime,
    there: There,
) -> dict[str, Any]:
    """Everything about the assignment that this person may see; `there` is what hangs on it."""
    reads = Permission.VIEW_EXPLANATION in permissions
    # What a timing asks of a row, beside the row itself.
    row.held_since, row.overran = there.held_since, there.overran
    claims = ladder.claims_of(row)
    return {
        "assignment": row,
        "state": state_badge(row.state),
        "timing": timing_badge(timer(at)(row), row.state),
        "deadline": dossier.deadline(row, dossier.versions_of(row)),
        "directive_url": _directive_url(row, permissions),
        "instructions": dossier.instructions(row, actor, reads, there),
        "live_steps": live_steps(row.process_id),
        "timeline": timeline(row, dossier.claimed(claims), reads_explanations=reads),
        "review": dossier.review(row, at),
        "sources": _sources(eyes=eyes_of(actor), assignment=row.pk) if "sources" in there else [],
        **course(row, actor, permissions, there),
        **dossier.parts(row, actor, permissions, at, there),
        **dossier.escalation(row, permissions, at, there, claims),
        **passed_on(row, permissions, there),
        "serves": served_by(row, actor),
    }


@prepared
def _sources(*, eyes: Actor, assignment: int) -> QuerySet[Source]:
    """The further documents that order it, of those that one may open: one that is being cut is the Office's business."""
    may_open = directives_access.visible_to(eyes, through(eyes)).filter(pk=OuterRef("directive"))
    rows = Source.objects.filter(Exists(may_open), assignment=assignment, unlinked_at=None)
    return rows.select_related("directive").order_by("directive__issued_on", "pk")


def _directive_url(row: Assignment, permissions: frozenset[Permission]) -> str:
    """The page of the document, for those who may open it; empty where the site has no such page."""
    if Permission.VIEW_DIRECTIVE not in permissions:
        return ""
    try:
        return reverse("directive-detail", args=[row.directive_id])
    except NoReverseMatch:
        return ""


@login_required
@require_GET
def evidence_file(request: HttpRequest, pk: int, evidence_pk: int) -> FileResponse:
    """One file of evidence, to whoever may see the assignment."""
    row = access_assignment(request.actor, pk, Permission.VIEW)
    evidence = get_object_or_404(Evidence.objects.select_related("file"), pk=evidence_pk, assignment=row)
    return serve(evidence.file)


@login_required
@require_GET
def instruction_scan(request: HttpRequest, pk: int) -> FileResponse:
    """The scan of a leader's word on an assignment."""
    instruction = Instruction.objects.select_related("scan").filter(pk=pk).first()
    if instruction is None or instruction.assignment_id is None:
        raise Http404(say("Không có ý kiến này."))
    private = instruction.act in dossier.ON_EXPLANATIONS
    wanted = Permission.VIEW_EXPLANATION if private else Permission.VIEW
    access_assignment(request.actor, instruction.assignment_id, wanted)
    if instruction.scan is None:
        raise Http404(say("Ý kiến này không có bản chụp."))
    return serve(instruction.scan)
