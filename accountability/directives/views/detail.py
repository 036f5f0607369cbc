"""The page of one directive, and its file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.access.permissions import Permission
from accountability.assignments import access as assignments_access
from accountability.assignments.chain import aside_counts
from accountability.assignments.models import AssignmentQuerySet, Instruction
from accountability.awareness.views.detail import card as awareness_card
from accountability.central.actions import is_from_above
from accountability.central.views.acts import may_register
from accountability.central.views.detail import tasks_of
from accountability.core import clock
from accountability.core.saying import say
from accountability.desk.reading.tree import MOST_DUTIES, add_leaves, tree
from accountability.desk.rules.tree import unfold
from accountability.directives.access import may_on
from accountability.directives.models import Directive
from accountability.directives.views.addenda import addenda_of
from accountability.directives.views.chain_words import chain_lines, planned_words
from accountability.directives.views.doors import open_directive
from accountability.directives.views.duty_filter import FEW, DutyFilter
from accountability.directives.views.linking import sources_of
from accountability.directives.views.presenting import STATE_TONES, facts, paged, size, steps
from accountability.documents.access import drafts_some
from accountability.documents.reading import notices_about
from accountability.files.serving import serve
from accountability.reports.cycle_access import report_behind

# Which permission moves a directive on from each step.
NEXT = {
    Directive.State.SPLITTING: Permission.SPLIT_DIRECTIVE,
    Directive.State.IN_REVIEW: Permission.APPROVE_DIRECTIVE,
    Directive.State.TO_SIGN: Permission.SIGN_DIRECTIVE,
    Directive.State.SIGNED: Permission.ISSUE_DIRECTIVE,
}

# The states from which its assignments are known to those who have them.
GIVEN = (Directive.State.ISSUED, Directive.State.REGISTERED, Directive.State.WITHDRAWN)

# From here on, giving takes more than a second.
MANY = 1_000


def confirm_words(directive: Directive, count: int, agencies: int) -> str:
    """What approving does, asked before it is done."""
    changes = planned_words(directive)
    changes = f" {changes}" if changes else ""
    if directive.origin == Directive.Origin.HERE:
        return say(
            "Duyệt bản bóc tách gồm {count} nhiệm vụ cho {agencies} cơ quan và chuyển dự thảo đi trình "
            "ký?{changes}",
            count=count,
            agencies=agencies,
            changes=changes,
        )
    if not count and changes:
        return say(
            "Duyệt văn bản không giao nhiệm vụ mới?{changes} Cơ quan liên quan nhận được thông báo ngay.",
            changes=changes,
        )
    return say(
        "Giao {count} nhiệm vụ cho {agencies} cơ quan? Thông báo và thư điện tử được gửi ngay tới "
        "thủ trưởng và đầu mối các cơ quan chủ trì, phối hợp.{patience}{changes}",
        count=count,
        agencies=agencies,
        patience=_patience(count),
        changes=changes,
    )


def _patience(count: int) -> str:
    """Thousands of assignments are given in one transaction, all or none; that takes seconds."""
    return say(" Việc giao có thể mất đến 15 giây; vui lòng chờ, không bấm lại.") if count > MANY else ""


@login_required
@require_GET
def directive_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, step, assignments that one may see, instructions, and the buttons of who must act now."""
    directive = open_directive(request, pk, Permission.VIEW_DIRECTIVE)
    actor = request.actor
    visible = assignments_access.visible_to(actor).filter(directive=directive)
    form = DutyFilter(request.GET, visible=visible)
    at = clock.now()
    duties = paged(form.narrowed(), at, request.GET.get("page"))
    count, agencies = size(visible)
    needed = NEXT.get(Directive.State(directive.state))
    in_the_office = any(
        may_on(actor, directive, permission)
        for permission in (Permission.SPLIT_DIRECTIVE, Permission.APPROVE_DIRECTIVE)
    )
    instructions = Instruction.objects.filter(directive=directive).select_related(
        "leader", "scan", "corrects"
    )
    has_plans = directive.relations.filter(in_force_at=None).exists()
    context = {
        "directive": directive,
        "chain": chain_lines(directive, actor, with_plans=in_the_office),
        "may_plan": bool(may_on(actor, directive, Permission.SPLIT_DIRECTIVE)),
        "has_plans": has_plans,
        "changes_others": directive.relations.exists(),
        **addenda_of(directive, in_the_office),
        "aside": aside_counts(visible),
        "facts": facts(directive),
        "steps": steps(directive),
        "tone": STATE_TONES[directive.state],
        "groups": duties.groups,
        "page_obj": duties.page_obj,
        "form": form if count > FEW or form.is_used else None,
        "count": count,
        **_tree(request, directive, visible, at),
        "agencies": agencies,
        "instructions": instructions,
        "report": report_behind(actor, pk) if directive.kind == Directive.Kind.SPOKEN else None,
        "notices": notices_about(actor, directive.pk),
        "knows": awareness_card(actor, directive, at),
        "central_tasks": tasks_of(actor, directive, at.date()),
        "may_register_central": is_from_above(directive) and bool(may_register(actor, directive)),
        "sources": sources_of(directive, assignments_access.visible_to(actor)),
        "may_unlink": bool(may_on(actor, directive, Permission.SPLIT_DIRECTIVE)),
        "may_act": needed is not None and bool(may_on(actor, directive, needed)),
        "may_conclude": directive.state == Directive.State.ISSUED and bool(count) and drafts_some(actor),
        "shows_review": in_the_office and bool(directive.review_note),
        "confirm": confirm_words(directive, count, agencies),
    }
    return render(request, "directives/directive_detail.html", context)


def _tree(
    request: HttpRequest, directive: Directive, visible: AssignmentQuerySet, at: datetime
) -> dict[str, Any]:
    """Headings and duties with their roll-ups, of a document that gave its assignments; `?mo=` opens one duty."""
    if directive.state not in GIVEN:
        return {}
    branches = tree(visible, at)
    asked = request.GET.get("mo", "")
    opened = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    add_leaves(visible, branches, opened, at)
    unfold(branches, opened)
    return {"tree": branches, "opened": opened, "most_duties": MOST_DUTIES}


@login_required
@require_GET
def directive_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file of the document, or the scan of the instruction."""
    directive = open_directive(request, pk, Permission.VIEW_DIRECTIVE)
    if directive.file is None:
        raise Http404(say("Văn bản này chưa có tệp."))
    return serve(directive.file)
