"""A leader corrects what was recorded in his name on a directive; the first record stays."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.permissions import Permission
from accountability.assignments import actions
from accountability.assignments.models import Instruction
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS, open_directive


class CorrectionForm(forms.Form):
    """The leader's own words."""

    text = forms.CharField(
        label=say("Nội dung đúng"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": say("Vui lòng nhập nội dung đúng của ý kiến chỉ đạo.")},
    )  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def directive_correct(request: HttpRequest, pk: int, instruction_pk: int) -> HttpResponse:
    """Đính chính, by the leader in whose name it stands."""
    directive = open_directive(request, pk, Permission.VIEW_DIRECTIVE)
    instruction = get_object_or_404(Instruction, pk=instruction_pk, directive=directive)
    if instruction.leader_id not in request.actor.position_ids:
        raise PermissionDenied(say("Chỉ lãnh đạo đã chỉ đạo được đính chính ý kiến ghi thay mình."))
    form = CorrectionForm(request.POST or None, initial={"text": instruction.text})
    context: dict[str, object] = {"directive": directive, "instruction": instruction, "form": form}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": CorrectionForm(), "secret_refused": NOTHING_KEPT}
    elif request.method == "POST" and form.is_valid():
        try:
            actions.correct(instruction, text=form.cleaned_data["text"], by=request.actor, at=clock.now())
        except REFUSALS as error:
            form.add_error(None, as_said(error))
        else:
            messages.success(request, say("Đã đính chính; ý kiến ghi trước vẫn được lưu."))
            return redirect("directive-detail", pk)
    return render(request, "directives/directive_correct.html", context)
