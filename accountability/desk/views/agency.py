"""An agency's first page."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accountability.core import clock
from accountability.desk.reading import agency
from accountability.desk.reading.common import cut, moment_of, whole


@login_required
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What the agency owes, what presses first; `?xem=<queue>` shows all of one."""
    if not agency.agencies_of(request.actor):
        raise PermissionDenied("Trang này dành cho người làm việc tại cơ quan, đơn vị thực hiện nhiệm vụ.")
    url, moment = reverse("agency-page"), moment_of(request.actor, clock.now())
    sources = [*agency.sources(moment), agency.everything(moment)]
    if wanted := request.GET.get("xem"):
        shown = whole(sources, wanted, request.GET.get("page"))
        if shown is None:
            raise Http404("Không có danh sách này.")
        crumbs = [{"title": "Đơn vị", "url": url}]
        return render(
            request, "desk/queue.html", {"source": shown[0], "page_obj": shown[1], "crumbs": crumbs}
        )
    *inbox, everything = (cut(source, url) for source in sources)
    context = {
        "at": moment.at, "queues": [queue for queue in inbox if queue.count], "everything": everything,
        "figures": agency.own_figures(moment), "below": agency.below(moment), "programs": agency.programs(moment),
        "is_assumed": settings.DEMO or agency.is_assumed(moment),
    }  # fmt: skip
    return render(request, "desk/agency.html", context)
