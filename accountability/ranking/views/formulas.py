"""The published formula and its versions; the Office publishes a new one for periods to come."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.directives.form_fields import holds_secret
from accountability.directives.views.doors import NOTHING_KEPT
from accountability.ranking.access import access_formula, access_new_formula
from accountability.ranking.actions import Refused, publish_formula
from accountability.ranking.forms import FormulaForm
from accountability.ranking.models import FormulaVersion


def _in_force() -> FormulaVersion | None:
    return (
        FormulaVersion.objects.filter(applies_from_on__lte=clock.today()).order_by("-applies_from_on").first()
    )


@login_required
@require_GET
def formula_page(request: HttpRequest) -> HttpResponse:
    """The version in force, or (?phien-ban=) another, and all of them."""
    access_formula(request.actor)
    versions = list(
        FormulaVersion.objects.select_related("published_by", "mountain_list").order_by("-number")
    )
    current, asked = _in_force(), request.GET.get("phien-ban", "")
    shown = next((one for one in versions if str(one.number) == asked), current)
    context = {
        "versions": versions, "shown": shown, "current": current,
        "publishes": bool(may(request.actor, Permission.SUBMIT_RANKING)),
        # What is proposed to be looked at is the Chairman's and the Office's; the bands themselves are public.
        "is_coming": bool(shown and shown.applies_from_on > clock.today()),
    }  # fmt: skip
    return render(request, "ranking/formula.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def formula_new(request: HttpRequest) -> HttpResponse:
    """Công bố công thức mới."""
    access_new_formula(request.actor)
    current = FormulaVersion.objects.order_by("-number").first()
    if request.method == "POST" and holds_secret(request):
        context = {"form": FormulaForm(current=current), "secret_refused": NOTHING_KEPT}
        return render(request, "ranking/formula_new.html", context)
    form = FormulaForm(request.POST if request.method == "POST" else None, current=current)
    if request.method == "POST" and form.is_valid():
        try:
            made = publish_formula(form.spec(), by=request.actor, at=clock.now())
        except Refused as refusal:
            form.add_error(None, as_said(refusal))
        else:
            messages.success(request, say("Đã công bố công thức {version}.", version=str(made).lower()))
            return redirect("ranking-formula")
    return render(request, "ranking/formula_new.html", {"form": form})
