"""The page of the search, and what is shown below its field while somebody types."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.core import clock
from accountability.core.finding.rules import read
from accountability.search.access import own_searches
from accountability.search.reading import search
from accountability.search.views.saved import just_deleted

SHOWN = 10
SUGGESTED = 4
_LONGEST = 200


def _typed(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:_LONGEST].replace("\0", "").strip()


@login_required
@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    """What the words find among all that one may see, by noun; without words, one's kept searches."""
    text = _typed(request)
    context = {
        "q": text, "groups": search(request.actor, text, most=SHOWN, at=clock.now()), "readable": bool(read(text)),
        "saved": own_searches(request.actor), "deleted": just_deleted(request),
    }  # fmt: skip
    return render(request, "search/search_page.html", context)


@login_required
@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """The first results, as a list to choose from; asked for while somebody types."""
    text = _typed(request)
    groups = search(request.actor, text, most=SUGGESTED, at=clock.now())
    response = render(
        request, "search/_suggestions.html", {"q": text, "groups": groups, "readable": bool(read(text))}
    )
    response["Cache-Control"] = "private, no-store"
    return response
