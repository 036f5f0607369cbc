"""Tác động đến văn bản trước: planned while a document is cut, seen before it is written down, in force when it is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.assignments import access as assignments_access
from accountability.assignments.actions import planning
from accountability.assignments.actions.planning import EffectSpec, by_lead, drafts_of, spec_refusal
from accountability.assignments.chain import plan_of
from accountability.assignments.models import Assignment, DirectiveEffect
from accountability.assignments.rules import OPEN_STATES
from accountability.core import clock
from accountability.core.finding.matching import matching
from accountability.core.finding.rules import read
from accountability.core.saying import as_said, say
from accountability.core.spelling import one_line
from accountability.directives.access import visible_to
from accountability.directives.chain import relation_refusal
from accountability.directives.form_fields import holds_secret
from accountability.directives.models import Directive, Relation
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS, open_directive, through
from accountability.directives.views.effect_form import EffectForm
from accountability.directives.views.presenting import PAGE_SIZE, STATE_TONES

FOUND = 20
_CHANGEABLE = (Directive.State.ISSUED, Directive.State.REGISTERED, Directive.State.WITHDRAWN)


@dataclass(frozen=True)
class Foreseen:
    """One line of the preview: the assignment, what will become of it, or why not."""

    row: Assignment
    kind: str
    words: str
    refusal: str


@login_required
@require_GET
def directive_effects(request: HttpRequest, pk: int) -> HttpResponse:
    """What is planned so far, and the search for another earlier document."""
    directive = open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    words = one_line(request.GET.get("q", ""))[:200]
    relations = directive.relations.select_related("earlier").order_by("pk")
    context = {
        "directive": directive, "q": words, "found": _found(request, directive, words) if words else None,
        "relations": [_planned(relation) for relation in relations],
        "open_to_change": directive.state == Directive.State.SPLITTING,
    }  # fmt: skip
    return render(request, "directives/directive_effects.html", context)


def _planned(relation: Relation) -> dict[str, Any]:
    """A planned relation with its first effects in words."""
    effects = relation.effects.select_related(
        "assignment__lead_agency", "assignment__lead_position", "successor"
    )
    shown = list(effects.order_by("pk")[:PAGE_SIZE])
    return {
        "relation": relation,
        "effects": [{"effect": effect, "words": effect.skipped_why or plan_of(effect)} for effect in shown],
        "count": relation.effects.count(), "more": relation.effects.count() - len(shown),
        "open": relation.earlier.assignments.filter(state__in=OPEN_STATES).count(),
    }  # fmt: skip


def _found(request: HttpRequest, later: Directive, words: str) -> list[Directive]:
    """Earlier documents that one may see and that can be changed, by number as typed or by words, newest first."""
    seen = visible_to(request.actor, through(request.actor)).filter(state__in=_CHANGEABLE)
    rows = matching(seen, read(words))
    number = Count("assignments", filter=Q(assignments__state__in=OPEN_STATES))
    fitting = rows.filter(issued_on__lte=later.issued_on).exclude(pk=later.pk)
    return list(fitting.annotate(open_count=number).order_by("-issued_on", "-pk")[:FOUND])


def _earlier(request: HttpRequest, pk: int) -> Directive:
    found = visible_to(request.actor, through(request.actor)).filter(pk=pk, state__in=_CHANGEABLE).first()
    if found is None:
        raise Http404(say("Không có văn bản này."))
    return found


@login_required
@require_http_methods(["GET", "POST"])
def directive_effects_on(request: HttpRequest, pk: int, earlier_pk: int) -> HttpResponse:
    """Choose what happens to one earlier document: see it first, then write it down."""
    later = open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    earlier = _earlier(request, earlier_pk)
    visible = assignments_access.visible_to(request.actor).filter(directive=earlier, state__in=OPEN_STATES)
    open_rows = visible.select_related("lead_agency", "lead_position").order_by("rank", "pk")
    page = Paginator(open_rows, PAGE_SIZE).get_page(request.GET.get("page"))
    drafts = drafts_of(later)
    kept = {
        "later": later,
        "earlier": earlier,
        "rows": list(page),
        "total": page.paginator.count,
        "drafts": drafts,
    }
    context: dict[str, Any] = {
        "directive": later, "earlier": earlier, "page_obj": page, "tone": STATE_TONES[earlier.state],
        "open_to_change": later.state == Directive.State.SPLITTING, "warnings": _warnings(later, earlier),
    }  # fmt: skip
    if request.method == "POST" and holds_secret(request):
        return _page(request, EffectForm(**kept), context | {"secret_refused": NOTHING_KEPT})  # type: ignore[arg-type]
    form = EffectForm(request.POST or None, **kept)  # type: ignore[arg-type]
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, context)
    specs = form.specs(list(open_rows)) if form.cleaned_data["what"] == Relation.Kind.AMENDS else []
    if "save" in request.POST:
        try:
            _save(request, later, earlier, form, specs, clock.now())
        except REFUSALS as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(
                request, say("Đã ghi tác động; có hiệu lực khi văn bản này được duyệt giao hoặc phát hành.")
            )
            return redirect("directive-effects", pk)
    return _page(request, form, context | _preview(later, earlier, form, specs, drafts))


def _page(request: HttpRequest, form: EffectForm, context: dict[str, Any]) -> HttpResponse:
    return render(request, "directives/directive_effects_on.html", context | {"form": form})


def _save(
    request: HttpRequest,
    later: Directive,
    earlier: Directive,
    form: EffectForm,
    specs: list[EffectSpec],
    at: datetime,
) -> None:
    given = form.cleaned_data
    note = one_line(given["note"])
    if given["what"] == Relation.Kind.AMENDS:
        planning.plan_effects(later.pk, earlier, specs, note=note, by=request.actor, at=at)
    else:
        planning.plan_whole(later.pk, earlier, kind=given["what"], note=note, by=request.actor, at=at)


def _preview(
    later: Directive, earlier: Directive, form: EffectForm, specs: list[EffectSpec], drafts: list[Assignment]
) -> dict[str, Any]:
    """What will come of it, line by line for the first hundred; and how many lines cannot be done."""
    known = by_lead(drafts)
    lines = [_foreseen(later, spec, known) for spec in specs]
    wrong = [line for line in lines if line.refusal]
    return {
        "preview": True, "lines": (wrong + [line for line in lines if not line.refusal])[:PAGE_SIZE],
        "line_count": len(lines), "wrong_count": len(wrong), "whole": form.cleaned_data["what"],
        "whole_refusal": relation_refusal(later, earlier, form.cleaned_data["what"]),
        "kept_done": earlier.assignments.filter(state="done").count(),
    }  # fmt: skip


def _foreseen(later: Directive, spec: EffectSpec, known: dict[int, list[Assignment]]) -> Foreseen:
    kind = DirectiveEffect.Kind(spec.kind)
    same_lead = (
        planning.successor_for(spec.assignment, known) if kind == DirectiveEffect.Kind.REPLACE else None
    )
    effect = DirectiveEffect(
        assignment=spec.assignment, kind=kind, new_due_on=spec.new_due_on, new_title=spec.new_title,
        new_product=spec.new_product, successor=spec.successor or same_lead,
    )  # fmt: skip
    return Foreseen(spec.assignment, kind.label, plan_of(effect), spec_refusal(spec, later, known))


def _warnings(later: Directive, earlier: Directive) -> list[str]:
    """What the person should know before he goes on; nothing of it forbids."""
    found = []
    if (later.issuer_id, later.issuer_text) != (earlier.issuer_id, earlier.issuer_text):
        body = earlier.issuer_text or earlier.issuer.name
        found.append(
            say(
                "Văn bản trước do {body} ban hành; chỉ cơ quan đó hoặc cấp trên của cơ quan đó được sửa đổi, "
                "thu hồi.",
                body=body,
            )
        )
    moved = DirectiveEffect.objects.filter(
        relation__later=earlier, state=DirectiveEffect.State.IN_FORCE
    ).count()
    if moved:
        found.append(
            say(
                "Văn bản trước đã tác động đến {moved} nhiệm vụ của văn bản khác; thu hồi nó không tự hoàn "
                "lại các thay đổi đó.",
                moved=moved,
            )
        )
    return found


@login_required
@require_POST
def directive_effect_drop(request: HttpRequest, pk: int, relation_pk: int) -> HttpResponse:
    """Take a plan off: with `effect`, only what it does to that assignment."""
    open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    effect = request.POST.get("effect", "")
    try:
        if effect.isdigit():
            planning.drop_effect(pk, int(effect), by=request.actor, at=clock.now())
        else:
            planning.drop_plan(pk, relation_pk, by=request.actor, at=clock.now())
    except REFUSALS as error:
        messages.error(request, as_said(error))
    else:
        messages.success(request, say("Đã bỏ tác động đến văn bản trước."))
    return redirect("directive-effects", pk)
