"""A page for a browser, a few words for the script that sends a form whose draft is kept on the device (ADR 29)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accountability.assignments.views.scripted import REFUSED, by_script, of_another

__all__ = ["moved_on", "of_another", "shown"]


def shown(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The page with its form; to the script what is wrong in it, and whether to forget what was typed (a secrecy mark)."""
    if not by_script(request):
        return render(request, template, context)
    secret, form = context.get("secret_refused"), context["form"]
    errors = [
        (name if name in form.fields else "", sentence)
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
    return _told({"errors": [("", secret)] if secret else errors, "forget": bool(secret)}, REFUSED)


def moved_on(request: HttpRequest, cycle_pk: int) -> HttpResponse:
    """Done: on to the page of the period; the script is told where, and forgets its draft."""
    if not by_script(request):
        return redirect("cycle-detail", cycle_pk)
    return _told({"said": "", "url": reverse("cycle-detail", args=[cycle_pk])}, 200)


def _told(answer: dict[str, object], status: int) -> JsonResponse:
    response = JsonResponse(answer, status=status)
    response["Cache-Control"] = "private, no-store"
    return response
