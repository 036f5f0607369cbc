"""The address of the site itself: everyone is brought to his own first page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.desk.reading.agency import agencies_of


def first_page(actor: Actor) -> str:
    """The name of the page that the actor begins his day with."""
    if may(actor, Permission.VIEW_COMMAND_PAGE):
        return "command-page"
    if may(actor, Permission.VIEW_OFFICE_PAGE):
        return "office-page"
    return "agency-page" if agencies_of(actor) else "assignment-list"


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Go to one's first page."""
    return redirect(first_page(request.actor))
