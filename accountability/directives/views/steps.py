"""The steps of a directive after it was cut: review, approve or return, sign, issue."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accountability.access.permissions import Permission
from accountability.assignments.models import Assignment
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.forms import IssueForm, ReasonForm
from accountability.directives.models import Directive
from accountability.directives.views.chain_words import done_words
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS, open_directive
from accountability.directives.views.presenting import size
from workflows import acts


def _act(request: HttpRequest, pk: int, act: Callable[[], Directive], said: str) -> HttpResponse:
    """Do it and say so, or say why not; then back to the directive."""
    try:
        act()
    except REFUSALS as error:
        messages.error(request, as_said(error))
    else:
        directive = Directive.objects.get(pk=pk)
        changed = done_words(directive) if directive.state == Directive.State.ISSUED else ""
        messages.success(request, said + changed)
    return redirect("directive-detail", pk)


@login_required
@require_POST
def directive_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Trình duyệt."""
    open_directive(request, pk, Permission.SPLIT_DIRECTIVE)
    said = say("Đã trình Trưởng phòng, Phó Chánh Văn phòng phụ trách duyệt.")
    return _act(request, pk, lambda: acts.send_to_review(pk, by=request.actor, at=clock.now()), said)


@login_required
@require_POST
def directive_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Duyệt: a document signed elsewhere gives its assignments at once, a draft of ours goes to be signed."""
    directive = open_directive(request, pk, Permission.APPROVE_DIRECTIVE)
    count, agencies = size(Assignment.objects.filter(directive=directive))
    said = say(
        "Đã giao {count} nhiệm vụ cho {agencies} cơ quan; thông báo và thư đang được gửi.",
        count=count,
        agencies=agencies,
    )
    if directive.origin == Directive.Origin.HERE:
        said = say("Đã duyệt bản bóc tách; dự thảo chuyển đi trình ký.")
    elif not count:
        said = say("Đã duyệt; văn bản không giao nhiệm vụ mới.")
    elif directive.is_provisional:
        said += say(" Văn phòng được giao ban hành văn bản thông báo ý kiến chỉ đạo.")
    return _act(request, pk, lambda: acts.approve_directive(pk, by=request.actor, at=clock.now()), said)


@login_required
@require_POST
def directive_sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ký."""
    open_directive(request, pk, Permission.SIGN_DIRECTIVE)
    said = say("Đã ký; văn thư cấp số và phát hành.")
    return _act(request, pk, lambda: acts.sign_directive(pk, by=request.actor, at=clock.now()), said)


@login_required
@require_http_methods(["GET", "POST"])
def directive_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Trả lại the cut, with a reason."""
    directive = open_directive(request, pk, Permission.APPROVE_DIRECTIVE)
    form = ReasonForm(request.POST or None)
    context: dict[str, object] = {"directive": directive}
    if request.method == "POST" and holds_secret(request):
        return _form_page(request, "return", ReasonForm(), {**context, "secret_refused": NOTHING_KEPT})
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            acts.return_split(pk, reason=reason, by=request.actor, at=clock.now())
        except REFUSALS as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(request, say("Đã trả lại bản bóc tách cho chuyên viên, kèm nội dung cần sửa."))
            return redirect("directive-detail", pk)
    return _form_page(request, "return", form, context)


@login_required
@require_http_methods(["GET", "POST"])
def directive_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Phát hành: the number is given, and the assignments with it."""
    directive = open_directive(request, pk, Permission.ISSUE_DIRECTIVE)
    count, agencies = size(Assignment.objects.filter(directive=directive))
    context: dict[str, object] = {"directive": directive, "count": count, "agencies": agencies}
    form = IssueForm(request.POST or None)
    if request.method == "POST" and holds_secret(request):
        return _form_page(request, "issue", IssueForm(), {**context, "secret_refused": NOTHING_KEPT})
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        try:
            made = acts.issue_directive(pk, reference=reference, by=request.actor, at=clock.now())
        except REFUSALS as error:
            form.add_error(None, as_said(error))
        else:
            said = say(
                "Đã phát hành {cited} và giao {count} nhiệm vụ cho {agencies} cơ quan.",
                cited=made.cited,
                count=count,
                agencies=agencies,
            )
            messages.success(request, said + done_words(made))
            return redirect("directive-detail", pk)
    return _form_page(request, "issue", form, context)


def _form_page(request: HttpRequest, name: str, form: object, context: dict[str, object]) -> HttpResponse:
    return render(request, f"directives/directive_{name}.html", {**context, "form": form})
