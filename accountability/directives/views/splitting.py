"""Bóc tách: the directive on one side, the duties cut from it and a form for the next on the other."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.assignments import actions as assignments
from accountability.assignments.access import visible_to
from accountability.assignments.models import Assignment
from accountability.assignments.rules import State
from accountability.assignments.views.meanwhile import context_of, refuse_when_overtaken
from accountability.audit.meanwhile import Overtaken
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.chain import hold_addendum
from accountability.directives.form_fields import holds_secret
from accountability.directives.models import Addendum, Directive
from accountability.directives.views import spec_grid
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS, open_directive
from accountability.directives.views.linking import sources_of
from accountability.directives.views.presenting import STATE_TONES, facts, paged, size
from accountability.directives.views.spec_deadline import ASKED, Answer, with_deadline
from accountability.directives.views.spec_sheet import SpecForms
from accountability.directives.views.spec_stored import stored_otherwise
from accountability.intake.lookalikes import lookalikes_of
from accountability.intake.readable import readable_file

# Of a duty for thousands, so many are compared at once; each page of the drafts compares its own.
_COMPARED = 100


@login_required
@require_http_methods(["GET", "POST"])
def directive_split(request: HttpRequest, pk: int) -> HttpResponse:
    """The drafts so far, and one more duty."""
    directive = open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    at = clock.now()
    if request.method == "POST" and holds_secret(request):
        blank = SpecForms(None, directive=directive, today=at.date())
        return _page(request, directive, blank, at, secret=True)
    if request.method == "POST" and ASKED in request.POST:
        data, answer = with_deadline(request.POST, directive=directive, today=at.date())
        typed = SpecForms(data, directive=directive, today=at.date(), quiet=True)
        return _page(request, directive, typed, at, answer=answer)
    if request.method == "POST" and spec_grid.ASKED in request.POST:
        return _page(
            request, directive, SpecForms(request.POST, directive=directive, today=at.date(), quiet=True), at
        )
    forms = SpecForms(request.POST or None, directive=directive, today=at.date())
    if request.method == "POST" and forms.is_valid():
        try:
            made = assignments.draft(directive, forms.spec(), by=request.actor, at=at)
        except REFUSALS as error:
            forms.main.add_error(None, as_said(error))
        else:
            each = say("Đã ghi {n} nhiệm vụ, mỗi cơ quan một nhiệm vụ.", n=len(made))
            messages.success(request, each if len(made) > 1 else say("Đã ghi nhiệm vụ."))
            warn_of_lookalikes(request, made)
            return redirect("directive-split", pk)
    return _page(request, directive, forms, at)


def warn_of_lookalikes(request: HttpRequest, made: list[Assignment]) -> None:
    """Say at once that what was written down may be open already; the page shows where."""
    alike = lookalikes_of(made[:_COMPARED], visible_to(request.actor))
    if alike:
        messages.warning(
            request,
            say(
                "{n} nhiệm vụ vừa ghi giống nhiệm vụ đang mở; xem “Tương tự” ở mục Đã bóc tách và gắn với "
                "nhiệm vụ gốc nếu trùng.",
                n=len(alike),
            ),
        )


def _page(
    request: HttpRequest, directive: Directive, forms: SpecForms, at: datetime, *, secret: bool = False,
    answer: Answer | None = None,
) -> HttpResponse:  # fmt: skip
    rows = Assignment.objects.filter(directive=directive, addendum=None)
    duties = paged(rows, at, request.GET.get("page"))
    seen = visible_to(request.actor)
    changing = directive.state == Directive.State.SPLITTING
    shown = [row for group in duties.groups for duty in group.duties for row in duty.rows]
    alike = lookalikes_of([row.assignment for row in shown], seen) if changing else {}
    for row in shown:
        row.alike = alike.get(row.assignment.pk, ())
    count, agencies = size(rows)
    context = {
        "directive": directive, "forms": forms, "facts": facts(directive), "groups": duties.groups, "page_obj": duties.page_obj, "count": count,
        "agencies": agencies, "tone": STATE_TONES[directive.state],
        "open_to_change": changing, "sources": sources_of(directive, seen), "may_unlink": changing,
        "secret_refused": NOTHING_KEPT if secret else "", "answer": answer, "stored_name": readable_file(directive),
    }  # fmt: skip
    return render(request, "directives/directive_split.html", context)


def _draft(directive: Directive, pk: int) -> Assignment:
    """The draft of that directive; Http404 for another's, and once it was given."""
    rows = Assignment.objects.select_related("lead_agency", "series", "specialist", "verifier")
    return get_object_or_404(rows, pk=pk, directive=directive, state=State.DRAFT)


