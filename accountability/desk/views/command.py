"""The leaders' first page, and the same on one A4 page."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.rules import Denied, may
from accountability.core import clock
from accountability.core.saying import as_said, say
from accountability.desk.reading import letters
from accountability.desk.reading.command import CommandPage, command_page, lists
from accountability.desk.reading.common import cut, moment_of, whole
from accountability.desk.reading.kept import drawn
from accountability.desk.reading.paper import carried_note, central_note, paper_of, since_words
from accountability.printing.pdf import PdfError, render_one_page
from accountability.ranking.reading import latest_for
from accountability.reports.rules import fitted_pages
from accountability.reports.words import lines_waiting

TEMPLATE = "reports/print/chair_page.html"


def _door(actor: Actor) -> None:
    verdict = may(actor, Permission.VIEW_COMMAND_PAGE)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)


@login_required
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What waits for the leader's word first; `?xem=tat-ca` shows all of it, `?xem=<list>` all of one list."""
    _door(request.actor)
    url, wanted = reverse("command-page"), request.GET.get("xem")
    moment = moment_of(request.actor, clock.now())
    if wanted and wanted != "tat-ca":
        shown = whole([*lists(moment), *letters.of_signer(moment)], wanted, request.GET.get("page"))
        if shown is None:
            raise Http404(say("Không có danh sách này."))
        crumbs = [{"title": say("Điều hành"), "url": url}]
        return render(
            request, "desk/queue.html", {"source": shown[0], "page_obj": shown[1], "crumbs": crumbs}
        )
    page = command_page(moment, page_url=url, is_demo=settings.DEMO, everything=wanted == "tat-ca")
    context = {
        "page": page, "at": moment.at, "drawn": _drawn(page, everything=wanted == "tat-ca"),
        "central_note": central_note(page), "carried_note": carried_note(page),
        "reports_waiting": lines_waiting(request.actor, moment.at),
        "ranking": latest_for(request.actor),
        "signing": [cut(source, url) for source in letters.of_signer(moment)],
    }  # fmt: skip
    return render(request, "desk/command.html", context)


# What the sums of the page are drawn with; all else on it is rows, which are drawn each time.
_OF_SUMS = {
    "figures": "components/six_buckets.html", "charges": "desk/_command_charges.html",
    "agencies": "desk/_command_agencies.html", "targets": "desk/_command_targets.html",
    "ageing": "desk/_command_ageing.html",
}  # fmt: skip


def _drawn(page: CommandPage, *, everything: bool) -> dict[str, SafeString]:
    context = {"page": page, "buckets": page.figures, "since": since_words(page.since, page.since_meeting)}
    return {
        name: drawn(page.sums, f"{name}:{everything}", partial(render_to_string, template, context))
        for name, template in _OF_SUMS.items()
    }


@login_required
@require_GET
def pdf(request: HttpRequest) -> HttpResponse:
    """The page on one sheet; drawn outside every transaction."""
    _door(request.actor)
    at, url = clock.now(), reverse("command-page")
    page = command_page(moment_of(request.actor, at), page_url=url, is_demo=settings.DEMO)
    try:
        made = render_one_page(TEMPLATE, ({"page": fitted} for fitted in fitted_pages(paper_of(page))))
    except PdfError as failure:
        messages.error(request, as_said(failure))
        return redirect(url)
    response = HttpResponse(made.data, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="dieu-hanh-{at:%Y-%m-%d}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
