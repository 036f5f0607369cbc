"""Giao bổ sung: further duties under a document that has given its own, cut, reviewed and given like those."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.assignments import actions as assignments
from accountability.assignments.models import Assignment
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.access import may_on
from accountability.directives.form_fields import REQUIRED, holds_secret
from accountability.directives.forms import ReasonForm
from accountability.directives.models import Addendum, Directive
from accountability.directives.views import spec_grid
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS, open_directive
from accountability.directives.views.presenting import paged, size
from accountability.directives.views.spec_deadline import ASKED, Answer, with_deadline
from accountability.directives.views.spec_sheet import SpecForms
from workflows import aside

TONES = {
    Addendum.State.DRAFTING: "active", Addendum.State.IN_REVIEW: "wait", Addendum.State.GIVEN: "done",
    Addendum.State.DROPPED: "stopped",
}  # fmt: skip


class AddendumForm(forms.Form):
    """On what ground duties are added."""

    note = forms.CharField(
        label=say("Căn cứ giao bổ sung"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=say(
            "Ví dụ: ý kiến của Chủ tịch UBND tỉnh tại cuộc họp ngày 14/11/2022. Ngày giao bổ sung là "
            "ngày được duyệt; thời hạn tính theo số ngày được tính từ ngày đó."
        ),
        error_messages=REQUIRED,
    )


def _open(request: HttpRequest, pk: int, permission: Permission) -> Addendum:
    """The addendum, by the door of its document; Http404 before PermissionDenied."""
    found = Addendum.objects.filter(pk=pk).first()
    if found is None:
        raise Http404(say("Không có lần giao bổ sung này."))
    found.directive = open_directive(request, found.directive_id, permission)
    return found


def addenda_of(directive: Directive, in_the_office: bool) -> dict[str, object]:
    """For the page of the document: its addenda (those not given only for the Office), and whether one may begin."""
    rows = list(directive.addenda.exclude(state=Addendum.State.DROPPED).annotate(count=Count("assignments")))
    under_way = any(row.state != Addendum.State.GIVEN for row in rows)
    return {
        "addenda": [
            {"addendum": row, "tone": TONES[Addendum.State(row.state)], "count": row.count}
            for row in rows
            if in_the_office or row.state == Addendum.State.GIVEN
        ],
        "may_add": in_the_office and directive.state == Directive.State.ISSUED and not under_way,
    }


@login_required
@require_http_methods(["GET", "POST"])
def addendum_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin: on what ground."""
    directive = open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    context: dict[str, object] = {"directive": directive}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": AddendumForm(), "secret_refused": NOTHING_KEPT}
        return render(request, "directives/addendum_new.html", context)
    form = AddendumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = aside.add_addendum(pk, note=form.cleaned_data["note"], by=request.actor, at=clock.now())
        except REFUSALS as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(
                request,
                say(
                    "Đã lập lần giao bổ sung thứ {made_number}; vui lòng bóc tách nhiệm vụ.",
                    made_number=made.number,
                ),
            )
            return redirect("addendum-split", made.pk)
    return render(request, "directives/addendum_new.html", context | {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def addendum_split(request: HttpRequest, pk: int) -> HttpResponse:
    """The duties that are added, a form for the next, and the buttons of who must act now."""
    addendum = _open(request, pk, Permission.SPLIT_DIRECTIVE)
    directive, at = addendum.directive, clock.now()
    if request.method == "POST" and holds_secret(request):
        blank = SpecForms(None, directive=directive, today=at.date())
        return _page(request, addendum, blank, at, secret=True)
    if request.method == "POST" and ASKED in request.POST:
        data, answer = with_deadline(request.POST, directive=directive, today=at.date())
        typed = SpecForms(data, directive=directive, today=at.date(), quiet=True)
        return _page(request, addendum, typed, at, answer=answer)
    if request.method == "POST" and spec_grid.ASKED in request.POST:
        typed = SpecForms(request.POST, directive=directive, today=at.date(), quiet=True)
        return _page(request, addendum, typed, at)
    typed = SpecForms(request.POST or None, directive=directive, today=at.date())
    if request.method == "POST" and typed.is_valid():
        try:
            made = assignments.draft_added(addendum, typed.spec(), by=request.actor, at=at)
        except REFUSALS as error:
            typed.main.add_error(None, as_said(error))
        else:
            messages.success(request, say("Đã ghi {n} nhiệm vụ bổ sung.", n=len(made)))
            return redirect("addendum-split", pk)
    return _page(request, addendum, typed, at)


def _page(
    request: HttpRequest, addendum: Addendum, typed: SpecForms, at: datetime, *, secret: bool = False,
    answer: Answer | None = None,
) -> HttpResponse:  # fmt: skip
    rows = Assignment.objects.filter(addendum=addendum)
    duties = paged(rows, at, request.GET.get("page"))
    count, agencies = size(rows)
    reviews = bool(may_on(request.actor, addendum.directive, Permission.APPROVE_DIRECTIVE))
    context = {
        "addendum": addendum, "directive": addendum.directive, "forms": typed, "groups": duties.groups,
        "page_obj": duties.page_obj, "count": count, "agencies": agencies, "tone": TONES[Addendum.State(addendum.state)],
        "open_to_change": addendum.state == Addendum.State.DRAFTING
        and addendum.directive.state == Directive.State.ISSUED,
        "may_approve": reviews and addendum.state == Addendum.State.IN_REVIEW,
        "secret_refused": NOTHING_KEPT if secret else "", "answer": answer,
    }  # fmt: skip
    return render(request, "directives/addendum_split.html", context)


def _act(request: HttpRequest, act: Callable[[], Addendum], said: str, pk: int) -> HttpResponse:
    """Do it and say so, or say why not; then back to the addendum."""
    try:
        act()
    except REFUSALS as error:
        messages.error(request, as_said(error))
    else:
        messages.success(request, said)
    return redirect("addendum-split", pk)


@login_required
@require_POST
def addendum_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Trình duyệt."""
    _open(request, pk, Permission.SPLIT_DIRECTIVE)
    said = say("Đã trình Trưởng phòng, Phó Chánh Văn phòng phụ trách duyệt.")
    return _act(request, lambda: aside.send_addendum(pk, by=request.actor, at=clock.now()), said, pk)


@login_required
@require_POST
def addendum_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Duyệt: the added duties are given with the date of this day."""
    addendum = _open(request, pk, Permission.APPROVE_DIRECTIVE)
    count, agencies = size(Assignment.objects.filter(addendum=addendum))
    said = say(
        "Đã giao bổ sung {count} nhiệm vụ cho {agencies} cơ quan; thông báo và thư đang được gửi.",
        count=count,
        agencies=agencies,
    )
    return _act(request, lambda: aside.approve_addendum(pk, by=request.actor, at=clock.now()), said, pk)


@login_required
@require_POST
def addendum_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ an addendum that is still cut, with its drafts."""
    _open(request, pk, Permission.SPLIT_DIRECTIVE)
    said = say("Đã bỏ lần giao bổ sung; chưa nhiệm vụ nào được giao.")
    return _act(request, lambda: aside.drop_addendum(pk, by=request.actor, at=clock.now()), said, pk)


@login_required
@require_http_methods(["GET", "POST"])
def addendum_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lại, with a reason."""
    addendum = _open(request, pk, Permission.APPROVE_DIRECTIVE)
    context: dict[str, object] = {"addendum": addendum, "directive": addendum.directive}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": ReasonForm(), "secret_refused": NOTHING_KEPT}
        return render(request, "directives/addendum_return.html", context)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            aside.return_addendum(pk, reason=form.cleaned_data["reason"], by=request.actor, at=clock.now())
        except REFUSALS as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(
                request, say("Đã trả lại bản giao bổ sung cho chuyên viên, kèm nội dung cần sửa.")
            )
            return redirect("addendum-split", pk)
    return render(request, "directives/addendum_return.html", context | {"form": form})
