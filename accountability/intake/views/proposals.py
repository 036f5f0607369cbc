"""The page of a reading: the text on one side, the proposals on the other."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.core import clock
from accountability.directives.models import Directive
from accountability.intake.access import access_extraction
from accountability.intake.models import Proposal
from accountability.intake.sureness import is_sure
from accountability.intake.views.presenting import reading_page


@login_required
@require_GET
def intake_extraction(request: HttpRequest, pk: int, extraction_pk: int) -> HttpResponse:
    """The proposals of one text, each with its sentence marked."""
    extraction = access_extraction(request.actor, pk, extraction_pk)
    reading = reading_page(extraction, clock.today(), request.GET.get("page"))
    states = list(extraction.proposals.values_list("state", "confidence", "questions", "is_checked"))
    waiting = [row for row in states if row[0] == Proposal.State.PROPOSED]
    context = {
        "directive": extraction.directive,
        "extraction": extraction,
        "reading": reading,
        "page_obj": reading.page_obj,
        "waiting": len(waiting),
        "sure": sum(is_sure(confidence, bool(asks), checked) for _, confidence, asks, checked in waiting),
        "written": sum(row[0] == Proposal.State.CONFIRMED for row in states),
        "open_to_change": extraction.directive.state == Directive.State.SPLITTING,
    }
    return render(request, "intake/extraction.html", context)
