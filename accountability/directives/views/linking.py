"""Gắn với nhiệm vụ gốc: what a document orders again is linked to the open assignment; the link can be undone."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.assignments import actions as assignments
from accountability.assignments.access import visible_to
from accountability.assignments.badges import state_badge
from accountability.assignments.models import Assignment, AssignmentQuerySet, Source
from accountability.assignments.rules import State
from accountability.core import clock
from accountability.core.finding.matching import matching
from accountability.core.finding.rules import read
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import REQUIRED, holds_secret
from accountability.directives.models import Directive
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS, open_directive
from accountability.directives.views.presenting import deadline_words
from accountability.intake.lookalikes import lookalikes_of
from workflows.linking import unlink_source

# So many found by words are offered.
_FOUND = 20


class LinkForm(forms.Form):
    """Which assignment, and where the document says so."""

    assignment = forms.ChoiceField(
        label=say("Nhiệm vụ gốc"), widget=forms.RadioSelect,
        error_messages={"required": say("Vui lòng chọn nhiệm vụ gốc."), "invalid_choice": say("Nhiệm vụ này không còn trong danh sách.")},
    )  # fmt: skip
    quote = forms.CharField(
        label=say("Nội dung giao trong văn bản này"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={**REQUIRED, "max_length": say("Dài quá 1.000 ký tự.")},
    )  # fmt: skip
    clause = forms.CharField(
        label=say("Điểm, khoản, mục"),
        max_length=100,
        required=False,
        help_text=say("Ví dụ: mục II.3, điểm b khoản 2."),
    )


def sources_of(directive: Directive, seen: AssignmentQuerySet) -> list[dict[str, Any]]:
    """The assignments of other documents that this one orders as well, of those that one may see."""
    may_see = Exists(seen.filter(pk=OuterRef("assignment")))
    rows = Source.objects.filter(may_see, directive=directive, unlinked_at=None)
    found = rows.select_related(
        "assignment__directive", "assignment__lead_agency", "assignment__lead_position"
    )
    return [{"source": row, "state": state_badge(row.assignment.state)} for row in found.order_by("pk")]


def _offered(
    request: HttpRequest, directive: Directive, draft: Assignment | None, words: str
) -> list[dict[str, Any]]:
    """Look-alikes of the draft first, then what the search finds."""
    seen = visible_to(request.actor)
    found: dict[int, dict[str, Any]] = {}
    if draft is not None:
        for alike in lookalikes_of([draft], seen).get(draft.pk, []):
            found[alike.assignment.pk] = {"row": alike.assignment, "why": alike.why}
    if wanted := read(words):
        rows = matching(seen.open(), wanted).exclude(directive=directive)
        for row in rows.select_related("directive", "lead_agency", "lead_position", "series").order_by("-pk")[
            :_FOUND
        ]:
            found.setdefault(row.pk, {"row": row, "why": ""})
    return list(found.values())


@login_required
@require_http_methods(["GET", "POST"])
def directive_link(request: HttpRequest, pk: int) -> HttpResponse:
    """What the document orders again, without a draft."""
    return _link(request, open_directive(request, pk, Permission.SPLIT_DIRECTIVE), None)


@login_required
@require_http_methods(["GET", "POST"])
def assignment_link(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """A draft that repeats an open assignment is replaced by the link."""
    directive = open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    drafts = Assignment.objects.select_related("lead_agency", "lead_position", "series")
    draft = get_object_or_404(drafts, pk=assignment_pk, directive=directive, state=State.DRAFT)
    return _link(request, directive, draft)


def _link(request: HttpRequest, directive: Directive, draft: Assignment | None) -> HttpResponse:
    words = request.GET.get("tim", "").strip()[:200]
    secret = request.method == "POST" and holds_secret(request)
    offered = _offered(request, directive, draft, words)
    first = {
        "assignment": str(offered[0]["row"].pk) if offered and draft else "",
        "quote": draft.title if draft else "",
    }
    form = LinkForm(None if secret else request.POST or None, initial=first)
    choice: Any = form.fields["assignment"]
    choice.choices = [(str(one["row"].pk), one["row"].title) for one in offered]
    if request.method == "POST" and not secret and form.is_valid():
        given = form.cleaned_data
        try:
            assignments.link_source(
                directive.pk, int(given["assignment"]), quote=given["quote"], clause=given["clause"],
                draft_pk=draft.pk if draft else None, by=request.actor, at=clock.now(),
            )  # fmt: skip
        except REFUSALS as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(
                request, say("Đã gắn văn bản này với nhiệm vụ gốc; không giao thêm nhiệm vụ trùng.")
            )
            return redirect("directive-split", directive.pk)
    context = {
        "directive": directive, "draft": draft, "draft_deadline": deadline_words(draft) if draft else "", "form": form,
        "offered": [one | {"state": state_badge(one["row"].state), "deadline": deadline_words(one["row"])} for one in offered],
        "chosen": form["assignment"].value() or "", "words": words, "secret_refused": NOTHING_KEPT if secret else "",
    }  # fmt: skip
    return render(request, "directives/assignment_link.html", context)


@login_required
@require_POST
def source_unlink(request: HttpRequest, pk: int, source_pk: int) -> HttpResponse:
    """Gỡ liên kết: while the document is being cut, the draft is back."""
    directive = open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    row = get_object_or_404(
        Source, pk=source_pk, directive=directive, assignment__in=visible_to(request.actor).values("pk")
    )
    had_draft = bool(row.draft)
    try:
        unlink_source(row.pk, by=request.actor, at=clock.now())
    except REFUSALS as error:
        messages.error(request, as_said(error))
    else:
        back = had_draft and directive.state == Directive.State.SPLITTING
        messages.success(
            request,
            say("Đã gỡ liên kết.") + (say(" Bản thảo trước đó đã trở lại bản bóc tách.") if back else ""),
        )
    return redirect(
        "directive-split" if directive.state == Directive.State.SPLITTING else "directive-detail", pk
    )