@login_required
@require_http_methods(["GET", "POST"])
def assignment_redraft(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """Change a draft."""
    directive = open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    draft = _draft(directive, assignment_pk)
    at = clock.now()
    context: dict[str, object] = {"directive": directive, "draft": draft, "facts": facts(directive)}
    if request.method == "POST" and holds_secret(request):
        context["forms"] = SpecForms(None, directive=directive, today=at.date(), draft=draft)
        context["secret_refused"] = NOTHING_KEPT
        return render(request, "directives/assignment_redraft.html", context)
    if request.method == "POST" and ASKED in request.POST:
        data, context["answer"] = with_deadline(request.POST, directive=directive, today=at.date())
        context["forms"] = SpecForms(data, directive=directive, today=at.date(), draft=draft, quiet=True)
        context["seen"] = data.get("seen")  # Nothing was compared with what others did meanwhile.
        return render(request, "directives/assignment_redraft.html", context)
    forms = SpecForms(request.POST or None, directive=directive, today=at.date(), draft=draft)
    if request.method == "POST" and forms.is_valid():
        try:
            _redraft(directive.pk, draft, forms, by=request.actor, at=at)
        except Overtaken as error:
            forms.main.add_error(None, as_said(error))
            now = SpecForms(None, directive=directive, today=at.date(), draft=_draft(directive, draft.pk))
            context["stored"] = stored_otherwise(forms, now)
        except REFUSALS as error:
            forms.main.add_error(None, as_said(error))
        else:
            messages.success(request, say("Đã sửa nhiệm vụ."))
            return redirect(*_home(draft))
    context |= context_of(draft, request.actor, request.POST if request.method == "POST" else None)
    overtaken = bool(context["meanwhile"]) and bool(forms.main.non_field_errors())
    context["forms"] = forms
    return render(request, "directives/assignment_redraft.html", context, status=409 if overtaken else 200)


def _home(draft: Assignment) -> tuple[str, int]:
    """Where the draft is cut: the page of its directive, or of the addendum to it."""
    if draft.addendum_id:
        return "addendum-split", draft.addendum_id
    return "directive-split", draft.directive_id


def _hold_open(directive_pk: int, draft: Assignment) -> None:
    """Lock the directive while a draft changes: what is being reviewed shall not change under the reviewer's hands."""
    if draft.addendum_id:
        hold_addendum(draft.addendum_id, Addendum.State.DRAFTING, say("sửa bản bóc tách"))
        return
    row = Directive.objects.select_for_update(of=("self",)).get(pk=directive_pk)
    if row.state != Directive.State.SPLITTING:
        raise assignments.Refused(
            say(
                "Văn bản đang ở bước “{state}”, không sửa bản bóc tách được. Người duyệt có thể trả lại để "
                "sửa.",
                state=row.get_state_display(),
            )
        )


@transaction.atomic
def _redraft(directive_pk: int, draft: Assignment, forms: SpecForms, *, by: Actor, at: datetime) -> None:
    _hold_open(directive_pk, draft)
    refuse_when_overtaken(draft, forms.main.data, actions=None)
    assignments.redraft(draft.pk, forms.spec(), by=by, at=at)


@login_required
@require_POST
def assignment_drop(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """Take a draft off the directive; with `all`, the whole duty of a group."""
    directive = open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    draft = _draft(directive, assignment_pk)
    rows = [draft]
    if request.POST.get("all") and draft.duty_key:
        rows = list(
            Assignment.objects.filter(directive=directive, duty_key=draft.duty_key, state=State.DRAFT)
        )
    try:
        with transaction.atomic():
            _hold_open(directive.pk, draft)
            for row in rows:
                assignments.drop_draft(row.pk, by=request.actor, at=clock.now())
    except REFUSALS as error:
        messages.error(request, as_said(error))
    else:
        messages.success(request, say("Đã bỏ {n} nhiệm vụ khỏi bản bóc tách.", n=len(rows)))
    return redirect(*_home(draft))
