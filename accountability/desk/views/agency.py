"""An agency's first page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET

from accountability.core import clock
from accountability.core.saying import say
from accountability.desk.reading import agency
from accountability.desk.reading.agency_sums import AgencySums, sums_of
from accountability.desk.reading.common import PAGE_SIZE, SHOWN, cut, moment_of, whole
from accountability.desk.reading.inbox import Keys
from accountability.desk.reading.inbox_lines import lines_of
from accountability.desk.reading.kept import drawn
from accountability.desk.reading.place import Place, is_officer_only, place_of
from accountability.desk.reading.workload import UNNAMED, people_of
from accountability.reports.words import lines_waiting

OWN, WHOLE = "toi", "don-vi"
_LONGEST_KEY = 18


@login_required
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What asks something of this person, the gravest first; `?xem=<list>` shows all of one, `?cua=` whose work."""
    agencies = agency.agencies_of(request.actor)
    if not agencies:
        raise PermissionDenied(
            say("Trang này dành cho người làm việc tại cơ quan, đơn vị thực hiện nhiệm vụ.")
        )
    moment = moment_of(request.actor, clock.now())
    wanted = request.GET.get("cua") or (OWN if is_officer_only(moment) else WHOLE)
    own_only = wanted == OWN
    place = place_of(moment, agencies, own_only=own_only)
    if wanted_list := request.GET.get("xem"):
        return _all_of(request, wanted_list, place)
    url = f"{reverse('agency-page')}?cua={OWN if own_only else WHOLE}"
    keys, number = Keys(place).first(SHOWN)
    sums = sums_of(place)
    cards = [cut(source, url) for source in agency.cards(place) if source.key in place.desk.there]
    context = {
        "at": moment.at, "inbox": lines_of(keys, place), "inbox_count": number, "own_only": own_only,
        "may_see_own": not is_officer_only(moment) or not own_only, "here": url, "sums": sums, "drawn": _drawn(sums),
        "queues": [queue for queue in cards if queue.count], "everything": cut(agency.everything(place), url),
        "figures": sums.figures, "loads": sums.loads, "below": sums.below, "programs": sums.programs,
        "is_assumed": settings.DEMO or sums.is_assumed,
        "reports_waiting": lines_waiting(request.actor, moment.at),
    }  # fmt: skip
    return render(request, "desk/agency.html", context)


def _drawn(sums: AgencySums) -> dict[str, SafeString]:
    """What is drawn of the sums; all else on the page is rows, which are drawn each time."""
    context = {"sums": sums, "buckets": sums.figures}
    return {
        "figures": drawn(sums, "figures", lambda: render_to_string("components/six_buckets.html", context)),
        "rest": drawn(sums, "rest", lambda: render_to_string("desk/_agency_sums.html", context)),
    }


def _all_of(request: HttpRequest, wanted: str, place: Place) -> HttpResponse:
    """One list of the page in pages: the inbox with its buttons, or the lines of a card."""
    crumbs = [{"title": say("Đơn vị"), "url": reverse("agency-page")}]
    if wanted == "viec":
        keys: Any = Keys(place)  # Counts and slices, which is all that a Paginator asks.
        page: Page[Any] = Paginator(keys, PAGE_SIZE).get_page(request.GET.get("page"))
        context: dict[str, Any] = {
            "page_obj": page,
            "crumbs": crumbs,
            "inbox": lines_of(page.object_list, place),
        }
        return render(request, "desk/inbox.html", context)
    sources = [*agency.cards(place), agency.everything(place)]
    if wanted == "can-bo":
        sources = [agency.of_officer(place, *_officer(request.GET.get("nguoi", ""), place))]
    shown = whole(sources, wanted, request.GET.get("page"))
    if shown is None:
        raise Http404(say("Không có danh sách này."))
    return render(request, "desk/queue.html", {"source": shown[0], "page_obj": shown[1], "crumbs": crumbs})


def _officer(text: str, place: Place) -> tuple[int | None, str]:
    """The officer whose list is asked for; 0 stands for nobody. Names are told of one's own people only."""
    if not text.isascii() or not text.isdecimal() or len(text) > _LONGEST_KEY:
        raise Http404(say("Không có người này."))
    if int(text) == 0:
        return None, UNNAMED
    user = get_object_or_404(people_of(place.led, place.agencies), pk=int(text))
    return user.pk, str(user)
