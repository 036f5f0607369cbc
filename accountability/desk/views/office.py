"""The Office's first page."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accountability.access.permissions import Permission
from accountability.access.rules import Denied, may
from accountability.core import clock
from accountability.core.saying import say
from accountability.desk.reading import office
from accountability.desk.reading.common import cut, moment_of, whole
from accountability.reports.words import lines_waiting
from accountability.urging.access import urges_some


@login_required
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The queues with their counts; `?xem=<queue>` shows all of one."""
    verdict = may(request.actor, Permission.VIEW_OFFICE_PAGE)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    url, moment = reverse("office-page"), moment_of(request.actor, clock.now())
    sources = office.sources(moment)
    if wanted := request.GET.get("xem"):
        shown = whole(sources, wanted, request.GET.get("page"))
        if shown is None:
            raise Http404(say("Không có danh sách này."))
        crumbs = [{"title": say("Văn phòng"), "url": url}]
        return render(
            request, "desk/queue.html", {"source": shown[0], "page_obj": shown[1], "crumbs": crumbs}
        )
    queues = [cut(source, url) for source in sources]
    dead, mail_url = office.failed_mails(moment)
    context = {
        "at": moment.at, "queues": [queue for queue in queues if queue.count], "tiles": queues,
        "quiet": not any(queue.count for queue in queues), "dead_mails": dead, "mail_url": mail_url,
        "ageing": office.ageing_chart(moment), "urges": urges_some(request.actor), "is_assumed": settings.DEMO,
        "reports_waiting": lines_waiting(request.actor, moment.at, and_late=True),
    }  # fmt: skip
    return render(request, "desk/office.html", context)
