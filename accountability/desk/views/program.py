"""The page of a program."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.core import clock
from accountability.desk.reading.common import moment_of
from accountability.desk.reading.program import access_program, program_page


@login_required
@require_GET
def show(request: HttpRequest, code: str) -> HttpResponse:
    """Where the program stands, how it went, who holds it up."""
    program = access_program(request.actor, code)
    moment = moment_of(request.actor, clock.now())
    page = program_page(program, moment, everything=request.GET.get("xem") == "tat-ca")
    return render(request, "desk/program.html", {"page": page, "at": moment.at, "is_assumed": settings.DEMO})
