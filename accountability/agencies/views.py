"""The list of agencies with their positions and who holds them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accountability.access.roles import Role
from accountability.agencies.access import access_agencies
from accountability.agencies.forms import AgencyFilter
from accountability.agencies.models import Agency
from accountability.agencies.reading import holders, positions_of
from accountability.core import clock

PAGE_SIZE = 50


@login_required
@require_GET
def agency_list(request: HttpRequest) -> HttpResponse:
    """Agencies of today, to be found under any of their names."""
    today = clock.today()
    form = AgencyFilter(request.GET)
    found = form.narrow(access_agencies(request.actor, today=today))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"form": form, "page_obj": page, "rows": _rows(list(page), today)}
    return render(request, "agencies/agency_list.html", context)


def _rows(agencies: list[Agency], today: date) -> list[dict[str, Any]]:
    """Each agency with its positions in their order, and each position with its holders."""
    by_role = positions_of([agency.pk for agency in agencies], Role)
    of_agency: dict[int, list[Any]] = {agency.pk: [] for agency in agencies}
    for (agency_pk, _role), positions in by_role.items():
        of_agency[agency_pk] += positions
    held = holders([position.pk for positions in of_agency.values() for position in positions], today=today)
    return [
        {
            "agency": agency,
            "positions": [
                {"position": position, "holders": held.get(position.pk, [])}
                for position in sorted(
                    of_agency[agency.pk], key=lambda position: (position.rank, position.pk)
                )
            ],
        }
        for agency in agencies
    ]
