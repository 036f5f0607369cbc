"""Giao lại: the acts of the lead on its parts, the card on the assignment's page, the page of the agency below."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accountability.access.permissions import Permission as P
from accountability.assignments import actions
from accountability.assignments.access import access_part
from accountability.assignments.forms.passing import PartReportForm, PassOnForm
from accountability.assignments.models import Assignment, InternalPart
from accountability.assignments.rules import OPEN_STATES, WORK_STATES, State
from accountability.assignments.views.acting import Act, Doing
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT, REFUSALS


def _pass_on(doing: Doing) -> str:
    made = actions.pass_on(doing.row.pk, doing.form.spec(), by=doing.actor, at=doing.at)
    return say(
        "Đã giao phần việc cho {unit_name}; {short_name} vẫn chịu trách nhiệm về nhiệm vụ.",
        unit_name=made.unit_name,
        short_name=doing.row.lead_agency.short_name,
    )


def _end(doing: Doing) -> str:
    made = actions.end_part(doing.subject.pk, by=doing.actor, at=doing.at)
    return say("Đã kết thúc phần việc của {unit_name}.", unit_name=made.unit_name)


PASS_ON = Act(
    "nhiem-vu/<int:pk>/giao-lai/", "assignment-pass-on", (P.HAND_ON,), (State.ASSIGNED, *WORK_STATES),
    say("Giao lại phần việc"), _pass_on, form=PassOnForm, title=say("Giao lại phần việc trong cơ quan"),
)  # fmt: skip
END_PART = Act(
    "phan-viec/<int:pk>/ket-thuc/", "part-end", (P.HAND_ON,), OPEN_STATES, say("Kết thúc phần việc"), _end,
    subject=InternalPart,
)  # fmt: skip


def passed_on(row: Assignment, permissions: frozenset[P], there: Container[str]) -> dict[str, Any]:
    """The parts of the lead of now, for those who may know how the lead goes about it."""
    parts = []
    if P.VIEW_PARTS in permissions and "parts" in there:
        rows = InternalPart.objects.filter(assignment=row, tenure__to_at=None)
        parts = list(rows.select_related("agency").order_by("done_at", "due_on", "pk"))
    return {"internal_parts": parts, "may_end_parts": P.HAND_ON in permissions and row.is_open}


@login_required
@require_http_methods(["GET", "POST"])
def part_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The part that an agency below was given: what, by when; and its report."""
    part = access_part(request.actor, pk)
    context: dict[str, Any] = {"part": part, "is_open": part.done_at is None and part.is_standing}
    if request.method == "POST" and holds_secret(request):
        context |= {"form": PartReportForm(), "secret_refused": NOTHING_KEPT}
        return render(request, "assignments/part_detail.html", context)
    form = PartReportForm(request.POST or None, initial={"report": part.report})
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_part(pk, report=form.cleaned_data["report"], by=request.actor, at=clock.now())
        except REFUSALS as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(
                request,
                say(
                    "Đã báo cáo phần việc với {short_name}.",
                    short_name=part.assignment.lead_agency.short_name,
                ),
            )
            return redirect("part-detail", pk)
    return render(request, "assignments/part_detail.html", context | {"form": form})
