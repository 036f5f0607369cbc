"""The style page, for developers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.desk.styleguide import sample_context


@login_required
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Every component with invented data."""
    return render(request, "styleguide.html", sample_context())
